"""The gateway of the example vendor, on a real socket."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from .scripted import Reply, Request, ScriptedServer, json_reply

__all__ = ["KEY", "HearthServer"]

KEY = "gateway-key"


class HearthServer(ScriptedServer):
    """One site with zones, whose ids have characters that a path and a reference have to encode.

    Attributes:
        zones: The state of each zone, by id.
    """

    def __init__(self) -> None:
        super().__init__()
        self.zones: dict[str, dict[str, Any]] = {
            each: {"id": each, "name": each.title(), "site": "home", "measured": 20.5, "target": 21.0, "valve": 0.2}
            for each in ("ground hall", "ground 50% room", "attic")
        }
        self.on("GET", "*", self._answer)
        self.on("PATCH", "*", self._answer)

    def break_one(self, zone_id: str) -> None:
        """Let the sensor of a zone break."""
        self.zones[zone_id]["measured"] = None

    def _answer(self, request: Request) -> Reply:
        if request.token != KEY:
            return json_reply({"error": "key"}, 401)
        if request.path == "/site":
            return json_reply({"id": "home", "name": "Home"})
        if request.path == "/zones":
            return json_reply({"zones": list(self.zones.values())})
        zone = self.zones.get(unquote(request.path.removeprefix("/zones/")))
        if zone is None:
            return json_reply({"error": "zone"}, 404)
        if request.method == "PATCH":
            zone |= request.json()
        return json_reply(zone)
