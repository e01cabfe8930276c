"""Responses of the SmartThings API, as frozen values: they repr briefly, compare, hash, copy and pickle.

Any field of any response may be absent: then it is ``None``. Unknown fields, and values that could not be read, are
kept in ``extra``.
"""

from __future__ import annotations

from smartbuildings.smartthings.models.apps import InstalledApp, Subscription, SubscriptionFilter
from smartbuildings.smartthings.models.devices import (
    CapabilityReference,
    CommandResult,
    Component,
    Device,
    Health,
    Integration,
    ThermostatInfo,
)
from smartbuildings.smartthings.models.locations import (
    HistoryItem,
    LocationGroup,
    LocationInfo,
    LocationMode,
    Room,
    Scene,
)
from smartbuildings.smartthings.models.states import SetPointRange, State
from smartbuildings.smartthings.models.status import ThermostatAttributes, ThermostatStatus

__all__ = [
    "CapabilityReference",
    "CommandResult",
    "Component",
    "Device",
    "Health",
    "HistoryItem",
    "InstalledApp",
    "Integration",
    "LocationGroup",
    "LocationInfo",
    "LocationMode",
    "Room",
    "Scene",
    "SetPointRange",
    "State",
    "Subscription",
    "SubscriptionFilter",
    "ThermostatAttributes",
    "ThermostatInfo",
    "ThermostatStatus",
]
