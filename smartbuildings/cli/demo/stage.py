"""Where the demo tells its story, and where it notes which claims held."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from typing import Final

import attrs
from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.padding import Padding
from rich.syntax import Syntax
from rich.text import Text

from smartbuildings.cli.printing import clean

__all__ = ["Check", "Stage", "StepResult"]

WIDTH: Final = 96
_INDENT: Final = 5
_PAUSE_S: Final = 0.5
_FRAMES_A_SECOND: Final = 12


@attrs.frozen
class Check:
    """A claim with what was measured."""

    is_true: bool
    measured: str


@attrs.define
class StepResult:
    """What became of one step."""

    name: str
    checks: list[Check] = attrs.field(factory=list[Check])
    error: str | None = None

    @property
    def passed(self) -> bool:
        """Whether the step ran to its end and every claim held; a step without a claim has shown nothing."""
        return self.error is None and bool(self.checks) and all(each.is_true for each in self.checks)


class Stage:
    """Prints to a console and remembers what it printed.

    Args:
        console: Where to.
        is_fast: Make no pauses for readers.
    """

    def __init__(self, console: Console, *, is_fast: bool) -> None:
        self.console = console
        self.results: list[StepResult] = []
        self.told: list[str] = []
        """Every text that was shown, to prove what is not in it."""
        self._pause_s = 0.0 if is_fast or not console.is_terminal else _PAUSE_S

    @property
    def is_lively(self) -> bool:
        """Whether somebody watches, so that pictures may move."""
        return self._pause_s > 0

    def step(self, name: str, why: str) -> None:
        """Begin a step."""
        if self.results:
            self.pause()
        self.results.append(StepResult(name))
        self._print(Text())
        self._print(Text.assemble((f" {len(self.results):>2} ", "bold black on cyan"), (f" {name}", "bold")))
        self.say(why)

    def say(self, text: str, style: str = "") -> None:
        """Tell something."""
        self._print(Padding(Text(clean(text), style), (0, 0, 0, _INDENT), expand=False), text)

    def code(self, line: str) -> None:
        """Show the line of Python that does it."""
        shown = Text.assemble(
            (">>> ", "dim"), Syntax("", "python", theme="ansi_dark", background_color="default").highlight(line)
        )
        shown.rstrip()
        self._print(Padding(shown, (0, 0, 0, _INDENT), expand=False), line)

    def show(self, what: RenderableType, text: str = "") -> None:
        """Show a table or a picture."""
        self._print(Padding(what, (0, 0, 0, _INDENT), expand=False), text)

    def quote(self, text: str) -> None:
        """Show an error as a program would print it."""
        self._print(Padding(Text(clean(text), "yellow"), (0, 0, 0, _INDENT + 2), expand=False), text)

    def check(self, is_true: bool, measured: str) -> None:
        """Note whether a claim held, with what was measured."""
        self.results[-1].checks.append(Check(is_true, measured))
        mark = ("✓ ", "bold green") if is_true else ("✗ ", "bold red")
        self._print(
            Padding(Text.assemble(mark, (measured, "green" if is_true else "red")), (0, 0, 0, _INDENT), expand=False),
            measured,
        )

    def fail(self, sentence: str) -> None:
        """Note that a step broke off."""
        self.results[-1].error = sentence
        self._print(
            Padding(Text.assemble(("✗ ", "bold red"), (clean(sentence), "red")), (0, 0, 0, _INDENT), expand=False),
            sentence,
        )

    def pause(self) -> None:
        """Leave time to read."""
        time.sleep(self._pause_s)

    @contextlib.contextmanager
    def moving_picture(self) -> Iterator[Callable[[RenderableType], None]]:
        """Yield a function that shows the next frame; where nobody watches, only the last one is printed."""
        last: list[RenderableType] = []
        if not self.is_lively:
            yield lambda frame: last.__setitem__(slice(None), [frame])
            for frame in last:
                self.show(frame)
            return
        with Live(console=self.console, refresh_per_second=_FRAMES_A_SECOND, auto_refresh=False) as live:

            def show(frame: RenderableType) -> None:
                live.update(Padding(Group(frame), (0, 0, 0, _INDENT), expand=False), refresh=True)
                time.sleep(1 / _FRAMES_A_SECOND)

            yield show

    def _print(self, what: RenderableType, text: str = "") -> None:
        self.told.append(text)
        self.console.print(what, width=min(self.console.width, WIDTH), markup=False)
