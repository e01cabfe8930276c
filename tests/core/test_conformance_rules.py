"""The rules of the conformance suite that are judged without a call."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol

import attrs
import pytest

from smartbuildings import Mode, Range, SetPoints, Temperature
from smartbuildings.testing.rules import NotConforming, check_members, check_status

WARM, POINTS, ANY = Temperature.c(20), SetPoints(heat=Temperature.c(20)), Range()


@attrs.frozen(kw_only=True)
class Status:
    id: Any = "1"
    temperature: Any = WARM
    humidity: Any = 40
    set_points: Any = POINTS
    heat_range: Any = ANY
    cool_range: Any = ANY
    min_gap: Any = None
    mode: Any = Mode.HEAT
    action: Any = None
    fan_mode: Any = None
    is_fan_running: Any = None
    is_online: Any = True
    observed_at: Any = None
    native: Any = None


def test_a_whole_status_passes() -> None:
    check_status(Status())
    check_status(Status(temperature=None, humidity=None, mode=None, is_online=None, set_points=SetPoints()))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", 7),
        ("temperature", 20.0),
        ("humidity", 101),
        ("humidity", True),
        ("humidity", 0.4),
        ("mode", "heat"),
        ("is_online", 1),
        ("observed_at", datetime(2026, 1, 1)),
        ("set_points", None),
        ("heat_range", (5, 30)),
    ],
)
def test_a_value_of_another_kind_is_named(field: str, value: Any) -> None:
    with pytest.raises(NotConforming, match=f"status.{field}|A range is"):
        check_status(Status(**{field: value}))


class Wanted(Protocol):
    @property
    def id(self) -> str: ...

    async def read(self, *, limit: int | None = None) -> None: ...


class Right:
    id = "1"

    async def read(self, *, limit: int | None = None, more: int = 0) -> None:
        """Take more than it has to."""


class Blocking:
    id = "1"

    def read(self, *, limit: int | None = None) -> None:
        """Block."""


class Narrow:
    id = "1"

    async def read(self) -> None:
        """Take too little."""


class Nameless:
    async def read(self, *, limit: int | None = None) -> None:
        """Be without an id."""


def test_members_arguments_and_coroutines_are_compared() -> None:
    check_members(Right(), Wanted)
    for wrong, says in ((Blocking(), "coroutine"), (Narrow(), "argument limit"), (Nameless(), "no id")):
        with pytest.raises(NotConforming, match=says):
            check_members(wrong, Wanted)
