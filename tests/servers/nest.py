"""A Nest whose responses come from the emulated API, and from a script for each route that a test scripts."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from smartbuildings.sandbox import NestLimits, NestSandbox
from smartbuildings.sandbox import Request as SandboxRequest

from .scripted import Reply, Request, ScriptedServer, json_reply

__all__ = ["NestServer", "device", "error_reply"]

TOKEN_PATH = "/oauth2/v4/token"


class NestServer(ScriptedServer):
    """Passes each request to a sandbox whose clock stands still, and keeps it with its body.

    Attributes:
        sandbox: The emulated account. Its limits refuse nothing.
    """

    def __init__(self, **how: Any) -> None:
        super().__init__()
        self.sandbox = NestSandbox(**{"speed": 0, "limits": NestLimits(enforced=False), **how})
        for method in ("GET", "POST"):
            self.on(method, "*", self.forward)

    @property
    def client(self) -> dict[str, Any]:
        """The arguments of a client with the refresh token of the first consent."""
        given = self.sandbox.environment(self.url).items()
        return {name.removeprefix("NEST_").lower(): value for name, value in given}

    @property
    def devices_path(self) -> str:
        """The path of the list of devices."""
        return f"/v1/{self.sandbox.project}/devices"

    def device_path(self, name: str) -> str:
        """Return the path of the first device with this custom name, or of an id."""
        return f"{self.devices_path}/{name if name in self.sandbox.device_ids else self.sandbox.device_id(name)}"

    def command_path(self, name: str) -> str:
        """Return the path of the commands of a device."""
        return f"{self.device_path(name)}:executeCommand"

    @property
    def lists(self) -> int:
        """How often the devices were listed."""
        return len(self.requests_for("GET", self.devices_path))

    @property
    def reads(self) -> int:
        """How often a single device was read."""
        return sum(each.method == "GET" and each.path.startswith(f"{self.devices_path}/") for each in self.requests)

    @property
    def commands(self) -> list[tuple[str, dict[str, Any]]]:
        """The commands that were sent, without their common beginning, with their parameters."""
        sent = [each.json() for each in self.requests if each.path.endswith(":executeCommand")]
        assert all(set(each) == {"command", "params"} for each in sent)
        return [(each["command"].removeprefix("sdm.devices.commands."), each["params"]) for each in sent]

    @property
    def token_forms(self) -> list[dict[str, str]]:
        """The forms of the token requests."""
        return [each.form for each in self.requests_for("POST", TOKEN_PATH)]

    def forward(self, request: Request) -> Reply:
        """Return the response of the sandbox."""
        query = request.target.partition("?")[2]
        answer = self.sandbox.handle(
            SandboxRequest(request.method, request.path, query, dict(request.headers), request.body, origin=self.url)
        )
        headers = {name: value for name, value in answer.headers if name != "content-length"}
        return Reply(answer.status, {"Content-Type": headers.pop("content-type", ""), **headers}, answer.body)

    def then(self, reply: Reply) -> Callable[[Request], Reply]:
        """Return a script that has the sandbox carry a request out, and replies something else."""

        def carried_out(request: Request) -> Reply:
            assert self.forward(request).status == 200
            return reply

        return carried_out

    def changed(self, change: Callable[[Any], object]) -> Callable[[Request], Reply]:
        """Return a script that changes the JSON of the sandbox's response."""

        def changed(request: Request) -> Reply:
            body = json.loads(self.forward(request).body)
            change(body)
            return json_reply(body)

        return changed


def device(device_id: str, **traits: Any) -> dict[str, Any]:
    """Make a device with these traits, and nothing else."""
    found = {f"sdm.devices.traits.{name}": trait for name, trait in traits.items()}
    return {"name": f"enterprises/project/devices/{device_id}", "traits": found}


def error_reply(code: int, status: str, message: str) -> Reply:
    """Make an error in Google's envelope."""
    return json_reply({"error": {"code": code, "message": message, "status": status}}, status=code)
