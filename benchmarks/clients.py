"""The clients that are compared, each used as its documentation shows, with one connection that stays open.

Each asks for a small JSON body: ours, bare httpx and requests for a thermostat's status (SmartThings and Nest have a
body of their own, and bare httpx beside each reads the same), githubkit for its rate limits, openai for one of its
models. They do not do the same. Bare httpx and requests check no status and return a dict; the others return an object
of a class, and ours has token, quota, deadline and retries in place. The ratio is the price.
"""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable, Mapping
from importlib import import_module
from typing import Any, Final, NamedTuple

import httpx

__all__ = ["BASELINE", "ENVIRONMENTS", "Client", "Environment", "clients_of"]

BASELINE: Final = "bare httpx"
_TOKEN: Final = {"Authorization": "Bearer benchmark"}
_ROOM: Final = 1_000_000_000
"""How many requests each declared limit of Nest allows here."""


class Client(NamedTuple):
    """One way to make the call; ``None`` where a client has no such way."""

    call: Callable[[], object]
    call_async: Callable[[], Awaitable[object]] | None = None
    make: Callable[[], Any] | None = None
    """Makes a client, without a request."""
    enter: Callable[[], Awaitable[object]] | None = None
    """Has to be awaited before the first async call, in the context of all of them."""


def clients_of(environment: str, url: str, paths: Mapping[str, str], thermostat_id: str) -> dict[str, Client]:
    """Return the clients of an environment by name, bare httpx first, each with the same request.

    Raises:
        ImportError: the environment lacks the package.
    """
    own = ENVIRONMENTS[environment].clients(url, paths, thermostat_id)
    path = paths.get(environment, paths["status"])
    bare = httpx.Client(base_url=url, headers=_TOKEN, timeout=30)
    bare_async = httpx.AsyncClient(base_url=url, headers=_TOKEN, timeout=30)

    async def get() -> object:
        return (await bare_async.get(path)).json()

    return {BASELINE: Client(lambda: bare.get(path).json(), get, httpx.Client), **own}


def _smartbuildings(url: str, paths: Mapping[str, str], thermostat_id: str) -> dict[str, Client]:
    from smartbuildings_api.ecobee_v2.api.thermostats import get_thermostat_status as function
    from smartbuildings_api.ecobee_v2.client import AuthenticatedClient

    from smartbuildings import AsyncSmartBuildings, SmartBuildings

    generated = AuthenticatedClient(base_url=url, token="benchmark", timeout=httpx.Timeout(30))
    ours = SmartBuildings("id", "secret", base_url=url)
    ours_async = AsyncSmartBuildings("id", "secret", base_url=url)
    wired, wired_async = ours.low_level, ours_async.low_level
    return {
        "generated client, bare": Client(
            lambda: function.sync(thermostat_id, client=generated),
            lambda: function.asyncio(thermostat_id, client=generated),
        ),
        "generated function, our client (`low_level`)": Client(
            lambda: function.sync(thermostat_id, client=wired),
            lambda: function.asyncio(thermostat_id, client=wired_async),
        ),
        "`thermostat.status()`": Client(
            ours.thermostats.get(thermostat_id).status,
            ours_async.thermostats.get(thermostat_id).status,
            lambda: SmartBuildings("id", "secret"),
        ),
    }


def _smartthings(url: str, paths: Mapping[str, str], thermostat_id: str) -> dict[str, Client]:
    from smartbuildings import AsyncSmartThings, SmartThings

    device_id = paths["smartthings"].split("/")[-2]
    ours, ours_async = SmartThings(token="benchmark", base_url=url), AsyncSmartThings(token="benchmark", base_url=url)
    return {
        "`thermostat.status()` of SmartThings": Client(
            ours.thermostats.get(f"{device_id}:main").status,
            ours_async.thermostats.get(f"{device_id}:main").status,
            lambda: SmartThings(token="benchmark"),
        ),
    }


def _nest(url: str, paths: Mapping[str, str], thermostat_id: str) -> dict[str, Client]:
    from smartbuildings import AsyncNest, Nest

    _, _, _, project_id, _, device_id = paths["nest"].split("/")
    _make_room_at_nest()
    given: dict[str, Any] = {"project_id": project_id, "client_id": "id", "client_secret": "secret"}
    # A call that would wait for a limit fails after this second: its CPU time would not show the wait.
    here: dict[str, Any] = {"base_url": url, "token_url": url + paths["nest token"], "queue_s": 1.0}
    ours, ours_async = Nest("benchmark", **given, **here), AsyncNest("benchmark", **given, **here)
    return {
        "`thermostat.status()` of Nest": Client(
            ours.thermostats.get(device_id).status,
            ours_async.thermostats.get(device_id).status,
            lambda: Nest("benchmark", **given),
        ),
    }


def _make_room_at_nest() -> None:
    """Raise the limits of Nest in this process, so that no call waits; each is still counted in the same rows.

    No header reports a limit, so the client keeps the declared ones, such as 10 reads a minute.
    """
    from smartbuildings.nest.vendor import NEST

    rows = NEST.quota.operations
    assert isinstance(rows, dict), "it is changed in place, since both flavours use it"
    for name, rules in rows.items():
        rows[name] = tuple(
            rule._replace(limits=tuple(limit._replace(requests=_ROOM) for limit in rule.limits)) for rule in rules
        )


def _githubkit(url: str, paths: Mapping[str, str], thermostat_id: str) -> dict[str, Client]:
    # Without its cache, which stores each of these responses, so that every call would cost more than the last.
    make = functools.partial(import_module("githubkit").GitHub, "benchmark", http_cache=False)
    github, github_async = make(base_url=url), make(base_url=url)
    github.__enter__()  # So it keeps its connection.

    async def call() -> object:
        return (await github_async.rest.rate_limit.async_get()).parsed_data

    return {
        "githubkit": Client(
            lambda: github.rest.rate_limit.get().parsed_data,
            call,
            lambda: make().__enter__(),
            github_async.__aenter__,
        )
    }


def _openai(url: str, paths: Mapping[str, str], thermostat_id: str) -> dict[str, Client]:
    module = import_module("openai")
    given: dict[str, Any] = {"api_key": "benchmark", "base_url": f"{url}/v1"}
    client, client_async = module.OpenAI(**given), module.AsyncOpenAI(**given)
    return {
        "openai": Client(
            lambda: client.models.retrieve("benchmark"),
            lambda: client_async.models.retrieve("benchmark"),
            lambda: module.OpenAI(api_key="benchmark"),
        )
    }


def _requests(url: str, paths: Mapping[str, str], thermostat_id: str) -> dict[str, Client]:
    make = import_module("requests").Session
    session = make()
    session.headers.update(_TOKEN)
    return {"requests": Client(lambda: session.get(url + paths["status"], timeout=30).json(), make=make)}


class Environment(NamedTuple):
    """What is measured in one interpreter."""

    package: str
    """The distribution, whose version is shown."""
    clients: Callable[[str, Mapping[str, str], str], dict[str, Client]]


ENVIRONMENTS: Final[Mapping[str, Environment]] = {
    "smartbuildings": Environment("smartbuildings", _smartbuildings),
    "smartthings": Environment("smartbuildings", _smartthings),
    "nest": Environment("smartbuildings", _nest),
    "githubkit": Environment("githubkit", _githubkit),
    "openai": Environment("openai", _openai),
    "requests": Environment("requests", _requests),
}
"""Each is measured in a process of its own, with its own packages, so that they do not affect the others."""
