from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.execute_device_command_request import ExecuteDeviceCommandRequest
from ...models.execute_device_command_response import ExecuteDeviceCommandResponse
from ...types import Response
from . import build_execute_device_command


def _get_kwargs(
    enterprises_id: str,
    devices_id: str,
    *,
    body: ExecuteDeviceCommandRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"
    _kwargs["method"], _kwargs["url"], _, _ = build_execute_device_command(
        enterprises_id=enterprises_id,
        devices_id=devices_id,
        body=_kwargs.get("json"),
    )
    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ExecuteDeviceCommandResponse | None:
    if response.status_code == 200:
        response_200 = ExecuteDeviceCommandResponse.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[ExecuteDeviceCommandResponse]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    enterprises_id: str,
    devices_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: ExecuteDeviceCommandRequest,
) -> Response[ExecuteDeviceCommandResponse]:
    """Execute a command

     Sends a command to a device. A success says that the command was accepted; the device's state shows
    it later.

    Args:
        enterprises_id (str):
        devices_id (str):
        body (ExecuteDeviceCommandRequest): A command.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ExecuteDeviceCommandResponse]
    """

    kwargs = _get_kwargs(
        enterprises_id=enterprises_id,
        devices_id=devices_id,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    enterprises_id: str,
    devices_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: ExecuteDeviceCommandRequest,
) -> ExecuteDeviceCommandResponse | None:
    """Execute a command

     Sends a command to a device. A success says that the command was accepted; the device's state shows
    it later.

    Args:
        enterprises_id (str):
        devices_id (str):
        body (ExecuteDeviceCommandRequest): A command.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ExecuteDeviceCommandResponse
    """

    return sync_detailed(
        enterprises_id=enterprises_id,
        devices_id=devices_id,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    enterprises_id: str,
    devices_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: ExecuteDeviceCommandRequest,
) -> Response[ExecuteDeviceCommandResponse]:
    """Execute a command

     Sends a command to a device. A success says that the command was accepted; the device's state shows
    it later.

    Args:
        enterprises_id (str):
        devices_id (str):
        body (ExecuteDeviceCommandRequest): A command.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ExecuteDeviceCommandResponse]
    """

    kwargs = _get_kwargs(
        enterprises_id=enterprises_id,
        devices_id=devices_id,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    enterprises_id: str,
    devices_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: ExecuteDeviceCommandRequest,
) -> ExecuteDeviceCommandResponse | None:
    """Execute a command

     Sends a command to a device. A success says that the command was accepted; the device's state shows
    it later.

    Args:
        enterprises_id (str):
        devices_id (str):
        body (ExecuteDeviceCommandRequest): A command.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ExecuteDeviceCommandResponse
    """

    return (
        await asyncio_detailed(
            enterprises_id=enterprises_id,
            devices_id=devices_id,
            client=client,
            body=body,
        )
    ).parsed
