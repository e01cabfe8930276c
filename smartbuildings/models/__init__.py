"""What the API answers, as frozen values of our own: they repr briefly, compare, hash, copy and pickle.

Any field of any answer may be absent: then it is ``None``. Unknown fields are kept in ``extra``.
"""

from __future__ import annotations

from smartbuildings.models._base import FrozenMapping
from smartbuildings.models.buildings import Address, BuildingSummary
from smartbuildings.models.holds import Events, FanHold, Hold, TemperatureHold
from smartbuildings.models.status import Range, RunningEquipment, SetPoints, ThermostatStatus
from smartbuildings.models.thermostats import ThermostatSummary

__all__ = [
    "Address",
    "BuildingSummary",
    "Events",
    "FanHold",
    "FrozenMapping",
    "Hold",
    "Range",
    "RunningEquipment",
    "SetPoints",
    "TemperatureHold",
    "ThermostatStatus",
    "ThermostatSummary",
]
