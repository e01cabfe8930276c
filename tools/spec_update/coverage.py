"""Whether facade, generated code, sandbox and documentation are one: a table of what covers what, and what is wrong.

The table is the page ``docs/reference/coverage.md``: ``python -m tools.coverage`` writes it, ``--check`` compares it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from tools.spec_update.docs_pages import WRITTEN, read_pages
from tools.spec_update.unread import read_unread, unread_names
from tools.spec_update.usage import UNUSED, OperationUse, Usage, vendor_of

__all__ = ["EXCEPTIONS", "PAGE", "coverage_page", "problems"]

PAGE: Final = Path("docs/reference/coverage.md")
EXCEPTIONS: Final[Mapping[str, str]] = {
    "getToken": (
        "Tokens are requested by `smartbuildings/_async/token_endpoint.py` and not by the generated function: the "
        "route, its encoding and the place of the secret are settings, because vendors differ and what the v2 route "
        "takes is not publicly known, and a generated function fixes them. `SmartBuildings.authenticate` is its member."
    ),
    "issueToken": (
        "Tokens are requested by `smartbuildings/_async/token_endpoint.py`, like those of ecobee. "
        "`SmartThings.add_consent` is its member."
    ),
    "issueServiceToken": (
        "Tokens are requested by `smartbuildings/_async/token_endpoint.py`, with the `api_key` of `SmartThings`."
    ),
    "exchangeToken": (
        "Tokens are requested by `smartbuildings/_async/token_endpoint.py`, like those of ecobee. `Nest.add_consent` "
        "is its member."
    ),
    "exchangeWorksWithNestCode": (
        "Tokens are requested by `smartbuildings/_async/token_endpoint.py`, like those of ecobee. "
        "`Nest.exchange_works_with_nest_code` is its member."
    ),
}
"""Operations that no member of the facade reaches through a generated builder, each with the reason."""

COMPARED: Final = frozenset({"ecobee"})
"""The vendors whose readers are compared with their documents, field by field."""

_HEAD: Final = f"""\
{WRITTEN}`python -m tools.coverage`; do not edit. -->

# Coverage

Every operation of every described API version, with the scopes that the token needs, how certain the
operation is, which methods call it, and which function of the sandbox serves it. The names are those of the sync side;
the async side has the same with `Async` before the class.

The marks: **known** is in the vendor's documentation, **carried** was in the version before and no change is
known, **inferred** is a conclusion. Each is about the method and the path; fields carry marks of their own in the
description of the API. A description without marks is as the vendor published it.
"""


def problems(usage: Usage, root: Path) -> list[str]:
    """Tell in one sentence each what does not fit together; nothing if all is well."""
    return [
        *_unreached(usage),
        *_used_after_all(usage),
        *_retired(usage),
        *_gone_members(usage, root),
        *_handlers(usage),
        *_exceptions(usage),
    ]


def _unreached(usage: Usage) -> Iterator[str]:
    for use in usage.uses.values():
        name = _named(use)
        is_unused = bool(usage.unused(use.operation.package) or use.operation.unused)
        is_expected = use.operation.operation_id not in EXCEPTIONS and not is_unused
        if use.operation.skipped:
            continue
        if use.function is None:
            yield f"{name} has no generated function. Run `nox -s generate`."
        elif is_expected and not use.facade:
            yield (
                f"{name} is reachable from no member of the facade. Add a row to the vendor's operations.py and a "
                "method that names it, or name it with a reason in EXCEPTIONS of tools/spec_update/coverage.py."
            )


def _used_after_all(usage: Usage) -> Iterator[str]:
    for use in usage.uses.values():
        if use.operation.unused and use.bindings:
            yield f"{_named(use)} is marked as unused, but {' and '.join(use.bindings)} name it. Delete the mark."
    for package in usage.documents:
        rows = sorted({row for use in usage.uses.values() if use.operation.package == package for row in use.bindings})
        if usage.unused(package) and rows:
            yield (
                f"{package} is marked as unused, but {' and '.join(rows)} name operations of it. Delete the action "
                f"that sets {UNUSED} from its overlay."
            )


def _retired(usage: Usage) -> Iterator[str]:
    for row, package, operation_id in usage.retired:
        members = usage.facade.members_of([row], direct=True)
        who = " and ".join(sorted({name for each in members for name in each.names})) or "nothing public"
        yield (
            f"{row.name} names {operation_id}, but the document of {package} has no such operation any more; it is "
            f"used by {who}. Name the operation that replaced it, or remove the member."
        )


def _gone_members(usage: Usage, root: Path) -> Iterator[str]:
    for page in read_pages(root, usage.tree):
        for mention in page.mentions:
            if not mention.is_there:
                yield (
                    f"{page.path}, line {mention.line}, names {mention.owner}.{mention.member}, which does not exist. "
                    "Name what replaced it, or take the sentence out."
                )


def _handlers(usage: Usage) -> Iterator[str]:
    known: set[tuple[str, str]] = set()
    for use in usage.uses.values():
        vendor = vendor_of(use.operation.package)
        known.add((vendor, use.operation.operation_id))
        if use.handler is None and not use.operation.skipped and not usage.unused(use.operation.package):
            yield (
                f"{_named(use)} has no handler in the sandbox. Write one in "
                f"smartbuildings/sandbox/{vendor}/handlers and put it into HANDLERS there."
            )
    for (vendor, operation_id), function in usage.handlers.items():
        if (vendor, operation_id) not in known:
            yield f"The sandbox has a handler for {operation_id} ({function}), but no document has such an operation."


def _exceptions(usage: Usage) -> Iterator[str]:
    known = {use.operation.operation_id: use for use in usage.uses.values()}
    for operation_id in EXCEPTIONS:
        use = known.get(operation_id)
        if use is None:
            yield f"{operation_id} is listed as an exception, but no document has such an operation. Take it out."
        elif use.facade:
            yield f"{operation_id} is listed as an exception, but {' and '.join(use.facade)} reach it. Take it out."


def coverage_page(usage: Usage) -> str:
    """Write the page."""
    parts = [_HEAD]
    for package, document in sorted(usage.documents.items(), reverse=True):
        uses = sorted((use for use in usage.uses.values() if use.operation.package == package), key=_place)
        info = document["info"]
        title = f"{info['title']} {info['version']}"
        parts.append(f"## {title}\n\n{len(uses)} operations; generated code in `smartbuildings_api.{package}`.\n")
        unused = usage.unused(package)
        parts += [f"{unused}\n"] if unused else []
        parts.append(_table(uses))
        if not unused and vendor_of(package) in COMPARED:
            parts.append(_fields(unread_names(read_unread(usage.tree.root, package.replace("_", "-")))))
    reasons = [f"[^{name}]: {reason}\n" for name, reason in sorted(EXCEPTIONS.items())]
    return "\n".join([*parts, "".join(reasons)])


def _table(uses: Sequence[OperationUse]) -> str:
    lines = ["| operation | request | scopes | mark | facade | sandbox |", "|---|---|---|---|---|---|"]
    for use in uses:
        told = use.operation
        note = f"[^{told.operation_id}]" if told.operation_id in EXCEPTIONS else ""
        facade = ", ".join(f"`{name}`" for name in use.facade) or ("`low_level` only" if told.unused else "–")
        scopes = " or ".join(", ".join(f"`{name}`" for name in names) for names in told.alternatives if names) or "–"
        handler = "–" if use.handler is None else f"`{_below(use.handler)}`"
        request = f"`{told.method} {told.path}`"
        if told.skipped:
            facade = f"skipped: {told.skipped.replace('|', chr(92) + '|')}"
        lines.append(f"| `{told.operation_id}` | {request} | {scopes} | {told.mark} | {facade}{note} | {handler} |")
    return "\n".join(lines) + "\n"


def _fields(unread: Sequence[str]) -> str:
    if not unread:
        return "Every field of a response that is described is read.\n"
    named = ", ".join(f"`{name}`" for name in unread)
    return f"Described, but not read yet, so that they arrive in `extra`: {named}.\n"


def _below(function: str) -> str:
    return ".".join(function.split(".")[-2:])


def _place(use: OperationUse) -> tuple[str, str]:
    return use.operation.path, use.operation.method


def _named(use: OperationUse) -> str:
    return f"{use.operation.operation_id} of {use.operation.package}"
