"""The drift report: everything once, nothing secret, no end of memory."""

from __future__ import annotations

import threading

from smartbuildings._core.drift import Drift, DriftReport, shape_of


def test_a_finding_is_kept_and_told_once() -> None:
    told: list[Drift] = []
    report = DriftReport(told.append)
    for _ in range(3):
        report.note("ThermostatStatus", "hvacMode", "unknown value", "turbo")
    report.note("ThermostatStatus", "hvacMode", "unknown value", "eco")
    assert [entry.detail for entry in report.entries] == ["turbo", "eco"]
    assert told == list(report.entries)
    assert str(report.entries[0]) == "ThermostatStatus.hvacMode: unknown value (turbo)"


def test_threads_that_find_the_same_thing_tell_it_once() -> None:
    told: list[Drift] = []
    report = DriftReport(told.append)
    together = threading.Barrier(8)

    def find() -> None:
        together.wait()
        for number in range(200):
            report.note("Model", f"field{number}", "unknown field", "text")

    threads = [threading.Thread(target=find) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == len(report.entries) == 200


def test_a_callback_may_read_the_report() -> None:
    sizes: list[int] = []
    report = DriftReport(lambda found: sizes.append(len(report.entries)))
    report.note("Model", "field", "wrong type", "text")
    assert sizes == [1]


def test_a_server_that_invents_fields_without_end_does_not_fill_the_memory() -> None:
    report = DriftReport()
    for number in range(5000):
        report.note("Model", f"field{number}", "unknown field", "text")
    report.note("Model", "x" * 10_000, "unknown value", "y" * 10_000)
    assert len(report.entries) == 1000
    small = DriftReport()
    small.note("Model", "x" * 10_000, "unknown value", "y" * 10_000)
    assert len(small.entries[0].field) == len(small.entries[0].detail) == 64


def test_shapes_are_named_as_json_does() -> None:
    shapes = [shape_of(value) for value in (None, True, 1, 1.5, "secret", {"a": 1}, [1], (1,), object())]
    assert shapes == ["null", "boolean", "number", "number", "text", "object", "array", "array", "object"]
