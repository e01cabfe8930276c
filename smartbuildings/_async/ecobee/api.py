"""The verbs of the API, whatever its version, in wire terms: ids and JSON objects in, the envelope's ``data`` out.

``v1.py`` and ``v2.py`` bind each verb to the generated function of their version: those two files side by side are the
differences between the versions. A verb that only v2 has stands here with its refusal, so v1 needs no word about it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, NoReturn, ParamSpec, Protocol, TypeAlias, cast

from smartbuildings._core.answers import json_or_none
from smartbuildings._core.redaction import cut, redact
from smartbuildings.errors import InvalidRequest, NotSupported, SmartBuildingsError, UnreadableAnswer
from smartbuildings.events import Event

__all__ = ["AsyncApi", "Wire", "data_of", "list_of", "unsupported", "unusable"]

P = ParamSpec("P")
Wire: TypeAlias = Mapping[str, Any]


class _Answer(Protocol):
    @property
    def content(self) -> bytes: ...

    @property
    def parsed(self) -> Any: ...


async def data_of(function: Callable[P, Awaitable[_Answer]], *args: P.args, **kwargs: P.kwargs) -> Wire:
    """Call a generated function whose success response has a documented body, and return the ``data`` in its envelope.

    Raises:
        UnreadableAnswer: the response is a success without ``data``, or one that the generated parser cannot take.
    """
    try:
        answer = await function(*args, **kwargs)
    except SmartBuildingsError:
        raise
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise _unreadable(function, f"a body of another shape ({type(error).__name__}: {error})") from error
    # A success status that the specification does not name leaves `parsed` empty; the body is the same envelope.
    envelope = json_or_none(answer.content) if answer.parsed is None else answer.parsed.to_dict()
    data = envelope.get("data") if isinstance(envelope, dict) else None
    if isinstance(data, dict):
        return data
    raise _unreadable(function, "no data" if answer.content.strip() else "an empty body")


async def list_of(function: Callable[P, Awaitable[_Answer]], *args: P.args, **kwargs: P.kwargs) -> Wire:
    """Call a generated function that lists something, and return ``data``: without ``items`` it is not an empty list.

    Raises:
        UnreadableAnswer: as for ``data_of``, or there is no list of items.
    """
    data = await data_of(function, *args, **kwargs)
    if isinstance(data.get("items"), list) or data.get("count") == 0:
        return data
    raise _unreadable(function, "no list of items")


def _unreadable(function: Callable[..., object], found: str) -> UnreadableAnswer:
    operation = function.__module__.rpartition(".")[2].replace("_", " ")
    msg = f"The API reported success to {operation!r}, but its response has {cut(redact(found))}. Read the state."
    return UnreadableAnswer(msg)


def unsupported(verb: str, *, version: str, found_in: str) -> NoReturn:
    """Refuse a verb that this version lacks.

    Raises:
        NotSupported: always.
    """
    msg = (
        f"API {version} of ecobee SmartBuildings has no way to {verb}; {found_in} has. "
        f'Make the client with api_version="{found_in}".'
    )
    raise NotSupported(msg)


def unusable(message: str) -> AsyncApi:
    """Return an API whose every verb raises ``InvalidRequest``: for a thing whose id, as listed, cannot be used."""
    return cast("AsyncApi", _Unusable(message))


class _Unusable:
    def __init__(self, message: str) -> None:
        self._message = message

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("_"):
            raise AttributeError(name)
        raise InvalidRequest(self._message)


class AsyncApi(ABC):
    """What an API version can do."""

    version: str
    low_level: Any
    """The generated client, wired to ours."""
    shows_both_set_points: bool
    """Whether both set points of a status are true values, whatever the mode."""
    tell: Callable[[Event], None]
    """Hands an event to the client's observers."""

    # -- buildings

    @abstractmethod
    async def building_ids(self) -> Wire:
        """List the buildings."""

    @abstractmethod
    async def building_summary(self, building_id: str) -> Wire:
        """Read a building."""

    @abstractmethod
    async def create_building(self, body: Wire) -> Wire:
        """Create a building."""

    @abstractmethod
    async def update_building(self, building_id: str, body: Wire) -> Wire:
        """Change a building."""

    @abstractmethod
    async def delete_building(self, building_id: str) -> None:
        """Delete a building."""

    # -- thermostats

    @abstractmethod
    async def thermostat_ids(self, building_id: str | None) -> Wire:
        """List the thermostats of a building, or of the account."""

    @abstractmethod
    async def register_thermostat(self, building_id: str, body: Wire) -> Wire:
        """Register a thermostat in a building."""

    @abstractmethod
    async def unregister_thermostat(self, thermostat_id: str) -> None:
        """Take a thermostat out of the account."""

    @abstractmethod
    async def thermostat_summary(self, thermostat_id: str) -> Wire:
        """Read a thermostat's names and building."""

    @abstractmethod
    async def update_thermostat(self, thermostat_id: str, body: Wire) -> Wire:
        """Rename a thermostat, or move it."""

    @abstractmethod
    async def status(self, thermostat_id: str) -> Wire:
        """Read a thermostat's state."""

    @abstractmethod
    async def events(self, thermostat_id: str) -> Wire:
        """Read what overrides the schedule."""

    @abstractmethod
    async def sensors(self, thermostat_id: str) -> Wire:
        """Read the sensors."""

    @abstractmethod
    async def weather(self, thermostat_id: str) -> Wire:
        """Read the weather forecast."""

    @abstractmethod
    async def alerts(self, thermostat_id: str) -> Wire:
        """Read the alerts."""

    @abstractmethod
    async def alert_settings(self, thermostat_id: str) -> Wire:
        """Read when alerts are raised."""

    @abstractmethod
    async def update_alert_settings(self, thermostat_id: str, body: Wire) -> Wire:
        """Change when alerts are raised."""

    @abstractmethod
    async def set_hvac_mode(self, thermostat_id: str, body: Wire) -> Wire:
        """Set the HVAC mode."""

    @abstractmethod
    async def set_heat_hold(self, thermostat_id: str, body: Wire) -> Wire:
        """Hold the heat set point."""

    @abstractmethod
    async def set_cool_hold(self, thermostat_id: str, body: Wire) -> Wire:
        """Hold the cool set point."""

    @abstractmethod
    async def set_fan_hold(self, thermostat_id: str, body: Wire) -> Wire:
        """Hold the fan."""

    @abstractmethod
    async def resume_schedule(self, thermostat_id: str) -> None:
        """End manual holds."""

    @abstractmethod
    async def set_resident_mode(self, thermostat_id: str, *, is_on: bool) -> None:
        """Switch resident mode (tenant mode in v1)."""

    # -- what v2 added

    def check_auto_hold(self) -> None:
        """Refuse a hold of both set points where the version has none, before anything is read or sent."""
        unsupported("hold both set points at once", version=self.version, found_in="v2")

    def check_move(self) -> None:
        """Refuse a move to another building where the version has none."""
        unsupported("move a thermostat to another building", version=self.version, found_in="v2")

    def check_registration_mode(self) -> None:
        """Refuse resident mode on registration where the version has none."""
        unsupported("register a thermostat in resident mode", version=self.version, found_in="v2")

    async def set_auto_hold(self, thermostat_id: str, body: Wire) -> Wire:
        """Hold both set points."""
        unsupported("hold both set points at once", version=self.version, found_in="v2")

    async def settings(self, thermostat_id: str) -> Wire:
        """Read the settings."""
        unsupported("read thermostat settings", version=self.version, found_in="v2")

    async def update_settings(self, thermostat_id: str, body: Wire) -> Wire:
        """Change the settings."""
        unsupported("change thermostat settings", version=self.version, found_in="v2")

    async def bulk_update_settings(self, body: Wire) -> Wire:
        """Change the settings of several thermostats."""
        unsupported("change the settings of several thermostats", version=self.version, found_in="v2")

    async def access_control(self, thermostat_id: str) -> Wire:
        """Read who may use the device's screen."""
        unsupported("read access control", version=self.version, found_in="v2")

    async def update_access_control(self, thermostat_id: str, body: Wire) -> Wire:
        """Change who may use the device's screen."""
        unsupported("change access control", version=self.version, found_in="v2")

    async def comfort_settings(self, thermostat_id: str) -> Wire:
        """List the comfort settings."""
        unsupported("read comfort settings", version=self.version, found_in="v2")

    async def create_comfort_setting(self, thermostat_id: str, body: Wire) -> Wire:
        """Create a comfort setting."""
        unsupported("create comfort settings", version=self.version, found_in="v2")

    async def update_comfort_setting(self, thermostat_id: str, comfort_ref: str, body: Wire) -> Wire:
        """Change a comfort setting."""
        unsupported("change comfort settings", version=self.version, found_in="v2")

    async def delete_comfort_setting(self, thermostat_id: str, comfort_ref: str) -> None:
        """Delete a comfort setting."""
        unsupported("delete comfort settings", version=self.version, found_in="v2")

    async def schedule(self, thermostat_id: str) -> Wire:
        """Read the weekly schedule."""
        unsupported("read the schedule", version=self.version, found_in="v2")

    async def update_schedule(self, thermostat_id: str, body: Wire) -> Wire:
        """Change the weekly schedule."""
        unsupported("change the schedule", version=self.version, found_in="v2")
