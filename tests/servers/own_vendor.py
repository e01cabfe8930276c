"""The example of a user's own vendor, in both flavours: the sync one is derived, as its text says a user can."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

__all__ = ["own_vendor"]

EXAMPLE = Path(__file__).parents[2] / "examples" / "own_vendor.py"


def own_vendor(name: str) -> Any:
    """Return something of the example: an async name from it as it is, any other one from its sync flavour."""
    if not EXAMPLE.exists():
        pytest.skip("the tests run away from the repository")
    return getattr(_loaded(is_async=name.startswith("Async")), name)


@cache
def _loaded(*, is_async: bool) -> ModuleType:
    from tools.to_sync import translate

    source = EXAMPLE.read_text(encoding="utf-8")
    module = ModuleType("own_vendor" if is_async else "own_vendor_sync")
    sys.modules[module.__name__] = module  # attrs looks annotations up there.
    exec(compile(source if is_async else translate(source), EXAMPLE, "exec"), module.__dict__)
    return module
