"""Run the demo and draw its screen as ``docs/assets/demo.svg``: ``python docs/make_demo_picture.py``.

The picture names only fonts that readers have, so that a page that shows it fetches nothing from elsewhere.
"""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from smartbuildings.cli.demo.play import has_passed, play
from smartbuildings.cli.demo.stage import WIDTH, Stage

PICTURE: Final = Path(__file__).parent / "assets" / "demo.svg"

_FONTS: Final = "ui-monospace, 'SF Mono', Menlo, 'Cascadia Mono', 'DejaVu Sans Mono', 'Liberation Mono', monospace"
_THEME: Final = TerminalTheme(
    (16, 20, 28),
    (208, 214, 224),
    [
        *((48, 54, 66), (240, 113, 120), (126, 200, 140), (232, 190, 110)),
        *((100, 160, 240), (190, 140, 230), (98, 200, 212), (208, 214, 224)),
    ],
    [
        *((96, 104, 120), (255, 140, 145), (150, 220, 160), (250, 210, 140)),
        *((130, 185, 255), (210, 165, 250), (130, 225, 235), (255, 255, 255)),
    ],
)


def main() -> int:
    """Draw the picture; it is left as it was if the demo does not pass."""
    console = Console(
        file=io.StringIO(), record=True, width=WIDTH, force_terminal=True, color_system="truecolor", highlight=False
    )
    console.print(Text.assemble(("$ ", "dim"), ("smartbuildings demo", "bold")))
    console.print()
    results = play(Stage(console, is_fast=True))
    if not has_passed(results):
        sys.stderr.write(console.export_text())
        return 1
    svg = console.export_svg(title="smartbuildings demo", theme=_THEME, unique_id="demo")
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    PICTURE.write_text(without_web_fonts(svg), encoding="utf-8")
    return 0


def without_web_fonts(svg: str) -> str:
    """Take the fonts out that rich would have a browser fetch, and name common ones instead."""
    svg = re.sub(r"@font-face\s*\{[^}]*\}\s*", "", svg)
    svg = re.sub(r"font-family:\s*Fira Code, monospace", f"font-family: {_FONTS}", svg)
    svg = re.sub(r"<!-- Generated with Rich .*? -->", "<!-- Drawn by docs/make_demo_picture.py -->", svg)
    lines = (line.rstrip() for line in svg.splitlines())
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
