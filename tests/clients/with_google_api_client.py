"""Drives a sandbox with google-api-python-client and its own discovery document; ``tools/drive_clients.py`` runs it.

Google's own library refreshes the token and makes the requests. Only its two addresses are the sandbox's.
"""

from __future__ import annotations

import importlib
import os
from typing import Any

discovery: Any = importlib.import_module("googleapiclient.discovery")
errors: Any = importlib.import_module("googleapiclient.errors")
credentials: Any = importlib.import_module("google.oauth2.credentials")
google_errors: Any = importlib.import_module("google.auth.exceptions")

SCOPE = "https://www.googleapis.com/auth/sdm.service"


def service(refresh_token: str) -> Any:
    """Return the service as the library builds it of its own document."""
    held = credentials.Credentials(
        token=None,
        refresh_token=refresh_token,
        token_uri=os.environ["NEST_TOKEN_URL"],
        client_id=os.environ["NEST_CLIENT_ID"],
        client_secret=os.environ["NEST_CLIENT_SECRET"],
        scopes=[SCOPE],
    )
    endpoint = {"api_endpoint": os.environ["NEST_BASE_URL"]}
    return discovery.build(
        "smartdevicemanagement", "v1", credentials=held, client_options=endpoint, static_discovery=True
    )


def refused(call: Any) -> tuple[int, str]:
    try:
        call.execute()
    except errors.HttpError as error:
        return error.status_code, error.reason
    raise AssertionError("no HttpError")


def main() -> None:
    enterprises = service(os.environ["NEST_REFRESH_TOKEN"]).enterprises()
    project = f"enterprises/{os.environ['NEST_PROJECT_ID']}"
    structures, devices = enterprises.structures(), enterprises.devices()

    first, _ = structures.list(parent=project).execute()["structures"]
    assert structures.get(name=first["name"]).execute() == first
    rooms = structures.rooms().list(parent=first["name"]).execute()["rooms"]
    assert structures.rooms().get(name=rooms[0]["name"]).execute() == rooms[0]

    listed = devices.list(parent=project).execute()["devices"]
    (upstairs,) = devices.list(parent=project, filter="customName=Upstairs").execute()["devices"]
    assert upstairs in listed
    assert devices.get(name=upstairs["name"]).execute() == upstairs

    set_range = "sdm.devices.commands.ThermostatTemperatureSetpoint.SetRange"
    params = {"heatCelsius": 20.0, "coolCelsius": 24.0}
    body = {"command": set_range, "params": params}
    assert devices.executeCommand(name=upstairs["name"], body=body).execute() == {}
    points = devices.get(name=upstairs["name"]).execute()["traits"]["sdm.devices.traits.ThermostatTemperatureSetpoint"]
    assert points == params
    params["coolCelsius"] = 20.5
    status, reason = refused(devices.executeCommand(name=upstairs["name"], body=body))
    assert (status, "smaller than minimum 1.666700" in reason) == (400, True)
    assert refused(devices.get(name=f"{project}/devices/nothing"))[0] == 404

    for _ in range(3):
        devices.list(parent=project).execute()
    assert refused(devices.list(parent=project)) == (429, "Rate limited for the ListDevices API for the user.")

    try:
        service("1//another").enterprises().devices().list(parent=project).execute()
    except google_errors.RefreshError as error:
        assert "invalid_grant" in str(error)
    else:
        raise AssertionError("no RefreshError")


main()
