"""Apply an OpenAPI Overlay 1.0 to a document, strictly.

An overlay is only worth keeping beside a vendor's document if it complains when that document moves under it. So an
action whose target matches nothing is an error here, as is an update that does not fit what it meets. Two things are
ours: every action has a ``description`` (what breaks without it), and may carry ``x-stage``: ``fix`` (the default)
cures a defect of the document, ``simplify`` only makes the generated code smaller and is left out of the document that
we ship.

https://spec.openapis.org/overlay/v1.0.0.html. One liberty: it has no word for removing a single value, such as a wrong
``pattern``, and we need one; so ``remove`` takes values too, as version 1.1 of the specification does.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final, TypeAlias

from jsonpath import JSONPathEnvironment, JSONPathError

STAGES: Final = ("fix", "simplify")

_Location: TypeAlias = tuple[str | int, ...]
_PATHS: Final = JSONPathEnvironment(strict=True)  # RFC 9535 and none of the library's extensions


class OverlayError(Exception):
    """An overlay is malformed or no longer fits its document; the message names the action."""


def apply_overlay(
    document: Mapping[str, Any], overlay: Mapping[str, Any], stages: Collection[str] = STAGES
) -> dict[str, Any]:
    """Return ``document`` with the actions of the named stages applied in order; neither argument is changed.

    Raises:
        OverlayError: the overlay is malformed, or an action does not fit the document.
    """
    # A document that needs no change says so with the one line `actions: []`.
    told = str(overlay.get("overlay", "1.0.0" if overlay.get("actions") == [] else ""))
    if not told.startswith("1.0.") or not isinstance(overlay.get("actions"), list):
        raise OverlayError("This is not an Overlay 1.0 document: it needs `overlay: 1.0.0` and a list of `actions`.")
    fixed: dict[str, Any] = _copied(document)
    for index, action in enumerate(overlay["actions"]):
        try:
            _check(action)
            if action.get("x-stage", "fix") in stages:
                _apply(fixed, action)
        except (OverlayError, JSONPathError) as error:
            description = action.get("description", "no description") if isinstance(action, dict) else action
            raise OverlayError(f"Action {index} ({description}): {error}") from error
    return fixed


def _check(action: object) -> None:
    if not isinstance(action, dict) or not isinstance(action.get("target"), str):
        raise OverlayError("an action is an object with a `target`.")
    if not action.get("description"):
        raise OverlayError("a `description` is missing: say what breaks without this action.")
    if unknown := {key for key in action if not key.startswith("x-")} - {"target", "description", "update", "remove"}:
        raise OverlayError(f"unknown fields {sorted(unknown)}.")
    if action.get("x-stage", "fix") not in STAGES:
        raise OverlayError(f"`x-stage` is {action['x-stage']!r}, not one of {', '.join(STAGES)}.")
    if not isinstance(action.get("remove", False), bool):
        raise OverlayError("`remove` is true or false.")
    if ("update" in action) is action.get("remove", False):
        raise OverlayError("exactly one of `update` and `remove: true` is needed.")


def _apply(document: dict[str, Any], action: Mapping[str, Any]) -> None:
    # Locations, not nodes: an update may replace what another match of the same target points into. Each one once.
    matches = _PATHS.finditer(action["target"], document)
    locations: list[_Location] = list(dict.fromkeys(tuple(match.parts) for match in matches))
    if not locations:
        raise OverlayError(f"the target {action['target']} matches nothing. Has the document changed?")
    if "update" in action:
        for location in locations:
            _update(_at(document, location), action["update"], location)
        return
    if () in locations:
        raise OverlayError("the whole document cannot be removed.")
    # Children before parents and, in a list, the last item first, so that no removal moves what is still to go.
    for *parents, last in sorted(locations, key=lambda location: (len(location), _index(location[-1])), reverse=True):
        del _at(document, tuple(parents))[last]


def _update(node: Any, update: Any, location: _Location) -> None:
    if isinstance(node, list):
        node.append(_copied(update))  # section 4.4.3: for an array the update is one entry to append
    elif not isinstance(node, dict):
        raise OverlayError(f"{_name(location)} is {_kind(node)}; update the object that contains it.")
    elif not isinstance(update, dict):
        raise OverlayError(f"{_name(location)} is an object and the update is {_kind(update)}.")
    else:
        _merge(node, update, location)


def _merge(node: dict[str, Any], update: Mapping[str, Any], location: _Location) -> None:
    for key, value in update.items():
        here, present = (*location, key), node.get(key)
        if key in node and _kind(present) != _kind(value):
            raise OverlayError(f"{_name(here)} is {_kind(present)} and the update is {_kind(value)}. Remove it first.")
        if isinstance(present, dict):
            _merge(present, value, here)
        elif isinstance(present, list):
            present.extend(_copied(value))
        else:
            node[key] = _copied(value)


def _at(document: Any, location: _Location) -> Any:
    for part in location:
        document = document[part]
    return document


def _index(part: str | int) -> int:
    return part if isinstance(part, int) else -1


def _name(location: _Location) -> str:
    return "$" + "".join(f"[{part!r}]" for part in location)


def _copied(value: Any) -> Any:
    """Copy what JSON consists of; `deepcopy` takes more than twice the time, and an update copies 80 times."""
    if isinstance(value, dict):
        return {key: _copied(inner) for key, inner in value.items()}
    return [_copied(inner) for inner in value] if isinstance(value, list) else value


def _kind(value: object) -> str:
    return "an object" if isinstance(value, dict) else "an array" if isinstance(value, list) else "a single value"
