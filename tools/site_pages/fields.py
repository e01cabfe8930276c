"""The page of fields: which attribute of a model is read from which field of the API, and in which unit."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from typing import Any

from smartbuildings._core.fields import Row, rows_of
from smartbuildings._core.readers import Reader
from smartbuildings.ecobee import models as ecobee
from smartbuildings.nest import models as nest
from smartbuildings.smartthings import models as smartthings
from tools.site_pages.markdown import code, made, plain, table

__all__ = ["fields_page"]

_HEAD = """# Fields and units

Each attribute of a model with the field of the vendor's API that it is read from. A unit is that of the number in the
response, which a `Temperature` converts. The page [Coverage](coverage.md) lists the fields of ecobee's API that nothing
reads.
"""
_VENDORS = {
    """## ecobee

Names are the same in v1 and v2, except where two are given: the second is that of v1. Inferred: temperatures are in
degrees Fahrenheit; the API's documentation gives them no unit.
""": ecobee,
    """## SmartThings

The attributes of a thermostat are read from the states of its component: `capability.attribute`, each with a value, a
unit and a time. `ThermostatStatus` has them in the words that all vendors share.
""": smartthings,
    """## Google Nest

The attributes of a thermostat are read from the traits of its device: `trait.field`. `ThermostatStatus` has them in the
words that all vendors share.
""": nest,
}


def fields_page() -> str:
    """Write the page from the rows beside the fields of the models."""
    parts = [_HEAD]
    for head, module in _VENDORS.items():
        parts.append(head)
        for name in module.__all__:
            model = getattr(module, name)
            rows = [[code(attribute), wire, unit] for attribute, wire, unit in _listed(rows_of(model))]
            if rows:
                first = (inspect.getdoc(model) or "").partition("\n")[0]
                parts += [f"### {name}", plain(first), table(["attribute", "field of the API", "unit"], rows)]
    return made("\n\n".join(parts))


def _listed(rows: Mapping[str, Row[Any]], attributes: str = "", fields: str = "") -> Iterator[tuple[str, str, str]]:
    """Walk to every value; the values in an object that has no heading of its own are listed with the way to them."""
    for attribute, row in rows.items():
        way = f"{fields}{row.inside}." if row.inside else fields
        names = [f"{way}{name}" for name in (row.name, row.older) if name]
        reader = row.kind.inner
        shown = reader is not None and _has_heading(reader)
        if reader is not None and not row.kind.is_array and not shown:
            yield from _listed(reader.rows, f"{attributes}{attribute}.", f"{names[0]}.")
        else:
            array = "[]" if row.kind.is_array else ""
            yield f"{attributes}{attribute}", ", ".join(code(f"{name}{array}") for name in names), row.kind.unit


def _has_heading(reader: Reader[Any]) -> bool:
    return any(rows_of(getattr(module, name)) == reader.rows for module in _VENDORS.values() for name in module.__all__)
