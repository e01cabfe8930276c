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

__all__ = ["AsyncApi", "Wire", "data_of", "unsupported", "unusable"]

P = ParamSpec("P")
Wire: TypeAlias = Mapping[str, Any]


class _Answer(Protocol):
    @property
    def content(self) -> bytes: ...

    @property
    def parsed(self) -> Any: ...


async def data_of(function: Callable[P, Awaitable[_Answer]], *args: P.args, **kwargs: P.kwargs) -> Wire | None:
    """Call a generated function and take ``data`` out of its JSend envelope; ``None`` where the API sent none.

    Raises:
        UnreadableAnswer: the answer is a success whose body the generated parser cannot take.
    """
    try:
        answer = await function(*args, **kwargs)
    except SmartBuildingsError:
        raise
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        msg = (
            "The API reported success, but its answer has another shape than promised "
            f"({type(error).__name__}: {cut(redact(str(error)))}). "
            "What was asked for has been done; read the state to see the result."
        )
        raise UnreadableAnswer(msg) from error
    # A success status that the specification does not name leaves `parsed` empty; the body is the same envelope.
    envelope = json_or_none(answer.content) if answer.parsed is None else answer.parsed.to_dict()
    data = envelope.get("data") if isinstance(envelope, dict) else None
    return data if isinstance(data, dict) else None


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

    # -- buildings

    @abstractmethod
    async def building_ids(self) -> Wire | None:
        """List the buildings."""

    @abstractmethod
    async def building_summary(self, building_id: str) -> Wire | None:
        """Read a building."""

    @abstractmethod
    async def create_building(self, body: Wire) -> Wire | None:
        """Create a building."""

    @abstractmethod
    async def update_building(self, building_id: str, body: Wire) -> Wire | None:
        """Change a building."""

    @abstractmethod
    async def delete_building(self, building_id: str) -> None:
        """Delete a building."""

    # -- thermostats

    @abstractmethod
    async def thermostat_ids(self, building_id: str | None) -> Wire | None:
        """List the thermostats of a building, or of the account."""

    @abstractmethod
    async def register_thermostat(self, building_id: str, body: Wire) -> Wire | None:
        """Register a thermostat in a building."""

    @abstractmethod
    async def unregister_thermostat(self, thermostat_id: str) -> None:
        """Take a thermostat out of the account."""

    @abstractmethod
    async def thermostat_summary(self, thermostat_id: str) -> Wire | None:
        """Read a thermostat's names and building."""

    @abstractmethod
    async def update_thermostat(self, thermostat_id: str, body: Wire) -> Wire | None:
        """Rename a thermostat, or move it."""

    @abstractmethod
    async def status(self, thermostat_id: str) -> Wire | None:
        """Read a thermostat's state."""

    @abstractmethod
    async def events(self, thermostat_id: str) -> Wire | None:
        """Read what overrides the schedule."""

    @abstractmethod
    async def sensors(self, thermostat_id: str) -> Wire | None:
        """Read the sensors."""

    @abstractmethod
    async def weather(self, thermostat_id: str) -> Wire | None:
        """Read the weather forecast."""

    @abstractmethod
    async def alerts(self, thermostat_id: str) -> Wire | None:
        """Read the alerts."""

    @abstractmethod
    async def alert_settings(self, thermostat_id: str) -> Wire | None:
        """Read when alerts are raised."""

    @abstractmethod
    async def update_alert_settings(self, thermostat_id: str, body: Wire) -> Wire | None:
        """Change when alerts are raised."""

    @abstractmethod
    async def set_hvac_mode(self, thermostat_id: str, body: Wire) -> Wire | None:
        """Set the HVAC mode."""

    @abstractmethod
    async def set_heat_hold(self, thermostat_id: str, body: Wire) -> Wire | None:
        """Hold the heat set point."""

    @abstractmethod
    async def set_cool_hold(self, thermostat_id: str, body: Wire) -> Wire | None:
        """Hold the cool set point."""

    @abstractmethod
    async def set_fan_hold(self, thermostat_id: str, body: Wire) -> Wire | None:
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

    async def set_auto_hold(self, thermostat_id: str, body: Wire) -> Wire | None:
        """Hold both set points."""
        unsupported("hold both set points at once", version=self.version, found_in="v2")

    async def settings(self, thermostat_id: str) -> Wire | None:
        """Read the settings."""
        unsupported("read thermostat settings", version=self.version, found_in="v2")

    async def update_settings(self, thermostat_id: str, body: Wire) -> Wire | None:
        """Change the settings."""
        unsupported("change thermostat settings", version=self.version, found_in="v2")

    async def bulk_update_settings(self, body: Wire) -> Wire | None:
        """Change the settings of several thermostats."""
        unsupported("change the settings of several thermostats", version=self.version, found_in="v2")

    async def access_control(self, thermostat_id: str) -> Wire | None:
        """Read who may use the device's screen."""
        unsupported("read access control", version=self.version, found_in="v2")

    async def update_access_control(self, thermostat_id: str, body: Wire) -> Wire | None:
        """Change who may use the device's screen."""
        unsupported("change access control", version=self.version, found_in="v2")

    async def comfort_settings(self, thermostat_id: str) -> Wire | None:
        """List the comfort settings."""
        unsupported("read comfort settings", version=self.version, found_in="v2")

    async def create_comfort_setting(self, thermostat_id: str, body: Wire) -> Wire | None:
        """Create a comfort setting."""
        unsupported("create comfort settings", version=self.version, found_in="v2")

    async def update_comfort_setting(self, thermostat_id: str, comfort_ref: str, body: Wire) -> Wire | None:
        """Change a comfort setting."""
        unsupported("change comfort settings", version=self.version, found_in="v2")

    async def delete_comfort_setting(self, thermostat_id: str, comfort_ref: str) -> None:
        """Delete a comfort setting."""
        unsupported("delete comfort settings", version=self.version, found_in="v2")

    async def schedule(self, thermostat_id: str) -> Wire | None:
        """Read the weekly schedule."""
        unsupported("read the schedule", version=self.version, found_in="v2")

    async def update_schedule(self, thermostat_id: str, body: Wire) -> Wire | None:
        """Change the weekly schedule."""
        unsupported("change the schedule", version=self.version, found_in="v2")
