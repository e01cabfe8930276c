from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import attrs
import httpx
import pytest
from contract.documents import Operation, operations

from smartbuildings.sandbox import RateLimits, SandboxServer, SmartThingsSandbox

# A literal path is looked at before one with a parameter: /installedapps/me is not an app.
OPERATIONS = sorted(operations("smartthings"), key=lambda operation: operation.path.count("{"))
PATTERNS = [(re.compile(re.sub(r"{\w+}", "[^/]+", each.path)), each) for each in OPERATIONS]
CALLBACK = "http://localhost:8401/callback"


@attrs.define
class Api:
    """Plain httpx on a socket, which keeps what it heard: every response is held against the document at the end."""

    sandbox: SmartThingsSandbox
    http: httpx.Client
    heard: list[tuple[Operation, httpx.Response]] = attrs.field(factory=list[tuple[Operation, httpx.Response]])

    def use(self, token: str) -> Api:
        self.http.headers["authorization"] = f"Bearer {token}"
        return self

    def consent(self, *scopes: str, location: int = 0, devices: tuple[str, ...] = ()) -> dict[str, Any]:
        """Consent through the API as a user does in a browser, and use the token."""
        self.sandbox.choice.location_id = self.sandbox.location_ids[location]
        self.sandbox.choice.devices = frozenset(devices)
        pair: dict[str, Any] = self.token(grant_type="authorization_code", code=self.authorize(*scopes)).json()
        self.use(pair["access_token"])
        return pair

    def authorize(self, *scopes: str) -> str:
        query = {"client_id": self.client_id, "response_type": "code", "redirect_uri": CALLBACK, "state": "s1"}
        answer = self.http.get("/v1/oauth/authorize", params=query | {"scope": " ".join(scopes)})
        assert answer.status_code == 302, answer.text
        back = dict(parse_qsl(urlsplit(answer.headers["location"]).query))
        assert answer.headers["location"].startswith(CALLBACK)
        assert back["state"] == "s1"
        return back["code"]

    def token(self, *, basic: str | None = None, **form: str) -> httpx.Response:
        pair = f"{self.client_id}:{self.sandbox.clients[self.client_id]}" if basic is None else basic
        headers = {"authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}
        return self.http.post("/oauth/token", data={"redirect_uri": CALLBACK} | form, headers=headers)

    @property
    def client_id(self) -> str:
        return next(iter(self.sandbox.clients))

    def get(self, path: str, **query: Any) -> Any:
        answer = self.http.get(path, params=query)
        assert answer.status_code == 200, (answer.status_code, answer.text)
        return answer.json()

    def send(self, method: str, path: str, json: Any = None) -> Any:
        answer = self.http.request(method, path, json=json)
        assert answer.status_code == 200, (answer.status_code, answer.text)
        return answer.json()

    def command(self, device_id: str, capability: str, command: str, *arguments: Any, component: str = "main") -> str:
        """Send one command and return the status of its result."""
        asked = {"component": component, "capability": capability, "command": command, "arguments": list(arguments)}
        (result,) = self.send("POST", f"/devices/{device_id}/commands", {"commands": [asked]})["results"]
        return str(result["status"])

    def state(self, device_id: str, capability: str, attribute: str, component: str = "main") -> Mapping[str, Any]:
        status = self.get(f"/devices/{device_id}/components/{component}/capabilities/{capability}/status")
        found: Mapping[str, Any] = status[attribute]
        return found

    def hear(self, response: httpx.Response) -> None:
        path = response.request.url.path.removeprefix("/v1")
        for pattern, operation in PATTERNS:
            if operation.method == response.request.method and pattern.fullmatch(path):
                response.read()
                self.heard.append((operation, response))
                return


def complaints(operation: Operation, response: httpx.Response) -> list[str]:
    """Say what a response has that the document does not, its limits included."""
    media_type = response.headers.get("content-type", "").partition(";")[0]
    answers = operation.described["responses"]
    status = response.status_code if str(response.status_code) in answers else "default"
    found = operation.complaints(status, response.content, media_type)
    return [f"{operation.id} {response.status_code}: {each}" for each in found]


@pytest.fixture
def limits() -> RateLimits:
    return RateLimits(enforced=False)


@pytest.fixture
def sandbox(limits: RateLimits) -> SmartThingsSandbox:
    """A sandbox whose clock is stopped."""
    return SmartThingsSandbox(speed=0, limits=limits)


@pytest.fixture
def api(sandbox: SmartThingsSandbox) -> Iterator[Api]:
    """A client with a personal token, over a real socket."""
    with SandboxServer(sandbox) as server, httpx.Client(base_url=server.url, trust_env=False) as http:
        api = Api(sandbox, http)
        http.event_hooks["response"] = [api.hear]
        yield api.use(sandbox.personal_token)
        assert [each for operation, response in api.heard for each in complaints(operation, response)] == []
