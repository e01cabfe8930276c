"""The portfolio: what a user makes, closes, and changes many thermostats with."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from smartbuildings._async.portfolio.accounts import AT_ONCE, Accounts, as_ours
from smartbuildings._async.portfolio.handles import AsyncPortfolioThermostat, set_temperature
from smartbuildings._async.portfolio.lists import AsyncPortfolioBuildings, AsyncPortfolioThermostats, AsyncStream
from smartbuildings._core.hiding import never_raises
from smartbuildings._core.observers import Observers
from smartbuildings.errors import InvalidRequest, PartlyFailed, SmartBuildingsError
from smartbuildings.portfolio import Description, Duplicates, Known

if TYPE_CHECKING:
    from smartbuildings._async.accepted import AsyncAccepted
    from smartbuildings._async.protocols import AsyncClient
    from smartbuildings.events import Observer
    from smartbuildings.units import Temperature
    from smartbuildings.values import (
        Applied,
        ThermostatInfo,
    )

__all__ = ["AsyncPortfolio"]

T = TypeVar("T")
R = TypeVar("R")


class AsyncPortfolio:
    """Several accounts as one.

        async with AsyncPortfolio({"north": AsyncSmartBuildings(), "lofts": AsyncSmartThings()}) as portfolio:
            async for reading in portfolio.thermostats.statuses():
                print(reading.reference, reading.status or reading.error)

    Accounts are read concurrently, each within its own quota and with its own tokens. One that fails does not stop the
    others: its error is an item of the stream. To close the portfolio closes its clients.

    Args:
        clients: The client of each account, by a name of your choice. The names are part of every reference.
        known: Descriptions from an earlier ``known()``, so that a thermostat whose id has changed since is found again.
        observers: Called with the events of the portfolio; those of a client go to the client's observers.

    Raises:
        ConfigurationError: there is no account, or a name or a client cannot be used.
    """

    def __init__(
        self,
        clients: Mapping[str, AsyncClient],
        *,
        known: Mapping[str, Description] | None = None,
        observers: Iterable[Observer] = (),
    ) -> None:
        self._accounts = Accounts(clients, Known(known or {}), Observers(observers))

    @classmethod
    def from_toml(
        cls,
        path: str | os.PathLike[str],
        *,
        profile: str | None = None,
        vendors: Mapping[str, Callable[..., AsyncClient]] | None = None,
        observers: Iterable[Observer] = (),
    ) -> Self:
        """Make a portfolio of the accounts that a TOML file names.

        Each table ``[accounts.NAME]`` has a ``vendor`` and arguments of its client. A secret is best given as
        ``{env = "VARIABLE"}``. A file with a secret in it has to be readable by its owner only.

        Args:
            path: The file.
            profile: A list of accounts in the table ``[profiles]``; all accounts if left out.
            vendors: What makes the client of a vendor that this package does not know, by the name used in the file.
                It is called with the other keys of the account.
            observers: As for the class.

        Raises:
            ConfigurationError: the file cannot be read, something in it is unknown or missing, or a secret in it can be
                read by others.
        """
        from smartbuildings._async.registry import clients_from_file

        return cls(clients_from_file(path, profile, vendors or {}), observers=observers)

    @classmethod
    def from_environment(cls, *, observers: Iterable[Observer] = ()) -> Self:
        """Make a portfolio of what the environment describes.

        That is the file ``SMARTBUILDINGS_PORTFOLIO``, with the profile ``SMARTBUILDINGS_PROFILE``; else one account for
        each vendor whose variables are set, under the vendor's name.

        Raises:
            ConfigurationError: there is none, or one is incomplete.
        """
        from smartbuildings._async.registry import clients_from_environment

        return cls(clients_from_environment(), observers=observers)

    @property
    def clients(self) -> Mapping[str, AsyncClient]:
        """The client of each account."""
        return MappingProxyType(self._accounts.clients)

    @property
    def buildings(self) -> AsyncPortfolioBuildings:
        """The buildings of all accounts."""
        return AsyncPortfolioBuildings(self._accounts)

    @property
    def thermostats(self) -> AsyncPortfolioThermostats:
        """The thermostats of all accounts."""
        lists = {name: client.thermostats for name, client in self._accounts.clients.items()}
        return AsyncPortfolioThermostats(self._accounts, lists)

    def known(self) -> dict[str, Description]:
        """Return the descriptions of the thermostats whose ``info()`` was read, by reference."""
        return self._accounts.known.descriptions()

    async def duplicates(self) -> Duplicates:
        """Read the ``info()`` of every thermostat, and return those that may be one device seen twice.

        That is so if two accounts of one vendor have the same id, or if two vendors have the same name and the model at
        one of them is the other vendor's. They are only marked: both stay in every list.

        An account that fails is in ``errors``.
        """
        errors: dict[str, Exception] = {}
        waiting: list[AsyncPortfolioThermostat] = []
        async for found in self.thermostats:
            if found.thermostat is None:
                if found.error is not None:
                    errors[found.account] = found.error
                continue
            waiting.append(found.thermostat)
            if len(waiting) == AT_ONCE * len(self._accounts.clients):
                errors |= await self._describe(waiting)
                waiting = []
        errors |= await self._describe(waiting)
        return Duplicates(self._accounts.known.pairs(), errors)

    def confirm(self, old: str, new: str) -> None:
        """Confirm that a thermostat has a new id, so that it can be written to by the old reference again.

        Args:
            old: The reference with the old id.
            new: The reference with the new one, such as the one that an ``IdChanged`` event names.

        Raises:
            InvalidRequest: these are not two references to one account.
        """
        self._accounts.confirm(old, new)

    # -- changes of many thermostats

    async def set_temperature(
        self,
        references: Iterable[str],
        *,
        heat: Temperature | None = None,
        cool: Temperature | None = None,
        with_duplicates: bool = False,
    ) -> dict[str, Applied | AsyncAccepted]:
        """Set what many thermostats aim at: ``apply`` with ``set_temperature`` of each.

        Args:
            references: The thermostats.
            heat: Heat below this.
            cool: Cool above this.
            with_duplicates: As for ``apply``.
        """
        change = partial(set_temperature, heat=heat, cool=cool)
        return await self.apply(references, change, with_duplicates=with_duplicates)

    async def apply(
        self,
        references: Iterable[str],
        change: Callable[[AsyncPortfolioThermostat], Awaitable[R]],
        *,
        with_duplicates: bool = False,
    ) -> dict[str, R]:
        """Change many thermostats alike, the accounts concurrently.

        Where several accounts are concerned, the ``info()`` of each thermostat that is not known yet is read first, so
        that no device is commanded twice. One whose ``info()`` cannot be read is not changed. If an account stops
        responding, the rest of its thermostats are not tried, as with ``statuses()``.

        Args:
            references: The thermostats.
            change: What to do with each, such as ``lambda thermostat: thermostat.set_mode(Mode.OFF)``.
            with_duplicates: Change both of two thermostats that may be one device.

        Returns:
            What ``change`` returned, by reference.

        Raises:
            InvalidRequest: a reference cannot be right, two of them may be one device, or the id of one has changed and
                is not confirmed. Nothing was sent, apart from reads.
            PartlyFailed: some failed; ``done``, ``failed`` and ``results`` have all of them.
        """
        handles = self._distinct(references)
        failed: dict[str, SmartBuildingsError] = {}
        if not with_duplicates and len({handle.account for handle in handles}) > 1:
            unknown = [each for each in handles if self._accounts.known.get(each.target) is None]
            failed = {key: as_ours(error) for key, error in (await self._describe(unknown)).items()}
            self._refuse_duplicates(handles)
        results: dict[str, R] = {}
        for handle, result, error in await self._accounts.each(handles, change, leave_out=failed):
            if error is None:
                results[handle.reference] = result
            else:
                failed[handle.reference] = error
        if failed:
            first = next(iter(failed.values()))
            msg = (
                f"{len(failed)} of {len(handles)} thermostats could not be changed; the first reason: {first} "
                "See the error's `failed` and `done`."
            )
            raise PartlyFailed(msg, done=results, failed=failed, results=results) from first
        return results

    def _distinct(self, references: Iterable[str]) -> list[AsyncPortfolioThermostat]:
        """Return a handle for each thermostat, each once, and none whose id has changed."""
        handles: dict[str, AsyncPortfolioThermostat] = {}
        for handle in map(self.thermostats.get, [references] if isinstance(references, str) else references):
            self._accounts.refuse_moved(handle.target)
            handles.setdefault(handle.target, handle)
        return list(handles.values())

    def _refuse_duplicates(self, handles: Sequence[AsyncPortfolioThermostat]) -> None:
        """Raise ``InvalidRequest`` if two of these may be one device."""
        first, *more = (*self._accounts.known.pairs([handle.target for handle in handles]), None)
        if first is not None:
            one, other = first.references
            others = f" There are {len(more) - 1} other such pairs." if len(more) > 1 else ""
            msg = (
                f"{one} and {other} may be one device ({first.reason}), so nothing was changed.{others} Leave one "
                "of them out; if they are two devices, pass with_duplicates=True."
            )
            raise InvalidRequest(msg, field="references")

    async def _describe(self, handles: Sequence[AsyncPortfolioThermostat]) -> dict[str, Exception]:
        """Read the ``info()`` of thermostats, and return the errors by reference."""
        outcomes = await self._accounts.each(handles, _info)
        return {handle.reference: error for handle, _, error in outcomes if error is not None}

    # -- the clients

    @contextmanager
    def options(
        self, *, timeout_s: float | None = None, deadline_s: float | None = None, attempts: int | None = None
    ) -> Iterator[None]:
        """Change timeout, deadline or attempts for the calls to all accounts in a ``with`` block."""
        with ExitStack() as stack:
            for client in self._accounts.clients.values():
                stack.enter_context(client.options(timeout_s=timeout_s, deadline_s=deadline_s, attempts=attempts))
            yield

    async def aclose(self) -> None:
        """End the streams that are open, and close all clients; the first error is raised after that."""
        failure: BaseException | None = None
        every: list[AsyncStream[Any] | AsyncClient] = [*self._accounts.streams, *self._accounts.clients.values()]
        for closes in every:
            try:
                await closes.aclose()
            except BaseException as error:  # noqa: BLE001 - raised below
                failure = failure or error
        if failure is not None:
            raise failure

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    @never_raises
    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {', '.join(self._accounts.clients)}>"


async def _info(thermostat: AsyncPortfolioThermostat) -> ThermostatInfo:
    return await thermostat.info()
