"""Portfolios from a file and from the environment."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from servers.portfolio import EcobeeAccount

from smartbuildings import AsyncPortfolio, AsyncSmartBuildings, AsyncSmartThings
from smartbuildings.errors import ConfigurationError

pytestmark = pytest.mark.anyio
Start = Callable[..., EcobeeAccount]
on_posix = pytest.mark.skipif(os.name != "posix", reason="Windows has no such permissions")


def write(folder: Path, text: str, mode: int = 0o600) -> Path:
    path = folder / "accounts.toml"
    path.write_text(text)
    path.chmod(mode)
    return path


async def test_several_accounts_of_one_vendor_come_from_a_file(
    ecobee: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    north, south = ecobee({"1": "Hall"}), ecobee({"2": "Attic"})
    monkeypatch.setenv("SOUTH_SECRET", "from-outside")
    path = write(
        tmp_path,
        f'[accounts.north]\nvendor = "ecobee"\nclient_id = "me"\nclient_secret = "s"\nbase_url = "{north.url}"\n'
        f'[accounts.south]\nvendor = "ecobee"\nclient_id = "me too"\nclient_secret = {{env = "SOUTH_SECRET"}}\n'
        f'base_url = "{south.url}"\n[accounts.lofts]\nvendor = "smartthings"\ntoken = "t"\n'
        '[profiles]\necobee = ["north", "south"]\n',
    )
    async with AsyncPortfolio.from_toml(path, profile="ecobee") as portfolio:
        found = sorted([str(each.reference) async for each in portfolio.thermostats])

    assert found == ["north/1", "south/2"]
    assert b"from-outside" in south.requests[0].body
    everything = AsyncPortfolio.from_toml(path)
    kinds = {name: type(client) for name, client in everything.clients.items()}
    assert kinds == {"north": AsyncSmartBuildings, "south": AsyncSmartBuildings, "lofts": AsyncSmartThings}
    assert "from-outside" not in repr(everything)


@on_posix
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644])
def test_a_secret_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    text = '[accounts.lofts]\nvendor = "smartthings"\ntoken = "very-secret"\n'
    with pytest.raises(ConfigurationError, match=r"chmod 600") as caught:
        AsyncPortfolio.from_toml(write(tmp_path, text, mode))
    assert "very-secret" not in str(caught.value)


@on_posix
def test_a_file_without_a_secret_may_be_read_by_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOFTS", "t")
    path = write(tmp_path, '[accounts.lofts]\nvendor = "smartthings"\ntoken = {env = "LOFTS"}\n', 0o644)
    assert list(AsyncPortfolio.from_toml(path).clients) == ["lofts"]


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="No such file"):
        AsyncPortfolio.from_toml(tmp_path / "missing.toml")
    broken = write(tmp_path, "")
    broken.write_bytes(b"token = \xff")
    with pytest.raises(ConfigurationError, match="not UTF-8") as caught:
        AsyncPortfolio.from_toml(broken)
    assert caught.value.__context__ is None


def test_a_client_that_refuses_its_settings_names_the_account(tmp_path: Path) -> None:
    text = '[accounts.lofts]\nvendor = "smartthings"\ntoken = "very-secret"\nbase_url = "ftp://x"\n'
    with pytest.raises(ConfigurationError, match=r"The account 'lofts' \(smartthings\): .*http"):
        AsyncPortfolio.from_toml(write(tmp_path, text))


def test_a_vendor_of_the_callers_own_gets_the_keys_of_its_account(tmp_path: Path) -> None:
    given = []

    def make(**arguments: Any) -> Any:
        given.append(arguments)
        return AsyncSmartThings("t")

    text = '[accounts.plant]\nvendor = "bacnet"\nhost = "10.0.0.1"\nports = [1, 2]\n'
    AsyncPortfolio.from_toml(write(tmp_path, text, 0o644), vendors={"bacnet": make})
    assert given == [{"host": "10.0.0.1", "ports": [1, 2]}]


async def test_the_environment_gives_an_account_for_each_vendor(
    ecobee: Start, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with pytest.raises(ConfigurationError, match=r"SMARTBUILDINGS_CLIENT_ID.*SMARTTHINGS_TOKEN"):
        AsyncPortfolio.from_environment()
    server = ecobee({"1": "Hall"})
    monkeypatch.setenv("SMARTBUILDINGS_CLIENT_ID", "me")
    with pytest.raises(ConfigurationError, match=r"'ecobee' \(ecobee\): client_secret is missing"):
        AsyncPortfolio.from_environment()
    monkeypatch.setenv("SMARTBUILDINGS_CLIENT_SECRET", "s")
    monkeypatch.setenv("SMARTBUILDINGS_BASE_URL", server.url)
    monkeypatch.setenv("SMARTTHINGS_TOKEN", "t")
    monkeypatch.setenv("SMARTTHINGS_BASE_URL", f"{server.url}/v1")
    async with AsyncPortfolio.from_environment() as portfolio:
        assert list(portfolio.clients) == ["ecobee", "smartthings"]
        assert [each.reference async for each in portfolio.thermostats if each.error is None] == ["ecobee/1"]

    path = write(tmp_path, '[accounts.x]\nvendor = "smartthings"\ntoken = "t"\n[profiles]\none = ["x"]\n')
    monkeypatch.setenv("SMARTBUILDINGS_PROFILE", "one")
    with pytest.raises(ConfigurationError, match="SMARTBUILDINGS_PORTFOLIO"):
        AsyncPortfolio.from_environment()
    monkeypatch.setenv("SMARTBUILDINGS_PORTFOLIO", str(path))
    assert list(AsyncPortfolio.from_environment().clients) == ["x"]
