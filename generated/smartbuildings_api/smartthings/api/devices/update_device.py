from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.device import Device
from ...models.device_update import DeviceUpdate
from ...types import Response
from . import build_update_device


def _get_kwargs(
    device_id: str,
    *,
    body: DeviceUpdate,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"
    _kwargs["method"], _kwargs["url"], _, _ = build_update_device(
        device_id=device_id,
        body=_kwargs.get("json"),
    )
    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Device | None:
    if response.status_code == 200:
        response_200 = Device.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Device]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    device_id: str,
    *,
    client: AuthenticatedClient,
    body: DeviceUpdate,
) -> Response[Device]:
    """Change a device

     Writes the label, the location, the room or the components of a device.

    Args:
        device_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.
        body (DeviceUpdate): The values of a device to change.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Device]
    """

    kwargs = _get_kwargs(
        device_id=device_id,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    device_id: str,
    *,
    client: AuthenticatedClient,
    body: DeviceUpdate,
) -> Device | None:
    """Change a device

     Writes the label, the location, the room or the components of a device.

    Args:
        device_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.
        body (DeviceUpdate): The values of a device to change.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Device
    """

    return sync_detailed(
        device_id=device_id,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    device_id: str,
    *,
    client: AuthenticatedClient,
    body: DeviceUpdate,
) -> Response[Device]:
    """Change a device

     Writes the label, the location, the room or the components of a device.

    Args:
        device_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.
        body (DeviceUpdate): The values of a device to change.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Device]
    """

    kwargs = _get_kwargs(
        device_id=device_id,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    device_id: str,
    *,
    client: AuthenticatedClient,
    body: DeviceUpdate,
) -> Device | None:
    """Change a device

     Writes the label, the location, the room or the components of a device.

    Args:
        device_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.
        body (DeviceUpdate): The values of a device to change.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Device
    """

    return (
        await asyncio_detailed(
            device_id=device_id,
            client=client,
            body=body,
        )
    ).parsed
