"""What the documentation shows of reports, exit codes and drift is what the commands say."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.spec_update.conftest import Done, told_of_history
from tools.generate import ROOT
from tools.spec_update import verdict
from tools.spec_update.__main__ import main
from tools.spec_update.update_pages import BEGIN, END, NONE, with_list

PAGES = ("docs/updates/index.md", "docs/how/update.md")
HOW = ROOT / "docs/how/update.md"


def fences(path: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}[^\n]*\n(.*?)^```$", path.read_text("utf-8"), re.MULTILINE | re.DOTALL)


@told_of_history()
@pytest.mark.parametrize("page", PAGES)
def test_every_line_of_a_report_that_is_shown_stands_in_the_real_one_in_this_order(
    page: str, report_of_v2: tuple[Done, str]
) -> None:
    shown = fences(ROOT / page, "markdown")
    assert shown
    for excerpt in shown:
        told = iter(report_of_v2[1].splitlines())
        for line in excerpt.splitlines():
            start = line.removesuffix("…")
            assert not start or any(one == line or (start != line and one.startswith(start)) for one in told), line


def test_the_list_of_updates_is_that_of_the_pages_that_are_there() -> None:
    index = ROOT / "docs/updates/index.md"
    assert with_list(index.read_text("utf-8"), index.parent) == index.read_text("utf-8")


def test_a_list_whose_marks_are_gone_is_put_at_the_end(tmp_path: Path) -> None:
    assert with_list("# Updates\n\nWords.\n", tmp_path) == f"# Updates\n\nWords.\n\n{BEGIN}\n\n{NONE}\n\n{END}\n"


@given(before=st.text(), after=st.text())
def test_what_stands_around_the_list_stays(before: str, after: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    text = f"{before}{BEGIN}{END}{after}"
    once = with_list(text, ROOT / "spec")
    assert (once.startswith(before), once.endswith(after)) == (True, True)
    assert with_list(once, ROOT / "spec") == once


def test_every_exit_code_is_explained() -> None:
    table = HOW.read_text("utf-8").partition("## What the exit code says")[2].partition("\n\nnox")[0]
    told = {int(code) for row in re.findall(r"^\| ([\d, ]+) \|", table, re.MULTILINE) for code in row.split(",")}
    good = set(verdict.EXIT_CODES.values())
    failed = {code + verdict.STEP_FAILED for code in good - {0}}
    assert told == {*good, *failed, verdict.UNUSABLE, verdict.NOT_FETCHED, verdict.INTERRUPTED, 2, 143}


def test_every_option_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    options = set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) - {"--help"}
    assert options - set(re.findall(r"--[a-z-]+", HOW.read_text("utf-8"))) == set()


def test_the_entries_shown_are_those_that_the_command_prints(tmp_path: Path) -> None:
    (met,) = (text for text in fences(HOW, "text") if text.startswith("{"))
    (tmp_path / "drift.json").write_text(met, "utf-8")
    command = [sys.executable, "-m", "smartbuildings", "drift", "drift.json", "--api-version", "v2"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=True)
    assert [done.stdout] == fences(HOW, "yaml")


def test_the_refusal_shown_is_the_one_that_is_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (shown,) = (text for text in fences(HOW, "text") if "OpenAPI 3.1.0" in text)
    path = tmp_path / "openapi.json"
    path.write_text('{"openapi": "3.1.0", "info": {}, "paths": {}}', "utf-8")
    assert main(["ecobee-v1", str(path), "--only-compare"]) == verdict.UNUSABLE
    assert capsys.readouterr().err.partition("...\n")[2].replace(f"{tmp_path}/", "") == shown
