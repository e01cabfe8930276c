"""What each operation does, by operationId. One module for each group of operations that share an idea."""

from __future__ import annotations

from collections.abc import Mapping

from . import (
    alert_settings,
    authentication,
    buildings,
    operation,
    readings,
    registration,
    scheduling,
    thermostat_settings,
)
from .call import Call, Handler

__all__ = ["HANDLERS", "Call", "Handler"]

HANDLERS: Mapping[str, Handler] = {
    **authentication.HANDLERS,
    **buildings.HANDLERS,
    **registration.HANDLERS,
    **readings.HANDLERS,
    **operation.HANDLERS,
    **alert_settings.HANDLERS,
    **thermostat_settings.HANDLERS,
    **scheduling.HANDLERS,
}
