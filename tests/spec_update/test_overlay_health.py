from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tools.documents import read_document
from tools.generate import ROOT
from tools.spec_update.overlay_health import overlay_health
from tools.spec_update.overlay_text import as_entry, patch, without_entries

OLD: dict[str, Any] = {
    "paths": {"/a": {"get": {"operationId": "getA"}}},
    "schemas": {"a": {"pattern": "^[a-z]*$", "format": "x"}, "b": {"type": "object"}},
}


def overlay(*actions: dict[str, Any]) -> dict[str, Any]:
    told = [{"target": one["target"], "description": "why", **one} for one in actions]
    return {"overlay": "1.0.0", "actions": told}


def troubles(new: Any, *actions: dict[str, Any], renamed: Any = None) -> list[tuple[int, str]]:
    return [(one.index, one.trouble) for one in overlay_health(OLD, new, overlay(*actions), renamed).findings]


REMOVE = {"target": "$.schemas.a.pattern", "remove": True}
REQUIRE = {"target": "$.schemas.b", "update": {"required": ["x"]}}


@pytest.mark.parametrize("name", ["ecobee-v1", "ecobee-v2", "smartthings"])
def test_our_own_overlays_are_in_good_health(name: str) -> None:
    folder = ROOT / "spec" / name
    document = read_document(folder / "openapi.yaml")
    assert overlay_health(document, document, read_document(folder / "overlay.yaml")).findings == ()


def test_an_overlay_that_fits_has_no_findings() -> None:
    assert troubles(OLD, REMOVE, REQUIRE) == []


def test_an_action_whose_target_is_gone_no_longer_matches() -> None:
    new = {**OLD, "schemas": {"a": {}, "b": {"type": "object"}}}
    health = overlay_health(OLD, new, overlay(REMOVE, REQUIRE))
    assert [(one.index, one.trouble, one.reason) for one in health.findings] == [
        (0, "no longer matches", "Its target matches nothing.")
    ]
    assert [action["target"] for action in health.overlay["actions"]] == ["$.schemas.b"]


def test_an_update_that_the_vendor_made_himself_is_no_longer_needed() -> None:
    new = {**OLD, "schemas": {**OLD["schemas"], "b": {"type": "object", "required": ["x"]}}}
    assert troubles(new, REMOVE, REQUIRE) == [(1, "no longer needed")]


def test_a_removal_with_the_update_that_fills_its_place_goes_with_it() -> None:
    actions = [
        {"target": "$.schemas.a.format", "remove": True},
        {"target": "$.schemas.a", "update": {"format": "y"}},
    ]
    cured = {**OLD, "schemas": {**OLD["schemas"], "a": {"pattern": "^[a-z]*$", "format": "y"}}}
    assert troubles(OLD, *actions) == []
    assert troubles(cured, *actions) == [(0, "no longer needed"), (1, "no longer needed")]


def test_a_removal_of_another_value_than_it_was_written_against_needs_a_look() -> None:
    new = {**OLD, "schemas": {**OLD["schemas"], "a": {"pattern": "^[a-zA-Z]*$", "format": "x"}}}
    assert troubles(new, REMOVE) == [(0, "look again")]


def test_a_target_that_matches_fewer_places_needs_a_look() -> None:
    both = {"target": "$.schemas['a', 'b']", "update": {"x": 1}}
    assert troubles({**OLD, "schemas": {"a": OLD["schemas"]["a"]}}, both) == [(0, "look again")]


def test_an_update_beside_a_reference_counts_for_nothing_and_is_told() -> None:
    new = {**OLD, "schemas": {**OLD["schemas"], "b": {"$ref": "#/schemas/a"}}}
    assert troubles(new, REQUIRE) == [(0, "no longer matches")]


def test_a_target_by_a_name_that_changed_is_offered_with_the_new_one() -> None:
    action = {"target": "$.paths.*[?@.operationId == 'getA']", "update": {"x": 1}}
    new = {**OLD, "paths": {"/a": {"get": {"operationId": "getB"}}}}
    (finding,) = overlay_health(OLD, new, overlay(action), {"getA": "getB"}).findings
    assert finding.instead is not None
    (entry,) = yaml.safe_load(finding.instead)
    assert entry["target"] == "$.paths.*[?@.operationId == 'getB']"


def test_an_entry_can_be_pasted() -> None:
    (entry,) = yaml.safe_load(as_entry({"target": "$.a", "description": "why", "remove": True}))
    assert entry == {"target": "$.a", "description": "why", "remove": True}


def test_entries_are_cut_out_and_everything_else_stays_as_written() -> None:
    text = (ROOT / "spec" / "ecobee-v1" / "overlay.yaml").read_text(encoding="utf-8")
    whole = yaml.safe_load(text)["actions"]
    for gone in ([0], [3, 4], [len(whole) - 1], range(len(whole) - 1)):
        cut = without_entries(text, list(gone))
        assert yaml.safe_load(cut)["actions"] == [one for index, one in enumerate(whole) if index not in gone]
        assert set(cut.splitlines()) <= set(text.splitlines())
        assert [line for line in cut.splitlines() if line.startswith("#")] == [
            line for line in text.splitlines() if line.startswith("#")
        ]
    assert without_entries(text, []) == text


def test_the_patch_is_one_that_git_takes(tmp_path: Path) -> None:
    text = (ROOT / "spec" / "ecobee-v1" / "overlay.yaml").read_text(encoding="utf-8")
    cut = without_entries(text, [2, 5])
    (tmp_path / "overlay.yaml").write_text(text, encoding="utf-8")
    subprocess.run(
        ["git", "apply"], input=patch(text, cut, "overlay.yaml"), cwd=tmp_path, check=True, text=True, encoding="utf-8"
    )
    assert (tmp_path / "overlay.yaml").read_text(encoding="utf-8") == cut
