"""The TOML file of a portfolio, read."""

from __future__ import annotations

import inspect
import traceback
from collections.abc import Collection

import pytest

import smartbuildings
from smartbuildings._async import registry
from smartbuildings._core.accounts import AccountsFile, read_accounts
from smartbuildings._sync import registry as sync_registry
from smartbuildings.errors import ConfigurationError, InvalidRequest

SECRET = "s3cr3t-value"
NORTH = f'[accounts.north]\nvendor = "ecobee"\nclient_id = "id"\nclient_secret = "{SECRET}"\n'


def read(text: str, profile: str | None = None, only: Collection[str] = (), **environment: str) -> AccountsFile:
    return read_accounts(text, profile=profile, vendors=registry.VENDORS, environment=environment, only=only)


def test_accounts_have_the_arguments_of_their_clients() -> None:
    found = read(
        f"{NORTH}connections = 2\n"
        '[accounts.south]\nvendor = "ecobee"\nclient_id = "other"\nclient_secret = {env = "SOUTH"}\ntimeout_s = 5\n'
        '[accounts.lofts]\nvendor = "smartthings"\ntoken = {env = "LOFTS"}\n',
        SOUTH="from outside",
        LOFTS=" a-token ",
    )
    assert [(each.name, each.vendor, dict(each.arguments)) for each in found.accounts] == [
        ("north", "ecobee", {"client_id": "id", "client_secret": SECRET, "connections": 2}),
        ("south", "ecobee", {"client_id": "other", "client_secret": "from outside", "timeout_s": 5}),
        ("lofts", "smartthings", {"token": "a-token"}),
    ]
    assert SECRET not in repr(found)


def test_a_profile_names_some_of_the_accounts() -> None:
    text = NORTH + NORTH.replace("north", "south") + '[profiles]\nwinter = ["south"]\nall = ["south", "north"]\n'
    assert [each.name for each in read(text, "winter").accounts] == ["south"]
    assert [each.name for each in read(text, "all").accounts] == ["south", "north"]
    assert [each.name for each in read(text).accounts] == ["north", "south"]


def test_of_some_accounts_only_what_they_need_is_looked_up() -> None:
    text = NORTH.replace(f'"{SECRET}"', '{env = "NOT_SET"}') + NORTH.replace("north", "south")
    text += '[profiles]\nwinter = ["south"]\n'
    with pytest.raises(ConfigurationError, match="NOT_SET"):
        read(text)
    assert [each.name for each in read(text, only=["south"]).accounts] == ["south"]
    assert [each.name for each in read(text, only=["south", "north"], NOT_SET="x").accounts] == ["north", "south"]
    with pytest.raises(InvalidRequest, match=r"There is no account 'north'\. There are: south\."):
        read(text, "winter", only=["north"])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f'{NORTH}secret = "{SECRET}"', "'north' (ecobee) has the unknown key 'secret'. Known are: api_version"),
        (f"{NORTH}[account.x]\n", "The file has the unknown key 'account'. Known are: accounts, profiles."),
        (f'{NORTH}timeout_s = "{SECRET}"', "timeout_s has to be a number."),
        (f"{NORTH}connections = 2.5", "connections has to be a whole number."),
        (f"{NORTH}connections = true", "connections has to be a whole number."),
        (NORTH.replace("ecobee", "ecobe"), "needs a vendor. There are: ecobee, nest, smartthings."),
        ('[accounts.a]\nvendor = "smartthings"\n', "It needs token; or api_key; or client_id and client_secret."),
        (f'accounts = "{SECRET}"', "[accounts] has to be a table."),
        (f'[accounts]\nnorth = "{SECRET}"', "[accounts.north] has to be a table."),
        ("", "names no account"),
        (f'[accounts.north]\nvendor = "ecobee"\nclient_secret = {SECRET}', "is not TOML: something is wrong at line 3"),
        (NORTH.replace(f'"{SECRET}"', '{env = "NOT_SET"}'), "the environment variable NOT_SET, which is not set."),
        (NORTH.replace(f'"{SECRET}"', f'{{value = "{SECRET}"}}'), 'other than {env = "NAME"}'),
        (f'{NORTH}[profiles]\nx = "{SECRET}"', "The profile 'x' has to be a list"),
        (f'{NORTH}[profiles]\nx = ["{SECRET}"]', "names an account that is not in the file. There are: north."),
    ],
)
def test_a_wrong_file_is_refused_with_a_sentence_and_without_its_secrets(text: str, says: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        read(text)
    assert says in str(caught.value)
    shown = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    ours = [frame for frame in shown.stack if "smartbuildings" in frame.filename]
    assert len(ours) >= 1
    assert SECRET not in str(caught.value) + str([frame.locals for frame in ours])
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_a_consent_of_the_environment_is_no_account_of_a_file_by_accident() -> None:
    lofts = '[accounts.lofts]\nvendor = "smartthings"\nclient_id = "app"\nclient_secret = "s"\n'
    variable = "SMARTTHINGS_REFRESH_TOKEN"
    with pytest.raises(ConfigurationError, match="each refresh replaces") as caught:
        read(lofts, **{variable: SECRET})
    assert SECRET not in str(caught.value)

    (found,) = read(f'{lofts}refresh_token = {{env = "{variable}"}}', **{variable: SECRET}).accounts
    assert found.arguments["refresh_token"] == SECRET
    for text in (lofts, lofts.replace("client_id", "token").replace("client_secret", "base_url"), NORTH):
        assert len(read(text, **({} if text == lofts else {variable: SECRET})).accounts) == 1


def test_a_missing_profile_is_named() -> None:
    with pytest.raises(ConfigurationError, match=r"no profile 'summer'. There are: winter."):
        read(f'{NORTH}[profiles]\nwinter = ["north"]', "summer")


@pytest.mark.parametrize(
    ("text", "has_secret"),
    [
        (NORTH, True),
        (NORTH.replace(f'"{SECRET}"', '{env = "HOME"}'), False),
        (NORTH.replace(f'"{SECRET}"', '{env = "HOME"}') + 'proxy = "http://user:pass@proxy:3128"', True),
        (NORTH.replace(f'"{SECRET}"', '{env = "HOME"}') + 'proxy = "http://proxy:3128"', False),
    ],
)
def test_it_is_known_whether_a_secret_is_written_out(text: str, has_secret: bool) -> None:
    assert read(text, HOME="x").has_secret is has_secret


def test_each_argument_is_one_of_the_client() -> None:
    for vendor, entry in registry.VENDORS.items():
        known = inspect.signature(getattr(smartbuildings, entry.client)).parameters
        sync = sync_registry.VENDORS[vendor]
        assert set(entry.arguments or ()) <= set(known)
        assert sync.arguments == entry.arguments
        assert set(inspect.signature(getattr(smartbuildings, sync.client)).parameters) == set(known)
        assert f"Async{sync.client}" == entry.client
        assert all(needed <= set(entry.arguments or ()) for needed in entry.credentials)
