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

from typing import TYPE_CHECKING, Any, Final

from smartbuildings._core.quota_scopes import Limit, QuotaRule, QuotaRules, WindowHeaders
from smartbuildings._core.responses import ErrorShape, ResponseBody, Verdict, jsend_verdict, object_verdict
from smartbuildings._core.token_rules import TokenRules
from smartbuildings._core.token_state import RequestLimit
from smartbuildings._core.vendor import Vendor
from smartbuildings.credentials import Renewal

if TYPE_CHECKING:
    from smartbuildings._async.client import AsyncConnection, AsyncVendorClient
    from smartbuildings._sync.client import Connection, VendorClient

__all__ = [
    "AsyncConnection",
    "AsyncVendorClient",
    "Connection",
    "ErrorShape",
    "Limit",
    "QuotaRule",
    "QuotaRules",
    "Renewal",
    "RequestLimit",
    "ResponseBody",
    "TokenRules",
    "Vendor",
    "VendorClient",
    "Verdict",
    "WindowHeaders",
    "jsend_verdict",
    "object_verdict",
]

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
