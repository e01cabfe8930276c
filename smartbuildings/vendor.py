"""For vendors that this package does not know: the description of a vendor, and the client that works by it.

    from smartbuildings.vendor import AsyncVendorClient, QuotaRules, TokenRules, Vendor, object_verdict

    HEARTH = Vendor(
        name="hearth",
        base_url="https://gateway.local",
        tokens=TokenRules(),
        quota=QuotaRules("hearth"),
        verdict=object_verdict,
    )

    class AsyncHearth(AsyncVendorClient): ...

The clients of ecobee, SmartThings and Nest are made of the same classes.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

import attrs

from smartbuildings._core.quota_scopes import Limit, QuotaRule, QuotaRules, WindowHeaders
from smartbuildings._core.responses import ErrorShape, ResponseBody, Verdict, jsend_verdict, object_verdict
from smartbuildings._core.token_rules import TokenRules
from smartbuildings._core.token_state import RequestLimit
from smartbuildings._core.vendor import Vendor
from smartbuildings.credentials import Renewal
from smartbuildings.units import Temperature, TemperatureDelta
from smartbuildings.values import Action, FanMode, Mode, Range, SetPoints

if TYPE_CHECKING:
    from smartbuildings._async.client import AsyncConnection, AsyncVendorClient
    from smartbuildings._sync.client import Connection, VendorClient

__all__ = [
    "AsyncConnection",
    "AsyncVendorClient",
    "Connection",
    "ErrorShape",
    "Info",
    "Limit",
    "QuotaRule",
    "QuotaRules",
    "Reading",
    "Renewal",
    "RequestLimit",
    "ResponseBody",
    "Status",
    "TokenRules",
    "Vendor",
    "VendorClient",
    "Verdict",
    "WindowHeaders",
    "jsend_verdict",
    "object_verdict",
]

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class Status:
    """The state of a thermostat as plain values. ``None`` is for values that the vendor does not report."""

    id: str
    """The thermostat's id."""
    temperature: Temperature | None = None
    """The measured temperature."""
    humidity: int | None = None
    """The measured relative humidity in percent."""
    set_points: SetPoints = SetPoints()  # noqa: RUF009 - it is frozen
    """The temperatures that it aims at."""
    heat_range: Range = Range()  # noqa: RUF009 - it is frozen
    """The range that the heat set point has to stay in."""
    cool_range: Range = Range()  # noqa: RUF009 - it is frozen
    """The range that the cool set point has to stay in."""
    min_gap: TemperatureDelta | None = None
    """How far the heat and cool set points have to be apart at least."""
    mode: Mode | None = None
    """The mode."""
    action: Action | None = None
    """What the equipment does now."""
    fan_mode: FanMode | None = None
    """What the fan is set to."""
    is_fan_running: bool | None = None
    """Whether the fan runs now."""
    is_online: bool | None = None
    """Whether the vendor reaches the device; if not, the rest is the last known state."""
    observed_at: datetime | None = None
    """When the temperature was measured."""
    native: Any = None
    """The vendor's own form of it."""


@attrs.frozen(kw_only=True)
class Info:
    """A thermostat apart from its state, or a building, as plain values."""

    id: str
    """Its id."""
    name: str | None = None
    """Its name."""
    building_id: str | None = None
    """The id of the building that a thermostat is in."""
    modes: tuple[Mode, ...] | None = None
    """The modes that a thermostat can be set to."""
    native: Any = None
    """The vendor's own form of it."""


@attrs.frozen
class Reading(Generic[T]):
    """One thermostat of ``statuses()`` with its status, or the error that came instead."""

    thermostat: T
    """The thermostat."""
    status: Status | None
    """Its status."""
    error: Exception | None = None
    """Why there is no status."""


_HOMES: Final = {
    "AsyncConnection": "_async.client",
    "AsyncVendorClient": "_async.client",
    "Connection": "_sync.client",
    "VendorClient": "_sync.client",
}


def __getattr__(name: str) -> Any:
    """Load the classes of both flavours on first use (PEP 562)."""
    from smartbuildings._lazy import load

    return load(globals(), name, home=_HOMES, modules=())
