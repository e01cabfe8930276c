"""An ecobee account of a few lines, whose thermostats a test can name, lose and rename."""

from __future__ import annotations

import threading
from typing import Any

from .scripted import Reply, Request, json_reply
from .vendor import TOKEN_PATH, VendorServer, success

__all__ = ["EcobeeAccount"]


class EcobeeAccount(VendorServer):
    """Lists thermostats and buildings, reads them, and keeps the modes that they are set to.

    Attributes:
        names: The name of each thermostat, by id.
        modes: The mode that each was set to.
        broken: The ids whose requests get a 500.
        gate: The statuses wait for it.
        missing: The status of the response for a thermostat that does not exist.
    """

    def __init__(self) -> None:
        super().__init__()
        self.names: dict[str, str] = {}
        self.buildings: dict[str, str] = {}
        self.modes: dict[str, str] = {}
        self.broken: set[str] = set()
        self.gate: threading.Event | None = None
        self.missing = 404
        self.on("GET", "*", self._read)
        self.on("PATCH", "*", self._write)

    @property
    def statuses(self) -> int:
        """How many statuses were asked for."""
        return sum(request.path.endswith("/status") for request in self.requests)

    @property
    def writes(self) -> list[Request]:
        """The requests that change something."""
        return [each for each in self.requests if each.method != "GET" and each.path != TOKEN_PATH]

    def _read(self, request: Request) -> Reply:
        *_, kind, thermostat_id = ["", *request.path.removesuffix("/status").split("/")]
        if request.path.endswith("/thermostatIds"):
            return success({"count": len(self.names), "items": [{"id": each} for each in self.names]})
        if request.path.endswith("/buildingIds"):
            found = dict.fromkeys(self.buildings.values())
            return success({"count": len(found), "items": [{"id": each} for each in found]})
        if kind != "thermostats" or thermostat_id not in self.names:
            return json_reply({"status": "fail", "data": {"id": "there is no such thermostat"}}, self.missing)
        if thermostat_id in self.broken:
            return json_reply({"status": "error", "message": "broken"}, 500)
        if request.path.endswith("/status"):
            found_status: dict[str, Any] = {"id": thermostat_id, "isConnected": True, "hvacMode": "heat"}
            return success(found_status, gate=self.gate)
        name, building = self.names[thermostat_id], self.buildings.get(thermostat_id)
        return success({"id": thermostat_id, "name": name, "buildingId": building, "hvacModes": ["heat", "off"]})

    def _write(self, request: Request) -> Reply:
        thermostat_id = request.path.split("/")[-2]
        if thermostat_id not in self.names:
            return json_reply({"status": "fail", "data": {"id": "there is no such thermostat"}}, self.missing)
        if thermostat_id in self.broken:
            return json_reply({"status": "fail", "data": {"hvacMode": "cannot be set"}}, 422)
        self.modes[thermostat_id] = request.json()["hvacMode"]
        return success({"hvacMode": self.modes[thermostat_id]})
