"""Reading many thermostats: a few at a time, with a progress bar, and whatever was read is kept."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, TypeVar

from smartbuildings._core.sweep import Outcome
from smartbuildings.cli.connection import tell_waits
from smartbuildings.cli.exit_codes import ExitCode, exit_code
from smartbuildings.cli.printing import complain, notes
from smartbuildings.errors import InvalidRequest, SmartBuildingsError

if TYPE_CHECKING:
    from smartbuildings import SmartBuildings
    from smartbuildings.ecobee import Thermostat

__all__ = ["Outcome", "chosen", "read_each", "verdict"]

T = TypeVar("T")
R = TypeVar("R")

_AT_ONCE: Final = 3
"""ecobee asks for 2 to 3 connections at most."""
_ROUND: Final = 4 * _AT_ONCE
_WORTH_A_BAR: Final = 8
"""Fewer are read in less than a second."""
_MOST_NAMED: Final = 5
"""How many ids a complaint lists; the table and the JSON have all of them."""


def chosen(sb: SmartBuildings, ids: Sequence[str]) -> list[Thermostat]:
    """Return the thermostats with these ids, each once; all of the account if none is named."""
    return [sb.thermostats.get(each) for each in dict.fromkeys(ids)] if ids else sb.thermostats(with_unusual=True).all()


def read_each(
    things: Sequence[T],
    read: Callable[[T], R],
    *,
    doing: str | None,
    key: Callable[[T], Hashable],
    raise_if_none_read: bool = True,
) -> list[Outcome[T, R]]:
    """Read each of the things; return an outcome for every one, in their order.

    If the sweep ends early, what has been read is returned, and the rest with the error that ended it.

    Args:
        things: What to read.
        read: Reads one.
        doing: What the progress bar says; ``None`` for no bar.
        key: Identifies a thing.
        raise_if_none_read: Raise the error that ended the sweep if nothing was read before it.

    Raises:
        SmartBuildingsError: the sweep ended before anything was read.
    """
    from smartbuildings import RetryPolicy
    from smartbuildings._sync.sweep import Sweep

    sweep = Sweep(read, at_once=_AT_ONCE, retry=RetryPolicy(), notify=tell_waits, key=key)
    found: list[Outcome[T, R]] = []
    with _bar(doing, len(things)) as advance:
        for start in range(0, len(things), _ROUND):
            following = things[start : start + _ROUND]
            made = {id(each.of): each for each in sweep.round(following)}
            found += [made.get(id(each)) or Outcome(each, None, sweep.ended) for each in following]
            advance(len(found))
    if raise_if_none_read and sweep.ended is not None and all(each.error is not None for each in found):
        raise sweep.ended
    return found


@contextlib.contextmanager
def _bar(doing: str | None, total: int) -> Iterator[Callable[[int], object]]:
    if doing is None or total < _WORTH_A_BAR or not notes().is_terminal:
        yield lambda done: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=notes(), transient=True) as progress:
        task = progress.add_task(doing, total=total)
        yield lambda done: progress.update(task, completed=done)


def verdict(outcomes: Sequence[Outcome[str, R]]) -> ExitCode:
    """Complain about what could not be read, a line for each kind of error, and return the exit code."""
    failed: dict[type[SmartBuildingsError], list[tuple[str, SmartBuildingsError]]] = {}
    for each in outcomes:
        if each.error is not None:
            failed.setdefault(type(each.error), []).append((each.of, each.error))
    if not failed:
        return ExitCode.DONE
    for those in failed.values():
        names = [name or "(no id)" for name, _ in those[:_MOST_NAMED]]
        more = f" and {len(those) - _MOST_NAMED} more" if len(those) > _MOST_NAMED else ""
        which = f"{len(those)} of {len(outcomes)} could not be read ({', '.join(names)}{more}). "
        first = "The first: " if len(those) > 1 else ""
        complain(f"{which if len(outcomes) > 1 else ''}{first}{those[0][1]}")
    codes = {_code_of(error) for those in failed.values() for _, error in those}
    return codes.pop() if len(codes) == 1 else ExitCode.FAILED


def _code_of(error: SmartBuildingsError) -> ExitCode:
    # What was typed has been checked before: this is an unusual id in the vendor's list.
    return ExitCode.FAILED if isinstance(error, InvalidRequest) else exit_code(error)
