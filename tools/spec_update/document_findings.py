"""What differs between two documents outside of their operations, and what differs without anybody noticing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from tools.documents import canonical_json
from tools.spec_update.access import scheme_findings
from tools.spec_update.findings import Finding
from tools.spec_update.normal import Api
from tools.spec_update.pairing import Pairing
from tools.spec_update.schemas import Pair
from tools.spec_update.values import without_prose

_PROSE: Final = frozenset({"summary", "description", "title", "example"})
_DOCUMENT_READ: Final = frozenset(
    {"openapi", "info", "servers", "paths", "components", "security", "tags", "externalDocs"}
)
# What stands there is met where an operation refers to it.
_COMPONENTS_READ: Final = frozenset(
    {"schemas", "responses", "parameters", "examples", "requestBodies", "headers", "securitySchemes"}
    | {"links", "callbacks", "pathItems"}
)


def document_findings(old: Api, new: Api, pairing: Pairing, schemes: Mapping[str, str]) -> Iterator[Finding]:
    """Tell how the documents differ as a whole."""
    if pairing.prefix:
        before, after = (prefix or "/" for prefix in pairing.prefix)
        what = f"the paths begin with `{after}` now, and began with `{before}`."
        yield Finding("prefix changed", "breaking", what, before=before, after=after)
    yield from scheme_findings(old, new, schemes)
    for name in sorted(new.names_used_twice - old.names_used_twice):
        what = f"`{name}` is the name of two operations now, so that a name no longer tells which is called."
        yield Finding("operation named twice", "breaking", what, name, after=name)
    yield from _not_read("", old.document, new.document, _DOCUMENT_READ)
    components, others = (_mapping(api.document.get("components")) for api in (old, new))
    yield from _not_read("components.", components, others, _COMPONENTS_READ)


def unnoticed_findings(old: Api, new: Api, pairing: Pairing, pairs: Collection[Pair]) -> Iterator[Finding]:
    """Tell what differs in wording, in version numbers and in schemas that nothing uses."""
    for key, word in (("version", "version"), ("title", "title")):
        before, after = (_mapping(api.document.get("info")).get(key) for api in (old, new))
        if before != after:
            yield Finding(
                f"{word} changed",
                "safe",
                f"the {word} is `{after}` now, and was `{before}`.",
                None,
                before=before,
                after=after,
            )
    before, after = old.document.get("openapi"), new.document.get("openapi")
    if before != after:
        what = f"the document is OpenAPI {after} now, and was OpenAPI {before}."
        yield Finding("dialect changed", "safe", what, before=before, after=after)
    used = old.schemas.reached(old.document.get("paths")) | new.schemas.reached(new.document.get("paths"))
    yield from _schema_names(old, new, pairs)
    told = [name for name in old.components if name not in used and name in new.components]
    changed = [name for name in told if not _same(old.components[name], new.components[name])]
    if changed:
        what = f"schemas that no operation uses changed: {', '.join(sorted(changed))}."
        yield Finding("unused schema changed", "safe", what, before=sorted(changed))
    worded = [
        one.name for one, two in (*pairing.kept, *pairing.renamed) if _prose_differs(_told(old, one), _told(new, two))
    ]
    schemas = [name for name in old.components if _prose_differs(old.components[name], new.components.get(name))]
    if worded or schemas:
        counts = [f"{len(names)} {what}{'s' * (len(names) > 1)}" for names, what in _named(worded, schemas)]
        what = f"the wording of {' and '.join(counts)} is another."
        yield Finding("wording changed", "safe", what, before=sorted(worded), after=sorted(schemas))


def _named(operations: list[str], schemas: list[str]) -> list[tuple[list[str], str]]:
    return [(names, what) for names, what in ((operations, "operation"), (schemas, "schema")) if names]


def _schema_names(old: Api, new: Api, pairs: Collection[Pair]) -> Iterator[Finding]:
    names = {pair.names for pair in pairs if None not in pair.names and pair.names[0] != pair.names[1]}
    for before, after in sorted((str(one), str(two)) for one, two in names):
        if before in old.components and before not in new.components and after not in old.components:
            what = f"the schema `{before}` is called `{after}` now, and so is the class generated from it."
            yield Finding("schema renamed", "safe", what, schema=before, before=before, after=after)


def _not_read(where: str, old: Mapping[str, Any], new: Mapping[str, Any], read: Collection[str]) -> Iterator[Finding]:
    for key in sorted(old.keys() | new.keys()):
        if key not in read and not key.startswith("x-") and not _same(old.get(key), new.get(key)):
            what = f"`{where}{key}` of the document differs, which this comparison cannot judge: look at it."
            yield Finding("not judged", "breaking", what, before=None, after=None)


def _told(api: Api, operation: Any) -> Any:
    item = _mapping(_mapping(api.document.get("paths")).get(operation.path))
    return item.get(operation.method.lower())


def _prose_differs(old: Any, new: Any) -> bool:
    """Tell whether something that is in both is described in other words."""
    waiting = [(old, new)]
    while waiting:
        one, two = waiting.pop()
        if isinstance(one, dict) and isinstance(two, dict):
            for key in one.keys() & two.keys():
                if key in _PROSE and not isinstance(one[key], dict) and one[key] != two[key]:
                    return True
                waiting.append((one[key], two[key]))
        elif isinstance(one, list) and isinstance(two, list):
            waiting += zip(one, two, strict=False)
    return False


def _same(one: Any, two: Any) -> bool:
    return canonical_json(without_prose(one)) == canonical_json(without_prose(two))


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
