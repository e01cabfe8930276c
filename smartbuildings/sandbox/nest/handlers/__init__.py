"""What each operation does, by operationId."""

from __future__ import annotations

from collections.abc import Mapping

from . import devices, oauth, structures
from .call import Call, Handler

__all__ = ["HANDLERS", "Call", "Handler"]

HANDLERS: Mapping[str, Handler] = {**devices.HANDLERS, **structures.HANDLERS, **oauth.HANDLERS}
