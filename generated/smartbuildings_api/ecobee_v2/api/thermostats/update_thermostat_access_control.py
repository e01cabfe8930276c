from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.access_control_request_body import AccessControlRequestBody
from ...models.access_control_response import AccessControlResponse
from ...types import Response
from . import build_update_thermostat_access_control


def _get_kwargs(
    thermostat_id: str,
    *,
    body: AccessControlRequestBody,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"
    _kwargs["method"], _kwargs["url"], _, _ = build_update_thermostat_access_control(
        thermostat_id=thermostat_id,
        body=_kwargs.get("json"),
    )
    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> AccessControlResponse | None:
    if response.status_code == 200:
        response_200 = AccessControlResponse.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[AccessControlResponse]:
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
    body: AccessControlRequestBody,
) -> Response[AccessControlResponse]:
    """Change a thermostat's access control

     Switches the passcode on or off and chooses what it protects. Switching it on takes a passcode.

    Args:
        thermostat_id (str): Serial number of a thermostat, as printed on the device: digits only,
            usually twelve.
        body (AccessControlRequestBody): Access control to set.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AccessControlResponse]
    """

    kwargs = _get_kwargs(
        thermostat_id=thermostat_id,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    thermostat_id: str,
    *,
    client: AuthenticatedClient,
    body: AccessControlRequestBody,
) -> AccessControlResponse | None:
    """Change a thermostat's access control

     Switches the passcode on or off and chooses what it protects. Switching it on takes a passcode.

    Args:
        thermostat_id (str): Serial number of a thermostat, as printed on the device: digits only,
            usually twelve.
        body (AccessControlRequestBody): Access control to set.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AccessControlResponse
    """

    return sync_detailed(
        thermostat_id=thermostat_id,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    thermostat_id: str,
    *,
    client: AuthenticatedClient,
    body: AccessControlRequestBody,
) -> Response[AccessControlResponse]:
    """Change a thermostat's access control

     Switches the passcode on or off and chooses what it protects. Switching it on takes a passcode.

    Args:
        thermostat_id (str): Serial number of a thermostat, as printed on the device: digits only,
            usually twelve.
        body (AccessControlRequestBody): Access control to set.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AccessControlResponse]
    """

    kwargs = _get_kwargs(
        thermostat_id=thermostat_id,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    thermostat_id: str,
    *,
    client: AuthenticatedClient,
    body: AccessControlRequestBody,
) -> AccessControlResponse | None:
    """Change a thermostat's access control

     Switches the passcode on or off and chooses what it protects. Switching it on takes a passcode.

    Args:
        thermostat_id (str): Serial number of a thermostat, as printed on the device: digits only,
            usually twelve.
        body (AccessControlRequestBody): Access control to set.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AccessControlResponse
    """

    return (
        await asyncio_detailed(
            thermostat_id=thermostat_id,
            client=client,
            body=body,
        )
    ).parsed
