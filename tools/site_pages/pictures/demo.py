"""A recording of the demo, step by step: the texts that it showed on one real run, one screen for each step.

The command's own screen is 96 letters wide, which a phone cannot show. So the run is recorded where the demo says it,
and set anew at half the width; its tables are left out. It plays once and ends with what was shown; who prefers no
motion sees that end at once. Times are those of the run.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import attrs
from rich.console import Console, RenderableType

from smartbuildings.cli.demo.play import has_passed, play
from smartbuildings.cli.demo.stage import Stage
from tools.site_pages.pictures.svg import number

__all__ = ["demo_recording"]

_COLUMNS: Final = 54
_WIDTH, _LINE, _TOP, _MARGIN = 480, 20, 66, 14
_FRAME_S: Final = 3.2
_FONT: Final = "ui-monospace, 'SF Mono', Menlo, 'Cascadia Mono', 'DejaVu Sans Mono', 'Liberation Mono', monospace"


@attrs.define
class _Screen:
    """What one step showed."""

    name: str
    lines: list[tuple[str, str]] = attrs.field(factory=list[tuple[str, str]])
    """Each with its kind."""

    def add(self, kind: str, text: str, before: str = "") -> None:
        """Write a text, over as many lines as it needs."""
        wrapped = textwrap.wrap(text, _COLUMNS, initial_indent=before, subsequent_indent=" " * len(before))
        self.lines += [(kind, each) for each in wrapped]


class _Recorder(Stage):
    """A stage that keeps what is said in order, apart from how it is printed."""

    def __init__(self) -> None:
        super().__init__(Console(file=io.StringIO()), is_fast=True)
        self.screens: list[_Screen] = []

    def step(self, name: str, why: str) -> None:
        self.screens.append(_Screen(name))
        super().step(name, why)

    def say(self, text: str, style: str = "") -> None:
        self._keep("say", text)
        super().say(text, style)

    def code(self, line: str) -> None:
        self._keep("code", " ".join(line.split()), ">>> ")
        super().code(line)

    def quote(self, text: str) -> None:
        self._keep("quote", text, "  ")
        super().quote(text)

    def check(self, is_true: bool, measured: str) -> None:
        self._keep("check", measured, "✓ " if is_true else "✗ ")
        super().check(is_true, measured)

    @contextmanager
    def moving_picture(self) -> Iterator[Callable[[RenderableType], None]]:
        yield lambda frame: None

    def _keep(self, kind: str, text: str, before: str = "") -> None:
        if self.screens:
            self.screens[-1].add(kind, text, before)


def demo_recording() -> str:
    """Run the demo and draw it.

    Raises:
        RuntimeError: a step of the demo did not do what it says.
    """
    recorder = _Recorder()
    results = play(recorder)
    if not has_passed(results):
        raise RuntimeError(f"The demo did not pass: {[each.error for each in results if not each.passed]}")
    return _picture(recorder.screens)


def _picture(screens: Sequence[_Screen]) -> str:
    rows = max(len(screens) + 1, *(len(screen.lines) for screen in screens))
    height = _TOP + rows * _LINE + 26
    total = len(screens) * _FRAME_S
    told = "; ".join(screen.name for screen in screens)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="720" '
            f'height="{round(height * 720 / _WIDTH)}" role="img" aria-labelledby="title told">',
            "<!-- Drawn by `python -m tools.site_pages` -->",
            '<title id="title">The demo, step by step</title>',
            f'<desc id="told">What `smartbuildings demo` shows, in {len(screens)} steps: {_escaped(told)}.</desc>',
            f"<style>{_style(len(screens), total)}</style>",
            f'<rect x="0.5" y="0.5" width="{_WIDTH - 1}" height="{height - 1}" rx="8" class="ground"/>',
            _text(_MARGIN, 25, "$ smartbuildings demo", "dim"),
            *(_frame(index, screen) for index, screen in enumerate(screens)),
            _ending(screens),
            f'<rect x="{_MARGIN}" y="{height - 12}" width="{_WIDTH - 2 * _MARGIN}" height="3" rx="1.5" class="rail"/>',
            f'<rect x="{_MARGIN}" y="{height - 12}" width="{_WIDTH - 2 * _MARGIN}" height="3" rx="1.5" class="done"/>',
            "</svg>\n",
        ]
    )


def _style(count: int, total: float) -> str:
    frames = "\n".join(f".f{index} {{ animation-delay: {number(index * _FRAME_S)}s; }}" for index in range(count))
    return f"""
text {{ font-family: {_FONT}; font-size: 14px; fill: #d0d6e0; white-space: pre; }}
.ground {{ fill: #10141c; stroke: #3b4252; }}
.dim {{ fill: #99a2b3; }}
.name {{ font-weight: 700; fill: #ffffff; }}
.code {{ fill: #8fd3f4; }}
.quote {{ fill: #f0c674; }}
.check {{ fill: #8fd9a0; }}
.rail {{ fill: #2b3140; }}
.done {{ fill: #7ec88c; transform-origin: {_MARGIN}px 0; animation: grow {number(total)}s linear; }}
.frame {{ opacity: 0; animation: on {number(_FRAME_S)}s step-end; }}
.last {{ animation: off {number(total)}s step-end; }}
{frames}
@keyframes on {{ from, to {{ opacity: 1; }} }}
@keyframes off {{ from, to {{ opacity: 0; }} }}
@keyframes grow {{ from {{ transform: scaleX(0); }} to {{ transform: scaleX(1); }} }}
@media (prefers-reduced-motion: reduce) {{ .frame, .last, .done {{ animation: none; }} }}
"""


def _frame(index: int, screen: _Screen) -> str:
    title = _text(_MARGIN, 50, f"{index + 1:>2}  {screen.name}", "name")
    lines = (_text(_MARGIN, _TOP + 14 + row * _LINE, text, kind) for row, (kind, text) in enumerate(screen.lines))
    return f'<g class="frame f{index}">{title}{"".join(lines)}</g>'


def _ending(screens: Sequence[_Screen]) -> str:
    title = _text(_MARGIN, 50, f"All {len(screens)} steps did what they said", "name")
    lines = (_text(_MARGIN, _TOP + 14 + row * _LINE, f"✓ {screen.name}", "check") for row, screen in enumerate(screens))
    return f'<g class="last">{title}{"".join(lines)}</g>'


def _text(x: float, y: float, what: str, kind: str) -> str:
    return f'<text x="{number(x)}" y="{number(y)}" class="{kind}" xml:space="preserve">{_escaped(what)}</text>'


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
