"""A verb sends one command, chosen by the state, and returns what the state shows afterwards."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from servers.nest import NestServer, error_reply
from servers.scripted import Reply, Request, json_reply

from smartbuildings import Applied, AsyncAccepted, AsyncNest, FanMode, Mode, Temperature
from smartbuildings._io.asynchronous import gather, sleep
from smartbuildings.errors import (
    ConfigurationError,
    DeadlineExceeded,
    InvalidRequest,
    NotFound,
    NotSupported,
    OutcomeUnknown,
    PreconditionFailed,
    Rejected,
    ServerError,
)

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("quick_looks")]

Maker = Callable[..., AsyncNest]
SET_POINT = "ThermostatTemperatureSetpoint"
LOST = Reply(200, told_length=50, closes=True)
UNAVAILABLE = error_reply(503, "UNAVAILABLE", "The service is currently unavailable.")
HTML = Reply(200, {"Content-Type": "text/html"}, b"<html>Bad gateway</html>")


def thermostat_of(client: AsyncNest, vendor: NestServer, name: str) -> Any:
    return client.thermostats.get(vendor.sandbox.device_id(name))


VERBS: list[tuple[str, Callable[[Any], Any], str, dict[str, Any]]] = [
    (
        "Living Room",
        lambda it: it.set_temperature(heat=Temperature.f(70)),
        f"{SET_POINT}.SetHeat",
        {"heatCelsius": 21.1111},
    ),
    ("Kitchen", lambda it: it.set_temperature(cool=Temperature.c(25)), f"{SET_POINT}.SetCool", {"coolCelsius": 25.0}),
    (
        "Upstairs",
        lambda it: it.set_temperature(heat=Temperature.f(67), cool=Temperature.f(70)),
        f"{SET_POINT}.SetRange",
        {"heatCelsius": 19.4444, "coolCelsius": 21.1112},
    ),
    ("Living Room", lambda it: it.set_mode(Mode.COOL), "ThermostatMode.SetMode", {"mode": "COOL"}),
    ("Living Room", lambda it: it.set_mode(Mode.AUTO), "ThermostatMode.SetMode", {"mode": "HEATCOOL"}),
    ("Living Room", lambda it: it.set_eco(True), "ThermostatEco.SetMode", {"mode": "MANUAL_ECO"}),
    ("Guest Suite", lambda it: it.set_eco(False), "ThermostatEco.SetMode", {"mode": "OFF"}),
    (
        "Kitchen",
        lambda it: it.fan_for(timedelta(minutes=15)),
        "Fan.SetTimer",
        {"timerMode": "ON", "duration": "900s"},
    ),
]


@pytest.mark.parametrize(("name", "verb", "command", "params"), VERBS)
async def test_a_verb_sends_one_command_and_is_applied_when_the_state_shows_it(
    make_client: Maker,
    vendor: NestServer,
    name: str,
    verb: Callable[[Any], Any],
    command: str,
    params: dict[str, Any],
) -> None:
    result = await verb(thermostat_of(make_client(), vendor, name))

    assert result == Applied(reached=True)
    assert vendor.commands == [(command, params)]
    assert [each.path for each in vendor.requests if each.method == "POST"][1:] == [vendor.command_path(name)]
    assert (vendor.lists, vendor.reads) == (1, 1), "a list before it, and its own state after it"


async def test_the_set_point_that_is_not_given_stays_as_it_is(make_client: Maker, vendor: NestServer) -> None:
    thermostat = thermostat_of(make_client(), vendor, "Upstairs")
    before = (await thermostat.status()).set_points

    assert isinstance(await thermostat.set_temperature(cool=Temperature.c(28)), Applied)

    ((_, params),) = vendor.commands
    assert params["coolCelsius"] == 28
    assert abs(params["heatCelsius"] - before.heat.c) < 0.0002
    assert abs((await thermostat.status()).set_points.heat - before.heat).c < 0.001


async def test_the_timer_of_the_fan_is_started_restarted_and_ended(make_client: Maker, vendor: NestServer) -> None:
    thermostat = thermostat_of(make_client(), vendor, "Kitchen")

    assert isinstance(await thermostat.stop_fan(), Applied)
    assert vendor.commands == [], "it does not run"
    assert isinstance(await thermostat.fan_for(timedelta(hours=1)), Applied)
    assert isinstance(await thermostat.fan_for(timedelta(hours=2)), Applied)
    assert (await thermostat.status()).fan_mode is FanMode.ON
    assert isinstance(await thermostat.stop_fan(), Applied)

    assert [params for _, params in vendor.commands] == [
        {"timerMode": "ON", "duration": "3600s"},
        {"timerMode": "ON", "duration": "7200s"},
        {"timerMode": "OFF"},
    ]


async def test_what_is_set_already_costs_no_command(make_client: Maker, vendor: NestServer) -> None:
    client = make_client()

    for name, mode, eco in (("Living Room", Mode.HEAT, False), ("Guest Suite", Mode.AUTO, True)):
        assert await thermostat_of(client, vendor, name).set_mode(mode) == Applied(reached=True)
        assert await thermostat_of(client, vendor, name).set_eco(eco) == Applied(reached=True)
    assert await thermostat_of(client, vendor, "Cellar").set_mode("HEAT") == Applied(reached=False)

    assert vendor.commands == []


async def test_a_thermostat_without_a_fan_and_wrong_values_are_refused(make_client: Maker, vendor: NestServer) -> None:
    client = make_client()
    living, lounge = (thermostat_of(client, vendor, name) for name in ("Living Room", "Lounge"))
    wrong: list[tuple[Any, str]] = [
        (lambda: living.set_temperature(), "heat"),
        (lambda: living.set_temperature(cool=Temperature.c(25)), "cool"),
        (lambda: living.set_mode("sideways"), "mode"),
        (lambda: lounge.set_mode(Mode.COOL), "mode"),
    ]

    for call, field in wrong:
        with pytest.raises(InvalidRequest) as refused:
            await call()
        assert refused.value.field == field
    with pytest.raises(NotSupported, match="no fan"):
        await lounge.fan_for(timedelta(minutes=5))

    assert vendor.commands == []


@pytest.mark.parametrize(
    ("verb", "said"),
    [
        (lambda it: it.hold(heat=Temperature.f(70)), "set_temperature"),
        (lambda it: it.resume(), "set_eco"),
        (lambda it: it.away(), "set_eco"),
        (lambda it: it.set_fan(FanMode.ON), "fan_for"),
    ],
)
async def test_what_nest_does_not_have_costs_no_request(
    make_client: Maker, vendor: NestServer, verb: Callable[[Any], Any], said: str
) -> None:
    with pytest.raises(NotSupported, match=said):
        await verb(thermostat_of(make_client(), vendor, "Kitchen"))

    assert vendor.requests == []


# -- accepted, and not shown yet


async def test_what_the_state_shows_later_is_accepted_and_can_be_waited_for(
    make_client: Maker, vendor: NestServer
) -> None:
    vendor.sandbox.delay_s = 30.0
    thermostat = thermostat_of(make_client(), vendor, "Lounge")

    result = await thermostat.set_temperature(heat=Temperature.c(23))

    assert isinstance(result, AsyncAccepted)
    assert "does not show it yet" in result.reason
    assert await result.wait(0.05) is result
    with pytest.raises(ConfigurationError):
        await result.wait(0)
    vendor.sandbox.clock.advance(31)
    assert await result.wait(5) == Applied(reached=True)
    assert len(vendor.commands) == 1


async def test_a_delay_within_the_time_to_confirm_is_waited_for(make_client: Maker, vendor: NestServer) -> None:
    vendor.sandbox.delay_s, vendor.sandbox.clock.speed = 60.0, 300.0

    result = await thermostat_of(make_client(confirm_s=5), vendor, "Lounge").set_mode(Mode.OFF)

    assert result == Applied(reached=True)
    assert vendor.reads >= 2


async def test_without_time_to_confirm_the_state_is_not_read(make_client: Maker, vendor: NestServer) -> None:
    result = await thermostat_of(make_client(confirm_s=0), vendor, "Lounge").set_mode(Mode.OFF)

    assert isinstance(result, AsyncAccepted)
    assert "not read back" in result.reason
    assert (vendor.lists, vendor.reads) == (1, 0)
    assert isinstance(await result.wait(1), Applied)
    for wrong in (-1, float("nan")):
        with pytest.raises(ConfigurationError):
            make_client(confirm_s=wrong)


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (error_reply(500, "INTERNAL", "Internal error encountered."), "Internal error"),
        (HTML, "not a JSON object"),
        (Reply(never=True), "no whole response|ran out of time"),
        (LOST, "no whole response"),
        (error_reply(403, "PERMISSION_DENIED", "The caller does not have permission"), "permission"),
    ],
)
async def test_a_state_that_cannot_be_read_back_is_a_reason_and_no_error(
    make_client: Maker, vendor: NestServer, reply: Reply, said: str
) -> None:
    path = vendor.device_path("Lounge")
    vendor.on("GET", path, reply)
    client = make_client()

    with client.options(timeout_s=0.2):
        result = await thermostat_of(client, vendor, "Lounge").set_mode(Mode.OFF)

    assert isinstance(result, AsyncAccepted)
    assert re.search(f"could not be read back: .*({said})", result.reason)
    assert len(vendor.commands) == 1
    vendor.on("GET", path, vendor.forward)
    assert isinstance(await result.wait(1), Applied)


async def test_a_read_that_is_refused_for_its_number_is_replaced_by_a_list(
    make_client: Maker, vendor: NestServer
) -> None:
    refused = error_reply(429, "RESOURCE_EXHAUSTED", "Rate limited for the GetDevice API for the user.")
    vendor.on("GET", vendor.device_path("Lounge"), refused)

    result = await thermostat_of(make_client(), vendor, "Lounge").set_mode(Mode.OFF)

    assert result == Applied(reached=True)
    assert (vendor.lists, vendor.reads) == (2, 1)


# -- commands whose response is lost


@pytest.mark.parametrize(
    "reply", [LOST, Reply(reset=True), UNAVAILABLE, error_reply(500, "INTERNAL", "Internal error"), HTML]
)
async def test_a_command_whose_response_is_lost_is_settled_by_the_state_and_never_repeated(
    make_client: Maker, vendor: NestServer, reply: Reply
) -> None:
    path = vendor.command_path("Lounge")
    vendor.on("POST", path, vendor.then(reply))
    thermostat = thermostat_of(make_client(), vendor, "Lounge")

    assert await thermostat.set_temperature(heat=Temperature.c(23)) == Applied(reached=True)

    assert len(vendor.commands) == 1
    vendor.on("POST", path, reply)
    with pytest.raises(OutcomeUnknown, match="was lost, and the state does not show it") as unknown:
        await thermostat.set_temperature(heat=Temperature.c(25))
    assert unknown.value.applied is False
    assert len(vendor.commands) == 2


async def test_without_a_state_to_read_a_lost_response_leaves_the_outcome_open(
    make_client: Maker, vendor: NestServer
) -> None:
    vendor.on("POST", vendor.command_path("Lounge"), LOST)
    vendor.on("GET", vendor.device_path("Lounge"), UNAVAILABLE)

    with pytest.raises(OutcomeUnknown) as unknown:
        await thermostat_of(make_client(confirm_s=0), vendor, "Lounge").set_mode(Mode.OFF)

    assert unknown.value.applied is None
    assert len(vendor.commands) == 1


async def test_a_command_that_the_server_will_never_carry_out_is_an_error(
    make_client: Maker, vendor: NestServer
) -> None:
    client = make_client()
    thermostat = thermostat_of(client, vendor, "Lounge")
    await thermostat.status()
    vendor.on("POST", vendor.command_path("Lounge"), error_reply(501, "UNIMPLEMENTED", "no"), vendor.forward)

    with pytest.raises(ServerError):
        await thermostat.set_mode(Mode.OFF)
    assert isinstance(await thermostat.set_mode(Mode.OFF), Applied)

    assert len(vendor.commands) == 2


# -- refusals


REFUSALS = [
    ("Living Room", lambda it: it.set_temperature(heat=Temperature.c(9)), "heat", "out of range"),
    ("Kitchen", lambda it: it.set_temperature(cool=Temperature.c(33)), "cool", "out of range"),
    ("Upstairs", lambda it: it.set_temperature(cool=Temperature.c(33)), "cool", "out of range"),
]


@pytest.mark.parametrize(("name", "verb", "field", "said"), REFUSALS)
async def test_a_value_that_the_vendor_refuses_names_the_argument(
    make_client: Maker, vendor: NestServer, name: str, verb: Callable[[Any], Any], field: str, said: str
) -> None:
    with pytest.raises(Rejected, match=f"{field}: .*{said}") as refused:
        await verb(thermostat_of(make_client(), vendor, name))

    assert not isinstance(refused.value, PreconditionFailed)
    assert list(refused.value.fields) == [field]
    assert len(vendor.commands) == 1


async def test_a_state_that_does_not_allow_a_command_is_a_failed_precondition(
    make_client: Maker, vendor: NestServer
) -> None:
    client = make_client()
    office, cellar = (thermostat_of(client, vendor, name) for name in ("Office", "Cellar"))

    with pytest.raises(PreconditionFailed, match=r"eco: .*not allowed in current thermostat mode") as refused:
        await office.set_eco(True)
    assert list(refused.value.fields) == ["eco"]
    with pytest.raises(PreconditionFailed, match="mode: The thermostat is offline"):
        await cellar.set_mode(Mode.OFF)

    vendor.on("POST", vendor.command_path("Kitchen"), error_reply(400, "FAILED_PRECONDITION", "Fan unavailable."))
    with pytest.raises(PreconditionFailed, match="duration: Fan unavailable"):
        await thermostat_of(client, vendor, "Kitchen").fan_for(timedelta(minutes=1))
    assert len(vendor.commands) == 3


async def test_a_device_that_is_gone_is_not_found_and_not_commanded(make_client: Maker, vendor: NestServer) -> None:
    client = make_client()

    with pytest.raises(NotFound):
        await client.thermostats.get("AVPHwEgone").set_mode(Mode.OFF)
    with pytest.raises(InvalidRequest, match="no trait of a thermostat"):
        await thermostat_of(client, vendor, "Kitchen Display").set_mode(Mode.OFF)

    assert vendor.commands == []


# -- the last list, and changes that others make


def change_elsewhere(vendor: NestServer, name: str, command: str, **params: Any) -> None:
    """Command a thermostat as another app would."""
    import httpx

    headers = {"authorization": f"Bearer {vendor.sandbox.make_consent()['access_token']}"}
    body = {"command": f"sdm.devices.commands.{command}", "params": params}
    url = f"{vendor.url}{vendor.command_path(name)}"
    assert httpx.post(url, json=body, headers=headers, trust_env=False).status_code == 200


async def test_a_recent_list_chooses_the_command_without_another_read(make_client: Maker, vendor: NestServer) -> None:
    client = make_client(confirm_s=0)
    listed = [each async for each in client.thermostats]

    for each in listed[:2]:
        await each.set_mode(Mode.OFF)

    assert (vendor.lists, vendor.reads, len(vendor.commands)) == (1, 0, 2)


async def test_an_older_list_is_read_again_before_a_command(
    make_client: Maker, vendor: NestServer, later: Callable[[float], None]
) -> None:
    client = make_client(confirm_s=0)
    listed = [each async for each in client.thermostats]
    change_elsewhere(vendor, "Living Room", "ThermostatMode.SetMode", mode="COOL")
    later(11)

    await listed[0].set_temperature(cool=Temperature.c(25))

    assert (vendor.lists, vendor.reads) == (2, 0)
    assert vendor.commands[-1] == (f"{SET_POINT}.SetCool", {"coolCelsius": 25.0})


async def test_a_mode_that_somebody_has_just_changed_is_read_before_an_error_is_raised(
    make_client: Maker, vendor: NestServer
) -> None:
    client = make_client()
    listed = {each.id: each async for each in client.thermostats}
    living = listed[vendor.sandbox.device_id("Living Room")]
    change_elsewhere(vendor, "Living Room", "ThermostatMode.SetMode", mode="COOL")

    assert isinstance(await living.set_temperature(cool=Temperature.c(25)), Applied), "by the list, it only heats"

    change_elsewhere(vendor, "Guest Suite", "ThermostatEco.SetMode", mode="OFF")
    guest = listed[vendor.sandbox.device_id("Guest Suite")]
    assert isinstance(await guest.set_temperature(cool=Temperature.c(28)), Applied), "by the list, it is in Eco"
    assert [name for name, _ in vendor.commands if SET_POINT in name] == [
        f"{SET_POINT}.SetCool",
        f"{SET_POINT}.SetRange",
    ]


async def test_a_mode_that_somebody_has_just_changed_is_read_before_a_command_is_left_out(
    make_client: Maker, vendor: NestServer
) -> None:
    client = make_client()
    listed = {each.id: each async for each in client.thermostats}
    change_elsewhere(vendor, "Living Room", "ThermostatMode.SetMode", mode="COOL")
    change_elsewhere(vendor, "Kitchen", "ThermostatEco.SetMode", mode="MANUAL_ECO")

    await listed[vendor.sandbox.device_id("Living Room")].set_mode(Mode.HEAT)
    await listed[vendor.sandbox.device_id("Kitchen")].set_eco(False)

    assert vendor.commands[2:] == [
        ("ThermostatMode.SetMode", {"mode": "HEAT"}),
        ("ThermostatEco.SetMode", {"mode": "OFF"}),
    ]


async def test_a_set_point_that_is_kept_is_that_of_now_and_not_of_a_recent_list(
    make_client: Maker, vendor: NestServer
) -> None:
    client = make_client()
    listed = {each.id: each async for each in client.thermostats}
    upstairs = listed[vendor.sandbox.device_id("Upstairs")]
    change_elsewhere(vendor, "Upstairs", f"{SET_POINT}.SetRange", heatCelsius=18.0, coolCelsius=27.0)

    await upstairs.set_temperature(cool=Temperature.c(28))

    assert vendor.commands[-1] == (f"{SET_POINT}.SetRange", {"heatCelsius": 18.0, "coolCelsius": 28.0})


@pytest.mark.parametrize(
    ("verb", "field"),
    [
        (lambda it: it.set_temperature(), "heat"),
        (lambda it: it.set_temperature(cool=24), "cool"),
        (lambda it: it.set_temperature(heat=Temperature.c(20), cool="24"), "cool"),
        (lambda it: it.set_eco(1), "eco"),
        (lambda it: it.fan_for(900), "duration"),
        (lambda it: it.fan_for(timedelta(hours=13)), "duration"),
        (lambda it: it.fan_for(timedelta(0)), "duration"),
    ],
)
async def test_an_argument_that_no_thermostat_takes_costs_no_request(
    make_client: Maker, vendor: NestServer, verb: Callable[[Any], Any], field: str
) -> None:
    thermostat = thermostat_of(make_client(), vendor, "Upstairs")

    with pytest.raises(InvalidRequest) as refused:
        await verb(thermostat)

    assert refused.value.field == field
    assert vendor.requests == []


async def test_a_command_that_a_recent_list_chose_wrongly_is_refused_and_read_anew_by_the_next_verb(
    make_client: Maker, vendor: NestServer
) -> None:
    client = make_client()
    listed = {each.id: each async for each in client.thermostats}
    living = listed[vendor.sandbox.device_id("Living Room")]
    change_elsewhere(vendor, "Living Room", "ThermostatMode.SetMode", mode="COOL")

    with pytest.raises(PreconditionFailed, match="heat: "):
        await living.set_temperature(heat=Temperature.c(21))
    with pytest.raises(InvalidRequest, match="in mode COOL"):
        await living.set_temperature(heat=Temperature.c(21))

    assert len(vendor.commands) == 2, "that of the other app, and the first one"


# -- many verbs at once


async def test_ten_verbs_at_once_share_the_lists_before_and_after_their_commands(
    make_client: Maker, vendor: NestServer
) -> None:
    client = make_client(confirm_s=2, connections=10)
    listed = [each for each in vendor.sandbox.device_ids if each != vendor.sandbox.device_id("Kitchen Display")]
    chosen = [each for each in listed if each != vendor.sandbox.device_id("Cellar")][:10]
    modes = {each: vendor.sandbox.account.devices[each].body.settings.mode for each in chosen}  # type: ignore[union-attr]

    async def switch(thermostat_id: str) -> Any:
        mode = Mode.HEAT if modes[thermostat_id] == "OFF" else Mode.OFF
        return await client.thermostats.get(thermostat_id).set_mode(mode)

    done = await gather(switch, chosen, at_once=10)

    assert done == [Applied(reached=True)] * 10
    assert len(vendor.commands) == 10
    assert vendor.lists <= 5
    assert vendor.reads <= 1, "the last one, which is alone"


# -- deadlines


async def test_a_deadline_holds_for_each_request_of_a_verb(make_client: Maker, vendor: NestServer) -> None:
    client = make_client()
    thermostat = thermostat_of(client, vendor, "Lounge")
    vendor.on("GET", vendor.devices_path, Reply(never=True))
    started = time.monotonic()

    with client.options(deadline_s=0.3), pytest.raises(DeadlineExceeded):
        await thermostat.set_mode(Mode.OFF)

    assert vendor.commands == []
    vendor.on("GET", vendor.devices_path, vendor.forward)
    vendor.on("POST", vendor.command_path("Lounge"), Reply(never=True))
    with client.options(deadline_s=0.3), pytest.raises(OutcomeUnknown):
        await thermostat.set_mode(Mode.OFF)
    assert time.monotonic() - started < 3
    assert len(vendor.commands) == 1


async def test_a_deadline_ends_the_wait_for_the_list_of_another_call(make_client: Maker, vendor: NestServer) -> None:
    gate = threading.Event()
    vendor.on("GET", vendor.devices_path, lambda request: Reply(200, body=vendor.forward(request).body, gate=gate))
    client = make_client()

    async def read(job: str) -> str:
        if job == "waits":
            await sleep(0.05)
            with client.options(deadline_s=0.2):
                try:
                    await thermostat_of(client, vendor, "Lounge").set_mode(Mode.OFF)
                except DeadlineExceeded as late:
                    return str(late)
                finally:
                    gate.set()
        return str(len([each async for each in client.thermostats]))

    first, second = await gather(read, ["reads", "waits"], at_once=2)

    assert first == "12"
    assert "another call was reading the list" in second
    assert vendor.commands == []


async def test_the_body_of_a_command_may_be_empty(make_client: Maker, vendor: NestServer) -> None:
    vendor.on("POST", vendor.command_path("Lounge"), vendor.then(Reply(200)))

    assert isinstance(await thermostat_of(make_client(), vendor, "Lounge").set_mode(Mode.OFF), Applied)

    assert len(vendor.commands) == 1


async def test_a_set_point_is_shown_within_a_tolerance(make_client: Maker, vendor: NestServer) -> None:
    def noisy(off: float) -> Callable[[Request], Reply]:
        def change(body: Any) -> None:
            body["traits"][f"sdm.devices.traits.{SET_POINT}"]["heatCelsius"] = 21.0 + off

        return vendor.changed(change)

    vendor.on("POST", vendor.command_path("Lounge"), json_reply({}))
    vendor.on("GET", vendor.device_path("Lounge"), noisy(0.29))
    thermostat = thermostat_of(make_client(), vendor, "Lounge")

    assert isinstance(await thermostat.set_temperature(heat=Temperature.c(21)), Applied)
    vendor.on("GET", vendor.device_path("Lounge"), noisy(0.31))
    assert isinstance(await thermostat.set_temperature(heat=Temperature.c(21)), AsyncAccepted)
