from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.room import Room
from ...types import Response
from . import build_get_room


def _get_kwargs(
    location_id: str,
    room_id: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {}
    _kwargs["method"], _kwargs["url"], _, _ = build_get_room(
        location_id=location_id,
        room_id=room_id,
    )
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Room | None:
    if response.status_code == 200:
        response_200 = Room.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Room]:
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
) -> Response[Room]:
    """Read one room

     Reads a room.

    Args:
        location_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.
        room_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Room]
    """

    kwargs = _get_kwargs(
        location_id=location_id,
        room_id=room_id,
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
) -> Room | None:
    """Read one room

     Reads a room.

    Args:
        location_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.
        room_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Room
    """

    return sync_detailed(
        location_id=location_id,
        room_id=room_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    location_id: str,
    room_id: str,
    *,
    client: AuthenticatedClient,
) -> Response[Room]:
    """Read one room

     Reads a room.

    Args:
        location_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.
        room_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Room]
    """

    kwargs = _get_kwargs(
        location_id=location_id,
        room_id=room_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    location_id: str,
    room_id: str,
    *,
    client: AuthenticatedClient,
) -> Room | None:
    """Read one room

     Reads a room.

    Args:
        location_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.
        room_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Room
    """

    return (
        await asyncio_detailed(
            location_id=location_id,
            room_id=room_id,
            client=client,
        )
    ).parsed
