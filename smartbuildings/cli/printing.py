"""Where words go: results to stdout, everything else to stderr, nothing that a terminal would take for a command."""

from __future__ import annotations

import functools
import json
import os
import sys
from typing import TYPE_CHECKING, Final

from smartbuildings.cli.json_form import json_form

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

__all__ = ["clean", "complain", "note", "notes", "print_json", "screen", "show", "warn"]

_WIDTH_OF_A_PIPE: Final = 10_000
"""Wide enough that no line is ever folded: what reads a pipe reads lines."""
_HIDDEN: Final = dict.fromkeys((*range(32), 127, *range(128, 160)), "?")


@functools.cache
def screen() -> Console:
    """Give the console on stdout."""
    from rich.console import Console

    class Screen(Console):
        """A console that leaves a broken pipe to ``run``, which ends every command alike."""

        def on_broken_pipe(self) -> None:
            raise  # The BrokenPipeError that rich is handling when it calls this.

    is_folded = sys.stdout.isatty() or "COLUMNS" in os.environ
    return Screen(width=None if is_folded else _WIDTH_OF_A_PIPE, highlight=False)


@functools.cache
def notes() -> Console:
    """Give the console on stderr."""
    from rich.console import Console

    return Console(stderr=True, highlight=False)


def show(what: RenderableType) -> None:
    """Print a result for people. Nothing is cut: a line that is too long is left to the terminal."""
    from smartbuildings.cli.rows import Rows

    is_long = isinstance(what, str) and _has_long_word(what, screen())
    screen().print(what, markup=False, crop=False, soft_wrap=is_long)
    if isinstance(what, Rows) and (missing := what.left_out(screen().width)):
        note(f"Left out, as the terminal is narrow: {', '.join(missing)}. --json has everything.")


def print_json(value: object) -> None:
    """Print a result for programs: indented JSON, temperatures with both units."""
    sys.stdout.write(json.dumps(json_form(value), indent=2, ensure_ascii=False) + "\n")


def note(sentence: str) -> None:
    """Say something beside the result."""
    _say(clean(sentence), style="dim")


def warn(sentence: str) -> None:
    """Say what was done otherwise than it was asked for."""
    _say(clean(sentence))


def _say(sentence: str, style: str | None = None) -> None:
    notes().print(sentence, markup=False, style=style, soft_wrap=_has_long_word(sentence, notes()))


def _has_long_word(sentence: str, console: Console) -> bool:
    """Return whether a word is wider than the console: a fold within an id would be copied with it."""
    return any(len(word) > console.width for word in sentence.split())


def complain(sentence: str) -> None:
    """Say what went wrong, in one line."""
    sys.stderr.write(f"smartbuildings: {clean(' '.join(sentence.split()))}\n")


def clean(text: str) -> str:
    """Replace control characters: names and alerts are other people's texts, and a terminal obeys escape sequences."""
    return text.translate(_HIDDEN)
