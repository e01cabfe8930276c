"""Compare how an API is reached: its servers, its security schemes, and the credentials that operations need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from tools.spec_update.changes import Severity
from tools.spec_update.findings import Finding
from tools.spec_update.normal import Api, Operation, Server
from tools.spec_update.values import same, value_key, without_prose

Needs: TypeAlias = Mapping[str, frozenset[str]]


def server_findings(old: Operation, new: Operation) -> Iterator[Finding]:
    """Compare the servers of an operation."""
    values = [[server.url for server in one.servers] for one in (old, new)]
    if gone := [url for url in values[0] if url not in values[1]]:
        what = f"the server is {_urls(values[1])} now, and was {_urls(gone)},"
        yield Finding("server changed", "breaking", what, old.name, None, None, None, (), *values)
    elif fresh := [url for url in values[1] if url not in values[0]]:
        what = f"the server {_urls(fresh)} is new"
        severity = _demand(not old.servers)
        yield Finding("server changed", severity, what, old.name, None, None, None, (), *values)
    elif values[0] != values[1]:
        what = f"the servers come in another order, `{values[1][0]}` first,"
        yield Finding("server changed", "safe", what, old.name, None, None, None, (), *values)
    for before in old.servers:
        after = next((server for server in new.servers if server.url == before.url), None)
        if after is not None:
            yield from _server(old.name, before, after)


def _server(operation: str, old: Server, new: Server) -> Iterator[Finding]:
    for name in sorted(old.variables.keys() | new.variables.keys()):
        label = f"the variable `{name}` of the server `{old.url}`"
        before, after = old.variables.get(name), new.variables.get(name)
        if before == after:
            continue
        plain = [one and [one[0], None if one[1] is None else sorted(one[1])] for one in (before, after)]
        if before is not None and after is not None and same(before[0], after[0]) and _holds(after[1], before[1]):
            what, severity = f"{label} may have more values now", _demand(False)
        else:
            what, severity = f"{label} is another now", _demand(True)
        yield Finding("server changed", severity, what, operation, None, None, None, (), *plain)
    if not same(without_prose(old.rest), without_prose(new.rest)):
        what = f"the server `{old.url}` differs in a way that this comparison cannot judge: look at it,"
        yield Finding("not judged", "breaking", what, operation, before=dict(old.rest), after=dict(new.rest))


def _holds(values: frozenset[str] | None, others: frozenset[str] | None) -> bool:
    return values is None or (others is not None and others <= values)


def renamed_schemes(old: Api, new: Api) -> dict[str, str]:
    """Find security schemes that have another name and say the same, to whoever uses them."""
    gone = {name: _content(old, name) for name in old.security_schemes if name not in new.security_schemes}
    fresh = {name: _content(new, name) for name in new.security_schemes if name not in old.security_schemes}
    found = {}
    for name, content in gone.items():
        others = [other for other, told in fresh.items() if told == content]
        if len(others) == 1 and list(gone.values()).count(content) == 1:
            found[name] = others[0]
    return found


def _content(api: Api, name: str) -> str:
    return value_key(_flat(api, name, _uses(api).get(name, frozenset())))


def scheme_findings(old: Api, new: Api, renamed: Mapping[str, str]) -> Iterator[Finding]:
    """Compare the security schemes; one that no operation needs is nothing that a caller can notice."""
    before_uses, after_uses = _uses(old), _uses(new)
    for one, two in sorted(renamed.items()):
        what = f"the security scheme `{one}` is called `{two}` now."
        yield Finding("security scheme renamed", "safe", what, before=one, after=two)
    for name in sorted({*old.security_schemes, *new.security_schemes} - {*renamed, *renamed.values()}):
        needed = before_uses.get(name, frozenset()) | after_uses.get(name, frozenset())
        is_used = name in before_uses or name in after_uses
        for finding in _scheme(name, old, new, needed):
            yield finding if is_used else Finding(
                finding.kind, "safe", f"{finding.what[:-1]}, and no operation needs it.",
                before=finding.before, after=finding.after,
            )  # fmt: skip
    for one, two in renamed.items():
        needed = before_uses.get(one, frozenset()) | after_uses.get(two, frozenset())
        yield from _scopes(one, _scope_names(old, one), _scope_names(new, two), needed)


def _scheme(name: str, old: Api, new: Api, needed: frozenset[str]) -> Iterator[Finding]:
    if name not in new.security_schemes:
        yield Finding("security scheme removed", "breaking", f"the security scheme `{name}` is gone.", before=name)
        return
    if name not in old.security_schemes:
        yield Finding("security scheme added", "additive", f"the security scheme `{name}` is new.", after=name)
        return
    before, after = _flat(old, name), _flat(new, name)
    for place in sorted(before.keys() | after.keys()):
        one, two = before.get(place), after.get(place)
        if not same(one, two):
            what = f"`{place}` of the security scheme `{name}` is `{two}` now, and was `{one}`."
            yield Finding("security scheme changed", "breaking", what, None, before=one, after=two)
    yield from _scopes(name, _scope_names(old, name), _scope_names(new, name), needed)


def _scopes(name: str, old: frozenset[str], new: frozenset[str], needed: frozenset[str]) -> Iterator[Finding]:
    for scope in sorted(old ^ new):
        is_gone, unused = scope in old, "" if scope in needed else ", and no operation needs it"
        what = f"the scope `{scope}` of `{name}` is {'gone' if is_gone else 'new'}{unused}."
        severity: Severity = "safe" if unused else _demand(is_gone)
        values = (scope, None) if is_gone else (None, scope)
        yield Finding(f"scope {'removed' if is_gone else 'added'}", severity, what, None, None, None, None, (), *values)


def _scope_names(api: Api, name: str) -> frozenset[str]:
    flows = api.resolve(api.security_schemes.get(name)).get("flows")
    flows = flows.values() if isinstance(flows, Mapping) else ()
    scopes = [flow.get("scopes") for flow in flows if isinstance(flow, Mapping)]
    return frozenset(str(scope) for one in scopes if isinstance(one, Mapping) for scope in one)


def _flat(api: Api, name: str, scopes: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return a scheme by the places of its single values, without its scopes but for those that are asked for."""
    found: dict[str, Any] = {f"scopes.{scope}": True for scope in scopes & _scope_names(api, name)}
    waiting: list[tuple[str, Any]] = [("", without_prose(api.resolve(api.security_schemes.get(name))))]
    while waiting:
        place, value = waiting.pop()
        if isinstance(value, Mapping) and value:
            inner = [(f"{place}.{key}" if place else str(key), one) for key, one in value.items()]
            waiting += [one for one in inner if not (place.startswith("flows.") and one[0] == f"{place}.scopes")]
        else:
            found[place] = value
    return found


def _uses(api: Api) -> dict[str, frozenset[str]]:
    """Return the schemes that operations need, each with the scopes that they need of it."""
    found: dict[str, frozenset[str]] = {}
    for operation in api.operations.values():
        for needs in operation.security:
            for scheme, scopes in needs.items():
                found[scheme] = found.get(scheme, frozenset()) | scopes
    return found


def needs_findings(old: Operation, new: Operation, renamed: Mapping[str, str]) -> Iterator[Finding]:
    """Compare the credentials that an operation needs."""
    before: tuple[Needs, ...] = tuple(
        {renamed.get(scheme, scheme): scopes for scheme, scopes in one.items()} for one in old.security
    ) or ({},)
    after = new.security or ({},)
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
    what = f"the credentials are {_named(after)} now, and were {_named(before)},"
    yield Finding("security changed", _demand(not still), what, old.name, before=_plain(before), after=_plain(after))


def _satisfies(held: Needs, needed: Needs) -> bool:
    return all(scheme in held and scopes <= held[scheme] for scheme, scopes in needed.items())


def _named(alternatives: tuple[Needs, ...]) -> str:
    told = [
        " and ".join(" ".join([f"`{scheme}`", *sorted(scopes)]) for scheme, scopes in sorted(one.items()))
        for one in alternatives
    ]
    return " or ".join(text or "none" for text in told)


def _plain(alternatives: tuple[Needs, ...]) -> list[dict[str, list[str]]]:
    return [{scheme: sorted(scopes) for scheme, scopes in one.items()} for one in alternatives]


def _urls(urls: list[str]) -> str:
    return ", ".join(f"`{url}`" for url in urls) or "that of the document"


def _demand(more: bool) -> Severity:
    return "breaking" if more else "additive"
