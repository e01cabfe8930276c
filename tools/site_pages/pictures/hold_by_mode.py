"""Which hold works in which mode: a table of what happened when each was tried in the sandbox."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from typing import Final

import attrs

from smartbuildings import SmartBuildings, Temperature
from smartbuildings.ecobee import HvacMode, Thermostat
from smartbuildings.errors import InvalidRequest, NotSupported
from smartbuildings.sandbox import CLIENT_ID, CLIENT_SECRET, QuotaLimits, Sandbox, SandboxTransport
from tools.site_pages.pictures.svg import WIDTH, picture, rectangle, text

__all__ = ["Outcome", "hold_by_mode", "try_holds"]

_SETTLE_S: Final = 60
"""Long enough for a device to take up a new mode."""
MODES: Final = (HvacMode.HEAT, HvacMode.AUX_HEAT_ONLY, HvacMode.COOL, HvacMode.AUTO, HvacMode.OFF)


class Outcome(Enum):
    """What became of a hold."""

    WORKS = "works"
    REFUSED = "refused"
    ABSENT = "v2 only"
    """The API version has no such hold."""


def _hold_heat(thermostat: Thermostat) -> None:
    thermostat.hold(heat=Temperature.f(68))


def _hold_cool(thermostat: Thermostat) -> None:
    thermostat.hold(cool=Temperature.f(80))


def _hold_both(thermostat: Thermostat) -> None:
    thermostat.hold(heat=Temperature.f(68), cool=Temperature.f(80))


def _hold_fan(thermostat: Thermostat) -> None:
    thermostat.hold_fan("on")


HOLDS: Final[Mapping[str, Callable[[Thermostat], None]]] = {
    "heat=": _hold_heat,
    "cool=": _hold_cool,
    "heat=, cool=": _hold_both,
    "hold_fan()": _hold_fan,
}
"""The holds, as they are written."""


@attrs.frozen
class Trial:
    """One hold in one mode, by both API versions."""

    v2: Outcome
    v1: Outcome

    @property
    def shown(self) -> Outcome:
        """What the picture says: where v1 only lacks the hold, that is told."""
        return Outcome.ABSENT if self.v2 is Outcome.WORKS and self.v1 is not Outcome.WORKS else self.v2


def try_holds() -> dict[tuple[str, HvacMode], Trial]:
    """Try every hold in every mode, on a thermostat whose equipment has them all."""
    by_v2, by_v1 = _tried("v2"), _tried("v1")
    return {key: Trial(by_v2[key], by_v1[key]) for key in by_v2}


def _tried(version: str) -> dict[tuple[str, HvacMode], Outcome]:
    sandbox = Sandbox(seed=1, speed=0, quota=QuotaLimits.unlimited())
    found: dict[tuple[str, HvacMode], Outcome] = {}
    with SmartBuildings(
        CLIENT_ID,
        CLIENT_SECRET,
        api_version="v1" if version == "v1" else "v2",
        base_url="https://sandbox.test",
        transport=SandboxTransport(sandbox),
    ) as sb:
        thermostat = next(each for each in sb.thermostats if set(MODES) <= set(each.info().hvac_modes or ()))
        for mode in MODES:
            thermostat.set_mode(mode)
            sandbox.clock.advance(_SETTLE_S)
            for name, hold in HOLDS.items():
                thermostat.status()  # what the next hold is checked against
                found[name, mode] = _outcome(thermostat, hold)
                thermostat.resume()
    return found


def _outcome(thermostat: Thermostat, hold: Callable[[Thermostat], None]) -> Outcome:
    try:
        hold(thermostat)
    except NotSupported:
        return Outcome.ABSENT
    except InvalidRequest:
        return Outcome.REFUSED
    return Outcome.WORKS


# --- the picture ------------------------------------------------------------------------------------------------------

_LEFT, _TOP, _ROW, _MARGIN = 112, 88, 46, 12
_KINDS: Final = {Outcome.WORKS: "good", Outcome.REFUSED: "refused", Outcome.ABSENT: "good"}
_WORDS: Final = {Outcome.WORKS: ("✓ works",), Outcome.REFUSED: ("✗ no",), Outcome.ABSENT: ("✓ works", "v2 only")}


def hold_by_mode() -> str:
    """Try all of them, and draw what happened."""
    trials = try_holds()
    height = _TOP + len(HOLDS) * _ROW + 44
    working = "; ".join(
        f"{mode}: {', '.join(name for name in HOLDS if trials[name, mode].shown is not Outcome.REFUSED) or 'none'}"
        for mode in MODES
    )
    told = f"The holds that work in each mode. {working}. The others are refused before anything is sent."
    return picture(_parts(trials), height=height, title="Which hold works in which mode", told=told)


def _parts(trials: Mapping[tuple[str, HvacMode], Trial]) -> Iterator[str]:
    width = (WIDTH - _LEFT - _MARGIN) / len(MODES)
    yield text(_MARGIN, 26, "Which hold works in which mode", "strong")
    yield text(_MARGIN, _TOP - 12, "hold", "axis")
    for column, mode in enumerate(MODES):
        middle = _LEFT + width * (column + 0.5)
        # The long one in two lines: a column has room for eight letters.
        words = ["auxHeat", "Only"] if mode == HvacMode.AUX_HEAT_ONLY else [str(mode)]
        for index, word in enumerate(reversed(words)):
            yield text(middle, _TOP - 12 - 16 * index, word, "strong", anchor="middle")
    for row, name in enumerate(HOLDS):
        top = _TOP + row * _ROW
        lines = name.split(", ")
        for index, part in enumerate(lines):
            yield text(_MARGIN, top + _ROW / 2 + 3 + 17 * (index - (len(lines) - 1) / 2), part, "strong")
        for column, mode in enumerate(MODES):
            shown = trials[name, mode].shown
            kind, said = _KINDS[shown], _WORDS[shown]
            yield rectangle(_LEFT + width * column + 2, top, width - 4, _ROW - 6, kind, radius=5)
            for index, word in enumerate(said):
                y = top + _ROW / 2 + 2 + 16 * (index - (len(said) - 1) / 2)
                yield text(_LEFT + width * (column + 0.5), y, word, f"{kind}-text", anchor="middle")
    bottom = _TOP + len(HOLDS) * _ROW + 20
    yield text(_MARGIN, bottom, "✗ is refused before anything is sent; tried in the sandbox.", "axis")
