from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.list_rooms_response import ListRoomsResponse
from ...types import Response
from . import build_list_rooms


def _get_kwargs(
    enterprises_id: str,
    structures_id: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {}
    _kwargs["method"], _kwargs["url"], _, _ = build_list_rooms(
        enterprises_id=enterprises_id,
        structures_id=structures_id,
    )
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ListRoomsResponse | None:
    if response.status_code == 200:
        response_200 = ListRoomsResponse.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[ListRoomsResponse]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    enterprises_id: str,
    structures_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> Response[ListRoomsResponse]:
    """List the rooms

     Returns the rooms of a structure.

    Args:
        enterprises_id (str):
        structures_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ListRoomsResponse]
    """

    kwargs = _get_kwargs(
        enterprises_id=enterprises_id,
        structures_id=structures_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    enterprises_id: str,
    structures_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> ListRoomsResponse | None:
    """List the rooms

     Returns the rooms of a structure.

    Args:
        enterprises_id (str):
        structures_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ListRoomsResponse
    """

    return sync_detailed(
        enterprises_id=enterprises_id,
        structures_id=structures_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    enterprises_id: str,
    structures_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> Response[ListRoomsResponse]:
    """List the rooms

     Returns the rooms of a structure.

    Args:
        enterprises_id (str):
        structures_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ListRoomsResponse]
    """

    kwargs = _get_kwargs(
        enterprises_id=enterprises_id,
        structures_id=structures_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    enterprises_id: str,
    structures_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> ListRoomsResponse | None:
    """List the rooms

     Returns the rooms of a structure.

    Args:
        enterprises_id (str):
        structures_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ListRoomsResponse
    """

    return (
        await asyncio_detailed(
            enterprises_id=enterprises_id,
            structures_id=structures_id,
            client=client,
        )
    ).parsed
