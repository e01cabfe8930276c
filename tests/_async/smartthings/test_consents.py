"""One client holds the consents to several locations, and refreshes each on its own."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import attrs
import pytest
from servers.scripted import Reply, json_reply
from servers.smartthings import CLIENT, SmartThingsServer

from smartbuildings import AsyncSmartThings, FileStore, MemoryStore
from smartbuildings.errors import ConfigurationError, ConsentNeeded, FreshTokenRejected, TokenError, TokenRefused
from smartbuildings.events import ConsentEnding, Event
from smartbuildings.tokens import Token, TokenRecord

pytestmark = pytest.mark.anyio

Maker = Callable[..., AsyncSmartThings]
REDIRECT = "http://localhost:8400/callback"
TOKEN = "/v1/oauth/token"


async def test_the_page_of_the_consent_asks_for_what_reading_and_commanding_need(make_client: Maker) -> None:
    url = urlsplit(make_client().authorize_url(REDIRECT, "the state"))

    assert url.path == "/v1/oauth/authorize"
    assert parse_qs(url.query) == {
        "client_id": ["app"],
        "response_type": ["code"],
        "redirect_uri": [REDIRECT],
        "scope": ["r:devices:* x:devices:* r:locations:*"],
        "state": ["the state"],
    }


async def test_a_code_is_exchanged_with_basic_authentication_and_its_consent_is_kept(
    make_client: Maker, vendor: SmartThingsServer
) -> None:
    store = MemoryStore()
    client = make_client(token_store=store)

    found = await client.add_consent(" code-a\n", REDIRECT)

    (request,) = vendor.requests_for("POST", TOKEN)
    assert request.headers["content-type"].startswith("application/x-www-form-urlencoded")
    assert request.form == {
        "grant_type": "authorization_code",
        "code": "code-a",
        "client_id": "app",
        "redirect_uri": REDIRECT,
    }
    assert (found.location_id, found.error) == ("location-a", None)
    assert found.ends_at is not None
    assert abs(found.ends_at - datetime.now(UTC) - timedelta(days=30)) < timedelta(minutes=1)
    # Another process with the same store has the same consents, and needs no other token.
    (again,) = await make_client(token_store=store).consents()
    assert attrs.asdict(again) == attrs.asdict(found)
    assert len(vendor.requests_for("POST", TOKEN)) == 1


async def test_each_consent_is_refreshed_with_its_own_token(make_client: Maker, vendor: SmartThingsServer) -> None:
    vendor.lifetime_s = 1
    store = MemoryStore()
    client = make_client(token_store=store)
    await client.add_consent("code-a", REDIRECT)
    await client.add_consent("code-b", REDIRECT)
    time.sleep(1.1)  # Both access tokens have expired.

    found = await make_client(token_store=store).consents()

    assert [(each.location_id, each.error) for each in found] == [("location-a", None), ("location-b", None)]
    refreshed = [one.form["refresh_token"] for one in vendor.requests_for("POST", TOKEN) if "refresh_token" in one.form]
    assert len(refreshed) == len(set(refreshed)) >= 2


class _LosingOne(MemoryStore):
    """A store in which one record cannot be read."""

    lost: str | None = None

    def load(self, key: str) -> TokenRecord:
        if key == self.lost:
            raise OSError("disk failure")
        return super().load(key)


async def test_a_record_that_cannot_be_read_hides_no_other_consent_and_is_kept(
    make_client: Maker, vendor: SmartThingsServer
) -> None:
    store = _LosingOne()
    client = make_client(token_store=store)
    first, second = [await client.add_consent(code, REDIRECT) for code in ("code-a", "code-b")]
    scoped: Any = (await client._accounts.all())[0].tokens._access.store
    store.lost = scoped._own((await client._accounts.all())[0].tokens.credentials.key)

    found = await make_client(token_store=store).consents()

    assert [(each.name, each.location_id) for each in found] == [(first.name, None), (second.name, "location-b")]
    assert isinstance(found[0].error, TokenError) and "disk failure" in str(found[0].error)

    vendor.locations["code-c"] = "location-c"
    await make_client(token_store=store).add_consent("code-c", REDIRECT)

    store.lost = None
    kept = await make_client(token_store=store).consents()
    assert [each.location_id for each in kept] == ["location-a", "location-b", "location-c"]


async def test_a_second_consent_for_a_location_replaces_the_first(
    make_client: Maker, vendor: SmartThingsServer
) -> None:
    vendor.locations["code-c"] = "location-a"
    client = make_client()
    first = await client.add_consent("code-a", REDIRECT)
    await client.add_consent("code-b", REDIRECT)

    second = await client.add_consent("code-c", REDIRECT)

    names = [each.name for each in await client.consents()]
    assert second.name in names
    assert first.name not in names
    assert len(names) == 2


@pytest.mark.parametrize(
    "refusal",
    [
        json_reply({"error": {"code": "keymanagement.authorization_code_invalid"}}, status=404),
        json_reply({"error": "invalid_grant", "error_description": "Invalid authorization code: x"}, status=400),
        json_reply({"error": "invalid_grant"}, status=401),
    ],
)
async def test_a_code_that_is_not_accepted_needs_consent_and_leaves_nothing_behind(
    make_client: Maker, vendor: SmartThingsServer, refusal: Reply
) -> None:
    vendor.on("POST", TOKEN, refusal)
    client = make_client()

    with pytest.raises(ConsentNeeded):
        await client.add_consent("code-a", REDIRECT)

    assert len(vendor.requests_for("POST", TOKEN)) == 1, "a code is never sent again"
    with pytest.raises(ConsentNeeded, match="smartbuildings login smartthings"):
        await client.consents()


async def test_a_wrong_secret_is_named_as_what_it_is(make_client: Maker) -> None:
    with pytest.raises(ConfigurationError, match="client secret"):
        await make_client(client_secret="wrong").add_consent("code-a", REDIRECT)


async def test_a_refresh_token_of_the_environment_is_used_before_a_personal_token(
    vendor: SmartThingsServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SMARTTHINGS_BASE_URL", vendor.base_url)
    monkeypatch.setenv("SMARTTHINGS_CLIENT_ID", CLIENT["client_id"])
    monkeypatch.setenv("SMARTTHINGS_CLIENT_SECRET", CLIENT["client_secret"])
    monkeypatch.setenv("SMARTTHINGS_REFRESH_TOKEN", vendor.consent("location-a"))
    monkeypatch.setenv("SMARTTHINGS_TOKEN", "a-personal-token")
    monkeypatch.setenv("SMARTBUILDINGS_TOKEN_STORE", f"file:{tmp_path}")

    async with AsyncSmartThings() as client:
        (found,) = await client.consents()
    # The refresh token of the environment is spent now. A later process finds its successor in the store.
    async with AsyncSmartThings() as client:
        (again,) = await client.consents()

    assert (found.location_id, found.error) == (again.location_id, again.error) == ("location-a", None)
    assert len(vendor.requests_for("POST", TOKEN)) == 1


async def test_consents_are_kept_in_files_unless_another_store_is_named(
    vendor: SmartThingsServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    async with AsyncSmartThings(base_url=vendor.base_url, **CLIENT) as client:
        await client.add_consent("code-a", REDIRECT)

    async with AsyncSmartThings(
        base_url=vendor.base_url, **CLIENT, token_store=FileStore(tmp_path / "smartbuildings" / "tokens")
    ) as client:
        (found,) = await client.consents()

    assert found.location_id == "location-a"


async def test_a_personal_token_that_is_no_longer_accepted_says_how_to_get_another(
    make_client: Maker, vendor: SmartThingsServer
) -> None:
    page = Reply(401, headers={"Content-Type": "text/html"}, body=b"<html>401 Authorization Required</html>")
    vendor.on("GET", "/v1/locations/x", page)
    client = make_client(token="personal")

    with pytest.raises(TokenRefused, match=r"24 hours.*account\.smartthings\.com/tokens"):
        await (await client.low_level()).get_async_httpx_client().get("/locations/x")

    assert [request.token for request in vendor.requests] == ["personal"]


async def test_a_consent_that_ends_soon_and_cannot_be_refreshed_is_announced(
    make_client: Maker, vendor: SmartThingsServer
) -> None:
    heard: list[Event] = []
    store = MemoryStore()
    first = make_client(token_store=store)
    found = await first.add_consent("code-a", REDIRECT)
    await first.add_consent("code-b", REDIRECT)
    account = (await first._accounts.all())[0]
    kept = await account.tokens.stored()
    assert kept is not None
    old = attrs.evolve(kept, obtained_at=time.time() - 26 * 24 * 3600)
    scoped: Any = account.tokens._access.store
    record: TokenRecord = scoped.load(account.tokens.credentials.key)
    scoped.save(account.tokens.credentials.key, attrs.evolve(record, token=old))
    vendor.on("POST", TOKEN, Reply(503))

    described, _ = await make_client(token_store=store, observers=[heard.append]).consents()

    (event,) = [each for each in heard if isinstance(each, ConsentEnding)]
    assert event.consent == found.name
    assert abs(event.ends_at - datetime.now(UTC) - timedelta(days=4)) < timedelta(minutes=1)
    assert described.error is not None


async def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TOKEN", "CLIENT_ID", "CLIENT_SECRET", "REFRESH_TOKEN"):
        monkeypatch.delenv(f"SMARTTHINGS_{name}", raising=False)
    with pytest.raises(ConfigurationError, match="client_id and client_secret are missing"):
        AsyncSmartThings()
    with pytest.raises(ConfigurationError, match="token and client_id"):
        AsyncSmartThings("token", client_id="app")


async def test_no_secret_is_shown(make_client: Maker) -> None:
    client = make_client(refresh_token="planted-refresh", client_secret="planted-secret")

    assert "planted" not in repr(client) + repr(vars(client)) + repr(await client._accounts.all())


def test_a_token_of_a_record_is_what_a_consent_ends_with() -> None:
    from smartbuildings.smartthings.consents import end_of

    assert end_of(Token("t", obtained_at=0.0)) is None
    assert end_of(Token("t", obtained_at=0.0, refresh_value="r")) == datetime(1970, 1, 31, tzinfo=UTC)


async def test_a_server_that_rejects_every_token_does_not_spend_the_consent(
    make_client: Maker, vendor: SmartThingsServer
) -> None:
    vendor.on("GET", "/v1/locations/x", Reply(401, headers={"Content-Type": "text/html"}, body=b"<html>no</html>"))
    client = make_client(refresh_token=vendor.consent("location-a"))

    with pytest.raises(FreshTokenRejected) as caught:
        await (await client.low_level()).get_async_httpx_client().get("/locations/x")

    assert len(vendor.requests_for("POST", TOKEN)) <= 3
    assert "access-" not in str(caught.value)
