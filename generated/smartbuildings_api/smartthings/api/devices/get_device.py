from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.device import Device
from ...types import UNSET, Response, Unset
from . import build_get_device


def _get_kwargs(
    device_id: str,
    *,
    include_health: bool | Unset = UNSET,
    include_status: bool | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["include_health"] = include_health
    params["include_status"] = include_status

    params = {k: v for k, v in params.items() if v is not UNSET}

    _kwargs: dict[str, Any] = {}
    _kwargs["method"], _kwargs["url"], _kwargs["params"], _ = build_get_device(
        device_id=device_id,
        **params,
    )
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
    include_health: bool | Unset = UNSET,
    include_status: bool | Unset = UNSET,
) -> Response[Device]:
    """Read one device

     Reads a device with its components and capabilities.

    Args:
        device_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.
        include_health (bool | Unset):
        include_status (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Device]
    """

    kwargs = _get_kwargs(
        device_id=device_id,
        include_health=include_health,
        include_status=include_status,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    device_id: str,
    *,
    client: AuthenticatedClient,
    include_health: bool | Unset = UNSET,
    include_status: bool | Unset = UNSET,
) -> Device | None:
    """Read one device

     Reads a device with its components and capabilities.

    Args:
        device_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.
        include_health (bool | Unset):
        include_status (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Device
    """

    return sync_detailed(
        device_id=device_id,
        client=client,
        include_health=include_health,
        include_status=include_status,
    ).parsed


async def asyncio_detailed(
    device_id: str,
    *,
    client: AuthenticatedClient,
    include_health: bool | Unset = UNSET,
    include_status: bool | Unset = UNSET,
) -> Response[Device]:
    """Read one device

     Reads a device with its components and capabilities.

    Args:
        device_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.
        include_health (bool | Unset):
        include_status (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Device]
    """

    kwargs = _get_kwargs(
        device_id=device_id,
        include_health=include_health,
        include_status=include_status,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    device_id: str,
    *,
    client: AuthenticatedClient,
    include_health: bool | Unset = UNSET,
    include_status: bool | Unset = UNSET,
) -> Device | None:
    """Read one device

     Reads a device with its components and capabilities.

    Args:
        device_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.
        include_health (bool | Unset):
        include_status (bool | Unset):

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
            include_health=include_health,
            include_status=include_status,
        )
    ).parsed
