# Derived from smartbuildings/_async/ecobee/settings.py. Do not edit: change that file and run `python -m tools.unasync`.

"""What is set on a thermostat and stays: alert settings, preferences, access control, comfort settings, schedule."""

from __future__ import annotations

from smartbuildings._core.drift import DriftReport
from smartbuildings._sync.ecobee.api import Api

__all__ = ["ThermostatSettings"]


class ThermostatSettings:
    """The part of a thermostat that is configured rather than operated."""

    def __init__(self, api: Api, drift: DriftReport, thermostat_id: str) -> None:
        self._api = api
        self._drift = drift
        self.id = thermostat_id
        """The serial number, as printed on the device: digits only."""
