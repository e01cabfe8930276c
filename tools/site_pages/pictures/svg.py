"""Pieces of SVG, drawn by hand: small files, text that stays text, and nothing fetched from elsewhere.

A picture brings its own panel, so that it can be read on a light page and on a dark one, and follows the reader's
preference where the browser tells it. It is drawn small, because phones are: 14 units of text in a width of 480.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final
from xml.sax.saxutils import escape

__all__ = ["WIDTH", "line", "number", "picture", "polyline", "rectangle", "text"]

WIDTH: Final = 480
_SHOWN: Final = 640
"""How wide it is where there is room, in pixels."""
_FONT: Final = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif"
# Contrast of 4.5 or more between every text and its ground (WCAG 2 AA), in both schemes.
_STYLE: Final = f"""
text {{ font-family: {_FONT}; font-size: 14px; fill: #1d2433; }}
.panel {{ fill: #f7f8fb; stroke: #d5d9e3; }}
.plot {{ fill: #ffffff; }}
.grid {{ stroke: #d5d9e3; stroke-width: 1; }}
.axis {{ fill: #4d566b; font-size: 13px; }}
.strong {{ font-weight: 600; }}
.measured {{ stroke: #b3420d; stroke-width: 2.2; fill: none; }}
.measured-text {{ fill: #a83c0a; }}
.band {{ fill: #cfe0f7; }}
.limit {{ stroke: #1f5fae; stroke-width: 1.6; fill: none; stroke-dasharray: 5 3; }}
.limit-text {{ fill: #1a5296; }}
.bar {{ fill: #2f6fc0; }}
.bad {{ fill: #c2330f; }}
.bad-text {{ fill: #a82a0a; }}
.good {{ fill: #dff1e2; stroke: #7fb98a; }}
.good-text {{ fill: #14612a; }}
.refused {{ fill: #fbe4de; stroke: #dfa091; }}
.refused-text {{ fill: #8f2608; }}
.absent {{ fill: #eceef3; stroke: #b9bfcc; }}
.absent-text {{ fill: #4d566b; }}
@media (prefers-color-scheme: dark) {{
text {{ fill: #e3e7f0; }}
.panel {{ fill: #1d212b; stroke: #3b4252; }}
.plot {{ fill: #161a22; }}
.grid {{ stroke: #343b4a; }}
.axis {{ fill: #aab3c5; }}
.measured {{ stroke: #ff9d5c; }}
.measured-text {{ fill: #ffae78; }}
.band {{ fill: #243a58; }}
.limit {{ stroke: #82b4f5; }}
.limit-text {{ fill: #9cc4fa; }}
.bar {{ fill: #6da4ec; }}
.bad {{ fill: #ff7d5c; }}
.bad-text {{ fill: #ff9f86; }}
.good {{ fill: #1c3a25; stroke: #3f7a50; }}
.good-text {{ fill: #a5e0b3; }}
.refused {{ fill: #43231c; stroke: #8a4a3a; }}
.refused-text {{ fill: #ffb9a6; }}
.absent {{ fill: #2a2f3a; stroke: #4a5263; }}
.absent-text {{ fill: #aab3c5; }}
}}"""


def picture(parts: Iterable[str], *, height: float, title: str, told: str) -> str:
    """Put the parts on a panel.

    Args:
        parts: Elements.
        height: How high the drawing is, in its own units.
        title: What it shows, in a few words.
        told: What it shows, in a sentence or two, for who cannot see it.
    """
    shown = round(height * _SHOWN / WIDTH)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {number(height)}" width="{_SHOWN}" '
            f'height="{shown}" role="img" aria-labelledby="title told">',
            "<!-- Drawn by `python -m tools.site_pages` -->",
            f'<title id="title">{escape(title)}</title>',
            f'<desc id="told">{escape(told)}</desc>',
            f"<style>{_STYLE}\n</style>",
            rectangle(0.5, 0.5, WIDTH - 1, height - 1, "panel", radius=6),
            *parts,
            "</svg>\n",
        ]
    )


def text(x: float, y: float, what: str, kind: str = "", *, anchor: str = "start") -> str:
    """Write a line; ``y`` is where its letters stand."""
    named = f' class="{kind}"' if kind else ""
    placed = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{number(x)}" y="{number(y)}"{named}{placed}>{escape(what)}</text>'


def rectangle(x: float, y: float, width: float, height: float, kind: str, *, radius: float = 0) -> str:
    """Draw a box."""
    round_ = f' rx="{number(radius)}"' if radius else ""
    size = f'width="{number(width)}" height="{number(height)}"'
    return f'<rect x="{number(x)}" y="{number(y)}" {size}{round_} class="{kind}"/>'


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    """Draw a straight line."""
    return f'<line x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}" class="{kind}"/>'


def polyline(points: Sequence[tuple[float, float]], kind: str, *, is_closed: bool = False) -> str:
    """Draw a line through points, or the area that they enclose."""
    written = " ".join(f"{number(x)},{number(y)}" for x, y in points)
    return f'<{"polygon" if is_closed else "polyline"} points="{written}" class="{kind}"/>'


def number(value: float) -> str:
    """Write a coordinate, to a tenth of a unit."""
    return f"{value:.1f}".removesuffix(".0")
