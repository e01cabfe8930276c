from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.location_group import LocationGroup
from ...types import Response
from . import build_get_location_group


def _get_kwargs(
    location_group_id: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {}
    _kwargs["method"], _kwargs["url"], _, _ = build_get_location_group(
        location_group_id=location_group_id,
    )
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> LocationGroup | None:
    if response.status_code == 200:
        response_200 = LocationGroup.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[LocationGroup]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    location_group_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> Response[LocationGroup]:
    """Read one location group

     Reads a group.

    Args:
        location_group_id (str): An id. Compare ids as strings.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[LocationGroup]
    """

    kwargs = _get_kwargs(
        location_group_id=location_group_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    location_group_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> LocationGroup | None:
    """Read one location group

     Reads a group.

    Args:
        location_group_id (str): An id. Compare ids as strings.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        LocationGroup
    """

    return sync_detailed(
        location_group_id=location_group_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    location_group_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> Response[LocationGroup]:
    """Read one location group

     Reads a group.

    Args:
        location_group_id (str): An id. Compare ids as strings.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[LocationGroup]
    """

    kwargs = _get_kwargs(
        location_group_id=location_group_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    location_group_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> LocationGroup | None:
    """Read one location group

     Reads a group.

    Args:
        location_group_id (str): An id. Compare ids as strings.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        LocationGroup
    """

    return (
        await asyncio_detailed(
            location_group_id=location_group_id,
            client=client,
        )
    ).parsed
