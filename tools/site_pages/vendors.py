"""The page of vendors: what each reports and can do, read from the protocols and asked of each vendor's sandbox."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from smartbuildings import Ability, Client, Nest, Range, SetPoints, SmartBuildings, SmartThings, Thermostat
from smartbuildings.sandbox import (
    CLIENT_ID,
    CLIENT_SECRET,
    NestLimits,
    NestSandbox,
    QuotaLimits,
    RateLimits,
    Sandbox,
    SandboxTransport,
    SmartThingsSandbox,
)
from smartbuildings.values import BuildingInfo, ThermostatInfo, ThermostatStatus
from tools.site_pages.markdown import code, made, plain, table

__all__ = ["Found", "vendors_page", "what_each_vendor_has"]

_NOWHERE: Final = "http://127.0.0.1:1"
"""The transport sends nothing there."""
_HEAD: Final = """# Vendors

What every vendor's objects have in common, and what each vendor reports and can do of it. The table is made from the
code: each vendor's sandbox is read, and each of its thermostats asked for its `abilities`. *Some* means some of them:
they are of several kinds. A dash is `None` for a value, and [`NotSupported`][smartbuildings.errors.NotSupported] for a
verb.
"""


def _ecobee(version: Any) -> Client:
    transport = SandboxTransport(Sandbox(quota=QuotaLimits.unlimited()))
    return SmartBuildings(CLIENT_ID, CLIENT_SECRET, base_url=_NOWHERE, api_version=version, transport=transport)


def _smartthings() -> Client:
    sandbox = SmartThingsSandbox(limits=RateLimits(enforced=False), speed=0)
    return SmartThings(sandbox.personal_token, base_url=f"{_NOWHERE}/v1", transport=SandboxTransport(sandbox))


def _nest() -> Client:
    sandbox = NestSandbox(speed=0, limits=NestLimits(enforced=False))
    found = sandbox.environment(_NOWHERE).items()
    how: dict[str, Any] = {name.removeprefix("NEST_").lower(): value for name, value in found}
    return Nest(**how, transport=SandboxTransport(sandbox))


_VENDORS: Final[Mapping[str, Callable[[], Client]]] = {
    "ecobee, API v1": lambda: _ecobee("v1"),
    "ecobee, API v2": lambda: _ecobee("v2"),
    "SmartThings": _smartthings,
    "Google Nest": _nest,
}
"""A further vendor is a further row."""


@attrs.frozen
class Found:
    """What one vendor has."""

    reads: Mapping[str, Mapping[str, str]]
    """By protocol: for each of its fields ``yes``, ``some`` or nothing."""
    abilities: Mapping[Ability, str]
    """The same for each ability."""
    vendor: str
    """The vendor, as its thermostats call it."""
    own: tuple[str, ...]
    """The methods that its thermostat has besides those of every vendor."""


def what_each_vendor_has() -> dict[str, Found]:
    """Ask each vendor's sandbox."""
    found = {}
    for name, make in _VENDORS.items():
        with make() as client:
            readings = [each for each in client.thermostats.statuses() if each.status and each.status.is_online]
            thermostats = [each.thermostat for each in readings]
            seen: Mapping[type, Sequence[object]] = {
                ThermostatStatus: [each.status for each in readings],
                ThermostatInfo: [each.info() for each in thermostats],
                BuildingInfo: [each.info() for each in client.buildings],
            }
            reads = {
                protocol.__name__: {field: _of([_has(each, field) for each in values]) for field in _fields(protocol)}
                for protocol, values in seen.items()
            }
            abilities = {each: _of([each in thermostat.abilities for thermostat in thermostats]) for each in Ability}
            own = set(_methods(type(thermostats[0]))) - set(_methods(Thermostat))
            found[name] = Found(reads, abilities, thermostats[0].vendor, tuple(sorted(own)))
    return found


def vendors_page() -> str:
    """Write the page."""
    found = what_each_vendor_has()
    parts = [_HEAD, "## Reads"]
    for protocol in (ThermostatStatus, ThermostatInfo, BuildingInfo):
        rows = [
            [code(field), plain(_first_line(getattr(protocol, field))), *(_cells(found, protocol.__name__, field))]
            for field in _fields(protocol)
        ]
        parts += [f"### {protocol.__name__}", table(["field", "", *found], rows)]
    rows = [[code(ability.value), *(each.abilities[ability] for each in found.values())] for ability in Ability]
    parts += ["## Verbs", "By the ability that `thermostat.abilities` has for it.", table(["ability", *found], rows)]
    parts += ["## Methods that one vendor's thermostat has besides"]
    parts += [f"- **{vendor}**: {', '.join(map(code, own))}" for vendor, own in _own_by_vendor(found).items()]
    return made("\n\n".join(parts))


def _own_by_vendor(found: Mapping[str, Found]) -> dict[str, tuple[str, ...]]:
    return {each.vendor: each.own for each in found.values()}


def _cells(found: Mapping[str, Found], protocol: str, field: str) -> list[str]:
    return [each.reads[protocol][field] for each in found.values()]


def _fields(protocol: type) -> Iterator[str]:
    return (name for name, value in vars(protocol).items() if isinstance(value, property) and name != "native")


def _methods(kind: type) -> Iterator[str]:
    return (name for name, value in inspect.getmembers(kind, inspect.isfunction) if not name.startswith("_"))


def _has(value: object, field: str) -> bool:
    found = getattr(value, field)
    if isinstance(found, SetPoints):
        return found != SetPoints()
    return found is not None and found != Range()


def _of(answers: Sequence[bool]) -> str:
    return "yes" if all(answers) else "some" if any(answers) else ""


def _first_line(member: Any) -> str:
    return (inspect.getdoc(member) or "").partition("\n")[0]
