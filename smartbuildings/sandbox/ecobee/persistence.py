"""Keeps what callers did to a sandbox in a file, so that a sandbox started again goes on where the last one ended.

Saved is only what differs from the seed. The file is replaced in one step: whoever is interrupted, by Ctrl-C or worse,
leaves the previous file whole.
"""

from __future__ import annotations

import json
import logging
import os
import tempfile
import time
import types
import typing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar, get_args, get_origin, get_type_hints

import attrs

from .portfolio import Building, Portfolio
from .thermostat import Thermostat

if TYPE_CHECKING:
    from .machine import Sandbox

__all__ = ["StateFile", "StateFileUnusable", "dump", "load"]

_FORMAT: Final = 1
_SAVE_EVERY_S: Final = 1.0
_AFTER_FAILURE_S: Final = 30.0
_SHARE_OF_TIME: Final = 20  # a save that takes t seconds is followed by at least 20 t without one

_log = logging.getLogger("smartbuildings.sandbox")

T = TypeVar("T")


class StateFileUnusable(ValueError):
    """The state file cannot be read or written, or belongs to a sandbox with another seed or size."""


class StateFile:
    """The file of one sandbox.

    Args:
        sandbox: whose state it is.
        path: where; the directory has to exist.
    """

    def __init__(self, sandbox: Sandbox, path: Path) -> None:
        if not path.parent.is_dir():
            raise StateFileUnusable(f"{path} cannot be written: there is no directory {path.parent}.")
        self._sandbox = sandbox
        self._path = path
        self._saved_revision = self._revision()
        self._next_save = 0.0

    def load(self) -> None:
        """Take over what the file says; a file that does not exist yet changes nothing."""
        try:
            text = self._path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return
        try:
            load(self._sandbox, json.loads(text))
        except (KeyError, TypeError, AttributeError, json.JSONDecodeError) as problem:
            raise StateFileUnusable(
                f"{self._path} is not a state file of the sandbox. Delete it to start afresh."
            ) from problem
        except StateFileUnusable as problem:
            raise StateFileUnusable(f"{self._path} {problem}") from None
        self._saved_revision = self._revision()

    def save_if_due(self) -> None:
        """Save what has changed, unless that was done a moment ago."""
        if time.monotonic() < self._next_save or self._revision() == self._saved_revision:
            return
        try:
            self.save()
        except OSError as problem:
            # Answers go on without the file; whoever stops the sandbox gets the error from the last save.
            _log.error("The state could not be saved: %s", problem)
            self._next_save = time.monotonic() + _AFTER_FAILURE_S

    def save(self) -> None:
        """Write the file."""
        started = time.monotonic()
        revision = self._revision()
        _replace(self._path, json.dumps(dump(self._sandbox), separators=(",", ":")))
        self._saved_revision = revision
        finished = time.monotonic()
        self._next_save = finished + max(_SAVE_EVERY_S, (finished - started) * _SHARE_OF_TIME)

    def _revision(self) -> tuple[int, int]:
        return self._sandbox.portfolio.revision, self._sandbox.tokens.revision


def dump(sandbox: Sandbox) -> dict[str, Any]:
    """Return the state as JSON can hold it."""
    portfolio = sandbox.portfolio
    return {
        "format": _FORMAT,
        "sandbox": _identity(portfolio),
        "started_at": portfolio.started_at,
        "now": sandbox.clock.timestamp(),
        "tokens": sandbox.tokens.dump(),
        "created_buildings": portfolio.created_buildings,
        "deleted_buildings": sorted(portfolio.deleted_buildings),
        "buildings": [attrs.asdict(building) for building in portfolio.changed_buildings.values()],
        "placements": portfolio.placements,
        "thermostats": [attrs.asdict(thermostat) for thermostat in portfolio.changed_thermostats.values()],
    }


def load(sandbox: Sandbox, state: dict[str, Any]) -> None:
    """Take over a state that ``dump`` returned."""
    portfolio = sandbox.portfolio
    if state["format"] != _FORMAT:
        raise StateFileUnusable("was written by another version of the sandbox. Delete it to start afresh.")
    if state["sandbox"] != _identity(portfolio):
        wanted = ", ".join(f"{name} {value}" for name, value in state["sandbox"].items())
        raise StateFileUnusable(f"belongs to a sandbox with {wanted}. Start that one, or delete the file.")
    buildings = [_structured(Building, each) for each in state["buildings"]]
    thermostats = [_structured(Thermostat, each) for each in state["thermostats"]]
    sandbox.tokens.load(state["tokens"])
    sandbox.clock.set(state["now"])
    portfolio.started_at = state["started_at"]
    portfolio.created_buildings = state["created_buildings"]
    portfolio.deleted_buildings = set(state["deleted_buildings"])
    portfolio.changed_buildings = {building.id: building for building in buildings}
    portfolio.changed_thermostats = {thermostat.id: thermostat for thermostat in thermostats}
    portfolio.placements = dict(state["placements"])
    portfolio.arrivals = {}
    for thermostat_id, building_id in portfolio.placements.items():
        if building_id is not None:
            portfolio.arrivals.setdefault(building_id, {})[thermostat_id] = None


def _identity(portfolio: Portfolio) -> dict[str, int]:
    return {
        "seed": portfolio.seed,
        "buildings": portfolio.seeded_buildings,
        "thermostats": portfolio.seeded_thermostats,
    }


def _replace(path: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _structured(kind: type[T], value: Any) -> T:
    """Rebuild an attrs object from what ``attrs.asdict`` and JSON made of it."""
    hints = get_type_hints(kind)
    return kind(**{name: _value(hints[name], each) for name, each in value.items()})


def _value(kind: Any, value: Any) -> Any:
    origin, arguments = get_origin(kind), get_args(kind)
    if value is None or kind is Any:
        return value
    if origin in (typing.Union, types.UnionType):
        return _value(next(each for each in arguments if each is not type(None)), value)
    if origin is tuple:
        return tuple(_value(arguments[0], each) for each in value)
    if origin is list:
        return [_value(arguments[0], each) for each in value]
    if origin is dict:
        return {key: _value(arguments[1], each) for key, each in value.items()}
    return _structured(kind, value) if attrs.has(kind) else value
