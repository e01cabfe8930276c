"""Reading many thermostats: a few at a time, with a progress bar, and one that fails does not stop the others."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, Generic, TypeVar

import attrs

from smartbuildings.cli.exit_codes import ExitCode, exit_code
from smartbuildings.cli.printing import complain, notes
from smartbuildings.errors import NotFound, PermissionDenied, ServerError, SmartBuildingsError, UnreadableAnswer

if TYPE_CHECKING:
    from smartbuildings import SmartBuildings, Thermostat

__all__ = ["Outcome", "chosen", "read_each", "verdict"]

T = TypeVar("T")
R = TypeVar("R")

_AT_ONCE: Final = 3
"""ecobee asks for 2 to 3 connections at most."""
_ROUND: Final = 4 * _AT_ONCE
_WORTH_A_BAR: Final = 8
"""Fewer are read in less than a second."""
_ABOUT_ONE: Final = (NotFound, PermissionDenied, ServerError, UnreadableAnswer)
"""The errors that say something about one thermostat; any other would meet the next one as well."""


@attrs.frozen
class Outcome(Generic[T, R]):
    """What became of one of them."""

    of: T
    found: R | None
    error: SmartBuildingsError | None = None


def chosen(sb: SmartBuildings, ids: Sequence[str]) -> list[Thermostat]:
    """Give the thermostats with these ids, each once; all of the account where none is named."""
    return [sb.thermostats.get(each) for each in dict.fromkeys(ids)] if ids else sb.thermostats().all()


def read_each(things: Sequence[T], read: Callable[[T], R], *, doing: str) -> list[Outcome[T, R]]:
    """Read each of the things, in their order.

    Args:
        things: What to read.
        read: Reads one.
        doing: What the progress bar says.

    Raises:
        SmartBuildingsError: one that would meet every other thing as well.
    """
    from smartbuildings._io.synchronous import gather

    def read_one(thing: T) -> Outcome[T, R]:
        try:
            return Outcome(thing, read(thing))
        except _ABOUT_ONE as error:
            return Outcome(thing, None, error)

    found: list[Outcome[T, R]] = []
    with _bar(doing, len(things)) as advance:
        for start in range(0, len(things), _ROUND):
            found += gather(read_one, things[start : start + _ROUND], at_once=_AT_ONCE)
            advance(len(found))
    return found


@contextlib.contextmanager
def _bar(doing: str, total: int) -> Iterator[Callable[[int], object]]:
    if total < _WORTH_A_BAR or not notes().is_terminal:
        yield lambda done: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=notes(), transient=True) as progress:
        task = progress.add_task(doing, total=total)
        yield lambda done: progress.update(task, completed=done)


def verdict(outcomes: Sequence[Outcome[T, R]]) -> ExitCode:
    """Complain about what could not be read, and give the exit code."""
    errors = [outcome.error for outcome in outcomes if outcome.error is not None]
    if not errors:
        return ExitCode.DONE
    of_many = f"{len(errors)} of {len(outcomes)} could not be read. " if len(outcomes) > 1 else ""
    first = "The first: " if len(errors) > 1 else ""
    complain(f"{of_many}{first}{errors[0]}")
    codes = {exit_code(error) for error in errors}
    return codes.pop() if len(codes) == 1 else ExitCode.FAILED
