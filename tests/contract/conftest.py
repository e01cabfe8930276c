from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from typing import Any, Final, cast

import attrs
import httpx
import pytest

from smartbuildings import AsyncSmartBuildings, SmartBuildings
from smartbuildings.sandbox import CLIENT_ID, CLIENT_SECRET, QuotaLimits, Sandbox, SandboxServer

from .documents import Operation

ADDRESS = {
    "address": "12 Elm Street",
    "city": "Ottawa",
    "country": "CA",
    "latitude": 45.42,
    "longitude": -75.69,
    "postalCode": "K1P 1J1",
    "state": "ON",
    "timeZone": "America/Toronto",
}
EVENING = {"name": "Evening", "heatTemperature": 69, "coolTemperature": 77.5}
BODIES: Mapping[str, Any] = {
    "createBuilding": {"name": "Elm House", "size": 5000, "addressDetails": ADDRESS},
    "updateBuilding": {"name": "Elm House East"},
    "registerThermostat": {"thermostatId": "511000000042"},
    "updateBaseThermostat": {"name": "Unit 7 B"},
    "updateAlertSettings": {"lowHumidityAlert": {"enabled": True, "value": 20}},
    "setHvacMode": {"hvacMode": "auto"},
    "setHeatHold": {"desiredTemperature": 68.5, "type": "nextTransition"},
    "setCoolHold": {"desiredTemperature": 80, "type": "indefinite"},
    "setAutoHold": {"desiredHeatTemperature": 66, "desiredCoolTemperature": 78, "type": "nextTransition"},
    "setFanHold": {"fan": "on", "type": "nextTransition"},
    "setTenantMode": {"isTenantMode": True},
    "setResidentMode": {"isResidentMode": True},
    "updateThermostatSettings": {"fanMinimumOnTime": 10, "holdAction": "4hour"},
    "bulkUpdateThermostatSettings": {"thermostatIds": ["<thermostatId>"], "settings": {"fanMinimumOnTime": 5}},
    "updateThermostatAccessControl": {"enabled": True, "passcode": "1234", "passcodeProtected": {"settings": True}},
    "createComfortSetting": EVENING,
    "updateComfortSetting": {"heatTemperature": 68},
    "updateThermostatSchedule": {
        "days": ["monday"],
        "firstTimeBlock": "08:00",
        "lastTimeBlock": "23:59",
        "comfortRef": "sleep",
    },
}
UNKNOWN = {"buildingId": "0" * 24, "thermostatId": "1", "comfortRef": "nowhere"}


NO_TLS: Final = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Everything here is on loopback; loading the certificates of the world for each client would take most of the time."""


class Wiretap(httpx.HTTPTransport):
    """The real transport, keeping what came over the wire: status, path and body of every answer."""

    def __init__(self) -> None:
        super().__init__(verify=NO_TLS)
        self.heard: list[tuple[int, str, bytes]] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = super().handle_request(request)
        content = response.read()
        self.heard.append((response.status_code, request.url.path, content))
        return httpx.Response(response.status_code, headers=response.headers, content=content)

    def last(self) -> tuple[int, bytes]:
        status, _, content = self.heard[-1]
        return status, content


@attrs.frozen
class World:
    """A sandbox on a socket, and what it takes to call any operation of it."""

    sandbox: Sandbox
    url: str

    def client(self, operation: Operation, wiretap: Wiretap | None = None, **more: Any) -> SmartBuildings:
        return SmartBuildings(
            CLIENT_ID,
            CLIENT_SECRET,
            base_url=self.url,
            api_version=cast("Any", operation.version),
            transport=wiretap,
            verify=NO_TLS,
            **more,
        )

    def async_client(self, operation: Operation) -> AsyncSmartBuildings:
        version = cast("Any", operation.version)
        return AsyncSmartBuildings(CLIENT_ID, CLIENT_SECRET, base_url=self.url, api_version=version, verify=NO_TLS)

    def arguments(self, operation: Operation) -> list[str]:
        """Give a value for each path parameter that the operation succeeds with."""
        known = self._prepare(operation)
        return [known[name] for name in operation.parameters]

    def body(self, operation: Operation) -> Any:
        """Give a body that the operation succeeds with."""
        if not operation.takes_body:
            return None
        wire = dict(BODIES[operation.id])
        if "thermostatIds" in wire:
            wire["thermostatIds"] = [self.thermostat_id]
        return operation.body(wire)

    @property
    def thermostat_id(self) -> str:
        return self.sandbox.thermostat_ids[0]

    def _prepare(self, operation: Operation) -> dict[str, str]:
        known = {
            "buildingId": self.sandbox.building_ids[0],
            "thermostatId": self.thermostat_id,
            "comfortRef": "home",
        }
        with SmartBuildings(CLIENT_ID, CLIENT_SECRET, base_url=self.url, verify=NO_TLS) as sb:
            http = sb.low_level.get_httpx_client()
            thermostat = f"/api/v2/thermostats/{self.thermostat_id}"
            if operation.id.endswith("Hold"):
                http.patch(f"{thermostat}/hvacMode", json={"hvacMode": "auto"})
                self.sandbox.clock.advance(60)
            if operation.id == "deleteComfortSetting":
                made = http.post(f"{thermostat}/comfortSettings", json=EVENING)
                known["comfortRef"] = made.json()["data"]["comfortRef"]
            if operation.id == "deleteBuilding":  # One with thermostats in it is not deleted.
                made = http.post("/api/v2/buildings", json=BODIES["createBuilding"])
                known["buildingId"] = made.json()["data"]["id"]
        return known


class Stage:
    """Hands each request to the sandbox of the test that runs: one server serves all tests, each with its own world."""

    current: Sandbox

    def __init__(self) -> None:
        self.current = Sandbox()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.current, name)


@pytest.fixture(scope="session")
def stage() -> Iterator[tuple[Stage, str]]:
    stage = Stage()
    with SandboxServer(cast("Sandbox", stage)) as server:
        yield stage, server.url


@pytest.fixture
def world(stage: tuple[Stage, str]) -> World:
    here, url = stage
    here.current = Sandbox(seed=1, quota=QuotaLimits.unlimited())
    return World(here.current, url)
