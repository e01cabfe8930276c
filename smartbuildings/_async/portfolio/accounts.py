"""What the handles of a portfolio share: the clients, what is known of the thermostats, and which ids have changed."""

from __future__ import annotations

import weakref
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar

import attrs

from smartbuildings._async.sweep import AsyncSweep
from smartbuildings._core.observers import Observers
from smartbuildings._io.asynchronous import gather, monotonic
from smartbuildings.errors import ConfigurationError, InvalidRequest, NotSupported, SmartBuildingsError
from smartbuildings.portfolio import Description, Known, reference_of, split_reference
from smartbuildings.retry import RetryPolicy

if TYPE_CHECKING:
    from smartbuildings._async.portfolio.lists import AsyncStream
    from smartbuildings._async.protocols import AsyncClient, AsyncThermostat
    from smartbuildings.values import (
        ThermostatInfo,
    )

__all__ = ["AT_ONCE", "Accounts", "as_ours"]

T = TypeVar("T")

AT_ONCE: Final = 8
"""How many calls to one account are prepared at once; the client's own limits decide how many are sent."""
_LOOK_AGAIN_S: Final = 300.0
"""How long a thermostat that was not found again is not looked for."""


class _HasReference(Protocol):
    @property
    def account(self) -> str: ...

    @property
    def reference(self) -> str: ...


@attrs.frozen
class _Listed:
    account: str
    reference: str
    native: AsyncThermostat


H = TypeVar("H", bound=_HasReference)


class Accounts:
    """What the handles of a portfolio share: the clients, and what is known of the thermostats."""

    def __init__(self, clients: Mapping[str, AsyncClient], known: Known, observers: Observers) -> None:
        if not clients:
            msg = 'A portfolio needs an account, such as {"north": AsyncSmartBuildings()}.'
            raise ConfigurationError(msg)
        for name, client in clients.items():
            if not isinstance(name, str) or not name.strip():
                msg = f"{name!r} is not a name of an account. Use a text that is not empty."
                raise ConfigurationError(msg)
            if not callable(getattr(client, "aclose", None)):
                msg = f"The account {name!r} has a {type(client).__name__}, which is not an async client."
                raise ConfigurationError(msg)
        self.clients = dict(clients)
        self.known = known
        self.observers = observers
        self.streams: weakref.WeakSet[AsyncStream[Any]] = weakref.WeakSet()
        self.moved: dict[str, str] = {}
        """References of ids that no longer exist, each with the one that is read instead; not confirmed."""
        self.confirmed: dict[str, str] = {}
        self._missing_since: dict[str, float] = {}

    def opened(self, stream: AsyncStream[T]) -> AsyncStream[T]:
        """Have a stream ended with the portfolio."""
        self.streams.add(stream)
        return stream

    def split(self, reference: str) -> tuple[str, str]:
        """Return the account and the id of a reference; the account is one of these."""
        account, item_id = split_reference(reference)
        if account not in self.clients:
            there = ", ".join(sorted(self.clients))
            msg = (
                f"{reference!r} names the account {account!r}, which this portfolio does not have. There are: {there}."
            )
            raise InvalidRequest(msg, field="reference")
        return account, item_id

    def take(self, reference: str) -> AsyncThermostat:
        """Return the vendor's thermostat."""
        account, thermostat_id = self.split(reference)
        return self.clients[account].thermostats.get(thermostat_id)

    def normal(self, reference: str) -> str:
        """Return a reference with the id as the vendor's client writes it."""
        return reference_of(self.split(reference)[0], self.take(reference).id)

    # -- many thermostats

    async def each(
        self, things: Sequence[H], call: Callable[[H], Awaitable[Any]], *, leave_out: Collection[str] = ()
    ) -> list[tuple[H, Any, SmartBuildingsError | None]]:
        """Do the same with each thermostat, the accounts concurrently; return the result or the error of each."""
        by_account: dict[str, list[H]] = {}
        for thing in things:
            if thing.reference not in leave_out:
                by_account.setdefault(thing.account, []).append(thing)

        async def one(thing: H) -> tuple[Any, SmartBuildingsError | None]:
            try:
                return await call(thing), None
            except NotSupported as error:  # To a sweep it is about all thermostats; here they may be of several kinds.
                return None, error
            except SmartBuildingsError:
                raise
            except Exception as error:  # noqa: BLE001 - of a client of the user's own, or of `change`: the others go on
                return None, as_ours(error)

        async def one_account(members: Sequence[H]) -> list[tuple[H, Any, SmartBuildingsError | None]]:
            sweep = AsyncSweep(
                one,
                at_once=AT_ONCE,
                retry=RetryPolicy(),
                notify=self.observers.notify,
                key=lambda thing: thing.reference,
            )
            found = {each.of.reference: each for each in await sweep.round(members)}
            outcomes: list[tuple[H, Any, SmartBuildingsError | None]] = []
            for thing in members:
                outcome = found.get(thing.reference)
                result, error = (None, sweep.ended) if outcome is None else outcome.found or (None, outcome.error)
                outcomes.append((thing, result, error))
            return outcomes

        groups = await gather(one_account, list(by_account.values()), at_once=max(1, len(by_account)))
        return [outcome for group in groups for outcome in group]

    # -- ids that changed

    async def find_again(self, reference: str) -> str | None:
        """Return the reference of the one thermostat that a lost one can be now; ``None`` if there are none or more."""
        account, _ = self.split(reference)
        if reference in self.moved:
            return self.moved[reference]
        since = self._missing_since.get(reference)
        own = self.known.get(reference)
        if own is None or not own.is_telling or (since is not None and monotonic() - since < _LOOK_AGAIN_S):
            return None
        found: dict[str, Description] = {}
        new: list[_Listed] = []
        is_listed = False
        async for native in self.clients[account].thermostats:
            other = reference_of(account, native.id)
            is_listed = is_listed or other == reference
            if not self.known.existed_with(reference, other):
                new.append(_Listed(account, other, native))
        if is_listed:
            return None  # Not found is something else about it.
        is_whole = True
        for listed, info, error in await self.each(new, _info):
            is_whole = is_whole and error is None
            if error is None:
                found[listed.reference] = Description.of(listed.native.vendor, info)
        successors = self.known.successors(reference, found)
        if not is_whole or len(successors) != 1:
            self._missing_since[reference] = monotonic()
            return None
        self.moved[reference] = successors[0]
        if self.observers.is_listening():
            from smartbuildings.events import IdChanged

            self.observers.notify(IdChanged(reference, successors[0]))
        return successors[0]

    def refuse_moved(self, reference: str) -> None:
        """Raise ``InvalidRequest`` if an id has changed and nobody has confirmed the new one."""
        moved = self.moved.get(reference)
        if moved is not None:
            msg = (
                f"Thermostat {reference} no longer exists, so nothing was changed. {moved} may be the same device: it "
                f"has the same name, building and room. If it is, call portfolio.confirm({reference!r}, {moved!r})."
            )
            raise InvalidRequest(msg, field="reference")

    def confirm(self, old: str, new: str) -> None:
        """Use a new reference wherever an old one is given."""
        before, after = self.normal(old), self.normal(new)
        if before == after or self.split(before)[0] != self.split(after)[0]:
            msg = f"{old!r} and {new!r} are not two references to one account, so nothing was confirmed."
            raise InvalidRequest(msg, field="new")
        self.confirmed.pop(after, None)
        for earlier, target in self.confirmed.items():
            if target == before:
                self.confirmed[earlier] = after
        self.confirmed[before] = after
        self.moved.pop(before, None)


async def _info(listed: _Listed) -> ThermostatInfo:
    return await listed.native.info()


def as_ours(error: Exception) -> SmartBuildingsError:
    if isinstance(error, SmartBuildingsError):
        return error
    made = SmartBuildingsError(f"{type(error).__name__}: {error}")
    made.__cause__ = error
    return made
