"""What the steps of the demo share."""

from __future__ import annotations

import attrs

from smartbuildings import SmartBuildings
from smartbuildings.cli.demo.server_record import ServerRecord
from smartbuildings.cli.demo.stage import Stage
from smartbuildings.ecobee import Thermostat
from smartbuildings.ecobee.models import ThermostatStatus
from smartbuildings.events import Event, QuotaWaited

__all__ = ["CLIENT_ID", "CLIENT_SECRET", "CannotGoOn", "Scene", "Waits", "counted"]

CLIENT_ID = "sandbox-client"
CLIENT_SECRET = "sandbox-secret"


def counted(number: int, what: str) -> str:
    """Write a number with what it counts, as in ``1 call`` and ``2 calls``."""
    return f"{number} {what}{'' if number == 1 else 's'}"


class CannotGoOn(Exception):
    """The world does not have what a step needs."""


@attrs.define
class Waits:
    """An observer that adds up how long the client waited for the quota."""

    seconds: list[float] = attrs.field(factory=list[float])

    def __call__(self, event: Event) -> None:
        """Take an event."""
        if isinstance(event, QuotaWaited):
            self.seconds.append(event.wait_s)


@attrs.define
class Scene:
    """The client under demonstration, the server's record, and the thermostat that the story is about."""

    url: str
    sb: SmartBuildings
    server: ServerRecord
    stage: Stage
    waits: Waits = attrs.field(factory=Waits)
    names: dict[str, str] = attrs.field(factory=dict[str, str])
    """Names by thermostat, as far as they were read."""
    thermostat: Thermostat | None = None
    status: ThermostatStatus | None = None
    """The status of that thermostat, as read before its hold."""
    secrets: list[str] = attrs.field(factory=lambda: [CLIENT_SECRET], repr=False)
    """What must not be shown."""

    def chosen(self) -> Thermostat:
        """Give the thermostat of the story.

        Raises:
            CannotGoOn: none was found.
        """
        if self.thermostat is None:
            raise CannotGoOn("No thermostat that is connected and may heat was found, so there is none to hold.")
        return self.thermostat

    def name(self) -> str:
        """Give its name."""
        return self.names.get(self.chosen().id, self.chosen().id)
