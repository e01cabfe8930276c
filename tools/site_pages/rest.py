"""A page for each REST document: every operation with its fields and marks, and what of the SDK does it.

The page is plain text, so the site's search finds it. Marks are shown as labels, and each operation names the
members, commands and generated function that call it; all of that is found in the code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeAlias

from smartbuildings.errors import error_class
from tools.site_pages.markdown import MARKS, code, made, mark_label, plain, sub_heading, table
from tools.site_pages.schema_text import Schemas
from tools.spec_update.coverage import EXCEPTIONS
from tools.spec_update.usage import OperationUse, Usage, vendor_of

__all__ = ["rest_page"]

Document: TypeAlias = Mapping[str, Any]
_Failure: TypeAlias = tuple[str, str, str]
"""Status, description, and the body as a link."""

_METHODS: Final = ("get", "post", "put", "patch", "delete")
_ALIASES: Final = {
    ("ecobee", "Buildings"): "smartbuildings._sync.ecobee.building.Buildings",
    ("ecobee", "SmartBuildings"): "smartbuildings.SmartBuildings",
    ("ecobee", "Thermostats"): "smartbuildings._sync.ecobee.thermostats.Thermostats",
    ("nest", "Nest"): "smartbuildings.Nest",
    ("nest", "Structures"): "smartbuildings._sync.nest.structure.Structures",
    ("nest", "Thermostats"): "smartbuildings._sync.nest.thermostats.Thermostats",
    ("smartthings", "Locations"): "smartbuildings._sync.smartthings.location.Locations",
    ("smartthings", "SmartThings"): "smartbuildings.SmartThings",
    ("smartthings", "Thermostats"): "smartbuildings._sync.smartthings.thermostats.Thermostats",
}
"""Classes that the reference describes under another name than ``smartbuildings.<vendor>.<name>``."""


def rest_page(package: str, usage: Usage) -> str:
    """Write the page of one generated package's document, such as ``ecobee_v2``."""
    return made("\n".join(_Page(package, usage).parts()))


class _Page:
    def __init__(self, package: str, usage: Usage) -> None:
        self._package = package
        self._usage = usage
        self._document: Document = usage.documents[package]
        self._schemas = Schemas(self._document)
        self._operations = [
            (path, method, item[method], item.get("parameters", []))
            for path, item in self._document["paths"].items()
            for method in _METHODS
            if method in item
        ]
        self._shared = self._shared_failures()

    def parts(self) -> Iterator[str]:
        info = self._document["info"]
        version = self._package.rpartition("_")[2]
        yield f"# REST: {info['title']} {info['version']}\n"
        yield plain(info.get("description", "")) + "\n"
        yield from self._about(version)
        yield from self._overview()
        for tag in self._document.get("tags", []):
            yield f"## {tag['name'].capitalize()}\n\n{plain(tag.get('description', ''))}\n"
            for path, method, operation, parameters in self._operations:
                if tag["name"] in operation.get("tags", []):
                    yield from self._operation(path, method, operation, parameters)
        yield from self._shared_limits()
        yield from self._failures()
        sections = list(self._schemas.sections())
        yield "## Schemas\n\nThe schemas that the tables above link to, each described once.\n"
        yield from sections

    def _about(self, version: str) -> Iterator[str]:
        if unused := self._usage.unused(self._package):
            yield f"**{plain(unused)}**\n"
        server = self._document["servers"][0]["url"]
        yield (
            f"The server is {code(server)}. [Swagger UI](swagger-{self._package.replace('_', '-')}.md) shows the same "
            "document, collapsed; [the overlay](../../how/overlay.md) lists what we changed in it.\n"
        )
        if self._schemas.has_marks:
            yield "How sure each part is:\n"
            yield "".join(f"- {mark_label(mark)}: {meaning}\n" for mark, meaning in MARKS.items())
            yield "An operation's mark is about its method and path; fields, responses and scopes have their own.\n"
        else:
            yield f"Everything here is as the vendor published it, so all of it is {mark_label('known')}.\n"

    def _overview(self) -> Iterator[str]:
        yield f"## All {len(self._operations)} operations {{ #operations }}\n"
        rows = []
        for path, method, operation, _ in self._operations:
            link = f"[{plain(operation['summary'])}](#{operation['operationId']})"
            rows.append([link, code(f"{method.upper()} {path}"), mark_label(operation.get("x-mark", "known"))])
        yield table(["operation", "request", "mark"], rows)

    # -- one operation

    def _operation(self, path: str, method: str, operation: Document, parameters: list[Document]) -> Iterator[str]:
        name = operation["operationId"]
        use = self._usage.uses[self._package, name]
        yield f"### {plain(operation['summary'])} {{ #{name} }}\n"
        yield f"{code(f'{method.upper()} {path}')} {mark_label(operation.get('x-mark', 'known'))}\n"
        basis = f" Inferred: {plain(operation['x-basis'])}." if "x-basis" in operation else ""
        yield f"{plain(operation.get('description', ''))}{basis}\n"
        yield from self._in_the_sdk(use)
        yield from self._parameters(name, [*parameters, *operation.get("parameters", [])])
        yield from self._body(name, operation)
        yield from self._responses(name, operation)

    def _in_the_sdk(self, use: OperationUse) -> Iterator[str]:
        operation, vendor = use.operation, vendor_of(self._package)
        if use.facade:
            yield f"- SDK: {', '.join(_member(name, vendor) for name in use.facade)}"
        elif operation.operation_id in EXCEPTIONS:
            if operation.operation_id == "issueServiceToken":
                yield "- SDK: by itself when a call of a client with an `api_key` needs a token"
            else:
                member = {"ecobee": "SmartBuildings.authenticate", "smartthings": "SmartThings.add_consent"}.get(vendor)
                if operation.operation_id == "exchangeWorksWithNestCode":
                    yield f"- SDK: {_member('Nest.exchange_works_with_nest_code', vendor)}"
                else:
                    member = member or "Nest.add_consent"
                    yield f"- SDK: {_member(member, vendor)}, and by itself when a call needs a token"
        if use.commands:
            names = ", ".join(f"[{code(name)}](../command-line.md#{name.rpartition(' ')[2]})" for name in use.commands)
            yield f"- Command line: {names}"
        if use.function is not None:
            yield f"- Generated function: {code(use.function)}"
        yield f"- Operation id: {code(operation.operation_id)}"
        written = self._written(operation.operation_id)
        if limits := written.get("x-rate-limits"):
            yield f"- Rate limit: {', '.join(map(_rate, limits))}"
        if roles := written.get("x-roles"):
            yield f"- Roles: {' or '.join(map(code, roles))} {_mark_of_scopes(written)}\n"
        else:
            yield f"- Scopes: {self._scopes(use)}\n"

    def _scopes(self, use: OperationUse) -> str:
        operation = self._written(use.operation.operation_id)
        if not use.operation.scopes:
            known = self._document["components"]["securitySchemes"]
            kinds = {known[scheme]["type"] for choice in operation.get("security", []) for scheme in choice}
            return "any token" if "oauth2" in kinds else "none; it is called before there is a token"
        scopes = " or ".join(", ".join(map(code, names)) for names in use.operation.alternatives)
        return f"{scopes} {_mark_of_scopes(operation)}" if "x-scopes-mark" in operation else scopes

    def _written(self, operation_id: str) -> Document:
        return next(each for _, _, each, _ in self._operations if each["operationId"] == operation_id)

    def _parameters(self, name: str, parameters: list[Document]) -> Iterator[str]:
        if not parameters:
            return
        yield sub_heading("Parameters", f"{name}-parameters")
        rows = []
        for each in parameters:
            said = f"in the {each['in']} {mark_label(each.get('x-mark'))}"
            kind = self._schemas.in_short(each.get("schema", {})).replace("; ", "<br>", 1)
            rows.append([f"{code(each['name'])}<br>{said}", kind, plain(each.get("description", ""))])
        yield table(["parameter", "type", "meaning"], rows)

    def _body(self, name: str, operation: Document) -> Iterator[str]:
        body = operation.get("requestBody")
        if body is None:
            return
        kinds = list(body["content"])
        schema = body["content"][kinds[0]]["schema"]
        need = "required" if body.get("required") else "optional"
        yield sub_heading("Body", f"{name}-body")
        yield f"{' or '.join(code(kind) for kind in kinds)}, {need}. {self._meaning(schema)}\n"
        yield self._schemas.table_of(schema)

    def _responses(self, name: str, operation: Document) -> Iterator[str]:
        failures = []
        for status, written in operation.get("responses", {}).items():
            response = self._response(written)
            if not status.startswith("2"):
                failures.append((status, response))
                continue
            yield sub_heading(f"Response {status}", f"{name}-{status}")
            basis = f" Inferred: {plain(response['x-basis'])}." if "x-basis" in response else ""
            yield f"{plain(response.get('description', ''))}{basis} {mark_label(response.get('x-mark'))}\n"
            schema = _schema_of(response)
            if schema is not None:
                yield from self._content(schema)
        if failures:
            yield sub_heading("Errors", f"{name}-errors")
            yield ", ".join(self._failure(status, response) for status, response in failures) + ".\n"

    def _content(self, schema: Document) -> Iterator[str]:
        content = self._schemas.content_of(schema)
        if content is None:
            yield self._schemas.table_of(schema) or self._schemas.in_short(schema) + "\n"
            return
        null = ", or null" if content.get("nullable") else ""
        label = f" {mark_label(content.get('x-mark'))}" if content.get("x-mark") else ""
        yield f"`status` is `success`, and `data` is an object{null}{label}:\n"
        yield self._schemas.table_of(content)

    def _meaning(self, schema: Document) -> str:
        return plain(self._schemas.found(schema).get("description", ""))

    # -- errors, which are alike nearly everywhere

    def _response(self, written: Document) -> Document:
        if "$ref" not in written:
            return written
        found: Document = self._document["components"]["responses"][written["$ref"].rpartition("/")[2]]
        return found

    def _failures_of(self, operation: Document) -> Iterator[_Failure]:
        for status, written in operation.get("responses", {}).items():
            if not status.startswith("2"):
                yield self._failure_of(status, self._response(written))

    def _failure_of(self, status: str, response: Document) -> _Failure:
        schema = _schema_of(response)
        name = None if schema is None else self._schemas.name_of(schema)
        return status, response.get("description", ""), name or ""

    def _shared_failures(self) -> dict[str, _Failure]:
        counts: Counter[_Failure] = Counter(
            each for _, _, operation, _ in self._operations for each in self._failures_of(operation)
        )
        shared: dict[str, _Failure] = {}
        for failure, _ in counts.most_common():
            shared.setdefault(failure[0], failure)
        return shared

    def _failure(self, status: str, response: Document) -> str:
        failure = self._failure_of(status, response)
        link = "[any other](#errors)" if status == "default" else _error_link(status)
        if failure == self._shared[status]:
            return link
        body = f", as {self._schemas.link(failure[2])}" if failure[2] else ""
        return f"{link} ({plain(failure[1]).rstrip('.')}{body})"

    def _shared_limits(self) -> Iterator[str]:
        """Show the limits of operations that another document describes."""
        if limits := self._document.get("x-rate-limits"):
            yield "## Rate limits of shared operations { #shared-limits }\n"
            yield "The page of the public API describes these operations; in this API they have the following limits.\n"
            rows = [
                [f"[{code(name)}](smartthings.md#{name})", ", ".join(map(_rate, each))] for name, each in limits.items()
            ]
            yield table(["operation", "limit"], rows)

    def _failures(self) -> Iterator[str]:
        yield "## Errors\n"
        yield (
            "The meaning of each error status, unless an operation documents another, and the error that the SDK "
            "raises; [the error catalogue](../error-catalogue.md) says what to do about each.\n"
        )
        rows = []
        for status, (_, description, body) in sorted(self._shared.items()):
            raised = (
                "[StatusError](../error-catalogue.md#StatusError)" if status == "default" else _error_link(status, "")
            )
            rows.append([status, plain(description), self._schemas.link(body) if body else "", raised])
        yield table(["status", "meaning", "body", "raised"], rows)


def _mark_of_scopes(operation: Document) -> str:
    basis = f", {plain(operation['x-scopes-basis'])}" if "x-scopes-basis" in operation else ""
    return f"{mark_label(operation['x-scopes-mark'])}{basis}"


def _rate(limit: Document) -> str:
    text = f"{limit['limit']} requests in {limit['windowSeconds']} s for each {limit['per']}"
    basis = f", {plain(limit['x-basis'])}" if "x-basis" in limit else ""
    return f"{text} {mark_label(limit.get('x-mark'))}{basis}"


def _schema_of(response: Document) -> Document | None:
    for content in response.get("content", {}).values():
        schema: Document = content["schema"]
        return schema
    return None


def _error_link(status: str, before: str | None = None) -> str:
    name = error_class(int(status)).__name__
    text = f"{status} {name}" if before is None else name
    return f"[{text}](../error-catalogue.md#{name})"


def _member(name: str, vendor: str) -> str:
    owner, _, member = name.partition(".")
    return f"[{code(name)}][{_ALIASES.get((vendor, owner), f'smartbuildings.{vendor}.{owner}')}.{member}]"
