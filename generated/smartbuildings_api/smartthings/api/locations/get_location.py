from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.location import Location
from ...types import UNSET, Response, Unset
from . import build_get_location


def _get_kwargs(
    location_id: str,
    *,
    allowed: bool | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["allowed"] = allowed

    params = {k: v for k, v in params.items() if v is not UNSET}

    _kwargs: dict[str, Any] = {}
    _kwargs["method"], _kwargs["url"], _kwargs["params"], _ = build_get_location(
        location_id=location_id,
        **params,
    )
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Location | None:
    if response.status_code == 200:
        response_200 = Location.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Location]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    location_id: str,
    *,
    client: AuthenticatedClient,
    allowed: bool | Unset = UNSET,
) -> Response[Location]:
    """Read one location

     Reads a location, with the unit in which temperatures are shown there.

    Args:
        location_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.
        allowed (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Location]
    """

    kwargs = _get_kwargs(
        location_id=location_id,
        allowed=allowed,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    location_id: str,
    *,
    client: AuthenticatedClient,
    allowed: bool | Unset = UNSET,
) -> Location | None:
    """Read one location

     Reads a location, with the unit in which temperatures are shown there.

    Args:
        location_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.
        allowed (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Location
    """

    return sync_detailed(
        location_id=location_id,
        client=client,
        allowed=allowed,
    ).parsed


async def asyncio_detailed(
    location_id: str,
    *,
    client: AuthenticatedClient,
    allowed: bool | Unset = UNSET,
) -> Response[Location]:
    """Read one location

     Reads a location, with the unit in which temperatures are shown there.

    Args:
        location_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.
        allowed (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Location]
    """

    kwargs = _get_kwargs(
        location_id=location_id,
        allowed=allowed,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    location_id: str,
    *,
    client: AuthenticatedClient,
    allowed: bool | Unset = UNSET,
) -> Location | None:
    """Read one location

     Reads a location, with the unit in which temperatures are shown there.

    Args:
        location_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.
        allowed (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Location
    """

    return (
        await asyncio_detailed(
            location_id=location_id,
            client=client,
            allowed=allowed,
        )
    ).parsed
