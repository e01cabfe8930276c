"""What an update writes differs from the committed text in the lines that describe what changed, and in no other."""

from __future__ import annotations

import difflib
import json
import random
from collections.abc import Callable
from typing import Any

import pytest

from tools.documents import canonical_json, parse_yaml, read_document
from tools.generate import ROOT
from tools.spec_update.layout import in_layout_of
from tools.spec_update.wording import in_our_words

DOCUMENTS = sorted((ROOT / "spec").glob("*/openapi.yaml"))


def differing(before: str, after: str) -> list[str]:
    lines = list(difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm=""))[2:]
    return [line for line in lines if not line.startswith("@@")]


def of_the_vendor(value: Any, chance: random.Random) -> Any:
    """Return a document as the vendor would publish it: other words, another order, extensions of its own."""
    if isinstance(value, list):
        return [of_the_vendor(item, chance) for item in value]
    if not isinstance(value, dict):
        return value
    made = {key: of_the_vendor(item, chance) for key, item in value.items() if key not in ("x-mark", "x-basis")}
    made |= {key: f"Theirs {key}." for key in ("description", "summary") if isinstance(made.get(key), str)}
    if isinstance(scopes := made.get("scopes"), dict):
        made["scopes"] = dict.fromkeys(scopes, "The words of the vendor about a scope.")
    return dict(sorted(made.items(), key=lambda _: chance.random()))


def published(path: Any) -> dict[str, Any]:
    document: dict[str, Any] = of_the_vendor(read_document(path), random.Random(1))
    document["info"] |= {
        "title": "Another Title",
        "contact": {"name": "Theirs", "url": "https://vendor.example"},
        "license": {"name": "Theirs"},
        "termsOfService": "https://vendor.example/terms",
        "x-logo": "theirs",
    }
    return document


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.parent.name)
def test_the_document_with_other_words_order_title_and_contact_is_ours(path: Any) -> None:
    ours = read_document(path)

    assert canonical_json(in_our_words(published(path), ours)) == canonical_json(ours)


def add_field(document: dict[str, Any]) -> None:
    document["components"]["schemas"]["thermostatStatus"]["properties"]["airQuality"] = {"type": "integer"}


def new_version(document: dict[str, Any]) -> None:
    document["info"]["version"] = "1.7.1"


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        (add_field, ["+        airQuality:", "+          type: integer"]),
        (new_version, ["-  version: 1.7.0", "+  version: 1.7.1"]),
    ],
)
def test_a_change_of_one_thing_changes_the_lines_about_it(
    change: Callable[[dict[str, Any]], None], lines: list[str]
) -> None:
    path = ROOT / "spec" / "ecobee-v1" / "openapi.yaml"
    text, ours, new = path.read_text(encoding="utf-8"), read_document(path), published(path)
    change(new)

    written = in_layout_of(text, in_our_words(new, ours))

    assert differing(text, written) == lines


def test_a_scope_that_is_new_comes_without_the_vendors_words() -> None:
    path = ROOT / "spec" / "ecobee-v1" / "openapi.yaml"
    new = published(path)
    (scheme,) = new["components"]["securitySchemes"].values()
    (flow,) = scheme["flows"].values()
    flow["scopes"]["read:everything"] = "The words of the vendor."

    told = in_our_words(new, read_document(path))

    assert "words of the vendor" not in json.dumps(told)
    (scheme,) = told["components"]["securitySchemes"].values()
    (flow,) = scheme["flows"].values()
    assert flow["scopes"]["read:everything"] == ""


def mutated(value: Any, chance: random.Random) -> Any:
    """Change, drop, add and reorder at random places."""
    if isinstance(value, dict):
        items = [(key, mutated(item, chance)) for key, item in value.items() if chance.random() > 0.03]
        if chance.random() < 0.05:
            items.insert(chance.randrange(len(items) + 1), (f"new{chance.randrange(99)}", {"deep": [1, {"a": "# no"}]}))
        return dict(items)
    if isinstance(value, list):
        items = [mutated(item, chance) for item in value if chance.random() > 0.03]
        if chance.random() < 0.05:
            chance.shuffle(items)
        return items
    return chance.choice([value, "on: # text", 3.5, None, True]) if chance.random() < 0.02 else value


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.parent.name)
@pytest.mark.parametrize("seed", range(8))
def test_whatever_changes_the_text_says_what_the_document_says(path: Any, seed: int) -> None:
    text, ours = path.read_text(encoding="utf-8"), read_document(path)
    new = mutated(ours, random.Random(seed))

    written = in_layout_of(text, new)

    assert canonical_json(parse_yaml(written)) == canonical_json(new)
    comments = [line.strip() for line in text.splitlines() if line.lstrip().startswith("#")]
    assert comments[0] in written, "the layout was followed"
