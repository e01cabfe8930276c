"""The page of vendors says what the sandboxes of the vendors report."""

from __future__ import annotations

from functools import cache

import pytest

from smartbuildings import Ability
from smartbuildings.values import ThermostatStatus
from tools.site_pages.vendors import Found, vendors_page, what_each_vendor_has


@cache
def _found() -> dict[str, Found]:
    return what_each_vendor_has()


@pytest.mark.parametrize(
    ("vendor", "field", "expected"),
    [
        ("ecobee, API v1", "temperature", "yes"),
        ("ecobee, API v2", "observed_at", ""),
        ("SmartThings", "observed_at", "yes"),
        ("SmartThings", "min_gap", ""),
        ("ecobee, API v2", "min_gap", "yes"),
        ("SmartThings", "fan_mode", "some"),
    ],
)
def test_a_field_is_reported_or_not(vendor: str, field: str, expected: str) -> None:
    assert _found()[vendor].reads["ThermostatStatus"][field] == expected


@pytest.mark.parametrize(
    ("vendor", "ability", "expected"),
    [
        ("ecobee, API v1", Ability.HOLD_BOTH, ""),
        ("ecobee, API v2", Ability.HOLD_BOTH, "yes"),
        ("SmartThings", Ability.HOLD, ""),
        ("SmartThings", Ability.SET_FAN, "some"),
        ("SmartThings", Ability.SET_TEMPERATURE, "yes"),
    ],
)
def test_an_ability_is_there_or_not(vendor: str, ability: Ability, expected: str) -> None:
    assert _found()[vendor].abilities[ability] == expected


def test_the_page_has_every_field_and_the_methods_of_one_vendor() -> None:
    page = vendors_page()
    fields = [name for name, value in vars(ThermostatStatus).items() if isinstance(value, property)]
    assert all(f"| `{name}` |" in page for name in fields if name != "native")
    assert "- **smartthings**: `execute`" in page
    assert page.count("`turn_on_resident_mode`") == 1, "API v1 and v2 have one class"
