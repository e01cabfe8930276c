"""The page of fields: which attribute of a model is read from which field of the API, and in which unit."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from typing import Any

from smartbuildings._core.fields import Row, rows_of
from smartbuildings.ecobee import models
from tools.site_pages.markdown import code, made, plain, table

__all__ = ["fields_page"]

_HEAD = """# Fields and units

Each attribute of a model with the field of ecobee's API that it is read from. Names are the same in v1 and v2, except
where two are given: the second is that of v1. A unit is that of the number on the wire, which a `Temperature` converts.
Inferred: temperatures are in degrees Fahrenheit; the API's documentation gives them no unit.

The page [Coverage](coverage.md) lists the fields of the API that nothing reads.
"""


def fields_page() -> str:
    """Write the page from the rows beside the fields of the models."""
    parts = [_HEAD]
    for name in models.__all__:
        model = getattr(models, name)
        rows = [[code(attribute), wire, unit] for attribute, wire, unit in _listed(rows_of(model))]
        if rows:
            first = (inspect.getdoc(model) or "").partition("\n")[0]
            parts += [f"## {name}", plain(first), table(["attribute", "field of the API", "unit"], rows)]
    return made("\n\n".join(parts))


def _listed(rows: Mapping[str, Row[Any]], attributes: str = "", fields: str = "") -> Iterator[tuple[str, str, str]]:
    """Walk to every value; the values in an object that has no heading of its own are listed with the way to them."""
    for attribute, row in rows.items():
        way = f"{fields}{row.inside}." if row.inside else fields
        names = [f"{way}{name}" for name in (row.name, row.older) if name]
        reader = row.kind.inner
        shown = reader is not None and any(rows_of(each) == reader.rows for each in _models())
        if reader is not None and not row.kind.is_array and not shown:
            yield from _listed(reader.rows, f"{attributes}{attribute}.", f"{names[0]}.")
        else:
            array = "[]" if row.kind.is_array else ""
            yield f"{attributes}{attribute}", ", ".join(code(f"{name}{array}") for name in names), row.kind.unit


def _models() -> Iterator[type[Any]]:
    return (getattr(models, name) for name in models.__all__)
