from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tools.overlay import OverlayError, apply_overlay

DOCUMENT: dict[str, Any] = {
    "info": {"title": "Lamps"},
    "tags": [{"name": "a"}, {"name": "b"}, {"name": "c"}],
    "paths": {"/x": {"get": {"responses": {"200": {}, "404": {}, "default": {}}, "tags": ["a"]}}},
}


def overlaid(*actions: dict[str, Any], stages: tuple[str, ...] = ("fix", "simplify")) -> dict[str, Any]:
    described = [{"description": "a reason", **action} for action in actions]
    return apply_overlay(DOCUMENT, {"overlay": "1.0.0", "actions": described}, stages)


def test_an_update_merges_objects_at_every_depth() -> None:
    result = overlaid({"target": "$", "update": {"info": {"version": "1"}, "paths": {"/x": {"get": {"x-new": True}}}}})
    assert result["info"] == {"title": "Lamps", "version": "1"}
    assert result["paths"]["/x"]["get"] == {**DOCUMENT["paths"]["/x"]["get"], "x-new": True}


def test_an_update_replaces_a_single_value() -> None:
    assert overlaid({"target": "$.info", "update": {"title": "Bulbs"}})["info"] == {"title": "Bulbs"}


def test_an_update_of_an_array_appends_one_entry() -> None:
    assert overlaid({"target": "$.tags", "update": {"name": "d"}})["tags"][3:] == [{"name": "d"}]
    assert overlaid({"target": "$.tags", "update": ["d"]})["tags"][3:] == [["d"]]


def test_an_array_inside_an_update_is_joined_to_the_one_there() -> None:
    assert overlaid({"target": "$.paths.*.get", "update": {"tags": ["b"]}})["paths"]["/x"]["get"]["tags"] == ["a", "b"]


def test_remove_takes_every_match() -> None:
    result = overlaid({"target": "$.paths.*.*.responses['404', 'default']", "remove": True})
    assert result["paths"]["/x"]["get"]["responses"] == {"200": {}}


@pytest.mark.parametrize(
    "target", ["$.tags[0, 2]", "$.tags[2, 0]", "$.tags[::-2]", "$.tags[0, 0, 2]", "$.tags[?@.name != 'b']"]
)
def test_removing_from_an_array_does_not_depend_on_the_order_of_matches(target: str) -> None:
    assert overlaid({"target": target, "remove": True})["tags"] == [{"name": "b"}]


def test_remove_takes_single_values_and_nested_matches() -> None:
    assert overlaid({"target": "$.info.title", "remove": True})["info"] == {}
    assert overlaid({"target": "$.paths..*", "remove": True})["paths"] == {}


def test_a_repeated_match_is_updated_once() -> None:
    assert len(overlaid({"target": "$['tags', 'tags']", "update": "d"})["tags"]) == 4


def test_remove_false_is_not_a_remove() -> None:
    result = overlaid({"target": "$.info", "remove": False, "update": {"version": "1"}})
    assert result["info"] == {"title": "Lamps", "version": "1"}


def test_actions_see_the_result_of_those_before_them() -> None:
    remove, add = {"target": "$.info.title", "remove": True}, {"target": "$.info", "update": {"title": ["now a list"]}}
    assert overlaid(remove, add)["info"] == {"title": ["now a list"]}


def test_a_stage_that_is_not_asked_for_is_left_out() -> None:
    actions = (
        {"target": "$.info", "update": {"a": 1}},
        {"target": "$.info", "update": {"b": 1}, "x-stage": "fix"},
        {"target": "$.info", "update": {"c": 1}, "x-stage": "simplify"},
    )
    assert overlaid(*actions, stages=("fix",))["info"].keys() == {"title", "a", "b"}
    assert overlaid(*actions)["info"].keys() == {"title", "a", "b", "c"}


def test_a_target_that_matches_nothing_names_the_action() -> None:
    first = {"target": "$.info", "update": {}}
    with pytest.raises(OverlayError, match=r"Action 1 \(a reason\): the target \$\.gone matches nothing"):
        overlaid(first, {"target": "$.gone", "remove": True})


@pytest.mark.parametrize(
    ("action", "reason"),
    [
        ({"target": "$.info"}, "exactly one of"),
        ({"target": "$.info", "remove": False}, "exactly one of"),
        ({"target": "$.info", "remove": True, "update": {}}, "exactly one of"),
        ({"target": "$.info", "remove": "yes"}, "true or false"),
        ({"target": "$.info", "update": {}, "replace": {}}, "unknown fields"),
        ({"target": "$.info", "update": {}, "x-stage": "later"}, "not one of fix, simplify"),
        ({"target": "$.info", "update": {}, "description": ""}, "say what breaks"),
        ({"target": "$.info", "update": "text"}, "is an object and the update is a single value"),
        ({"target": "$.info", "update": {"title": {}}}, "Remove it first"),
        ({"target": "$.paths.*.get", "update": {"tags": "b"}}, "Remove it first"),
        ({"target": "$.info.title", "update": "Bulbs"}, "update the object that contains it"),
        ({"target": "$", "remove": True}, "whole document"),
        ({"target": "$.info~", "remove": True}, "unexpected token"),
        ({"update": {}}, "with a `target`"),
    ],
)
def test_an_action_that_cannot_mean_anything_is_refused(action: dict[str, Any], reason: str) -> None:
    with pytest.raises(OverlayError, match=reason):
        overlaid(action)


@pytest.mark.parametrize("overlay", [{"actions": []}, {"overlay": "1.0.0", "actions": []}])
def test_an_overlay_without_actions_changes_nothing(overlay: dict[str, Any]) -> None:
    assert apply_overlay({"openapi": "3.0.3"}, overlay) == {"openapi": "3.0.3"}


@pytest.mark.parametrize(
    "overlay",
    [
        {"actions": [{"target": "$", "update": {}, "description": "x"}]},
        {"overlay": "2.0.0", "actions": []},
        {"overlay": "1.0.0"},
    ],
)
def test_what_is_no_overlay_is_refused(overlay: dict[str, Any]) -> None:
    with pytest.raises(OverlayError, match=r"not an Overlay 1\.0 document"):
        apply_overlay(DOCUMENT, overlay)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=8,
)
OBJECTS = st.dictionaries(st.sampled_from("abc"), VALUES, max_size=3)


def expected(node: Any, update: Any) -> Any:
    """Merge as the specification says, written the other way round: a value for a value."""
    if isinstance(node, dict):
        return {
            key: expected(node[key], update[key]) if key in node and key in update else (node | update)[key]
            for key in node | update
        }
    return [*node, *update] if isinstance(node, list) else update


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(OBJECTS, OBJECTS)
def test_a_merge_either_follows_the_specification_or_is_refused(
    document: dict[str, Any], update: dict[str, Any]
) -> None:
    before = deepcopy((document, update))
    action = {"target": "$", "update": update, "description": "a reason"}
    try:
        result = apply_overlay(document, {"overlay": "1.0.0", "actions": [action]})
    except OverlayError:
        result = None
    else:
        assert result == expected(document, update)
    assert (document, update) == before, "an argument was changed"


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(OBJECTS)
def test_targets_of_one_update_share_nothing_afterwards(update: dict[str, Any]) -> None:
    overlay = {"overlay": "1.0.0", "actions": [{"target": "$.*", "update": {"new": update}, "description": "a reason"}]}
    result = apply_overlay({"p": {}, "q": {}}, overlay)
    result["p"]["new"]["mark"] = 1
    assert result["q"]["new"] == update
