from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import attrs
import httpx
import pytest
from contract.documents import Operation, operations

from smartbuildings.sandbox import NestLimits, NestSandbox, SandboxServer

OPERATIONS = sorted(operations("nest"), key=lambda operation: ":" not in operation.path)
PATTERNS = [(re.compile(re.sub(r"{\w+}", "[^/]+", each.path)), each) for each in OPERATIONS]
CALLBACK = "http://localhost:8401/callback"
SCOPE = "https://www.googleapis.com/auth/sdm.service"
TRAITS = "sdm.devices.traits."
COMMANDS = "sdm.devices.commands."


@attrs.define
class Api:
    """Plain httpx on a socket, which keeps what it heard: every response is held against the document at the end."""

    sandbox: NestSandbox
    http: httpx.Client
    heard: list[tuple[Operation, httpx.Response]] = attrs.field(factory=list[tuple[Operation, httpx.Response]])

    @property
    def home(self) -> str:
        return f"/v1/{self.sandbox.project}"

    @property
    def client_id(self) -> str:
        return next(iter(self.sandbox.clients))

    def use(self, token: str) -> Api:
        self.http.headers["authorization"] = f"Bearer {token}"
        return self

    def consent_page(self, **changes: str) -> httpx.Response:
        query = {"client_id": self.client_id, "response_type": "code", "redirect_uri": CALLBACK, "scope": SCOPE}
        query |= {"state": "s1", "access_type": "offline", "prompt": "consent"} | changes
        return self.http.get(f"/partnerconnections/{self.sandbox.project_id}/auth", params=query)

    def authorize(self, **changes: str) -> str:
        answer = self.consent_page(**changes)
        assert answer.status_code == 302, answer.text
        return dict(parse_qsl(urlsplit(answer.headers["location"]).query))["code"]

    def token(self, **form: str) -> httpx.Response:
        client = {"client_id": self.client_id, "client_secret": self.sandbox.clients[self.client_id]}
        return self.http.post("/oauth2/v4/token", data=client | form)

    def exchange(self, code: str) -> httpx.Response:
        return self.token(grant_type="authorization_code", code=code, redirect_uri=CALLBACK)

    def refresh(self, refresh_token: str) -> httpx.Response:
        return self.token(grant_type="refresh_token", refresh_token=refresh_token)

    def get(self, path: str, **query: Any) -> Any:
        answer = self.http.get(f"{self.home}{path}", params=query)
        assert answer.status_code == 200, (answer.status_code, answer.text)
        return answer.json()

    def error(self, path: str, **query: Any) -> tuple[int, str, str]:
        return error_of(self.http.get(f"{self.home}{path}", params=query))

    def command(self, name: str, command: str, **params: Any) -> httpx.Response:
        """Send a command to the device of a name, or of an id."""
        device_id = name if name in self.sandbox.device_ids else self.sandbox.device_id(name)
        body = {"command": f"{COMMANDS}{command}", "params": params}
        return self.http.post(f"{self.home}/devices/{device_id}:executeCommand", json=body)

    def trait(self, name: str, trait: str) -> Any:
        return self.get(f"/devices/{self.sandbox.device_id(name)}")["traits"][f"{TRAITS}{trait}"]

    def hear(self, response: httpx.Response) -> None:
        for pattern, operation in PATTERNS:
            if operation.method == response.request.method and pattern.fullmatch(response.request.url.path):
                response.read()
                self.heard.append((operation, response))
                return


def error_of(answer: httpx.Response) -> tuple[int, str, str]:
    """Return HTTP status, status and message of an error, whose envelope has to agree with the response."""
    error = answer.json()["error"]
    assert error["code"] == answer.status_code
    return answer.status_code, error["status"], error["message"]


def complaints(operation: Operation, response: httpx.Response) -> list[str]:
    """Say what a response has that the document does not."""
    media_type = response.headers.get("content-type", "").partition(";")[0]
    answers = operation.described["responses"]
    status = response.status_code if str(response.status_code) in answers else "default"
    found = operation.complaints(status, response.content, media_type)
    return [f"{operation.id} {response.status_code}: {each}" for each in found]


@pytest.fixture
def limits() -> NestLimits:
    return NestLimits(enforced=False)


@pytest.fixture
def sandbox(limits: NestLimits) -> NestSandbox:
    """A sandbox whose clock is stopped."""
    return NestSandbox(speed=0, limits=limits)


@pytest.fixture
def api(sandbox: NestSandbox) -> Iterator[Api]:
    """A client with an access token, over a real socket."""
    with SandboxServer(sandbox) as server, httpx.Client(base_url=server.url, trust_env=False) as http:
        api = Api(sandbox, http)
        http.event_hooks["response"] = [api.hear]
        yield api.use(sandbox.make_consent()["access_token"])
        assert [each for operation, response in api.heard for each in complaints(operation, response)] == []
