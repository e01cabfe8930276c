"""Measuring fairly: candidates take turns, round by round, and every figure comes with its spread.

A ratio is taken inside each round, between neighbours in time, and the median of those is told: a machine that slows
down for a while then slows down both sides. The baseline runs twice in each round; how far its two runs differ is the
noise, and a difference that is not larger than the noise is called that.
"""

from __future__ import annotations

import gc
import statistics
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import attrs

__all__ = ["BASELINE_AGAIN", "Comparison", "Series", "compare", "compared"]

BASELINE_AGAIN: Final = "(the baseline once more)"


@attrs.frozen
class Series:
    """One candidate's figures, one for each round, in the order of the rounds."""

    name: str
    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle of the figures."""
        return statistics.median(self.values)


@attrs.frozen
class Comparison:
    """Candidates that were measured together; the first is the baseline, and the last is the baseline once more."""

    title: str
    unit: str
    series: tuple[Series, ...]
    note: str = ""

    @property
    def baseline(self) -> Series:
        """What the others are held against."""
        return self.series[0]

    def ratios(self, series: Series) -> tuple[float, ...]:
        """Give the candidate's figure over the baseline's, for each round."""
        return tuple(mine / base for mine, base in zip(series.values, self.baseline.values, strict=True))

    @property
    def noise(self) -> float:
        """How far the baseline's two runs in one round are apart, as a fraction: three rounds of four are below it."""
        again = self.series[-1]
        apart = sorted(abs(ratio - 1) for ratio in self.ratios(again))
        return apart[(3 * len(apart)) // 4 - 1] if len(apart) > 3 else apart[-1]

    def is_told_apart(self, series: Series) -> bool:
        """Tell whether the candidate differs from the baseline by more than the noise."""
        return abs(statistics.median(self.ratios(series)) - 1) > self.noise

    def table(self) -> list[str]:
        """Draw the comparison as a table of Markdown."""
        lines = [
            f"### {self.title}",
            "",
            f"| | min | median | max ({self.unit}) | ratio: median | min to max |",
            "|---|---:|---:|---:|---:|---:|",
        ]
        for series in self.series:
            ratios = self.ratios(series)
            figures = " | ".join(_figure(f(series.values)) for f in (min, statistics.median, max))
            if series is self.baseline:
                shown = "1 | "
            else:
                unclear = "" if self.is_told_apart(series) or series is self.series[-1] else " (within the noise)"
                spread = f"{min(ratios):.2f} to {max(ratios):.2f}"
                shown = f"**{statistics.median(ratios):.2f}**{unclear} | {spread}"
            lines.append(f"| {series.name} | {figures} | {shown} |")
        count = len(self.baseline.values)
        rounds = "One round" if count == 1 else f"{count} rounds"
        lines += ["", f"{rounds}. Noise: {100 * self.noise:.0f} %. {self.note}".rstrip()]
        return lines


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def compare(
    title: str, unit: str, candidates: Mapping[str, Callable[[], float]], *, rounds: int, note: str = ""
) -> Comparison:
    """Let the candidates take turns. Each call gives one figure; the first candidate is the baseline.

    Args:
        title: What is measured.
        unit: What the figures are in.
        candidates: A name and a function that measures once.
        rounds: How many turns each one gets, after one that is thrown away.
        note: What the reader has to know.
    """
    runners = list(candidates.items())
    runners.append((BASELINE_AGAIN, runners[0][1]))
    values: dict[str, list[float]] = {name: [] for name, _ in runners}
    for number in range(-1, rounds):
        # Each round begins with another candidate, so that nobody always runs after the same neighbour.
        turn = number % len(runners)
        for name, run in (*runners[turn:], *runners[:turn]):
            gc.collect()
            figure = run()
            if number >= 0:
                values[name].append(figure)
    return compared(title, unit, values, note=note)


def compared(title: str, unit: str, values: Mapping[str, Sequence[float]], *, note: str = "") -> Comparison:
    """Make a comparison of figures that were taken elsewhere."""
    return Comparison(title, unit, tuple(Series(name, tuple(taken)) for name, taken in values.items()), note)
