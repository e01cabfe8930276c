"""Several accounts as one: references, what is known of each thermostat, and what follows from it. Pure.

A *reference* names a thermostat or a building across accounts: ``north/511134833204``. Both parts are percent-encoded,
and a colon stays as it is, so that one of SmartThings is ``lofts/8bd5ff71-…:main``. What sends requests is in
``_async/portfolio``.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, unquote

import attrs

from smartbuildings.errors import InvalidRequest

if TYPE_CHECKING:
    from smartbuildings._async.portfolio.handles import AsyncPortfolioBuilding, AsyncPortfolioThermostat
    from smartbuildings._async.portfolio.lists import (
        AsyncAccountReading,
        AsyncListedBuilding,
        AsyncListedThermostat,
        AsyncPortfolioBuildings,
        AsyncPortfolioThermostats,
        AsyncStream,
    )
    from smartbuildings._sync.portfolio.handles import PortfolioBuilding, PortfolioThermostat
    from smartbuildings._sync.portfolio.lists import (
        AccountReading,
        ListedBuilding,
        ListedThermostat,
        PortfolioBuildings,
        PortfolioThermostats,
        Stream,
    )
    from smartbuildings.values import ThermostatInfo

__all__ = [
    "AccountReading",
    "AsyncAccountReading",
    "AsyncListedBuilding",
    "AsyncListedThermostat",
    "AsyncPortfolioBuilding",
    "AsyncPortfolioBuildings",
    "AsyncPortfolioThermostat",
    "AsyncPortfolioThermostats",
    "AsyncStream",
    "Description",
    "Duplicate",
    "Duplicates",
    "ListedBuilding",
    "ListedThermostat",
    "PortfolioBuilding",
    "PortfolioBuildings",
    "PortfolioThermostat",
    "PortfolioThermostats",
    "Stream",
    "reference_of",
    "split_reference",
]

_LONGEST_SHOWN: Final = 120


def reference_of(account: str, item_id: str) -> str:
    """Return the reference of a thermostat or a building.

    Examples:
        >>> reference_of("north side", "8bd5ff71:main")
        'north%20side/8bd5ff71:main'
    """
    return f"{quote(account, safe=':')}/{quote(item_id, safe=':')}"


def split_reference(reference: str) -> tuple[str, str]:
    """Return the account and the id that a reference names.

    Raises:
        InvalidRequest: this is not a reference.

    Examples:
        >>> split_reference("north%20side/8bd5ff71:main")
        ('north side', '8bd5ff71:main')
    """
    parts = reference.split("/") if isinstance(reference, str) else []
    try:
        account, item_id = (unquote(part, errors="strict") for part in parts)
    except ValueError:
        account = item_id = ""
    if not account or not item_id:
        shown = repr(reference)[:_LONGEST_SHOWN]
        msg = f"{shown} is not a reference. Use account/id, both percent-encoded, as the items of a portfolio have it."
        raise InvalidRequest(msg, field="reference")
    return account, item_id


@attrs.frozen
class Description:
    """What distinguishes a thermostat from others. ``None`` if the vendor does not report it."""

    vendor: str
    """The vendor."""
    names: tuple[str, ...] = ()
    """Its names, without empty ones: ecobee has one for the portal and one for the display."""
    building_id: str | None = None
    """The id of its building."""
    room_id: str | None = None
    """The id of its room."""
    model: str | None = None
    """Manufacturer and model."""

    @classmethod
    def of(cls, vendor: str, info: ThermostatInfo) -> Description:
        """Describe a thermostat by its ``info()``.

        Besides the attributes that every vendor has, ``thermostat_name``, ``room_id``, ``manufacturer`` and ``model``
        are used if the vendor's model has them.
        """

        def text(name: str) -> str | None:
            found = getattr(info, name, None)
            return " ".join(found.split()) or None if isinstance(found, str) else None

        names = dict.fromkeys(filter(None, map(text, ("name", "thermostat_name"))))
        model = " ".join(filter(None, map(text, ("manufacturer", "model"))))
        return cls(vendor, tuple(names), text("building_id"), text("room_id"), model or None)

    @property
    def is_telling(self) -> bool:
        """Whether a name or a room distinguishes it from others in its building."""
        return bool(self.names or self.room_id)

    def is_like(self, other: Description) -> bool:
        """Return whether both have the same names, building and room."""
        return (self.names, self.building_id, self.room_id) == (other.names, other.building_id, other.room_id)

    def may_be(self, other: Description) -> bool:
        """Return whether both may be one device that two vendors show: a name in common, and a model that fits."""
        names = {name.casefold() for name in self.names}.isdisjoint(name.casefold() for name in other.names)
        if names or self.vendor == other.vendor:
            return False
        models = [(each.model or "").casefold() for each in (self, other)]
        is_named = self.vendor.casefold() in models[1] or other.vendor.casefold() in models[0]
        return is_named or (models[0] != "" and models[0] == models[1])


@attrs.frozen
class Duplicate:
    """Two thermostats of a portfolio that may be one device."""

    references: tuple[str, str]
    """Their references."""
    reason: str
    """What they have in common."""


@attrs.frozen
class Duplicates:
    """What ``portfolio.duplicates()`` found."""

    pairs: tuple[Duplicate, ...]
    """The pairs that may be one device each."""
    errors: Mapping[str, Exception]
    """What could not be read, and so not be compared: by account, or by the reference of a thermostat."""


class Known:
    """What is known of the thermostats of a portfolio, and in which order they were seen. Safe between threads.

    Args:
        before: What was known earlier, by reference.
    """

    def __init__(self, before: Mapping[str, Description]) -> None:
        self._lock = threading.Lock()
        self._clock = 0
        self._first_seen: dict[str, int] = {}
        self._last_seen: dict[str, int] = {}
        self._described: dict[str, Description] = {}
        self._alike: dict[tuple[str, ...], set[str]] = {}
        """The references of each name, and of each vendor's id."""
        for reference, description in before.items():
            self._describe(reference, description)

    def see(self, reference: str) -> None:
        """Note that a thermostat exists now."""
        with self._lock:
            self._see(reference)

    def describe(self, reference: str, description: Description) -> None:
        """Note what a thermostat is."""
        with self._lock:
            self._see(reference)
            self._describe(reference, description)

    def descriptions(self) -> dict[str, Description]:
        """Return what is known, by reference."""
        with self._lock:
            return dict(self._described)

    def get(self, reference: str) -> Description | None:
        """Return what is known of a thermostat."""
        return self._described.get(reference)

    def duplicates_of(self, reference: str) -> dict[str, str]:
        """Return the references of the thermostats that may be the same device, each with what they have in common."""
        found: dict[str, str] = {}
        with self._lock:
            own = self._described.get(reference)
            if own is None:
                return found
            _, item_id = split_reference(reference)
            for key in _keys(reference, own):
                for other in self._alike[key] - {reference}:
                    theirs = self._described[other]
                    if own.vendor == theirs.vendor and item_id == split_reference(other)[1]:
                        found[other] = f"the same id at {own.vendor}"
                    elif own.may_be(theirs):
                        found[other] = f"the name {key[-1]!r}, and a model that fits"
        return dict(sorted(found.items()))

    def pairs(self, among: Collection[str] | None = None) -> tuple[Duplicate, ...]:
        """Return every pair that may be one device, of all thermostats or of some."""
        chosen = self.descriptions().keys() if among is None else set(among)
        return tuple(
            Duplicate((one, other), reason)
            for one in sorted(chosen)
            for other, reason in self.duplicates_of(one).items()
            if one < other and other in chosen
        )

    def existed_with(self, lost: str, other: str) -> bool:
        """Return whether another was seen before this one was seen for the last time, and so is another device."""
        with self._lock:
            return self._first_seen.get(other, self._clock + 1) <= self._last_seen.get(lost, -1)

    def successors(self, lost: str, found: Mapping[str, Description]) -> list[str]:
        """Return the references whose descriptions fit a thermostat that is not listed any more."""
        own = self.get(lost)
        if own is None or not own.is_telling:
            return []
        return [other for other, theirs in found.items() if own.is_like(theirs) and not self.existed_with(lost, other)]

    def _see(self, reference: str) -> None:
        self._clock += 1
        self._first_seen.setdefault(reference, self._clock)
        self._last_seen[reference] = self._clock

    def _describe(self, reference: str, description: Description) -> None:
        self._first_seen.setdefault(reference, self._clock)
        self._last_seen.setdefault(reference, self._clock)
        before = self._described.get(reference)
        if before == description:
            return
        if before is not None:
            for key in _keys(reference, before):
                self._alike[key].discard(reference)
        self._described[reference] = description
        for key in _keys(reference, description):
            self._alike.setdefault(key, set()).add(reference)


def _keys(reference: str, description: Description) -> list[tuple[str, ...]]:
    _, item_id = split_reference(reference)
    return [("id", description.vendor, item_id), *(("name", name.casefold()) for name in description.names)]


_PURE: Final = frozenset({"Description", "Duplicate", "Duplicates", "reference_of", "split_reference"})
_HANDLES: Final = ("PortfolioBuilding", "PortfolioThermostat")
_HOMES: Final = {
    name: f"{'_async' if name.startswith('Async') else '_sync'}.portfolio."
    f"{'handles' if name.removeprefix('Async') in _HANDLES else 'lists'}"
    for name in __all__
    if name not in _PURE
}


def __getattr__(name: str) -> Any:
    """Load the classes of both flavours on first use (PEP 562)."""
    from smartbuildings._lazy import load

    return load(globals(), name, home=_HOMES, modules=())
