"""The schemas of a contract as rows of a table: one for each field, the fields of inner objects under dotted names.

A field that refers to a schema of its own is one row with a link; that schema is described once, at the page's end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, TypeAlias

import attrs

from tools.site_pages.markdown import code, mark_label, plain, sub_heading, table

__all__ = ["Row", "Schemas"]

Schema: TypeAlias = Mapping[str, Any]

_PREFIX: Final = "#/components/schemas/"
_MOST_VALUES: Final = 12
"""How many values of an enumeration are written out."""


@attrs.frozen
class Row:
    """One field."""

    name: str
    kind: str
    is_required: bool
    limits: str
    meaning: str
    mark: str | None
    basis: str | None

    def cells(self) -> list[str]:
        """Give its row of the table: three columns, because a phone has no room for more."""
        said = " ".join(filter(None, ["required" if self.is_required else "", mark_label(self.mark)]))
        basis = f"*Inferred: {plain(self.basis)}.*" if self.basis else ""
        return [
            "<br>".join(filter(None, [code(self.name), said])),
            "<br>".join(filter(None, [self.kind, self.limits])),
            " ".join(filter(None, [self.meaning, basis])),
        ]


class Schemas:
    """The schemas of one document.

    Args:
        document: The fixed document.
    """

    def __init__(self, document: Schema) -> None:
        self._schemas: Mapping[str, Schema] = document["components"]["schemas"]
        self.has_marks = any("x-mark" in schema for schema in self._schemas.values())
        self._linked: dict[str, None] = {}

    def table_of(self, schema: Schema) -> str:
        """Draw the fields of a schema; what it refers to is noted, to be described later."""
        rows = list(self._rows(schema))
        return table(["field", "type", "meaning"], (row.cells() for row in rows)) if rows else ""

    def content_of(self, schema: Schema) -> Schema | None:
        """Give what is inside of an envelope of ``status`` and ``data``; None where there is no envelope."""
        fields = dict(self._properties(schema))
        content = fields.get("data", {})
        return content if fields.keys() == {"status", "data"} and self.has_fields(content) else None

    def in_short(self, schema: Schema) -> str:
        """Tell the type of a schema and its limits in a line."""
        kind, limits = self._kind(schema), self._limits(schema)
        return f"{kind}; {limits}" if limits else kind

    def has_fields(self, schema: Schema) -> bool:
        """Tell whether there is anything to draw a table of."""
        return any(True for _ in self._properties(schema))

    def name_of(self, schema: Schema) -> str | None:
        """Give the name of the schema that this one refers to, and is nothing beside."""
        reference = schema.get("$ref")
        if reference is None and len(schema.get("allOf", ())) == 1 and "properties" not in schema:
            reference = schema["allOf"][0].get("$ref")
        return None if reference is None else str(reference).removeprefix(_PREFIX)

    def found(self, schema: Schema) -> Schema:
        """Give what a schema means, references followed and their descriptions overridden by those beside them."""
        name = self.name_of(schema)
        if name is None:
            return schema
        beside = {key: value for key, value in schema.items() if key not in ("$ref", "allOf")}
        return {**self.found(self._schemas[name]), **beside}

    def link(self, name: str) -> str:
        """Link to the description of a schema, and note that the page needs it."""
        self._linked[name] = None
        return f"[{name}](#schema-{name})"

    def sections(self) -> Iterator[str]:
        """Describe each schema that was linked to, and each that those link to, by name."""
        done: dict[str, str] = {}
        while left := [name for name in self._linked if name not in done]:
            for name in left:
                done[name] = self._section(name)
        for name in sorted(done, key=str.lower):
            yield done[name]

    def _section(self, name: str) -> str:
        schema = self._schemas[name]
        label = f" {mark_label(schema.get('x-mark'))}" if self.has_marks else ""
        basis = f" Inferred: {plain(schema['x-basis'])}." if "x-basis" in schema else ""
        told = plain(schema.get("description", ""))
        text = f"{sub_heading(name, f'schema-{name}', level=3)}\n{told}{basis}{label}\n\n"
        if self.has_fields(schema):
            return text + self.table_of(schema)
        return f"{text}{self.in_short(schema)}\n"

    # -- rows

    def _rows(self, schema: Schema, before: str = "") -> Iterator[Row]:
        required = self._required(schema)
        for name, field in self._properties(schema):
            yield self._row(before + name, field, is_required=name in required)
            inner, marker = field, ""
            while self.name_of(inner) is None and inner.get("type") == "array":
                inner, marker = inner["items"], marker + "[]"
            if self.name_of(inner) is None and (inner.get("type") == "object" or "allOf" in inner):
                yield from self._rows(inner, f"{before}{name}{marker}.")

    def _row(self, name: str, field: Schema, *, is_required: bool) -> Row:
        meant = self.found(field)
        return Row(
            name=name,
            kind=self._kind(field),
            is_required=is_required,
            limits=self._limits(meant),
            meaning=plain(meant.get("description", "")),
            mark=field.get("x-mark"),
            basis=field.get("x-basis"),
        )

    def _properties(self, schema: Schema) -> Iterator[tuple[str, Schema]]:
        fields: dict[str, Schema] = {}
        for part in self._parts(schema):
            fields.update(part.get("properties", {}))
        yield from fields.items()

    def _required(self, schema: Schema) -> set[str]:
        return {name for part in self._parts(schema) for name in part.get("required", ())}

    def _parts(self, schema: Schema) -> Iterator[Schema]:
        if "$ref" in schema:
            yield from self._parts(self._schemas[str(schema["$ref"]).removeprefix(_PREFIX)])
            return
        for part in schema.get("allOf", ()):
            yield from self._parts(part)
        yield schema

    # -- types and limits

    def _kind(self, schema: Schema) -> str:
        name = self.name_of(schema)
        if name is not None:
            meant = self.found(schema)
            # What is more than a bare value is described apart; of a bare value the table tells the type at once.
            if "type" not in meant or meant["type"] in ("object", "array") or meant.get("enum"):
                return self.link(name)
            return f"{meant['type']}, {self.link(name)}"
        for choice in ("oneOf", "anyOf"):
            if choice in schema:
                return _listed((self._kind(each) for each in schema[choice]), "or")
        if schema.get("type") == "array":
            return f"array of {self._kind(schema['items'])}"
        if isinstance(schema.get("additionalProperties"), Mapping):
            return f"object of {self._kind(schema['additionalProperties'])}"
        kind = str(schema.get("type", "object" if "allOf" in schema or "properties" in schema else "any"))
        form = schema.get("format")
        told = f"{kind} ({form})" if form in ("date", "date-time", "email", "uri") else kind
        return f"{told} or null" if schema.get("nullable") else told

    def _limits(self, schema: Schema) -> str:
        return "; ".join(_limits(schema))


def _limits(schema: Schema) -> Iterator[str]:
    values = schema.get("enum", ())
    if values:
        more = "" if len(values) <= _MOST_VALUES else f" and {len(values) - _MOST_VALUES} more"
        yield _listed((code(each) for each in values[:_MOST_VALUES]), "or") + more
    if (span := _span(schema, "minimum", "maximum")) is not None:
        yield span
    if "multipleOf" in schema:
        yield f"steps of {schema['multipleOf']:g}"
    if (span := _span(schema, "minLength", "maxLength")) is not None:
        yield f"{span} characters"
    if (span := _span(schema, "minItems", "maxItems")) is not None:
        yield f"{span} items"
    if schema.get("uniqueItems"):
        yield "no item twice"
    if "pattern" in schema:
        yield f"pattern {code(schema['pattern'])}"
    if "default" in schema:
        yield f"default {code(_value(schema['default']))}"


def _span(schema: Schema, least: str, most: str) -> str | None:
    low, high = schema.get(least), schema.get(most)
    if low is None and high is None:
        return None
    if high is None:
        return f"{low} or more"
    if low is None:
        return f"up to {high}"
    return f"{low}" if low == high else f"{low} to {high}"


def _value(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _listed(words: Iterable[str], last: str) -> str:
    *first, final = words
    return f"{', '.join(first)} {last} {final}" if first else final
