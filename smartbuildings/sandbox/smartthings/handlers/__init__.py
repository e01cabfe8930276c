"""What each operation does, by operationId. One module for each group of operations that share an idea."""

from __future__ import annotations

from collections.abc import Mapping

from . import apps, devices, locations, oauth, scenes
from .call import Call, Handler

__all__ = ["HANDLERS", "Call", "Handler"]

HANDLERS: Mapping[str, Handler] = {
    **locations.HANDLERS,
    **devices.HANDLERS,
    **apps.HANDLERS,
    **scenes.HANDLERS,
    **oauth.HANDLERS,
}
