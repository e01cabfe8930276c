"""No operation of a current document is out of reach: each is behind a public method, or its exception has a reason."""

from __future__ import annotations

import pytest

from .documents import Operation, named, operations
from .facade import NOT_FACADE, members_by_operation


@pytest.mark.parametrize("operation", operations(), ids=named)
def test_an_operation_is_behind_a_public_method(operation: Operation) -> None:
    members = members_by_operation(operation.version).get(operation.id, set())

    assert bool(members) != (operation.id in NOT_FACADE), f"{operation.id} is behind {sorted(members) or 'nothing'}"


def test_a_method_reaches_the_operation_that_it_is_named_for() -> None:
    found = members_by_operation("v2")

    assert found["setAutoHold"] == {"Thermostat.hold"}
    assert found["setResidentMode"] == {"Thermostat.turn_on_resident_mode", "Thermostat.turn_off_resident_mode"}
    assert found["resumeSchedule"] == {"Thermostat.resume"}
