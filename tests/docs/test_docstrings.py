"""The examples in docstrings give what they show, and each of them shows something."""

from __future__ import annotations

from pathlib import Path

import pytest

import smartbuildings
from smartbuildings import SmartBuildings
from smartbuildings.sandbox import Sandbox

from .docstrings import Docstring, docstrings, run

_PACKAGE = Path(smartbuildings.__file__).parent
_SHOWING = [each for file in sorted(_PACKAGE.rglob("*.py")) for each in docstrings(file, _PACKAGE) if each.has_example]


def test_there_are_docstrings_with_examples() -> None:
    assert _SHOWING


@pytest.mark.parametrize("docstring", _SHOWING, ids=lambda each: each.name)
def test_the_examples_give_what_they_show(
    docstring: Docstring, account: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with SmartBuildings() as sb:
        thermostat = sb.thermostats.get(account.thermostat_ids[0])
        building = next(iter(sb.buildings))

        run(docstring, {"sb": sb, "building": building, "thermostat": thermostat})
