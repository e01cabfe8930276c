"""10,000 thermostats as typed objects, against ``json.loads`` of the same body, and the whole call over a socket."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import httpx

__all__ = ["ways_to_list"]


def ways_to_list(url: str, paths: Mapping[str, str], bodies: Mapping[str, str]) -> dict[str, Callable[[], object]]:
    """Return the ways to read the list, ``json.loads`` first.

    "In process" is the whole call, with a transport that returns the body from memory: request, token, quota, reader.
    """
    from smartbuildings_api.ecobee_v2.models.list_response import ListResponse

    from smartbuildings import SmartBuildings

    body = bodies[paths["ids"]].encode()
    contents = {path: text.encode() for path, text in bodies.items()}
    transport = httpx.MockTransport(lambda request: httpx.Response(200, content=contents[request.url.path]))
    in_process = SmartBuildings("id", "secret", base_url=url, transport=transport)
    ours, bare = SmartBuildings("id", "secret", base_url=url), httpx.Client(base_url=url)
    if len(in_process.thermostats().all()) != len(json.loads(body)["data"]["items"]):
        raise RuntimeError("The list was not read completely, so there is nothing to measure.")
    return {
        "`json.loads`": lambda: json.loads(body),
        "`json.loads` and the generated model": lambda: ListResponse.from_dict(json.loads(body)),
        "`sb.thermostats().all()`, in process": lambda: in_process.thermostats().all(),
        "bare httpx over a socket: get and json": lambda: bare.get(paths["ids"]).json(),
        "`sb.thermostats().all()` over a socket": lambda: ours.thermostats().all(),
    }
