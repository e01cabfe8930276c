"""Notifies the observers of a client. The events are loaded when the first is made: most programs have no observer."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING

from smartbuildings.errors import ConfigurationError

if TYPE_CHECKING:
    from smartbuildings.events import Event, Observer

__all__ = ["Observers"]

_logger = logging.getLogger("smartbuildings")


class Observers:
    """The observers of one client.

    Raises:
        ConfigurationError: one of them is an ``async def``.
    """

    def __init__(self, observers: Iterable[Observer] = ()) -> None:
        self._observers = tuple(observers)
        for observer in self._observers:
            if inspect.iscoroutinefunction(observer):
                msg = f"The observer {observer.__name__} is async, and nobody would wait for it. Give a plain function."
                raise ConfigurationError(msg)

    def is_listening(self) -> bool:
        """Return whether an event would reach anything, so that it is worth making."""
        return bool(self._observers) or _logger.isEnabledFor(logging.DEBUG)

    def notify(self, event: Event) -> None:
        """Hand an event to each observer; one that raises is logged and does not disturb the call."""
        if _logger.isEnabledFor(logging.DEBUG):
            _logger.debug("%s", event)
        for observer in self._observers:
            try:
                observer(event)
            except Exception:
                _logger.exception("An observer failed on %s", type(event).__name__)
