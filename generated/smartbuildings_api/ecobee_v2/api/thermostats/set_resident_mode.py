from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.resident_mode_request_body import ResidentModeRequestBody
from ...types import Response
from . import build_set_resident_mode


def _get_kwargs(
    thermostat_id: str,
    *,
    body: ResidentModeRequestBody,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"
    _kwargs["method"], _kwargs["url"], _, _ = build_set_resident_mode(
        thermostat_id=thermostat_id,
        body=_kwargs.get("json"),
    )
    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | None:
    if response.status_code == 204:
        return None

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[None]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    thermostat_id: str,
    *,
    client: AuthenticatedClient,
    body: ResidentModeRequestBody,
) -> Response[None]:
    """Switch resident mode

     Lets a resident register the thermostat in an account of their own, or ends that. Switching it off
    puts most settings back to their defaults, which cannot be undone: do not repeat a call whose
    outcome is unknown without looking first.

    Args:
        thermostat_id (str): Serial number of a thermostat, as printed on the device: digits only,
            usually twelve.
        body (ResidentModeRequestBody): Resident mode to set.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[None]
    """

    kwargs = _get_kwargs(
        thermostat_id=thermostat_id,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


async def asyncio_detailed(
    thermostat_id: str,
    *,
    client: AuthenticatedClient,
    body: ResidentModeRequestBody,
) -> Response[None]:
    """Switch resident mode

     Lets a resident register the thermostat in an account of their own, or ends that. Switching it off
    puts most settings back to their defaults, which cannot be undone: do not repeat a call whose
    outcome is unknown without looking first.

    Args:
        thermostat_id (str): Serial number of a thermostat, as printed on the device: digits only,
            usually twelve.
        body (ResidentModeRequestBody): Resident mode to set.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[None]
    """

    kwargs = _get_kwargs(
        thermostat_id=thermostat_id,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)
