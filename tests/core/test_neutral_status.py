"""What an ecobee status says in the words of all vendors."""

from __future__ import annotations

import pytest

from smartbuildings import Action, Mode, TemperatureDelta
from smartbuildings.ecobee import HvacMode
from smartbuildings.ecobee.models import RunningEquipment, ThermostatStatus


@pytest.mark.parametrize(
    ("equipment", "action"),
    [
        (RunningEquipment(), None),
        (RunningEquipment(fan=True), None),  # No stage is reported: it may heat or cool.
        (RunningEquipment(heat_pump_stage_1=False, cooling_stage_1=False, fan=False), Action.IDLE),
        (RunningEquipment(heat_pump_stage_1=False, cooling_stage_1=False, fan=True), Action.FAN),
        (RunningEquipment(auxiliary_heat_1=True, fan=True), Action.HEATING),
        (RunningEquipment(cooling_stage_2=True), Action.COOLING),
        (RunningEquipment(cooling_stage_1=True, auxiliary_heat_1=True), None),
    ],
)
def test_the_action_follows_from_the_stages(equipment: RunningEquipment, action: Action | None) -> None:
    assert ThermostatStatus(running_equipment=equipment).action == action


@pytest.mark.parametrize(
    ("mode", "neutral"),
    [("heat", Mode.HEAT), ("auxHeatOnly", Mode.AUX_HEAT), ("off", Mode.OFF), ("dry", Mode("dry"))],
)
def test_modes_have_neutral_names_and_unknown_ones_stay(mode: str, neutral: Mode) -> None:
    found = ThermostatStatus(hvac_mode=HvacMode(mode)).mode
    assert found == neutral
    assert found is not None
    assert found.is_known is (mode != "dry")


def test_what_ecobee_does_not_report_is_none() -> None:
    status = ThermostatStatus(is_connected=False, heat_cool_min_delta=TemperatureDelta.f(5))
    assert (status.observed_at, status.fan_mode, status.is_fan_running) == (None, None, None)
    assert (status.is_online, status.min_gap) == (False, TemperatureDelta.f(5))
