"""From drift that a running program met to entries for the overlay of the API's document, as text ready to paste.

What can be said in an overlay becomes an action: a new field, a new value of an enumeration, another type. The rest
becomes a comment that says why not. Looking after overlays when a document changes is left to ``tools.spec_update``,
which knows nothing of drift; all that this module knows of overlays is how an action is written. Names and values come
from a server, so they are quoted unless a reader can only take them for text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from smartbuildings._core.drift import Drift
from smartbuildings._core.drift_places import Place, Places, item_of, places_of, property_of

__all__ = ["overlay_entries"]

_TYPES: Final = {"text": "string", "number": "number", "boolean": "boolean", "object": "object", "array": "array"}
_NO_MATTER_OF_TYPES: Final = frozenset(
    {"unreadable value", "implausible value", "time without offset", "missing field"}
)
"""Drift of which no schema could say more."""
_CUT: Final = "…"
"""How a name or a value ends that was too long to be kept whole."""
_PLAIN_WORD: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*", re.ASCII)
_NOT_TEXT: Final = frozenset({"false", "n", "no", "null", "off", "on", "true", "y", "yes"})
"""Words that one version of YAML or another takes for something else than text."""
_PLAIN_TARGET: Final = re.compile(r"\$[A-Za-z0-9_.]*", re.ASCII)


@attrs.define
class _Entries:
    """What is to be written: actions, those for one target merged, and comments."""

    actions: dict[str, tuple[dict[str, list[str]], dict[str, Any]]] = attrs.field(
        factory=dict[str, tuple[dict[str, list[str]], dict[str, Any]]]
    )
    comments: list[str] = attrs.field(factory=list[str])

    def update(self, target: str, subject: str, reason: str, update: Mapping[str, Any]) -> None:
        """Add to the action for a target; subjects of the same reason make one sentence."""
        reasons, merged = self.actions.setdefault(target, ({}, {}))
        reasons.setdefault(reason, []).append(subject)
        _merge(merged, update)


def overlay_entries(entries: Iterable[Drift], document: Mapping[str, Any], places: Places) -> str:
    """Write the entries for the overlay of the document that the program's API version has.

    Args:
        entries: What was met, as ``DriftReport.entries`` gives it.
        document: The corrected document, as it ships in ``smartbuildings_api/<package>/openapi.json``.
        places: Where the vendor's models are described in it.

    Returns:
        YAML: items for the list ``actions``, and comments. Nothing if there was no drift.
    """
    made = _Entries()
    for drift in entries:
        _enter(drift, places_of(drift.model, document, places), document, made)
    lines = [line for target, (reasons, update) in made.actions.items() for line in _action(target, reasons, update)]
    lines += [f"  # {comment}" for comment in made.comments]
    if not lines:
        return ""
    info = document.get("info", {})
    head = f"# For the list `actions` in the overlay of {_clean(info.get('title'))} {_clean(info.get('version'))}."
    return "\n".join([head, *lines]) + "\n"


def _enter(drift: Drift, places: Sequence[Place], document: Mapping[str, Any], made: _Entries) -> None:
    what = f"{_clean(drift.model)}.{_clean(drift.field)}"
    if not places:
        made.comments.append(
            f"{what}: {drift.kind} ({_clean(drift.detail)}). The document has no place for this model."
        )
    elif drift.kind in _NO_MATTER_OF_TYPES or not drift.field:
        made.comments.append(
            f"{what}: {drift.kind} ({_clean(drift.detail)}). An overlay cannot describe this: ask the vendor."
        )
    elif drift.field.endswith(_CUT) or (drift.kind == "unknown value" and drift.detail.endswith(_CUT)):
        made.comments.append(
            f"{what}: {drift.kind} ({_clean(drift.detail)}). Its name or value is too long to be kept."
        )
    elif drift.kind == "unknown field":
        _new_field(drift, what, places, document, made)
    elif drift.kind == "unknown value":
        _new_value(drift, what, places, document, made)
    else:
        _other_type(drift, what, places, document, made)


def _new_field(drift: Drift, what: str, places: Sequence[Place], document: Mapping[str, Any], made: _Entries) -> None:
    if any(property_of(place, drift.field, document) is not None for place in places):
        made.comments.append(f"{what}: described in the document, but not read by this release. No entry is needed.")
        return
    place, *others = places
    schema: dict[str, Any] = {"description": "Seen in responses; the meaning is not documented."}
    if drift.detail in _TYPES:
        schema = {"type": _TYPES[drift.detail], **schema}
    if drift.detail == "array":
        schema["items"] = {}
    if _has_marks(place.schema):
        schema |= {"x-mark": "inferred", "x-basis": "met in an answer"}
    reason = "which the document does not describe; without this it is found in `extra` alone."
    made.update(place.path, drift.field, reason, {"properties": {drift.field: schema}})
    if others:
        also = " or ".join(other.path for other in others)
        made.comments.append(f"{what}: the same model is read from {also}. If it was met there, change the target.")


def _new_value(drift: Drift, what: str, places: Sequence[Place], document: Mapping[str, Any], made: _Entries) -> None:
    for place in places:
        found = property_of(place, drift.field, document)
        found = None if found is None else item_of(found, document)
        if found is None or "enum" not in found.schema:
            continue
        value: object = drift.detail
        if found.schema.get("type") in ("integer", "number"):
            value = _number(drift.detail)
        if value in found.schema["enum"]:
            made.comments.append(
                f"{what}: the value {_clean(drift.detail)} is in the document, not in this release. No entry is needed."
            )
            return
        update: dict[str, Any] = {"enum": [value]}
        if "x-enum-varnames" in found.schema:
            update["x-enum-varnames"] = [_constant(drift.detail)]
        reason = "which the document does not list; without this a strict reader refuses the answer."
        made.update(found.path, f"the value {drift.detail} in {drift.field}", reason, update)
        return
    made.comments.append(f"{what}: unknown value ({_clean(drift.detail)}). The document lists no values for it.")


def _other_type(drift: Drift, what: str, places: Sequence[Place], document: Mapping[str, Any], made: _Entries) -> None:
    found = next((found for place in places if (found := property_of(place, drift.field, document)) is not None), None)
    kind = _TYPES.get(drift.detail)
    if found is None or kind is None or found.is_shared or "type" not in found.schema or "enum" in found.schema:
        where = "" if found is None else f" Look at {found.path}, which other fields may share."
        made.comments.append(
            f"{what}: {drift.kind} ({_clean(drift.detail)}). Find out first which of the two is right.{where}"
        )
        return
    update = {"type": kind, **({"items": {}} if kind == "array" else {})}
    reason = "where the document promises another type; without this the generated code promises it, too."
    made.update(found.path, f"{drift.detail} in {drift.field}", reason, update)


def _has_marks(schema: Mapping[str, Any]) -> bool:
    return any("x-mark" in each for each in schema.get("properties", {}).values()) or "x-mark" in schema


# -- writing


def _action(target: str, reasons: Mapping[str, Sequence[str]], update: Mapping[str, Any]) -> Iterator[str]:
    sentences = [f"Answers hold {_listed(subjects)}, {reason}" for reason, subjects in reasons.items()]
    yield f"  - target: {target if _PLAIN_TARGET.fullmatch(target) else _quoted(target)}"
    yield f"    description: {_quoted(' '.join(sentences))}"
    yield "    update:"
    yield from _yaml(update, "      ")


def _yaml(value: Mapping[str, Any], indent: str) -> Iterator[str]:
    for name, inner in value.items():
        if isinstance(inner, Mapping) and inner:
            yield f"{indent}{_quoted(name)}:"
            yield from _yaml(inner, f"{indent}  ")
        else:
            yield f"{indent}{_quoted(name)}: {_flow(inner)}"


def _flow(value: object) -> str:
    if isinstance(value, Mapping):
        return "{}"
    if isinstance(value, list):
        return f"[{', '.join(_flow(each) for each in value)}]"
    return _quoted(value) if isinstance(value, str) else json.dumps(value)


def _quoted(text: str) -> str:
    """Write a YAML string on one line: plain where a reader can only take it for text, else in double quotes."""
    if _PLAIN_WORD.fullmatch(text) and text.lower() not in _NOT_TEXT:
        return text
    return '"' + "".join(_escaped(character) for character in text) + '"'


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    return character if character.isprintable() else f"\\U{ord(character):08x}"


def _clean(text: object) -> str:
    """Write a text into a comment: on one line, and nothing that a terminal obeys."""
    return "".join(character if character.isprintable() else "?" for character in str(text))


def _constant(value: str) -> str:
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", value)
    name = re.sub(r"\W+", "_", words, flags=re.ASCII).strip("_").upper()
    return name if name and not name[0].isdigit() else f"VALUE_{name}"


def _number(text: str) -> object:
    try:
        return int(text)
    except ValueError:
        return text


def _merge(target: dict[str, Any], update: Mapping[str, Any]) -> None:
    for name, value in update.items():
        present = target.get(name)
        if isinstance(present, dict) and isinstance(value, Mapping):
            _merge(present, value)
        elif isinstance(present, list) and isinstance(value, list):
            present += [each for each in value if each not in present]
        else:
            target[name] = dict(value) if isinstance(value, Mapping) else value
