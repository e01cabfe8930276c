"""Facts from the vendor's document, words from ours.

Paths, names, types and limits are facts and may be taken over; the vendor's sentences are not ours to publish. So what
is kept of a new document has the wording of the committed one wherever the same thing is described there, and none
elsewhere, until somebody writes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from tools.documents import canonical_json
from tools.generator import METHODS
from tools.spec_update.normal import Api
from tools.spec_update.pairing import pair_operations

_PROSE: Final = ("summary", "description", "title", "example", "examples", "externalDocs")
_NAMED: Final = frozenset({"properties", "schemas", "headers", "responses", "parameters", "requestBodies", "content"})


def in_our_words(new: Mapping[str, Any], committed: Mapping[str, Any]) -> dict[str, Any]:
    """Give ``new`` with the wording of ``committed``, and without any where there is none."""
    old_api, new_api = Api(committed), Api(new)
    pairing = pair_operations(old_api, new_api)
    ours = {
        (after.path, after.method): (before.path, before.method) for before, after in (*pairing.kept, *pairing.renamed)
    }
    told: dict[str, Any] = {}
    for key, value in new.items():
        if key == "paths":
            told[key] = {path: _item(path, item, ours, committed["paths"]) for path, item in value.items()}
        elif key == "info":
            # Title, contact and licence describe the document, not the API; ours has its own.
            told[key] = {**_mapping(committed.get(key)), "version": _mapping(value).get("version", "")}
        else:
            told[key] = _taken(value, committed.get(key), answers=False)
    return told


def _item(path: str, item: Any, ours: Mapping[tuple[str, str], tuple[str, str]], committed: Mapping[str, Any]) -> Any:
    if not isinstance(item, dict):
        return item
    before = [ours[path, method.upper()][0] for method in item if (path, method.upper()) in ours]
    same_item = _mapping(committed.get(before[0])) if before else {}
    told = {}
    for key, value in item.items():
        if key not in METHODS:
            told[key] = _taken({key: value}, same_item, answers=False).get(key)
            continue
        old_path, old_method = ours.get((path, key.upper()), ("", ""))
        operation = _mapping(committed.get(old_path)).get(old_method.lower())
        told[key] = _taken(value, operation, answers=False)
    return {key: value for key, value in told.items() if value is not None}


def _taken(new: Any, old: Any, *, answers: bool, names: bool = False) -> Any:
    """Take the facts of one and the words of the other; ``names`` if the keys are names, not keywords."""
    if isinstance(new, list):
        others = old if isinstance(old, list) else []
        if sorted(map(canonical_json, new)) == sorted(map(canonical_json, others)):
            return others  # Where OpenAPI has lists, their order means nothing.
        return [_taken(value, _counterpart(value, index, others), answers=False) for index, value in enumerate(new)]
    if not isinstance(new, dict):
        return new
    was = _mapping(old)
    told: dict[str, Any] = {}
    for key, value in new.items():
        if not names and (key in _PROSE or key.startswith("x-")):
            if key in was:  # The extensions are ours as well; those of a vendor mean nothing to our tools.
                told[key] = was[key]
        elif not names and key == "scopes" and isinstance(value, dict):
            told[key] = {scope: _mapping(was.get(key)).get(scope, "") for scope in value}
        else:
            inner_names = not names and key in _NAMED
            told[key] = _taken(value, was.get(key), answers=not names and key == "responses", names=inner_names)
            if answers and isinstance(told[key], dict) and "$ref" not in told[key]:
                told[key] = {"description": _status(key), **told[key]}  # the one description that OpenAPI demands
    if not names:
        told |= {key: was[key] for key in was if key not in told and (key in _PROSE or key.startswith("x-"))}
    return told


def _counterpart(value: Any, index: int, others: list[Any]) -> Any:
    if isinstance(value, dict) and isinstance(name := value.get("name", value.get("$ref")), str):
        return next(
            (one for one in others if isinstance(one, dict) and name in (one.get("name"), one.get("$ref"))), None
        )
    return others[index] if index < len(others) else None


def _status(code: str) -> str:
    try:
        return f"{HTTPStatus(int(code)).phrase}."
    except ValueError:
        return "Any other answer."


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
