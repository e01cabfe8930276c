"""Doing the same with each of many things, a few at a time, so that one that fails does not stop the others."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from smartbuildings._core.options import call_options
from smartbuildings._core.sweep import Outcome, SweepState
from smartbuildings._io.asynchronous import gather, sleep
from smartbuildings.errors import OutcomeUnknown, SmartBuildingsError
from smartbuildings.retry import RetryPolicy

if TYPE_CHECKING:
    from smartbuildings.events import Event

__all__ = ["AsyncSweep"]

T = TypeVar("T")
R = TypeVar("R")


class AsyncSweep(Generic[T, R]):
    """One sweep, in as many rounds as its caller likes.

    When the vendor stops responding, a circuit breaker opens: single requests probe whether it is back, with growing
    pauses. If it is, the sweep goes on; if it is not, all that is left gets an error without a request. A thing that
    failed before the breaker opened keeps its error.

    Args:
        call: What to do with each.
        at_once: How many calls may be in progress at once.
        retry: The client's policy.
        notify: Called with each event.
        key: Identifies the thing, where several calls are about the same one.
    """

    def __init__(
        self,
        call: Callable[[T], Awaitable[R]],
        *,
        at_once: int,
        retry: RetryPolicy,
        notify: Callable[[Event], object],
        key: Callable[[T], Hashable],
    ) -> None:
        self._call = call
        self._at_once = at_once
        self._notify = notify
        self._key = key
        self._state = SweepState(retry)
        self._has_given_up = False

    @property
    def ended(self) -> SmartBuildingsError | None:
        """The error that ended the sweep: no further call can succeed."""
        return self._state.ended

    async def round(self, things: Sequence[T]) -> list[Outcome[T, R]]:
        """Return an outcome for each thing, in order; if the sweep has ended, only for those that have one."""
        found: dict[int, Outcome[T, R]] = {}

        async def one(index: int) -> None:
            if self._state.may_start:
                await self._try(things[index], index, found)

        while self.ended is None and (left := [index for index in range(len(things)) if index not in found]):
            if self._state.is_open:
                await self._probe(things, left, found)
            else:
                await gather(one, left, at_once=self._at_once)
        return [found[index] for index in sorted(found)]

    async def _try(self, thing: T, index: int, found: dict[int, Outcome[T, R]]) -> None:
        try:
            with call_options(attempts=self._state.attempts):
                result = await self._call(thing)
        except SmartBuildingsError as error:
            if self._state.failed(self._key(thing), error):
                found[index] = Outcome(thing, None, error)
        else:
            self._state.responded()
            found[index] = Outcome(thing, result)

    async def _probe(self, things: Sequence[T], left: Sequence[int], found: dict[int, Outcome[T, R]]) -> None:
        """Look whether the vendor is back; if it is not, and there have been enough probes, give up all that is left.

        The pauses are made here, in the caller's own thread or task, where they can be interrupted.
        """
        state, failed = self._state, dict[int, Outcome[T, R]]()
        failures = state.failures
        while state.is_open and self.ended is None:
            open_ones = [index for index in left if index not in found]
            wait_s = state.wait_before_probe()
            if wait_s is None or not open_ones:
                self._give_up()
                found |= {
                    each: failed.get(each) or Outcome(things[each], None, state.not_tried()) for each in open_ones
                }
                return
            failures = state.failures
            self._report_open(wait_s)
            await sleep(wait_s)
            index = next((each for each in open_ones if not state.is_failing(self._key(things[each]))), open_ones[0])
            await self._try(things[index], index, found)
            if state.is_open and index in found and not isinstance(found[index].error, OutcomeUnknown):
                failed[index] = found.pop(index)  # Called again if the vendor comes back: no write was sent.
        if not state.is_open:
            from smartbuildings.events import CircuitClosed

            self._notify(CircuitClosed(failures))

    def _give_up(self) -> None:
        if not self._has_given_up:
            self._has_given_up = True
            self._report_open(None)

    def _report_open(self, wait_s: float | None) -> None:
        from smartbuildings.events import CircuitOpened

        self._notify(CircuitOpened(self._state.failures, self._state.reason, wait_s))
