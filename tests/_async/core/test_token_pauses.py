"""Token requests that cannot succeed are made once, and not again until something may have changed."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from servers.scripted import Reply, Request, json_reply
from servers.vendor import EXPIRED, THERMOSTAT, TOKEN_PATH, VendorServer, own, status_path, success, token_reply

from smartbuildings import AsyncSmartBuildings, FileStore, MemoryStore
from smartbuildings._io.asynchronous import gather
from smartbuildings.credentials import AuthorizationCode, ClientCredentials, StaticToken
from smartbuildings.errors import (
    ConfigurationError,
    FreshTokenRejected,
    ServerError,
    SmartBuildingsError,
    TokenError,
    TokenQuotaExceeded,
    TokenRefused,
    Unauthorized,
)
from smartbuildings.tokens import Lease, Token, TokenRecord, TokenStore

pytestmark = pytest.mark.anyio

Maker = Callable[..., AsyncSmartBuildings]
WRONG = json_reply({"error": "access_denied", "error_description": "Unauthorized"}, 401)


class Clock:
    """The wall clock of this process, so many seconds ahead."""

    def __init__(self, true_time: Callable[[], float]) -> None:
        self._true_time = true_time
        self.ahead_s = 0.0

    def __call__(self) -> float:
        return self._true_time() + self.ahead_s


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock(time.time)
    monkeypatch.setattr(time, "time", made)
    return made


@pytest.fixture(params=["memory", "file"])
def store(request: pytest.FixtureRequest, tmp_path: Any) -> TokenStore:
    return MemoryStore() if request.param == "memory" else FileStore(tmp_path)


async def read_status(client: AsyncSmartBuildings) -> None:
    await client.thermostats.get(THERMOSTAT).status()


async def error_of(client: AsyncSmartBuildings) -> SmartBuildingsError:
    with pytest.raises(SmartBuildingsError) as caught:
        await read_status(client)
    return caught.value


def answer_for(secret: str) -> Callable[[Request], Reply]:
    return lambda request: token_reply("token-1") if request.json()["client_secret"] == secret else WRONG


async def test_150_calls_with_a_wrong_secret_post_once(make_client: Maker, vendor: VendorServer) -> None:
    vendor.on("POST", TOKEN_PATH, WRONG)
    client = make_client(vendor.url)

    errors = [await error_of(client) for _ in range(150)]

    assert {type(error) for error in errors} == {TokenRefused}
    assert vendor.exchanges == 1
    assert "remembered" not in str(errors[0])
    assert "Unauthorized" in str(errors[1])
    assert "remembered" in str(errors[1])


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (Reply(301, headers={"Location": "https://login.example/token"}), TokenError),
        (json_reply({"error": "invalid_scope"}, 400), TokenError),
        (json_reply({"token_type": "bearer"}), TokenError),
        (Reply(404), TokenError),
        (Reply(429, headers={"Retry-After": "0"}), TokenQuotaExceeded),
    ],
)
async def test_150_calls_post_once_whatever_the_endpoint_returns_instead_of_a_token(
    make_client: Maker, vendor: VendorServer, clock: Clock, answer: Reply, kind: type[TokenError]
) -> None:
    vendor.on("POST", TOKEN_PATH, answer)
    vendor.on("POST", "/token", answer)
    client = make_client(vendor.url)

    errors = [await error_of(client) for _ in range(150)]

    assert {type(error) for error in errors} == {kind}
    assert vendor.exchanges == 1
    vendor.on("POST", TOKEN_PATH, token_reply("token-1"))
    clock.ahead_s = 61
    await read_status(client)


async def test_a_store_that_fails_between_two_tries_is_not_taken_for_a_response(
    make_client: Maker, vendor: VendorServer
) -> None:
    class Failing(MemoryStore):
        saves = 0

        def save(self, key: str, record: TokenRecord) -> bool:
            self.saves += 1
            if self.saves == 2:  # The count of the second try.
                raise OSError("disk full")
            return super().save(key, record)

    vendor.on("POST", TOKEN_PATH, Reply(502), token_reply("token-1"))
    client = make_client(vendor.url, token_store=Failing())
    assert "disk full" in str(await error_of(client))

    await read_status(client)

    assert vendor.exchanges == 2


async def test_clients_that_share_a_store_post_a_wrong_secret_once(
    make_client: Maker, vendor: VendorServer, store: TokenStore
) -> None:
    vendor.on("POST", TOKEN_PATH, WRONG)

    for _ in range(8):
        assert isinstance(await error_of(make_client(vendor.url, token_store=store)), TokenRefused)

    assert vendor.exchanges == 1


async def test_a_corrected_secret_works_at_once_and_the_wrong_one_stays_remembered(
    make_client: Maker, vendor: VendorServer, store: TokenStore
) -> None:
    vendor.on("POST", TOKEN_PATH, answer_for("right"))
    await error_of(make_client(vendor.url, token_store=store, client_secret="wrong"))

    await read_status(make_client(vendor.url, token_store=store, client_secret="right"))

    assert vendor.exchanges == 2


async def test_two_wrong_secrets_are_each_remembered(
    make_client: Maker, vendor: VendorServer, store: TokenStore
) -> None:
    vendor.on("POST", TOKEN_PATH, WRONG)

    for secret in ("one", "other") * 4:
        await error_of(make_client(vendor.url, token_store=store, client_secret=secret))

    assert vendor.exchanges == 2


async def test_refused_credentials_are_tried_again_after_a_while_that_grows(
    make_client: Maker, vendor: VendorServer, clock: Clock
) -> None:
    vendor.on("POST", TOKEN_PATH, WRONG)
    client = make_client(vendor.url)
    posted_at = []

    for minute in range(60):
        clock.ahead_s = minute * 60
        before = vendor.exchanges
        await error_of(client)
        posted_at += [minute] * (vendor.exchanges - before)
    vendor.on("POST", TOKEN_PATH, token_reply("token-1"))
    clock.ahead_s += 3600
    await read_status(client)

    assert posted_at == [0, 5, 15, 35]


async def test_a_pause_noted_by_a_clock_that_was_ahead_holds_nobody_up(
    make_client: Maker, vendor: VendorServer, clock: Clock
) -> None:
    vendor.on("POST", TOKEN_PATH, WRONG, token_reply("token-1"))
    client = make_client(vendor.url)
    clock.ahead_s = 86400
    await error_of(client)
    clock.ahead_s = 0

    await read_status(client)

    assert vendor.exchanges == 2


async def test_the_store_holds_no_secret_and_no_plain_hash_of_it(make_client: Maker, vendor: VendorServer) -> None:
    vendor.on("POST", TOKEN_PATH, WRONG)
    stores = [MemoryStore(), MemoryStore()]
    for each in stores:
        await error_of(make_client(vendor.url, token_store=each, client_secret="planted-secret"))

    key = ClientCredentials("sandbox-client", "x", audience="https://api.sb.ecobee.com", token_url=TOKEN_PATH).key
    first, second = (own(each, vendor).load(key) for each in stores)

    assert "planted" not in str(first.to_json())
    assert first.pauses[0].salt != second.pauses[0].salt
    assert first.pauses[0].fingerprint != second.pauses[0].fingerprint  # The same secret, and nobody can see it.
    assert TokenRecord.from_json(first.to_json()) == first


async def test_the_endpoint_s_retry_after_is_remembered(
    make_client: Maker, vendor: VendorServer, store: TokenStore, clock: Clock
) -> None:
    refusal = json_reply({"error": "rate_limit_exceeded"}, 429, headers={"Retry-After": "900"})
    vendor.on("POST", TOKEN_PATH, refusal, token_reply("token-1"))

    for ahead_s in (0, 300, 890):
        clock.ahead_s = ahead_s
        error = await error_of(make_client(vendor.url, token_store=store))
        assert isinstance(error, TokenQuotaExceeded)
        assert error.retry_after == pytest.approx(900 - ahead_s, abs=5)
    assert vendor.exchanges == 1

    clock.ahead_s = 901
    await read_status(make_client(vendor.url, token_store=store))
    assert vendor.exchanges == 2


async def test_a_429_without_retry_after_pauses_too(make_client: Maker, vendor: VendorServer, clock: Clock) -> None:
    vendor.on("POST", TOKEN_PATH, json_reply({"error": "rate_limit_exceeded"}, 429))
    client = make_client(vendor.url)

    for _ in range(150):
        assert isinstance(await error_of(client), TokenQuotaExceeded)

    assert vendor.exchanges == 1


async def test_the_retry_after_of_a_503_is_remembered(make_client: Maker, vendor: VendorServer, clock: Clock) -> None:
    vendor.on("POST", TOKEN_PATH, Reply(503, headers={"Retry-After": "300"}), token_reply("token-1"))
    client = make_client(vendor.url)

    for _ in range(5):
        error = await error_of(client)
        assert isinstance(error, ServerError)
        assert error.retry_after == pytest.approx(300, abs=5)
    assert vendor.exchanges == 1

    clock.ahead_s = 301
    await read_status(client)


async def test_a_server_that_calls_every_token_expired_costs_two_tokens(
    make_client: Maker, vendor: VendorServer, store: TokenStore
) -> None:
    vendor.on("GET", "*", EXPIRED)
    clients = [make_client(vendor.url, token_store=store) for _ in range(3)]

    errors = [await error_of(clients[number % 3]) for number in range(30)]

    assert {type(error) for error in errors} == {FreshTokenRejected}
    assert vendor.exchanges == 2
    assert "clock" in str(errors[-1])
    assert isinstance(errors[-1], FreshTokenRejected)
    assert errors[-1].retry_after == pytest.approx(60, abs=30)


async def test_a_token_that_another_process_requested_during_the_call_counts_as_fresh(
    make_client: Maker, vendor: VendorServer
) -> None:
    class Shared(MemoryStore):
        """Another process holds the lease at first, and saves a token after the first look."""

        looks = 0
        other: Lease | None = None

        def lease(self, key: str) -> Lease:
            if self.other is None:
                self.other = super().lease(key)
                assert self.other.try_acquire()
            return super().lease(key)

        def load(self, key: str) -> TokenRecord:
            self.looks += 1
            if self.looks == 2:
                assert self.other is not None
                self.save(key, TokenRecord(Token("of-the-other", time.time(), 7200.0, generation=1)))
                self.other.release()
            return super().load(key)

    vendor.on("GET", "*", EXPIRED)

    error = await error_of(make_client(vendor.url, token_store=Shared()))

    assert isinstance(error, FreshTokenRejected)
    assert error.retry_after == pytest.approx(60, abs=30)  # Two in a row, so there is a pause.
    assert [request.token for request in vendor.requests_for("GET", status_path())] == ["of-the-other", "token-1"]
    assert vendor.exchanges == 1


async def test_callers_at_once_count_each_fresh_token_once(make_client: Maker, vendor: VendorServer) -> None:
    vendor.on("GET", "*", EXPIRED)
    client = make_client(vendor.url, connections=16)
    await client.authenticate()

    errors = await gather(lambda _: error_of(client), range(16), at_once=16)

    assert {type(error) for error in errors} == {FreshTokenRejected}
    assert vendor.exchanges == 2


async def test_the_pause_after_rejected_fresh_tokens_grows_and_ends_with_a_token_that_works(
    make_client: Maker, vendor: VendorServer, clock: Clock
) -> None:
    vendor.on("GET", "*", EXPIRED)
    client = make_client(vendor.url)
    await error_of(client)
    exchanges = []

    for ahead_s in (30, 61, 120, 182, 400, 430):
        clock.ahead_s = ahead_s
        await error_of(client)
        exchanges.append(vendor.exchanges)
    assert exchanges == [2, 3, 3, 4, 4, 5]

    vendor.on("GET", "*", lambda request: success({"id": THERMOSTAT}) if request.token == "token-6" else EXPIRED)
    clock.ahead_s = 430 + 481
    await read_status(client)
    vendor.on("GET", "*", EXPIRED, success({"id": THERMOSTAT}))
    await read_status(client)  # The row has ended, so that one more expiry is an ordinary one.
    assert vendor.exchanges == 7


async def test_one_operation_that_rejects_every_token_costs_few_of_them_while_others_work(
    make_client: Maker, vendor: VendorServer
) -> None:
    vendor.on("GET", status_path("1"), EXPIRED)
    client = make_client(vendor.url)

    for _ in range(20):
        await read_status(client)
        with pytest.raises(FreshTokenRejected):
            await client.thermostats.get("1").status()

    assert vendor.exchanges <= 3


async def test_a_recovered_server_is_noticed_without_a_token_request(make_client: Maker, vendor: VendorServer) -> None:
    vendor.on("GET", "*", EXPIRED)
    client = make_client(vendor.url)
    await error_of(client)
    vendor.on("GET", "*", success({"id": THERMOSTAT}))

    await read_status(client)

    assert vendor.exchanges == 2


# --- a token past its lifetime, and discarding one

BAD = json_reply({"message": "Bad token; invalid JSON"}, 401)
OVERDUE_S = 7200 + 601


def only_for(token: str) -> Callable[[Request], Reply]:
    return lambda request: success({"id": THERMOSTAT}) if request.token == token else BAD


async def test_a_token_long_past_its_lifetime_is_refreshed_whatever_the_401_says(
    make_client: Maker, vendor: VendorServer, clock: Clock
) -> None:
    client = make_client(vendor.url, connections=16)
    await read_status(client)
    vendor.on("GET", "*", only_for("token-2"))

    clock.ahead_s = 7200 + 500
    assert isinstance(await error_of(client), Unauthorized)
    assert vendor.exchanges == 1
    clock.ahead_s = OVERDUE_S
    await gather(lambda _: read_status(client), range(16), at_once=16)

    assert vendor.exchanges == 2


async def test_an_overdue_token_of_the_store_is_refreshed_once_for_all_who_share_it(
    make_client: Maker, vendor: VendorServer, store: TokenStore, clock: Clock
) -> None:
    await make_client(vendor.url, token_store=store).authenticate()
    clock.ahead_s = OVERDUE_S
    vendor.on("GET", "*", only_for("token-2"))

    for _ in range(4):
        await read_status(make_client(vendor.url, token_store=store))

    assert vendor.exchanges == 2


async def test_a_401_that_a_new_token_does_not_cure_costs_one_token(
    make_client: Maker, vendor: VendorServer, clock: Clock
) -> None:
    client = make_client(vendor.url)
    await client.authenticate()
    clock.ahead_s = OVERDUE_S
    vendor.on("GET", "*", BAD)

    for _ in range(10):
        assert isinstance(await error_of(client), Unauthorized)

    assert vendor.exchanges == 2


async def test_a_discarded_token_is_replaced_by_the_next_call(
    make_client: Maker, vendor: VendorServer, store: TokenStore
) -> None:
    await read_status(make_client(vendor.url, token_store=store))

    client = make_client(vendor.url, token_store=store)
    await client.discard_token()
    assert (client.token, vendor.exchanges) == (None, 1)
    await read_status(client)
    await read_status(make_client(vendor.url, token_store=store))

    assert [request.token for request in vendor.requests_for("GET", status_path())] == ["token-1", "token-2", "token-2"]
    account = ClientCredentials("sandbox-client", "x", token_url=TOKEN_PATH).account
    assert len(own(store, vendor).load(account).exchanges) == 2


async def test_discarding_forgets_a_rejection_but_no_wait_that_the_server_asked_for(
    make_client: Maker, vendor: VendorServer
) -> None:
    vendor.on("POST", TOKEN_PATH, WRONG, Reply(429, headers={"Retry-After": "900"}))
    client = make_client(vendor.url)
    await error_of(client)

    await client.discard_token()
    assert isinstance(await error_of(client), TokenQuotaExceeded)
    await client.discard_token()
    assert isinstance(await error_of(client), TokenQuotaExceeded)

    assert vendor.exchanges == 2


async def test_discarding_keeps_the_user_s_consent(make_client: Maker, vendor: VendorServer) -> None:
    answers = [json_reply({"access_token": f"t{n}", "refresh_token": f"r{n}"}) for n in (1, 2)]
    vendor.on("POST", "/oauth/token", *answers)
    client = make_client(vendor.url, credentials=AuthorizationCode("me", "secret", "/oauth/token", code="c"))
    await client.authenticate()

    await client.discard_token()
    await read_status(client)

    assert vendor.requests_for("POST", "/oauth/token")[1].form["refresh_token"] == "r1"
    assert vendor.requests_for("GET", status_path())[0].token == "t2"


async def test_a_token_made_by_hand_cannot_be_discarded(make_client: Maker, vendor: VendorServer) -> None:
    client = make_client(vendor.url, credentials=StaticToken("by-hand"))

    with pytest.raises(ConfigurationError, match="another token"):
        await client.discard_token()

    await read_status(client)


async def test_a_record_of_an_earlier_version_is_read(make_client: Maker, vendor: VendorServer) -> None:
    record = TokenRecord.from_json({"token": {"value": "old", "obtained_at": 5.0}, "exchanges": [1.0]})

    assert record == TokenRecord(Token("old", 5.0), (1.0,))
