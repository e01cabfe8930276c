"""What is set on a thermostat and stays: alert settings, preferences, access control, comfort settings, schedule."""

from __future__ import annotations

from smartbuildings._async.ecobee.api import AsyncApi
from smartbuildings._core.drift import DriftReport

__all__ = ["AsyncThermostatSettings"]


class AsyncThermostatSettings:
    """The part of a thermostat that is configured rather than operated."""

    def __init__(self, api: AsyncApi, drift: DriftReport, thermostat_id: str) -> None:
        self._api = api
        self._drift = drift
        self.id = thermostat_id
        """The serial number, as printed on the device: digits only."""
