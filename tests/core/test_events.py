"""Observers: all are told, none can disturb a call."""

from __future__ import annotations

import logging
import pickle

import pytest

from smartbuildings._core.observers import Observers
from smartbuildings.errors import ConfigurationError, RequestFacts
from smartbuildings.events import Event, RequestSent, ResponseReceived, TokenObtained

FACTS = RequestFacts("GET", "/x")


def test_every_observer_is_told_in_order() -> None:
    seen: list[tuple[str, Event]] = []
    observers = Observers([lambda event: seen.append(("a", event)), lambda event: seen.append(("b", event))])

    observers.notify(RequestSent(FACTS))

    assert seen == [("a", RequestSent(FACTS)), ("b", RequestSent(FACTS))]


def test_an_observer_that_raises_is_logged_and_the_next_is_told(caplog: pytest.LogCaptureFixture) -> None:
    seen: list[Event] = []

    def broken(event: Event) -> None:
        raise ZeroDivisionError

    Observers([broken, seen.append]).notify(RequestSent(FACTS))

    assert seen == [RequestSent(FACTS)]
    assert "RequestSent" in caplog.text
    assert "ZeroDivisionError" in caplog.text


def test_an_observer_may_end_the_program() -> None:
    def stop(event: Event) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Observers([stop]).notify(RequestSent(FACTS))


def test_the_same_facts_are_logged_at_debug_level(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "smartbuildings"):
        Observers().notify(ResponseReceived(FACTS, 204, 0.25))

    (record,) = caplog.records
    assert (record.name, record.levelname) == ("smartbuildings", "DEBUG")
    assert "204" in record.message


def test_nothing_is_logged_above_it(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "smartbuildings"):
        Observers().notify(TokenObtained("exchange", None))

    assert caplog.records == []


def test_events_can_be_sent_to_another_process() -> None:
    event = ResponseReceived(FACTS, 200, 0.5)

    assert pickle.loads(pickle.dumps(event)) == event


def test_an_observer_that_nobody_would_wait_for_is_refused() -> None:
    async def observe(event: Event) -> None:
        raise AssertionError

    with pytest.raises(ConfigurationError, match="observe is async"):
        Observers([observe])  # type: ignore[list-item]
