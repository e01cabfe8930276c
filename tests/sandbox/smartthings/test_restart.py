"""Tokens that a client has kept in files work when the sandbox of the same seed is started again."""

from __future__ import annotations

from pathlib import Path

from smartbuildings import FileStore, SmartThings
from smartbuildings.sandbox import Request, SandboxTransport, SmartThingsSandbox


def client(sandbox: SmartThingsSandbox, store: FileStore) -> SmartThings:
    given = sandbox.environment("https://sandbox.example")
    return SmartThings(
        client_id=given["SMARTTHINGS_CLIENT_ID"],
        client_secret=given["SMARTTHINGS_CLIENT_SECRET"],
        refresh_token=given["SMARTTHINGS_REFRESH_TOKEN"],
        base_url="https://sandbox.example",
        transport=SandboxTransport(sandbox),
        token_store=store,
    )


def test_a_client_goes_on_when_the_sandbox_is_started_again(tmp_path: Path) -> None:
    for _ in range(3):
        with client(SmartThingsSandbox(), FileStore(tmp_path)) as st:
            (consent,) = st.consents()
            assert consent.error is None
            assert len(list(st.thermostats)) == 8


def test_a_token_that_this_run_has_replaced_stays_dead() -> None:
    sandbox = SmartThingsSandbox()
    given = sandbox.environment("https://sandbox.example")

    def refresh(token: str) -> int:
        body = f"grant_type=refresh_token&refresh_token={token}&client_id={given['SMARTTHINGS_CLIENT_ID']}"
        secrets = (given["SMARTTHINGS_CLIENT_ID"], given["SMARTTHINGS_CLIENT_SECRET"])
        headers = {"content-type": "application/x-www-form-urlencoded", "authorization": basic(*secrets)}
        return sandbox.handle(Request("POST", "/v1/oauth/token", "", headers, body.encode())).status

    first = given["SMARTTHINGS_REFRESH_TOKEN"]
    assert refresh(first) == 200
    assert refresh(first) == 400
    assert refresh("of-nobody") == 400


def basic(name: str, secret: str) -> str:
    import base64

    return "Basic " + base64.b64encode(f"{name}:{secret}".encode()).decode()
