"""How commands end: each documented exit code, for its reason, with one sentence on stderr and nothing on stdout."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from typing import Any

import pytest

import smartbuildings.cli
from smartbuildings.cli.exit_codes import HELP, ExitCode, exit_code
from smartbuildings.cli.run import common_options_last
from smartbuildings.errors import SmartBuildingsError

UNKNOWN = "999999999999"


def failed(ran: Any, code: int, *words: str) -> None:
    """Prove that a command ended with a code and a sentence."""
    assert ran.code == code, ran.err
    assert ran.out == ""
    lines = ran.err.splitlines()
    assert len(lines) == 1, ran.err
    assert lines[0].startswith("smartbuildings: ")
    assert lines[0].endswith(".")
    for word in words:
        assert word in lines[0]


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["bogus"], "bogus"),
        (["status", "--bogus"], "--bogus"),
        (["hold"], "ID"),
        (["mode", "511134833204", "turbo"], "turbo"),
        (["thermostats", "--limit", "many"], "--limit"),
        (["thermostats", "--limit", "0"], "limit"),
        (["hold", "511134833204", "--heat", "68"], "68F or 20C"),
        (["hold", "511134833204"], "no set point"),
        (["hold", "511134833204", "--heat", "68F", "--fan", "on"], "two holds"),
        (["hold", "511134833204", "--heat", "95F"], "above its heat range"),
        (["hold", "511134833204", "--heat", "-5C"], "below its heat range"),
        (["status", "five"], "five"),
        (["sandbox", "--port", "99999"], "99999"),
    ],
)
def test_a_wrong_command_or_value_ends_with_2(run: Any, server: Any, arguments: list[str], word: str) -> None:
    failed(run(*arguments, *(["--json"] if arguments[0] == "hold" else [])), 2, word)
    assert server.seen("setHeatHold") == []


def test_a_missing_credential_ends_with_3(run: Any) -> None:
    failed(run("buildings", SMARTBUILDINGS_CLIENT_SECRET=""), 3, "SMARTBUILDINGS_CLIENT_SECRET")


def test_a_wrong_setting_ends_with_3(run: Any) -> None:
    failed(run("buildings", "--base-url", "http://api.example.com"), 3, "https")
    failed(run("buildings", "--token-store", "floppy"), 3, "token store")
    failed(run("buildings", SMARTBUILDINGS_API_VERSION="v9"), 3, "v9")


def test_a_redis_server_that_does_not_answer_ends_with_3_and_shows_no_password(run: Any) -> None:
    pytest.importorskip("redis")
    ran = run("buildings", "--token-store", "redis://:open-sesame@127.0.0.1:9/0")
    failed(ran, 3, "token store")
    assert "open-sesame" not in ran.err


def test_a_token_store_that_cannot_be_used_ends_with_3(run: Any, tmp_path: Any) -> None:
    (tmp_path / "file").write_text("in the way")
    failed(run("buildings", "--token-store", f"file:{tmp_path}/file/tokens"), 3, str(tmp_path / "file"))


def test_wrong_credentials_end_with_4_and_are_sent_once(run: Any, server: Any) -> None:
    failed(run("buildings", SMARTBUILDINGS_CLIENT_SECRET="not-it"), 4, "rejected the credentials")
    assert server.seen("getToken") == [401]


def test_a_refused_token_ends_with_4(run: Any, server: Any) -> None:
    server.fault("revoked_token", operation="getBuildingIds")
    failed(run("buildings"), 4, "401")


def test_what_is_not_there_ends_with_5(run: Any) -> None:
    failed(run("sensors", UNKNOWN), 5, "404")
    failed(run("mode", UNKNOWN, "heat", "--json"), 5)


def test_what_is_not_permitted_ends_with_5(run: Any, server: Any) -> None:
    server.fault("response", status=403, body={"status": "error", "message": "no scope"}, operation="getBuildingIds")
    failed(run("buildings", "--json"), 5, "no scope")


def test_a_spent_quota_ends_with_6_and_says_for_how_long(run: Any, server: Any) -> None:
    server.fault("rate_limited", retry_after=3600, operation="getBuildingIds")
    failed(run("buildings"), 6, "3600 s")


def test_no_connection_ends_with_7(run: Any) -> None:
    failed(run("buildings", "--base-url", "http://127.0.0.1:9"), 7, "could not be sent")


def test_a_failing_server_ends_with_7(run: Any, server: Any) -> None:
    server.fault("response", status=501, body="not made", operation="getBuildingIds")
    failed(run("buildings"), 7, "501")


def test_a_write_that_may_have_been_made_ends_with_8(run: Any, server: Any, thermostat: str) -> None:
    server.fault("cut", operation="resumeSchedule")
    server.fault("html", operation="getThermostatEvents", times=None)
    failed(run("resume", thermostat), 8, "lost")
    assert len(server.seen("resumeSchedule")) == 1


def test_an_unreadable_answer_ends_with_1(run: Any, server: Any) -> None:
    server.fault("truncated", operation="getBuildingIds")
    failed(run("buildings"), 1, "not a JSON object")


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_command_ends_soon_and_quietly(
    environment: dict[str, str], server: Any, sent: signal.Signals, code: int
) -> None:
    server.fault("slow", seconds=20, operation="getThermostatStatus", times=3)
    command = [sys.executable, "-m", "smartbuildings", "status"]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        give_up_at = time.monotonic() + 20
        while len(server.seen("getThermostatStatus")) < 3:
            assert time.monotonic() < give_up_at
            time.sleep(0.05)
        process.send_signal(sent)
        out, err = process.communicate(timeout=10)
    assert (process.returncode, out, err) == (code, "", "")


def test_a_reader_that_goes_away_is_no_error_to_speak_of(environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "smartbuildings", "thermostats", "--ids-only", "--json"]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        err = process.stderr.read()
        assert (process.wait(20), err) == (141, "")


def test_every_error_of_the_library_has_an_exit_code_but_0() -> None:
    def descend(kind: type[SmartBuildingsError]) -> list[type[SmartBuildingsError]]:
        return [kind, *(found for each in kind.__subclasses__() for found in descend(each))]

    codes = {kind.__name__: exit_code(kind("what happened")) for kind in descend(SmartBuildingsError)}
    assert all(codes.values())
    kinds = {"InvalidRequest": 2, "ConfigurationError": 3, "TokenRefused": 4, "PermissionDenied": 5, "RateLimited": 6}
    kinds |= {"TokenQuotaExceeded": 6, "DeadlineExceeded": 7, "OutcomeUnknown": 8, "UnreadableResponse": 1}
    assert {name: int(codes[name]) for name in kinds} == kinds


def test_the_exit_codes_are_told_in_the_help_and_in_the_module() -> None:
    documented = {int(code) for code in ExitCode} - {ExitCode.BROKEN_PIPE}
    for text in (HELP, smartbuildings.cli.__doc__ or ""):
        lines = [line.split()[0] for line in text.splitlines() if line.split()]
        assert documented <= {int(word) for word in lines if word.isdigit()}


@pytest.mark.parametrize(
    ("given", "moved"),
    [
        ("--json status 1", "status --json 1"),
        ("--base-url u --api-version=v1 status -- 1", "status --base-url u --api-version=v1 -- 1"),
        ("status --json", "status --json"),
        ("--help", "--help"),
        ("--json", "--json"),
        ("", ""),
    ],
)
def test_common_options_are_moved_behind_the_command(given: str, moved: str) -> None:
    assert common_options_last(given.split()) == moved.split()


@pytest.mark.parametrize(("option", "value"), [("--start", "soon"), ("--quota", "5/4"), ("--quota", "a/b/c")])
def test_a_sandbox_that_cannot_be_as_asked_is_refused_in_a_sentence(run: Any, option: str, value: str) -> None:
    failed(run("sandbox", "--port", "0", option, value), 2, option, value)
