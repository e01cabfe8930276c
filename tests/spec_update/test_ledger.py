"""No part of a document is left out of the comparison, neither by a missing rule nor by one that reads less."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest

from tests.spec_update.trips import apply, document, edited, find, leaves
from tools.spec_update.compare import compare
from tools.spec_update.normal import Api
from tools.spec_update.schemas import SchemaComparison
from tools.spec_update.verdict import verdict_of

LAT = "/components/schemas/Origin/properties/lat"
# Changes of these are harmless by a rule: words, tags, what nothing uses, and facts that hold without being written.
HARMLESS = re.compile(
    r"/description$|^/tags|^/components/schemas/Unused|/scopes/[^/]*$"
    r"|/parameters/0/required$"  # of a path parameter, which is always required
    r"|/(readOnly|writeOnly)$"  # of a field that the document has in the other direction only
)
TYPE = re.compile(r"/type$")  # a schema with `properties` or `items` need not say that it is an object or a list


def is_unnoticed(changes: list[Any]) -> bool:
    return [change.kind for change in changes] in ([], ["other"])


def other(value: Any) -> Any:
    match value:
        case bool():
            return not value
        case int() | float():
            return value + 1
        case None:
            return "x"
        case _:
            return f"{value}x"


def test_no_single_value_of_a_document_changes_unnoticed() -> None:
    old = Api(document())
    unnoticed = []
    for pointer, value in leaves(old.document):
        if isinstance(value, dict | list) or pointer.endswith("/$ref"):
            continue
        new = edited(("set", pointer, other(value)))
        if not HARMLESS.search(pointer) and is_unnoticed(compare(old, new)):
            unnoticed.append(pointer)
    assert unnoticed == []


def test_no_single_value_of_a_document_is_dropped_unnoticed() -> None:
    old = Api(document())
    unnoticed = []
    for pointer, _ in leaves(old.document):
        new = edited(("drop", pointer))
        if not (HARMLESS.search(pointer) or TYPE.search(pointer)) and is_unnoticed(compare(old, new)):
            unnoticed.append(pointer)
    assert unnoticed == []


def test_a_part_that_no_rule_compares_is_breaking_with_its_place_and_both_values(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(SchemaComparison, "_inside", lambda *arguments: None)
    (change,) = compare(document(), edited(("set", f"{LAT}/type", "string")))
    assert (change.kind, change.severity) == ("not judged", "breaking")
    assert (change.before, change.after) == ({"type": "number"}, {"type": "string"})
    assert change.sentence == (
        f'`{LAT}` differs, and no rule of this comparison explains it: it was `{{"type":"number"}}` and is '
        '`{"type":"string"}`. Look at it.'
    )


def test_a_part_that_no_rule_compares_in_one_direction_is_breaking(monkeypatch: pytest.MonkeyPatch) -> None:
    def shared(kind: str) -> dict[str, Any]:
        whole = edited(
            ("set", "/components/schemas/NewTrip/properties/origin", {"$ref": "#/components/schemas/Origin"})
        )
        find(whole, f"{LAT}/type")[0]["type"] = kind
        return whole

    inside = SchemaComparison._inside

    def of_answers_only(self: Any, pair: Any, *arguments: Any) -> None:
        if pair.direction == "answer":
            inside(self, pair, *arguments)

    monkeypatch.setattr(SchemaComparison, "_inside", of_answers_only)
    changes = compare(shared("number"), shared("integer"))
    assert {(change.kind, change.severity) for change in changes} == {
        ("type changed", "safe"),
        ("not judged", "breaking"),
    }


def heirs() -> dict[str, Any]:
    """Make up a document in which a discriminator leads to schemas that nothing refers to."""
    whole = document()
    schemas = whole["components"]["schemas"]
    schemas["Problem"] |= {"discriminator": {"propertyName": "title"}}
    detail = {"type": "object", "properties": {"detail": {"type": "string"}}}
    schemas["Denied"] = {"allOf": [{"$ref": "#/components/schemas/Problem"}, detail]}
    return whole


@pytest.mark.parametrize(
    ("edit", "word"),
    [
        (("set", "/components/schemas/Denied/allOf/1/properties/detail/type", "integer"), "breaking"),
        (("drop", "/components/schemas/Denied"), "safe"),
        (("set", "/components/schemas/Late", {"allOf": [{"$ref": "#/components/schemas/Problem"}]}), "breaking"),
        (("set", "/components/schemas/Denied/allOf/1/properties/more", {"type": "string"}), "additive"),
    ],
)
def test_schemas_that_only_a_discriminator_leads_to_are_compared(edit: tuple[Any, ...], word: str) -> None:
    new = copy.deepcopy(heirs())
    apply(new, edit)
    changes = compare(heirs(), new)
    assert verdict_of(changes).word == word, [change.sentence for change in changes]


@pytest.mark.parametrize(
    ("schema", "drops", "adds"), [("Problem", "breaking", "safe"), ("Place", "additive", "breaking")]
)
def test_alternatives_beside_fields_are_a_limit(schema: str, drops: str, adds: str) -> None:
    limit = ("set", f"/components/schemas/{schema}/oneOf", [{"required": ["title"]}, {"required": ["lat"]}])
    assert verdict_of(compare(edited(limit), document())).word == drops
    assert verdict_of(compare(document(), edited(limit))).word == adds


def test_parts_that_contradict_each_other_are_not_called_narrower() -> None:
    changes = compare(document(), edited(("set", "/components/schemas/Base/type", "string")))
    assert verdict_of(changes).word == "breaking"


def test_the_second_operation_of_a_name_is_compared() -> None:
    twice = edited(("set", "/paths/~1trips~1{tripId}/delete/operationId", "getTrip"))
    new = copy.deepcopy(twice)
    find(new, "/paths/~1trips~1{tripId}/delete/security")[0]["security"] = [{"key": []}]
    assert verdict_of(compare(twice, new)).word == "breaking"
    assert compare(twice, copy.deepcopy(twice)) == []
