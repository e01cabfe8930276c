"""A step that may block for any time, such as one of a store, in a thread that its caller can leave behind.

The thread is a daemon, so that a step that never ends does not keep the process from ending. What a step returns after
its caller has gone is handed to ``undo``: a reservation made late is given back.
"""

from __future__ import annotations

import contextvars
import logging
import threading
from collections.abc import Callable
from typing import Final, Generic, TypeVar

from smartbuildings._io import WaitTimeout

__all__ = ["BlockingStep", "LeftBehind"]

T = TypeVar("T")
_MOST_LEFT_BEHIND: Final = 8
"""How many steps of one store may hang before no other is begun: each keeps a thread."""
_logger = logging.getLogger("smartbuildings")


class LeftBehind:
    """Counts the steps of one store or quota that were left behind and have not ended."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.count = 0

    @property
    def is_full(self) -> bool:
        """Whether so many hang that another step would hang, too."""
        return self.count >= _MOST_LEFT_BEHIND


class BlockingStep(Generic[T]):
    """One call of a function in a thread of its own.

    Args:
        function: What may block.
        on_end: Called in that thread when it has ended.
        undo: Called with the result if nobody waits for it any more.
        left_behind: Where the step is counted if it is left behind.
    """

    def __init__(
        self,
        function: Callable[[], T],
        on_end: Callable[[], object],
        undo: Callable[[T], object] | None,
        left_behind: LeftBehind,
    ) -> None:
        self._function = function
        self._on_end = on_end
        self._undo = undo
        self._left_behind = left_behind
        self._results: list[T] = []
        self._error: BaseException | None = None
        self._has_ended = self._is_left = False
        context = contextvars.copy_context()
        threading.Thread(target=context.run, args=(self._work,), name="smartbuildings step", daemon=True).start()

    def take(self) -> T:
        """Return the result or raise the error of the step; leave it behind and raise ``WaitTimeout`` if it goes on."""
        with self._left_behind.lock:
            if not self._has_ended:
                self._is_left = True
                self._left_behind.count += 1
        if self._is_left:
            raise WaitTimeout
        if self._error is not None:
            raise self._error
        return self._results.pop()

    def leave(self) -> None:
        """Leave the step behind, because its caller is being cancelled or interrupted."""
        with self._left_behind.lock:
            if self._is_left:
                return
            self._is_left = True
            if not self._has_ended:
                self._left_behind.count += 1
                return
        if self._results and self._undo is not None:  # It may block, too.
            threading.Thread(target=self._take_back, name="smartbuildings step", daemon=True).start()

    def _work(self) -> None:
        try:
            self._results.append(self._function())
        except BaseException as error:  # noqa: BLE001 - raised where the result is taken
            self._error = error
        with self._left_behind.lock:
            self._has_ended = True
            if self._is_left:
                self._left_behind.count -= 1
        if self._is_left:
            self._take_back()
        else:
            self._on_end()

    def _take_back(self) -> None:
        if self._error is not None:
            _logger.warning("A step of a store failed after its call had ended", exc_info=self._error)
        elif self._undo is not None and self._results:
            try:
                self._undo(self._results.pop())
            except Exception:
                _logger.warning("A step of a store could not be undone after its call had ended", exc_info=True)
