# Derived from smartbuildings/_async/ecobee/api.py. Do not edit: change that file and run `python -m tools.unasync`.

"""The verbs of the API, whatever its version, in wire terms: ids and JSON objects in, the envelope's ``data`` out.

``v1.py`` and ``v2.py`` bind each verb to the generated function of their version: those two files side by side are the
differences between the versions. A verb that only v2 has stands here with its refusal, so v1 needs no word about it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any, NoReturn, ParamSpec, Protocol, TypeAlias

from smartbuildings._core.answers import json_or_none
from smartbuildings._core.redaction import cut, redact
from smartbuildings.errors import NotSupported, SmartBuildingsError, UnreadableAnswer

__all__ = ["Api", "Wire", "data_of", "unsupported"]

P = ParamSpec("P")
Wire: TypeAlias = Mapping[str, Any]


class _Answer(Protocol):
    @property
    def content(self) -> bytes: ...

    @property
    def parsed(self) -> Any: ...


def data_of(function: Callable[P, _Answer], *args: P.args, **kwargs: P.kwargs) -> Wire | None:
    """Call a generated function and take ``data`` out of its JSend envelope; ``None`` where the API sent none.

    Raises:
        UnreadableAnswer: the answer is a success whose body the generated parser cannot take.
    """
    try:
        answer = function(*args, **kwargs)
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


class Api(ABC):
    """What an API version can do."""

    version: str
    low_level: Any
    """The generated client, wired to ours."""

    # -- buildings

    @abstractmethod
    def building_ids(self) -> Wire | None:
        """List the buildings."""

    @abstractmethod
    def building_summary(self, building_id: str) -> Wire | None:
        """Read a building."""

    @abstractmethod
    def create_building(self, body: Wire) -> Wire | None:
        """Create a building."""

    @abstractmethod
    def update_building(self, building_id: str, body: Wire) -> Wire | None:
        """Change a building."""

    @abstractmethod
    def delete_building(self, building_id: str) -> None:
        """Delete a building."""

    # -- thermostats

    @abstractmethod
    def thermostat_ids(self, building_id: str | None) -> Wire | None:
        """List the thermostats of a building, or of the account."""

    @abstractmethod
    def register_thermostat(self, building_id: str, body: Wire) -> Wire | None:
        """Register a thermostat in a building."""

    @abstractmethod
    def unregister_thermostat(self, thermostat_id: str) -> None:
        """Take a thermostat out of the account."""

    @abstractmethod
    def thermostat_summary(self, thermostat_id: str) -> Wire | None:
        """Read a thermostat's names and building."""

    @abstractmethod
    def update_thermostat(self, thermostat_id: str, body: Wire) -> Wire | None:
        """Rename a thermostat, or move it."""

    @abstractmethod
    def status(self, thermostat_id: str) -> Wire | None:
        """Read a thermostat's state."""

    @abstractmethod
    def events(self, thermostat_id: str) -> Wire | None:
        """Read what overrides the schedule."""

    @abstractmethod
    def sensors(self, thermostat_id: str) -> Wire | None:
        """Read the sensors."""

    @abstractmethod
    def weather(self, thermostat_id: str) -> Wire | None:
        """Read the weather forecast."""

    @abstractmethod
    def alerts(self, thermostat_id: str) -> Wire | None:
        """Read the alerts."""

    @abstractmethod
    def alert_settings(self, thermostat_id: str) -> Wire | None:
        """Read when alerts are raised."""

    @abstractmethod
    def update_alert_settings(self, thermostat_id: str, body: Wire) -> Wire | None:
        """Change when alerts are raised."""

    @abstractmethod
    def set_hvac_mode(self, thermostat_id: str, body: Wire) -> Wire | None:
        """Set the HVAC mode."""

    @abstractmethod
    def set_heat_hold(self, thermostat_id: str, body: Wire) -> Wire | None:
        """Hold the heat set point."""

    @abstractmethod
    def set_cool_hold(self, thermostat_id: str, body: Wire) -> Wire | None:
        """Hold the cool set point."""

    @abstractmethod
    def set_fan_hold(self, thermostat_id: str, body: Wire) -> Wire | None:
        """Hold the fan."""

    @abstractmethod
    def resume_schedule(self, thermostat_id: str) -> None:
        """End manual holds."""

    @abstractmethod
    def set_resident_mode(self, thermostat_id: str, *, is_on: bool) -> None:
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

    def set_auto_hold(self, thermostat_id: str, body: Wire) -> Wire | None:
        """Hold both set points."""
        unsupported("hold both set points at once", version=self.version, found_in="v2")

    def settings(self, thermostat_id: str) -> Wire | None:
        """Read the settings."""
        unsupported("read thermostat settings", version=self.version, found_in="v2")

    def update_settings(self, thermostat_id: str, body: Wire) -> Wire | None:
        """Change the settings."""
        unsupported("change thermostat settings", version=self.version, found_in="v2")

    def bulk_update_settings(self, body: Wire) -> Wire | None:
        """Change the settings of several thermostats."""
        unsupported("change the settings of several thermostats", version=self.version, found_in="v2")

    def access_control(self, thermostat_id: str) -> Wire | None:
        """Read who may use the device's screen."""
        unsupported("read access control", version=self.version, found_in="v2")

    def update_access_control(self, thermostat_id: str, body: Wire) -> Wire | None:
        """Change who may use the device's screen."""
        unsupported("change access control", version=self.version, found_in="v2")

    def comfort_settings(self, thermostat_id: str) -> Wire | None:
        """List the comfort settings."""
        unsupported("read comfort settings", version=self.version, found_in="v2")

    def create_comfort_setting(self, thermostat_id: str, body: Wire) -> Wire | None:
        """Create a comfort setting."""
        unsupported("create comfort settings", version=self.version, found_in="v2")

    def update_comfort_setting(self, thermostat_id: str, comfort_ref: str, body: Wire) -> Wire | None:
        """Change a comfort setting."""
        unsupported("change comfort settings", version=self.version, found_in="v2")

    def delete_comfort_setting(self, thermostat_id: str, comfort_ref: str) -> None:
        """Delete a comfort setting."""
        unsupported("delete comfort settings", version=self.version, found_in="v2")

    def schedule(self, thermostat_id: str) -> Wire | None:
        """Read the weekly schedule."""
        unsupported("read the schedule", version=self.version, found_in="v2")

    def update_schedule(self, thermostat_id: str, body: Wire) -> Wire | None:
        """Change the weekly schedule."""
        unsupported("change the schedule", version=self.version, found_in="v2")
