"""Compare one operation with what it became: its route, its name, what it asks for, takes and answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeAlias

import attrs

from tools.spec_update.access import needs_findings, server_findings
from tools.spec_update.changes import Direction, Severity, severity_of
from tools.spec_update.findings import Finding
from tools.spec_update.normal import Api, Body, Operation, Parameter, media_type, route_of, written
from tools.spec_update.pairing import moved
from tools.spec_update.schemas import Pair, SchemaComparison
from tools.spec_update.shapes import Schemas
from tools.spec_update.values import says_nothing

Media: TypeAlias = Mapping[str, Mapping[str, Any]]

_WRITING: Final = frozenset({"style", "explode", "allowReserved", "allowEmptyValue"})
_PARAMETER_READ: Final = frozenset({"name", "in", "required", "schema", "content", "deprecated"}) | _WRITING
_BODY_READ: Final = frozenset({"required", "content", "headers"})
_MEDIA_READ: Final = frozenset({"schema", "encoding"})


@attrs.frozen(eq=False)
class Root:
    """Where a walk through the schemas begins: the spot in an operation, and the pair of schemas there."""

    operation: str
    spot: str
    pair: Pair


class OperationComparison:
    """Compares operations, and collects the places from which their schemas are reached."""

    def __init__(self, old: Api, new: Api, prefix: tuple[str, str] | None, schemes: Mapping[str, str]) -> None:
        self._old, self._new, self._prefix, self._schemes = old, new, prefix, schemes
        self.schemas = SchemaComparison(old, new)
        self.roots: list[Root] = []

    def findings(self, old: Operation, new: Operation, *, renamed: bool = False) -> Iterator[Finding]:
        """Tell how an operation differs; ``renamed`` if its new name and route are told already."""
        if not renamed:
            yield from self._name_and_route(old, new)
        for ledger, operation in zip(self.schemas.ledgers, (old, new), strict=True):
            ledger.compare(None, *operation.places)
        yield from _flags(old, new)
        yield from server_findings(old, new)
        yield from needs_findings(old, new, self._schemes)
        yield from self._parameters(old, new)
        yield from self._bodies(old, new)
        yield from self._answers(old, new)
        yield from self._rest(old.name, None, old.rest, new.rest, frozenset(), None)
        yield from self._rest(old.name, "path", old.beside, new.beside, frozenset(), None)

    def _name_and_route(self, old: Operation, new: Operation) -> Iterator[Finding]:
        if old.name != new.name:
            what = f"`{old.name}` is called `{new.name}` now, and so is the code generated from it."
            yield Finding("operation renamed", "breaking", what, old.name, before=old.name, after=new.name)
        before, after = moved(old.path, self._prefix), new.path
        if old.method != new.method or route_of(before) != route_of(after):
            told = f"`{old.method} {old.path}`", f"`{new.method} {new.path}`"
            what = f"the route of `{old.name}` is {told[1]} now, and was {told[0]}."
            values = f"{old.method} {old.path}", f"{new.method} {new.path}"
            yield Finding("route changed", "breaking", what, old.name, before=values[0], after=values[1])

    def _parameters(self, old: Operation, new: Operation) -> Iterator[Finding]:
        for key in dict.fromkeys((*old.parameters, *new.parameters)):
            before, after = old.parameters.get(key), new.parameters.get(key)
            yield from self._parameter(old.name, before, after)

    def _parameter(self, operation: str, before: Parameter | None, after: Parameter | None) -> Iterator[Finding]:
        one = before or after
        if one is None:
            return
        spot = f"{one.place} parameter `{one.name}`"

        def found(kind: str, severity: Severity, verb: str, before: Any = None, after: Any = None) -> Finding:
            what = f"the {spot} {verb}"
            return Finding(kind, severity, what, operation, None, "request", None, (one.name,), before, after)

        if before is None or after is None:
            self._settle(before or after, "request")
        if after is None:
            yield found("parameter removed", "breaking", "is gone", before=one.place)
        elif before is None:
            must = " and has to be given" if after.required else ""
            yield found("parameter added", _demand(after.required), f"is new{must}", after=one.place)
        else:
            if before.name != after.name:
                verb = f"is called `{after.name}` now, which does not show in a request,"
                yield found("placeholder renamed", "safe", verb, before.name, after.name)
            if before.required != after.required:
                verb = "has to be given now" if after.required else "may be left out now"
                yield found("required changed", _demand(after.required), verb, before.required, after.required)
            if after.told.get("deprecated") is True and before.told.get("deprecated") is not True:
                yield found("deprecated", "additive", "is deprecated now", before=False, after=True)
            yield from self._value(operation, spot, before, after, "request")

    def _value(
        self, name: str, spot: str, before: Parameter, after: Parameter, direction: Direction
    ) -> Iterator[Finding]:
        """Compare how a parameter or header is written, and what values it has."""
        told = [_writing(one) for one in (before, after)]
        if told[0] != told[1]:
            what = f"the {spot} is written as {told[1]} now, and was written as {told[0]},"
            yield Finding("writing changed", "breaking", what, name, None, direction, None, (), *told)
        if before.media.keys() != after.media.keys() or (before.schema is None) != (after.schema is None):
            self._settle(before, direction)
            self._settle(after, direction)
        else:
            if before.schema is not None:
                self._root(name, spot, before.schema, after.schema, direction)
            yield from self._media(name, spot, before.media, after.media, direction)
        yield from self._rest(name, spot, before.told, after.told, _PARAMETER_READ, direction)

    def _settle(self, one: Parameter | Body | Mapping[str, Any] | None, direction: Direction | None) -> None:
        for ledger in self.schemas.ledgers:  # a part of one document is never met in the other
            ledger.settle(direction, one.told if isinstance(one, Parameter | Body) else one)

    def _bodies(self, old: Operation, new: Operation) -> Iterator[Finding]:
        before, after, name = old.body, new.body, old.name
        if before is None or after is None:
            self._settle(before or after, "request")
            if before is not None:
                yield Finding("body removed", "breaking", "the body is gone", name, direction="request", before=True)
            if after is not None:
                must = " and has to be sent" if after.required else ""
                what = f"there is a body now{must}"
                yield Finding("body added", _demand(after.required), what, name, direction="request", after=True)
            return
        if before.required != after.required:
            what = "the body has to be sent now" if after.required else "the body may be left out now"
            values = before.required, after.required
            severity = _demand(after.required)
            yield Finding("required changed", severity, what, name, None, "request", None, (), *values)
        yield from self._media(name, "body", before.media, after.media, "request")
        yield from self._rest(name, "body", before.told, after.told, _BODY_READ, "request")

    def _answers(self, old: Operation, new: Operation) -> Iterator[Finding]:
        for code in sorted(old.answers.keys() | new.answers.keys()):
            before, after = old.answers.get(code), new.answers.get(code)
            success = code.startswith("2") or (code == "default" and not _succeeds(old if before else new))
            spot = "answer" if success else f"answer {code}"
            if before is not None and after is not None:
                yield from self._media(old.name, spot, before.media, after.media, "answer")
                yield from self._headers(old.name, spot, before, after)
                yield from self._rest(old.name, spot, before.told, after.told, _BODY_READ, "answer")
                continue
            self._settle(before or after, "answer")
            if before is not None:
                severity: Severity = "breaking" if success else "safe"
                what = f"the answer {code} is gone"
                yield Finding("answer removed", severity, what, old.name, direction="answer", before=code)
            else:
                # A strict decoder refuses a success that it does not know; any failure was to be expected.
                severity = "breaking" if success else "additive"
                what = f"the answer {code} is new"
                yield Finding("answer added", severity, what, old.name, direction="answer", after=code)

    def _media(self, name: str, spot: str, before: Media, after: Media, direction: Direction) -> Iterator[Finding]:
        for media in sorted(before.keys() | after.keys()):
            one, two = before.get(media), after.get(media)
            if one is not None and two is not None:
                self._root(name, spot, one.get("schema", {}), two.get("schema", {}), direction)
                yield from self._encodings(name, spot, one, two, direction)
                yield from self._rest(name, spot, one, two, _MEDIA_READ, direction)
                continue
            self._settle(one or two, direction)
            if one is not None:
                what = (
                    f"the {spot} no longer comes as {media}"
                    if direction == "answer"
                    else f"the {spot} is no longer taken as {media}"
                )
                yield Finding("media removed", "breaking", what, name, direction=direction, before=media)
            else:
                what = (
                    f"the {spot} may come as {media} now"
                    if direction == "answer"
                    else f"the {spot} is also taken as {media} now"
                )
                # An answer that had no content, or another kind of it, is new to every decoder.
                yield Finding(
                    "media added",
                    _demand(direction == "answer" and not before),
                    what,
                    name,
                    direction=direction,
                    after=media,
                )

    def _encodings(
        self, name: str, spot: str, before: Mapping[str, Any], after: Mapping[str, Any], direction: Direction
    ) -> Iterator[Finding]:
        """Compare how the fields of a form are written, where one of the documents says so."""
        one, two = (_mapping(media.get("encoding")) for media in (before, after))
        self._settle(one, direction)
        self._settle(two, direction)
        for field in sorted(one.keys() | two.keys()):
            told = [_encoding(media, field, api.schemas) for media, api in ((before, self._old), (after, self._new))]
            texts = [api.schemas.everything(one) for one, api in zip(told, (self._old, self._new), strict=True)]
            if texts[0] != texts[1]:
                what = f"the field `{field}` of the {spot} is encoded otherwise now"
                yield Finding("encoding changed", "breaking", what, name, spot, direction, None, (field,), *told)

    def _headers(self, name: str, spot: str, before: Body, after: Body) -> Iterator[Finding]:
        one = {key.lower(): (key, header) for key, header in before.headers.items()}
        two = {key.lower(): (key, header) for key, header in after.headers.items()}
        for key in sorted(one.keys() | two.keys()):
            if key in one and key in two:
                label = f"header `{one[key][0]}`"
                required = one[key][1].required, two[key][1].required
                if required[0] != required[1]:
                    what = f"the {label} {'always comes' if required[1] else 'may be missing'} now"
                    severity = severity_of("answer", "narrower" if required[1] else "wider")
                    yield Finding("required changed", severity, what, name, spot, "answer", None, (), *required)
                yield from self._value(name, label, one[key][1], two[key][1], "answer")
                continue
            self._settle((one if key in one else two)[key][1], "answer")
            if key in one:
                what = f"the header `{one[key][0]}` is gone"
                yield Finding("header removed", "breaking", what, name, spot, "answer", before=one[key][0])
            else:
                what = f"the header `{two[key][0]}` is new"
                yield Finding("header added", "additive", what, name, spot, "answer", after=two[key][0])

    def _root(self, operation: str, spot: str, old: Any, new: Any, direction: Direction) -> None:
        self.roots.append(Root(operation, spot, self.schemas.compare(old, new, direction)))

    def _rest(
        self, name: str, spot: str | None, old: Mapping[str, Any], new: Mapping[str, Any], read: frozenset[str],
        direction: Direction | None,
    ) -> Iterator[Finding]:  # fmt: skip
        for key in sorted(old.keys() | new.keys()):
            if key in read or says_nothing(key):
                continue
            before, after = old.get(key), new.get(key)
            self._settle(before, direction)
            self._settle(after, direction)
            if self._old.schemas.everything(before) != self._new.schemas.everything(after):
                what = f"`{key}` of the {spot} differs" if spot else f"`{key}` differs"
                what += ", which this comparison cannot judge: look at it,"
                yield Finding("not judged", "breaking", what, name, spot, direction, before=before, after=after)


def _demand(more: bool) -> Severity:
    """Tell how bad something new is: breaking if old calls do not meet it."""
    return "breaking" if more else "additive"


def _flags(old: Operation, new: Operation) -> Iterator[Finding]:
    if new.deprecated and not old.deprecated:
        yield Finding("deprecated", "additive", f"`{old.name}` is deprecated now.", old.name, before=False, after=True)
    elif old.deprecated and not new.deprecated:
        yield Finding(
            "no longer deprecated", "safe", f"`{old.name}` is no longer deprecated.", old.name, before=True, after=False
        )
    if old.tag != new.tag:
        what = f"`{old.name}` moves from `{old.tag}` to `{new.tag}`, and so does the code generated from it."
        yield Finding("tag changed", "safe", what, old.name, before=old.tag, after=new.tag)


def _succeeds(operation: Operation) -> bool:
    return any(code.startswith("2") for code in operation.answers)


def _writing(one: Parameter) -> str:
    if one.media:
        return " or ".join(f"`{name}`" for name in sorted(one.media))
    return ", ".join(f"{key} `{value}`" for key, value in one.writing.items() if value is not False)


def _encoding(media: Mapping[str, Any], field: str, schemas: Schemas) -> dict[str, Any]:
    """Return how a field of a form is written, with the defaults filled in (OpenAPI 3.0.3, encoding object)."""
    told = _mapping(_mapping(media.get("encoding")).get(field))
    node = schemas.shape(schemas.follow(media.get("schema"))[1]).properties.get(field, {})
    shape = schemas.shape(schemas.follow(node)[1])
    if shape.types == {"array"} and shape.items is not None:
        shape = schemas.shape(schemas.follow(shape.items)[1])
    is_binary = shape.facts.get("format") == "binary"
    plain = "application/json" if "object" in shape.types else "text/plain"
    given = {key: value for key, value in told.items() if not says_nothing(key)}
    content = str(told.get("contentType", "application/octet-stream" if is_binary else plain))
    types = sorted(media_type(one) for one in content.split(","))
    return {"headers": {}, **given, **written(told, "form"), "contentType": types}


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
