"""The public types of open enumerations: checked by mypy and basedpyright, never run."""

# pyright: reportUnnecessaryTypeIgnoreComment=error

from __future__ import annotations

from typing import assert_type

from smartbuildings.ecobee.enums import BuildingSize, FanMode, HvacMode


def members_have_the_type_of_their_class() -> None:
    assert_type(HvacMode.HEAT, HvacMode)
    assert_type(HvacMode("turbo"), HvacMode)
    assert_type(HvacMode.known(), tuple[HvacMode, ...])
    assert_type(HvacMode.HEAT.value, str)
    assert_type(HvacMode.HEAT.is_known, bool)
    assert_type(BuildingSize.FROM_5000, BuildingSize)
    assert_type(BuildingSize.FROM_5000.value, int)


def a_member_goes_where_a_text_goes() -> str:
    return HvacMode.HEAT


def a_match_over_the_known_members_is_not_taken_for_complete(mode: HvacMode) -> str:
    match mode:
        case HvacMode.HEAT:
            return "heat"
        case HvacMode.COOL | HvacMode.AUTO | HvacMode.OFF | HvacMode.AUX_HEAT_ONLY:
            return "other"
        case _:
            return mode


def one_enumeration_is_not_another(fan: FanMode) -> None:
    mode: HvacMode = fan  # type: ignore[assignment]
    HvacMode(3)  # type: ignore[arg-type]
    assert_type(mode, HvacMode)
