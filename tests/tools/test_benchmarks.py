"""The benchmarks: each measure runs, and each ratio is taken within a round and within a group."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

import pytest

from benchmarks.measure import Candidate, Comparison, compare

ROOT = Path(__file__).parents[2]
TITLES = (
    "One call, sync",
    "One call, async, 1 in flight",
    "One call, async, 3 in flight",
    "Import and first client",
    "Another client",
    "Cold script",
    "10,000 ids into objects",
    "Memory of a client",
    "Memory of 10,000 ids, the result",
    "Memory of 10,000 ids, the peak on the way",
)
MISSING = [name for name in ("requests",) if find_spec(name) is None]


def scripted(name: str, values: Iterable[float], target: float | None = None) -> Candidate:
    following = iter(values)
    return Candidate(name, lambda: next(following), target)


@pytest.fixture(autouse=True)
def no_garbage(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the search for garbage before each turn: in the process of the tests it takes a second."""
    monkeypatch.setattr(gc, "collect", lambda: 0)


@pytest.fixture
def compared() -> Comparison:
    # In the order in which the baselines run: once and once more in the round that is discarded, and in each of two.
    first = [scripted("a", [900, 900, 10, 11, 24, 20]), scripted("b", [900, 5, 40], 0.85)]
    second = [scripted("c", [900, 900, 100, 100, 200, 200]), scripted("d", [900, 300, 600])]
    whole = compare("Both", "s", [first], rounds=2), compare("Both", "s", [second], rounds=2)
    return Comparison("Both", "s", (*whole[0].series, *whole[1].series))


def test_ratios_are_taken_within_a_round_and_within_a_group(compared: Comparison) -> None:
    _, mine, _, other = compared.series

    assert mine.ratios == (5 / 10, 40 / 20)
    assert other.ratios == (3.0, 3.0)


def test_the_baseline_shows_the_ratio_of_its_second_run(compared: Comparison) -> None:
    baseline = compared.series[0]

    assert baseline.ratios == (11 / 10, 24 / 20)
    assert baseline.noise == pytest.approx(0.2)


def test_a_table_shows_figures_ratio_spread_and_target(compared: Comparison) -> None:
    table = compared.table()

    assert "| a | 10 | 15 | 20 | 1 (A/A 1.15) | 1.10 to 1.20 |  |" in table
    assert "| b | 5 | 22.5 | 40 | **1.25** | 0.50 to 2.00 | 0.85 |" in table
    assert "2 rounds. Noise: 20 %." in table


def test_a_difference_within_the_noise_is_marked() -> None:
    found = compare("One", "s", [[scripted("a", [10, 12]), scripted("b", [11])]], rounds=1)

    assert "**1.10** (within the noise)" in found.table()


def test_groups_of_one_comparison_keep_their_own_baselines() -> None:
    groups = [[Candidate("a", lambda: 2.0), Candidate("b", lambda: 4.0)], [Candidate("c", lambda: 10.0)]]

    found = compare("Two", "s", [*groups[:1], [*groups[1], Candidate("d", lambda: 5.0)]], rounds=3)

    assert [series.ratio for series in found.series] == [1.0, 2.0, 1.0, 0.5]


@pytest.mark.skipif(sys.platform == "win32", reason="the CPU time of processes is measured as POSIX counts it")
def test_every_measure_runs_and_is_written(tmp_path: Path) -> None:
    results = tmp_path / "results.md"
    # The imports of these two cost half a minute of CPU, and what measures them is what measures requests.
    command = [sys.executable, "-m", "benchmarks", "--without", "githubkit", "--without", "openai"]
    # More calls than Nest allows in a minute: a client whose limits were not raised would fail.
    command += ["--rounds", "1", "--calls", "11", "--results", str(results)]

    printed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=300).stdout

    written = results.read_text(encoding="utf-8")
    tables = {part.partition("\n")[0]: part for part in written.split("### ")[1:]}
    assert set(TITLES) <= set(tables)
    assert all(table in printed for table in tables.values() if "The run took" not in table)
    assert all("1 (A/A " in table for table in tables.values())
    for title in TITLES[:3]:
        assert "| `thermostat.status()` |" in tables[title]
        assert "| `thermostat.status()` of SmartThings |" in tables[title]
        assert "| `thermostat.status()` of Nest |" in tables[title]
        assert "Nest allows 10 reads a minute" in tables[title]
        assert "(`low_level`) |" in tables[title]
    assert [name for name in MISSING if f"Left out: {name}," not in printed] == []
    assert "1 rounds of 11 calls" in written
