"""The page of the overlays: what was changed in each vendor's document, and what would break without it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from tools.documents import read_document, to_yaml
from tools.site_pages.markdown import made, plain

__all__ = ["overlay_page"]

_STAGES: Final = {
    "fix": "They correct a defect of the document. The result ships with the package: the sandbox, the contract "
    "tests and this site read it.",
    "simplify": "They serve the code generator alone and are left out of the document that ships.",
}
_LONG: Final = 24
"""More lines than this are collapsed."""


def overlay_page(spec: Path) -> str:
    """Write the page about every overlay below ``spec``."""
    return made("\n".join(_parts(spec)))


def _parts(spec: Path) -> Iterator[str]:
    yield "# The overlays\n"
    yield (
        "A vendor's document is kept as published, with its defects. The changes needed to generate code from "
        "it are in an overlay beside it ([OpenAPI Overlay 1.0](https://spec.openapis.org/overlay/v1.0.0.html)), so "
        "that a new version of the document can be taken over without losing the changes. Each action says what would "
        "break without it; one whose target matches nothing is an error: then the vendor has fixed something. "
        "[Generation](generation.md) describes what is done with the result, [Updating a contract](update.md) how a "
        "new document is taken over.\n"
    )
    for path in sorted(spec.glob("*/overlay.yaml"), reverse=True):
        overlay = read_document(path)
        name, actions = path.parent.name, overlay["actions"]
        yield f"## {name} {{ #{name} }}\n"
        counts = {stage: sum(_stage(action) == stage for action in actions) for stage in _STAGES}
        told = ", ".join(f"{number} of stage `{stage}`" for stage, number in counts.items())
        yield f"{len(actions)} actions: {told}.\n"
        for stage, meaning in _STAGES.items():
            if not counts[stage]:
                continue
            yield f"### {name}: {stage} {{ #{name}-{stage} }}\n\n{meaning}\n"
            for number, action in enumerate(actions, 1):
                if _stage(action) == stage:
                    yield from _action(f"{name}-{number}", number, action)


def _action(anchor: str, number: int, action: Mapping[str, Any]) -> Iterator[str]:
    does = "removes" if action.get("remove") else "adds to"
    yield f'<h4 id="{anchor}">Action {number}</h4>\n'
    yield f"{plain(' '.join(action['description'].split()))}\n"
    yield f"It {does}:\n\n```text\n{' '.join(action['target'].split())}\n```\n"
    if "update" not in action:
        return
    update = action["update"]
    written = to_yaml(update).rstrip() if isinstance(update, dict) else json.dumps(update, indent=2)
    block = f"```yaml\n{written}\n```\n"
    if written.count("\n") < _LONG:
        yield f"this:\n\n{block}"
    else:
        summary = f"<summary>this, in {written.count(chr(10)) + 1} lines</summary>"
        yield f'<details markdown="1">{summary}\n\n{block}\n</details>\n'


def _stage(action: Mapping[str, Any]) -> str:
    return str(action.get("x-stage", "fix"))
