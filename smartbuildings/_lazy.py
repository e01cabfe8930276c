"""Public names that are loaded on first use (PEP 562), so that importing a package costs next to nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from importlib import import_module
from typing import Any

__all__ = ["load"]


def load(package: dict[str, Any], name: str, *, home: Mapping[str, str], modules: Collection[str]) -> Any:
    """Return a public name of a package, and keep it there.

    Args:
        package: The ``globals()`` of the package's ``__init__``.
        name: The name.
        home: The module of each public name, below ``smartbuildings``.
        modules: The names that are submodules of the package.

    Raises:
        AttributeError: the package has no such name.
    """
    if name in modules:
        return import_module(f"{package['__name__']}.{name}")
    if name not in home:
        msg = f"module {package['__name__']!r} has no attribute {name!r}"
        raise AttributeError(msg)
    value = package[name] = getattr(import_module(f"smartbuildings.{home[name]}"), name)
    return value
