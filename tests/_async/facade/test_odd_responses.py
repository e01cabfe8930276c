"""Answers that are not what the API promises: they lose as little as can be, and never crash a caller."""

from __future__ import annotations

import pytest

from smartbuildings import AsyncSmartBuildings, errors
from smartbuildings.ecobee import HvacMode
from smartbuildings.sandbox import Fault
from smartbuildings.sandbox.pytest_plugin import RunningSandbox

pytestmark = pytest.mark.anyio


def first_id(running: RunningSandbox) -> str:
    return running.sandbox.thermostat_ids[0]


async def test_an_unknown_enum_value_survives_as_text_and_is_reported_once(
    client: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    smartbuildings_sandbox.sandbox.faults.add(Fault.unknown_enum("turbo"), operation="getThermostatStatus", times=None)
    thermostat = client.thermostats.get(first_id(smartbuildings_sandbox))

    mode = (await thermostat.status()).hvac_mode
    await thermostat.status()

    assert mode == HvacMode("turbo")
    assert mode is not None
    assert not mode.is_known
    assert [str(found) for found in client.drift.entries] == ["ThermostatStatus.hvacMode: unknown value (turbo)"]


async def test_an_extra_field_is_kept_and_a_missing_one_is_none(
    client: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    smartbuildings_sandbox.sandbox.faults.add(Fault.extra_field("addedLater"), operation="getThermostatStatus")
    smartbuildings_sandbox.sandbox.faults.add(Fault.missing_field("temperature"), operation="getThermostatStatus")
    thermostat = client.thermostats.get(first_id(smartbuildings_sandbox))

    with_more = await thermostat.status()
    with_less = await thermostat.status()

    assert "addedLater" in with_more.extra
    assert with_more.temperature is not None
    assert with_less.temperature is None
    assert with_less.humidity is not None


@pytest.mark.parametrize("data", [{}])
async def test_an_answer_without_data_reads_as_nothing_known(
    client: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox, data: object
) -> None:
    smartbuildings_sandbox.sandbox.faults.add(
        Fault.response(200, {"content-type": "application/json"}, {"status": "success", "data": data}),
        operation="getThermostatStatus",
    )

    status = await client.thermostats.get(first_id(smartbuildings_sandbox)).status()

    assert (status.temperature, status.hvac_mode) == (None, None)


async def test_null_where_an_object_was_promised_loses_that_object_only(
    client: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    body = {"status": "success", "data": {"temperature": 70.5, "setPoint": None, "runningEquipment": None}}
    smartbuildings_sandbox.sandbox.faults.add(Fault.response(200, {}, body), operation="getThermostatStatus")

    status = await client.thermostats.get(first_id(smartbuildings_sandbox)).status()

    assert status.temperature is not None
    assert status.temperature.f == 70.5
    assert status.set_points.heat is None


async def test_a_gateways_page_is_an_error_with_its_text_cut(
    client: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    page = "<html><body>Bad Gateway " + "x" * 5000 + "</body></html>"
    smartbuildings_sandbox.sandbox.faults.add(
        Fault.response(502, {"content-type": "text/html"}, page), operation="getThermostatStatus", times=None
    )

    with pytest.raises(errors.ServerError) as failed:
        await client.thermostats.get(first_id(smartbuildings_sandbox)).status()

    assert failed.value.status == 502
    assert failed.value.body.startswith("<html><body>Bad Gateway")
    assert len(failed.value.body) < 1000
    assert failed.value.request is not None
    assert failed.value.request.attempts == 4


@pytest.mark.parametrize("page", ["<html>Welcome to the hotel's network</html>", '{"status": "succ', "[]", "null"])
async def test_a_success_that_is_not_the_promised_json_is_unreadable(
    client: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox, page: str
) -> None:
    smartbuildings_sandbox.sandbox.faults.add(
        Fault.response(200, {"content-type": "text/html"}, page), operation="getThermostatStatus"
    )

    with pytest.raises(errors.UnreadableResponse, match="200"):
        await client.thermostats.get(first_id(smartbuildings_sandbox)).status()


async def test_truncated_json_is_unreadable_and_says_so(
    client: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    smartbuildings_sandbox.sandbox.faults.add(Fault.truncated(), operation="getThermostatStatus")

    with pytest.raises(errors.UnreadableResponse):
        await client.thermostats.get(first_id(smartbuildings_sandbox)).status()


async def test_a_body_cut_by_the_network_is_read_again(
    client: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    smartbuildings_sandbox.sandbox.faults.add(Fault.cut(sent=20), operation="getThermostatStatus")

    status = await client.thermostats.get(first_id(smartbuildings_sandbox)).status()

    assert status.id == first_id(smartbuildings_sandbox)
    assert len(smartbuildings_sandbox.sandbox.requests.of("getThermostatStatus")) == 2


async def test_a_success_status_that_the_document_does_not_name_is_read_all_the_same(
    client: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    body = {"status": "success", "data": {"fan": "on", "type": "indefinite"}}
    smartbuildings_sandbox.sandbox.faults.add(Fault.response(200, {}, body), operation="setFanHold")

    hold = await client.thermostats.get(first_id(smartbuildings_sandbox)).hold_fan("on", until="indefinite")

    assert (hold.fan, hold.until) == ("on", "indefinite")


async def test_a_list_on_another_host_is_never_followed(
    client: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    where = "https://elsewhere.example/api/v2/thermostats/511134833204"
    body = {"status": "success", "data": {"count": 1, "items": [{"id": "511134833204", "contentLocation": where}]}}
    smartbuildings_sandbox.sandbox.faults.add(Fault.response(200, {}, body), operation="getThermostatIds")

    (thermostat,) = await client.thermostats().all()

    assert (await thermostat.status()).id == "511134833204"  # Read at our own host, by its id.
