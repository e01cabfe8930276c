from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.device_list import DeviceList
from ...types import UNSET, Response, Unset
from . import build_list_room_devices


def _get_kwargs(
    location_id: str,
    room_id: str,
    *,
    max_: int | Unset = UNSET,
    page: int | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["max_"] = max_
    params["page"] = page

    params = {k: v for k, v in params.items() if v is not UNSET}

    _kwargs: dict[str, Any] = {}
    _kwargs["method"], _kwargs["url"], _kwargs["params"], _ = build_list_room_devices(
        location_id=location_id,
        room_id=room_id,
        **params,
    )
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> DeviceList | None:
    if response.status_code == 200:
        response_200 = DeviceList.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[DeviceList]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    location_id: str,
    room_id: str,
    *,
    client: AuthenticatedClient,
    max_: int | Unset = UNSET,
    page: int | Unset = UNSET,
) -> Response[DeviceList]:
    """List the devices of a room

     Lists the devices of a room, page by page.

    Args:
        location_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.
        room_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.
        max_ (int | Unset):
        page (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[DeviceList]
    """

    kwargs = _get_kwargs(
        location_id=location_id,
        room_id=room_id,
        max_=max_,
        page=page,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    location_id: str,
    room_id: str,
    *,
    client: AuthenticatedClient,
    max_: int | Unset = UNSET,
    page: int | Unset = UNSET,
) -> DeviceList | None:
    """List the devices of a room

     Lists the devices of a room, page by page.

    Args:
        location_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.
        room_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.
        max_ (int | Unset):
        page (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DeviceList
    """

    return sync_detailed(
        location_id=location_id,
        room_id=room_id,
        client=client,
        max_=max_,
        page=page,
    ).parsed


async def asyncio_detailed(
    location_id: str,
    room_id: str,
    *,
    client: AuthenticatedClient,
    max_: int | Unset = UNSET,
    page: int | Unset = UNSET,
) -> Response[DeviceList]:
    """List the devices of a room

     Lists the devices of a room, page by page.

    Args:
        location_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.
        room_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.
        max_ (int | Unset):
        page (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[DeviceList]
    """

    kwargs = _get_kwargs(
        location_id=location_id,
        room_id=room_id,
        max_=max_,
        page=page,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    location_id: str,
    room_id: str,
    *,
    client: AuthenticatedClient,
    max_: int | Unset = UNSET,
    page: int | Unset = UNSET,
) -> DeviceList | None:
    """List the devices of a room

     Lists the devices of a room, page by page.

    Args:
        location_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.
        room_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.
        max_ (int | Unset):
        page (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DeviceList
    """

    return (
        await asyncio_detailed(
            location_id=location_id,
            room_id=room_id,
            client=client,
            max_=max_,
            page=page,
        )
    ).parsed
