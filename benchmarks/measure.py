"""Measuring fairly: candidates take turns, round by round, and every figure comes with its spread.

Candidates that share a process or an environment form a group, whose first one is its baseline. A ratio is taken within
a round, between neighbours in time and in the same group, and the median of those is shown: a machine that slows down
for a while then slows down both sides. The baseline runs twice in each round (the A/A control); how far its two runs
differ is the noise, and a difference that is not larger than the noise is marked.
"""

from __future__ import annotations

import gc
import statistics
from collections.abc import Callable, Sequence

import attrs

__all__ = ["Candidate", "Comparison", "Series", "compare"]


@attrs.frozen
class Candidate:
    """Something to measure."""

    name: str
    run: Callable[[], float]
    """Measures once, and returns the figure."""
    target: float | None = None
    """The ratio to the baseline that it should not exceed. It is shown and not checked."""


@attrs.frozen
class Series:
    """One candidate's figures, one for each round, in the order of the rounds."""

    name: str
    values: tuple[float, ...]
    baseline: tuple[float, ...]
    """The figures of its group's baseline in the same rounds."""
    control: tuple[float, ...]
    """Those of the baseline's second run."""
    target: float | None = None
    is_baseline: bool = False

    @property
    def ratios(self) -> tuple[float, ...]:
        """The figures over the baseline's, round by round; for the baseline itself those of its second run."""
        values = self.control if self.is_baseline else self.values
        return tuple(mine / base for mine, base in zip(values, self.baseline, strict=True))

    @property
    def ratio(self) -> float:
        """The median of the ratios."""
        return statistics.median(self.ratios)

    @property
    def noise(self) -> float:
        """How far the baseline's two runs in one round are apart, as a fraction: three rounds of four are below it."""
        apart = sorted(abs(again / base - 1) for again, base in zip(self.control, self.baseline, strict=True))
        return apart[(3 * len(apart)) // 4 - 1] if len(apart) > 3 else apart[-1]

    def row(self) -> str:
        """Return the row of the table."""
        figures = " | ".join(_figure(f(self.values)) for f in (min, statistics.median, max))
        if self.is_baseline:
            shown = f"1 (A/A {self.ratio:.2f})"
        else:
            shown = f"**{self.ratio:.2f}**" + (" (within the noise)" if abs(self.ratio - 1) <= self.noise else "")
        target = "" if self.target is None else f"{self.target:.2f}"
        return f"| {self.name} | {figures} | {shown} | {min(self.ratios):.2f} to {max(self.ratios):.2f} | {target} |"


@attrs.frozen
class Comparison:
    """Candidates that were measured together, group by group."""

    title: str
    unit: str
    series: tuple[Series, ...]
    note: str = ""

    def table(self) -> str:
        """Return the comparison as a table in Markdown."""
        rounds = len(self.series[0].values)
        noise = max(series.noise for series in self.series)
        end = f"{rounds} round{'s' * (rounds != 1)}. Noise: {100 * noise:.0f} %. {self.note}".rstrip()
        head = [
            f"| {self.unit} | min | median | max | ratio | min to max | at most |",
            "|---|---:|---:|---:|---:|---:|---:|",
        ]
        return "\n".join([f"### {self.title}", "", *head, *(series.row() for series in self.series), "", end])


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def compare(
    title: str,
    unit: str,
    groups: Sequence[Sequence[Candidate]],
    *,
    rounds: int,
    note: str = "",
) -> Comparison:
    """Let the candidates take turns.

    Args:
        title: What is measured.
        unit: The unit of the figures.
        groups: The candidates; the first of each group is what the others of that group are compared with.
        rounds: How many turns each one gets; more than one are preceded by a round whose figures are discarded.
        note: What the reader has to know.
    """
    # Each candidate by its place, and each baseline once more, with -1 for its place.
    turns = [
        (number, place, candidate.run)
        for number, group in enumerate(groups)
        for place, candidate in (*enumerate(group), (-1, group[0]))
    ]
    values: dict[tuple[int, int], list[float]] = {(number, place): [] for number, place, _ in turns}
    for round_number in range(-1 if rounds > 1 else 0, rounds):
        # Each round begins with another candidate, so that none always runs after the same neighbour.
        first = round_number % len(turns)
        for number, place, run in (*turns[first:], *turns[:first]):
            gc.collect()
            figure = run()
            if round_number >= 0:
                values[number, place].append(figure)
    return Comparison(
        title,
        unit,
        tuple(
            Series(
                candidate.name,
                tuple(values[number, place]),
                baseline=tuple(values[number, 0]),
                control=tuple(values[number, -1]),
                target=candidate.target,
                is_baseline=place == 0,
            )
            for number, group in enumerate(groups)
            for place, candidate in enumerate(group)
        ),
        note,
    )
