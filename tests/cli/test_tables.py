"""How single values are written on a screen."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from smartbuildings.cli.tables import moment_text, running_text
from smartbuildings.ecobee.models import RunningEquipment


@pytest.mark.parametrize(
    ("equipment", "text"),
    [
        (RunningEquipment(), "–"),
        (RunningEquipment(fan=False), "–"),
        (RunningEquipment(fan=True), "fan"),
        (RunningEquipment(auxiliary_heat_1=False), "idle"),
        (RunningEquipment(auxiliary_heat_1=True, fan=True), "heating"),
        (RunningEquipment(auxiliary_heat_1=False, cooling_stage_1=True), "cooling"),
    ],
)
def test_equipment_is_called_idle_only_if_it_was_reported(equipment: RunningEquipment, text: str) -> None:
    assert running_text(equipment).plain == text


def test_a_time_is_written_with_its_offset_or_called_local() -> None:
    moment = datetime(2026, 7, 1, 12, tzinfo=UTC)
    assert moment_text(moment) == "2026-07-01 12:00+00:00"
    assert moment_text(moment.astimezone(ZoneInfo("America/Toronto"))) == "2026-07-01 08:00-04:00"
    assert moment_text(datetime(2026, 7, 1, 12)) == "2026-07-01 12:00 local"
    assert moment_text(None) == "–"
