"""Compare one operation with what it became: its route, its name, what it asks for, takes and answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from tools.spec_update.changes import Direction, Severity
from tools.spec_update.findings import Finding
from tools.spec_update.normal import Api, Body, Operation, Parameter, route_of
from tools.spec_update.pairing import moved
from tools.spec_update.schemas import Pair, SchemaComparison

_PARAMETER_READ: Final = frozenset(
    {"name", "in", "required", "schema", "content", "description", "deprecated", "example", "examples"}
)
_BODY_READ: Final = frozenset({"description", "required", "content", "headers", "summary"})
_MEDIA_READ: Final = frozenset({"schema", "example", "examples"})


@attrs.frozen(eq=False)
class Root:
    """Where a walk through the schemas begins: the spot in an operation, and the pair of schemas there."""

    operation: str
    spot: str
    pair: Pair


class OperationComparison:
    """Compares operations, and collects the places from which their schemas are reached."""

    def __init__(self, old: Api, new: Api, prefix: tuple[str, str] | None) -> None:
        self._old, self._new, self._prefix = old, new, prefix
        self.schemas = SchemaComparison(old, new)
        self.roots: list[Root] = []

    def findings(self, old: Operation, new: Operation, *, renamed: bool = False) -> Iterator[Finding]:
        """Tell how an operation differs; ``renamed`` if its new name and route are told already."""
        if not renamed:
            yield from self._name_and_route(old, new)
        yield from _flags(old, new)
        yield from _security(old, new)
        yield from self._parameters(old, new)
        yield from self._bodies(old, new)
        yield from self._answers(old, new)
        yield from self._rest(old.name, None, old.rest, new.rest, frozenset(), None)

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
            self._root(operation, spot, before.schema, after.schema, "request")
            yield from self._rest(operation, spot, before.told, after.told, _PARAMETER_READ, "request")

    def _bodies(self, old: Operation, new: Operation) -> Iterator[Finding]:
        before, after, name = old.body, new.body, old.name
        if before is None or after is None:
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
        yield from self._media(name, "body", before, after, "request")
        yield from self._rest(name, "body", before.told, after.told, _BODY_READ, "request")

    def _answers(self, old: Operation, new: Operation) -> Iterator[Finding]:
        for code in sorted(old.answers.keys() | new.answers.keys()):
            before, after = old.answers.get(code), new.answers.get(code)
            success = code.startswith("2")
            spot = "answer" if success else f"answer {code}"
            if before is not None and after is not None:
                yield from self._media(old.name, spot, before, after, "answer")
                yield from self._headers(old.name, spot, before, after)
                yield from self._rest(old.name, spot, before.told, after.told, _BODY_READ, "answer")
            elif before is not None:
                severity: Severity = "breaking" if success else "safe"
                what = f"the answer {code} is gone"
                yield Finding("answer removed", severity, what, old.name, direction="answer", before=code)
            else:
                # A strict decoder refuses a success that it does not know; any failure was to be expected.
                severity = "breaking" if success else "additive"
                what = f"the answer {code} is new"
                yield Finding("answer added", severity, what, old.name, direction="answer", after=code)

    def _media(self, name: str, spot: str, before: Body, after: Body, direction: Direction) -> Iterator[Finding]:
        for media in sorted(before.media.keys() | after.media.keys()):
            one, two = before.media.get(media), after.media.get(media)
            if one is not None and two is not None:
                self._root(name, spot, one.get("schema", {}), two.get("schema", {}), direction)
                yield from self._rest(name, spot, one, two, _MEDIA_READ, direction)
            elif one is not None:
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
                    _demand(direction == "answer" and not before.media),
                    what,
                    name,
                    direction=direction,
                    after=media,
                )

    def _headers(self, name: str, spot: str, before: Body, after: Body) -> Iterator[Finding]:
        one = {key.lower(): (key, header) for key, header in before.headers.items()}
        two = {key.lower(): (key, header) for key, header in after.headers.items()}
        for key in sorted(one.keys() | two.keys()):
            if key in one and key in two:
                label = f"header `{one[key][0]}`"
                required = one[key][1].get("required") is True, two[key][1].get("required") is True
                if required[0] and not required[1]:
                    what = f"the {label} may be missing now"
                    yield Finding("required changed", "breaking", what, name, spot, "answer", before=True, after=False)
                self._root(name, label, one[key][1].get("schema", {}), two[key][1].get("schema", {}), "answer")
                yield from self._rest(name, label, one[key][1], two[key][1], _PARAMETER_READ, "answer")
            elif key in one:
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
            if key in read or key.startswith("x-"):
                continue
            before, after = old.get(key), new.get(key)
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
    if gone := [url for url in old.servers if url not in new.servers]:
        what = f"the server is {_urls(new.servers)} now, and was {_urls(gone)},"
        yield Finding("server changed", "breaking", what, old.name, before=list(old.servers), after=list(new.servers))
    elif fresh := [url for url in new.servers if url not in old.servers]:
        what = f"the server {_urls(fresh)} is new"
        severity = _demand(not old.servers)
        yield Finding("server changed", severity, what, old.name, before=list(old.servers), after=list(new.servers))


def _urls(urls: Any) -> str:
    return ", ".join(f"`{url}`" for url in urls) or "that of the document"


def _security(old: Operation, new: Operation) -> Iterator[Finding]:
    before, after = old.security or ({},), new.security or ({},)
    if len(before) == len(after) == 1 and before[0].keys() == after[0].keys():
        for scheme in sorted(before[0]):
            for scope in sorted(after[0][scheme] - before[0][scheme]):
                what = f"the scope `{scope}` is needed now"
                yield Finding("security changed", "breaking", what, old.name, after=scope)
            for scope in sorted(before[0][scheme] - after[0][scheme]):
                what = f"the scope `{scope}` is no longer needed"
                yield Finding("security changed", "additive", what, old.name, before=scope)
        return
    still = all(any(_satisfies(one, two) for two in after) for one in before)
    wider = all(any(_satisfies(two, one) for one in before) for two in after)
    if still and wider:
        return
    what = f"the credentials are {_needs(after)} now, and were {_needs(before)},"
    yield Finding("security changed", _demand(not still), what, old.name, before=_plain(before), after=_plain(after))


def _satisfies(held: Mapping[str, frozenset[str]], needed: Mapping[str, frozenset[str]]) -> bool:
    return all(scheme in held and scopes <= held[scheme] for scheme, scopes in needed.items())


def _needs(alternatives: tuple[Mapping[str, frozenset[str]], ...]) -> str:
    told = [
        " and ".join(" ".join([f"`{scheme}`", *sorted(scopes)]) for scheme, scopes in sorted(one.items()))
        for one in alternatives
    ]
    return " or ".join(text or "none" for text in told)


def _plain(alternatives: tuple[Mapping[str, frozenset[str]], ...]) -> list[dict[str, list[str]]]:
    return [{scheme: sorted(scopes) for scheme, scopes in one.items()} for one in alternatives]
