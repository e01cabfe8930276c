"""The runner of examples fails on each kind of example that does not hold."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from smartbuildings.sandbox import Sandbox

from .docstrings import Docstring, run
from .pages import SHELL, examples, tab_sets
from .shell import Shell

needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")


def _evaluate(text: str, **names: object) -> None:
    for example in examples(text, "page.md"):
        example.namespace.update(names)
        example.evaluate()


def _python(code: str, output: str | None = None) -> str:
    shown = f"\n```text\n{output}\n```\n" if output is not None else ""
    return f"```python\n{code}\n```\n{shown}"


def test_a_block_that_holds_passes() -> None:
    _evaluate(_python("print(6 * 7)", "42"))
    _evaluate(_python("assert 6 * 7 == 42"))


def test_a_block_that_neither_asserts_nor_shows_anything_fails() -> None:
    with pytest.raises(AssertionError, match="asserts nothing, and the page shows no output"):
        _evaluate(_python("print(6 * 7)"))


def test_output_below_a_sentence_is_not_the_output_of_the_block_above_it() -> None:
    with pytest.raises(AssertionError, match="asserts nothing"):
        _evaluate(_python("print(6 * 7)") + "This is what it prints:\n\n```text\n42\n```\n")


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("assert 6 * 7 == 54", AssertionError),
        ("from smartbuildings import NoSuchName\nassert NoSuchName", ImportError),
        ("import smartbuildings.nothing\nassert smartbuildings", ImportError),
        ("def test_it():\n    assert False", AssertionError),
        ("assert sb.thermostats", NameError),
    ],
)
def test_a_block_that_breaks_fails(code: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        _evaluate(_python(code))


def test_output_that_differs_fails_and_shows_both_sides() -> None:
    with pytest.raises(AssertionError, match=r"-43\n\+42"):
        _evaluate(_python("print(6 * 7)", "43"))


def test_a_block_in_a_tab_fails_as_well() -> None:
    tabbed = '=== "Sync"\n\n    ' + _python("print(6 * 7)", "43").replace("\n", "\n    ")

    with pytest.raises(AssertionError, match="the page shows"):
        _evaluate(tabbed)


@needs_bash
@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("echo forty-two", r"-42\n\+forty-two"),
        ("no-such-command", "not found"),
        ("smartbuildings no-such-command", r"-42\n\+"),
        ("exit 3", "The shell ended within the block"),
    ],
)
def test_shell_that_prints_something_else_fails(code: str, problem: str, shell: Shell) -> None:
    with pytest.raises(AssertionError, match=problem):
        _evaluate(f"```bash\n{code}\n```\n\n```text\n42\n```\n", **{SHELL: shell})


@needs_bash
def test_the_shell_keeps_what_it_is_told_and_types_what_stands_behind_prompts(shell: Shell) -> None:
    shown = "\n\n```text\n42\n```\n"

    _evaluate(f"```bash\nx=42; echo $x\n```{shown}```console\n$ echo $x\nof no effect\n```{shown}", **{SHELL: shell})


@pytest.mark.parametrize(
    "text",
    [
        "Examples:\n    >>> 6 * 7\n    43",
        "Examples:\n    >>> import smartbuildings.nothing\n    42",
        "Example:\n    ``thermostat.status()``",
        "Examples:\n    >>> _ = 6 * 7",
        "Examples:\n    ```python\n    6 * 7\n    ```",
    ],
)
def test_a_docstring_that_does_not_hold_fails(text: str) -> None:
    with pytest.raises(AssertionError):
        run(Docstring("broken", "smartbuildings", text, 1), {})


def test_tabs_without_their_other_flavour_are_seen() -> None:
    tabs = '=== "Sync"\n\n    text\n\n=== "Async"\n\n    text\n\nBetween.\n\n=== "Sync"\n\n    alone\n'

    assert tab_sets(tabs) == [["Sync", "Async"], ["Sync"]]


def test_the_account_is_the_one_that_pages_speak_of(account: Sandbox, tmp_path: Path) -> None:
    assert account.thermostat_ids[0] == "511134833204"
