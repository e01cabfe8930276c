"""The examples in docstrings give what they show."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

import smartbuildings

_PACKAGE = Path(smartbuildings.__file__).parent
_SHOWING = [file for file in sorted(_PACKAGE.rglob("*.py")) if "    >>> " in file.read_text(encoding="utf-8")]


def _module_name(file: Path) -> str:
    return ".".join(("smartbuildings", *file.relative_to(_PACKAGE).with_suffix("").parts))


@pytest.mark.parametrize("name", [_module_name(file) for file in _SHOWING if "cli" not in file.parts])
def test_the_examples_give_what_they_show(name: str) -> None:
    public = {each: getattr(smartbuildings, each) for each in ("HvacMode", "Temperature", "TemperatureDelta")}

    result = doctest.testmod(importlib.import_module(name), extraglobs=public)

    assert result.attempted
    assert not result.failed
