"""``login`` and ``consents``: a redirect, received on loopback or pasted, becomes a consent in the token store."""

from __future__ import annotations

import io
import json
import re
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from servers.smartthings import SmartThingsServer

from smartbuildings.cli.callback import code_in, wait_for_redirect
from smartbuildings.errors import ConfigurationError, ConsentNeeded, InvalidRequest
from smartbuildings.sandbox import NestSandbox, SandboxServer


@pytest.fixture
def vendor() -> Iterator[SmartThingsServer]:
    with SmartThingsServer() as server:
        yield server


@pytest.fixture
def environment(vendor: SmartThingsServer, tmp_path: Path) -> dict[str, str]:
    return {
        "SMARTTHINGS_BASE_URL": vendor.base_url,
        "SMARTTHINGS_CLIENT_ID": "app",
        "SMARTTHINGS_CLIENT_SECRET": "app-secret",
        "SMARTTHINGS_TOKEN": "a personal token that is not used",
        "SMARTBUILDINGS_TOKEN_STORE": f"file:{tmp_path}",
        "PATH": "/usr/bin:/bin",
    }


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def start(environment: dict[str, str], *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "smartbuildings", *arguments]
    return subprocess.Popen(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_a_redirect_on_loopback_adds_a_consent(environment: dict[str, str], vendor: SmartThingsServer) -> None:
    redirect_uri = f"http://localhost:{free_port()}/callback"
    command = ("login", "smartthings", "--redirect-uri", redirect_uri, "--scope", "x:locations:*", "--wait", "60")
    process = start(environment, *command)
    assert process.stderr is not None
    shown = ""
    while "oauth/authorize" not in shown:
        line = process.stderr.readline()
        assert line, shown
        shown += line
    page = re.search(r"http://\S+/oauth/authorize\?\S+", shown)
    assert page is not None
    asked = parse_qs(urlsplit(page[0]).query)
    assert asked["scope"] == ["r:devices:* x:devices:* r:locations:* x:locations:*"]
    assert "loses its access" in shown
    # Somebody else's redirect, and one of another login, are turned away.
    for wrong in (urlencode({"code": "code-b", "state": "other"}), "code=code-b", ""):
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(f"{redirect_uri}?{wrong}", timeout=10)

    right = urlencode({"code": "code-a", "state": asked["state"][0]})
    assert urllib.request.urlopen(f"{redirect_uri}?{right}", timeout=10).status == 200
    out, err = process.communicate(timeout=60)

    assert process.returncode == 0, err
    assert "Location location-a is added." in out
    assert not {"code-a", "access-1", "refresh-1", "app-secret"} & set(re.findall(r"[\w-]+", shown + out + err))
    listed = start(environment, "consents", "smartthings", "--json")
    out, err = listed.communicate(timeout=60)
    assert listed.returncode == 0, err
    (row,) = json.loads(out)["consents"]
    assert (row["location_id"], row["error"]) == ("location-a", None)
    removed = start(environment, "consents", "smartthings", "--remove", row["name"])
    out, err = removed.communicate(timeout=60)
    assert (removed.returncode, out) == (0, ""), err
    none_left = start(environment, "consents", "smartthings")
    _, err = none_left.communicate(timeout=60)
    assert none_left.returncode == 4
    assert "no consent is stored" in err


@pytest.mark.parametrize("is_testing", [False, True])
def test_a_consent_to_nest_is_added_and_used(is_testing: bool, tmp_path: Path) -> None:
    sandbox = NestSandbox(speed=0, testing_mode=is_testing)
    with SandboxServer(sandbox) as server:
        environment = {
            **sandbox.environment(server.url),
            "NEST_REFRESH_TOKEN": "revoked",
            "SMARTBUILDINGS_TOKEN_STORE": f"file:{tmp_path}",
            "PATH": "/usr/bin:/bin",
        }
        redirect_uri = f"http://localhost:{free_port()}/callback"
        process = start(environment, "login", "nest", "--redirect-uri", redirect_uri, "--wait", "60")
        assert process.stderr is not None
        shown = ""
        while "partnerconnections" not in shown:
            line = process.stderr.readline()
            assert line, shown
            shown += line
        page = re.search(r"http://\S+/partnerconnections/\S+", shown)
        assert page is not None
        assert urllib.request.urlopen(page[0], timeout=10).status == 200  # Consents, and is sent back.
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
        assert "The consent is added." in out
        assert ("in testing" in out) == is_testing
        del environment["NEST_REFRESH_TOKEN"]
        listed = start(environment, "consents", "nest")
        out, err = listed.communicate(timeout=60)
        assert listed.returncode == 0, err
        assert ("The consent ends 20" in out) == is_testing
        for wrong in (("consents", "nest", "--remove", "x"), ("login", "nest", "--scope", "x")):
            refused = start(environment, *wrong)
            _, err = refused.communicate(timeout=60)
            assert (refused.returncode, "Traceback" in err) == (2, False), err


def test_a_consent_is_added_to_an_account_of_a_portfolio(
    environment: dict[str, str], vendor: SmartThingsServer, tmp_path: Path
) -> None:
    file = tmp_path / "accounts.toml"
    file.write_text(
        f'[accounts.lofts]\nvendor = "smartthings"\nclient_id = "app"\nclient_secret = {{env = "APP"}}\n'
        f'base_url = "{vendor.base_url}"\ntoken_store = "file:{tmp_path / "lofts"}"\n'
        '[accounts.personal]\nvendor = "smartthings"\ntoken = {env = "APP"}\n'
        '[accounts.north]\nvendor = "ecobee"\nclient_id = "x"\nclient_secret = {env = "APP"}\n'
    )
    environment = {name: value for name, value in environment.items() if not name.startswith("SMARTTHINGS_")}
    environment |= {"SMARTBUILDINGS_PORTFOLIO": str(file), "APP": "app-secret"}
    redirect_uri = f"http://localhost:{free_port()}/callback"
    process = start(environment, "login", "smartthings", "--account", "lofts", "--redirect-uri", redirect_uri)
    assert process.stderr is not None
    shown = ""
    while (page := re.search(r"http://\S+/oauth/authorize\?\S+", shown)) is None:
        line = process.stderr.readline()
        assert line, shown
        shown += line
    state = parse_qs(urlsplit(page[0]).query)["state"][0]
    urllib.request.urlopen(f"{redirect_uri}?{urlencode({'code': 'code-a', 'state': state})}", timeout=10)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 0, err

    listed = start(environment, "consents", "smartthings", "--account", "lofts", "--json")
    out, err = listed.communicate(timeout=60)
    assert listed.returncode == 0, err
    assert [row["location_id"] for row in json.loads(out)["consents"]] == ["location-a"]
    assert list((tmp_path / "lofts").glob("*.json"))
    for account, says in {"personal": "no consents", "north": "is an account of ecobee", "east": "no account"}.items():
        refused = start(environment, "consents", "smartthings", "--account", account)
        _, err = refused.communicate(timeout=60)
        assert refused.returncode == 2
        assert says in err


STATE = "the-state"


def redirect(**query: str) -> str:
    return f"http://localhost:1/callback?{urlencode({'state': STATE, **query})}"


def test_a_redirect_may_be_pasted_after_something_else_was() -> None:
    wrong: list[str] = []
    typed = io.StringIO(f"\nhello\n{redirect(code='c', state='another')}\n {redirect(code='the-code')} \n")

    code = wait_for_redirect("https://example.com/done", state=STATE, timeout_s=10, typed=typed, complain=wrong.append)

    assert code == "the-code"
    assert repr(code) == "'***'"
    assert len(wrong) == 2
    assert all("Paste the whole address" in each for each in wrong)


def test_a_user_who_does_not_consent_is_told_from_a_failure() -> None:
    typed = io.StringIO(redirect(error="access_denied", error_description="The user said no."))

    with pytest.raises(ConsentNeeded, match="access_denied The user said no"):
        wait_for_redirect("https://example.com/done", state=STATE, timeout_s=10, typed=typed, complain=print)


@pytest.mark.parametrize("text", ["", "code", "http://[", redirect(), redirect(code="a") + "&code=b", redirect()[:-3]])
def test_what_is_no_redirect_is_not_taken_for_one(text: str) -> None:
    with pytest.raises(InvalidRequest):
        code_in(text, state=STATE)


def test_a_port_that_is_taken_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ConfigurationError, match=f"Port {port} of this machine"):
            wait_for_redirect(f"http://localhost:{port}/callback", state=STATE, timeout_s=1, typed=None, complain=print)


def test_without_a_terminal_and_a_loopback_redirect_nothing_could_come() -> None:
    with pytest.raises(ConfigurationError, match="no terminal to paste it into"):
        wait_for_redirect("https://example.com/done", state=STATE, timeout_s=1, typed=None, complain=print)


def test_a_wait_ends() -> None:
    before = threading.active_count()
    with pytest.raises(ConfigurationError, match="No redirect came in 0 s"):
        wait_for_redirect(
            f"http://127.0.0.1:{free_port()}/callback", state=STATE, timeout_s=0.2, typed=None, complain=print
        )
    assert threading.active_count() <= before + 1
