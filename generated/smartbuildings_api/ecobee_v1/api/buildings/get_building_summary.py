from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.building import Building
from ...types import Response
from . import build_get_building_summary


def _get_kwargs(
    building_id: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {}
    _kwargs["method"], _kwargs["url"], _, _ = build_get_building_summary(
        building_id=building_id,
    )
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Building | None:
    if response.status_code == 200:
        response_200 = Building.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Building]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    building_id: str,
    *,
    client: AuthenticatedClient,
) -> Response[Building]:
    """Read one building

     Gives the name, size class, postal address, position and time zone of a building.

    Args:
        building_id (str): Id of a building: 24 lower-case hexadecimal characters.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Building]
    """

    kwargs = _get_kwargs(
        building_id=building_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    building_id: str,
    *,
    client: AuthenticatedClient,
) -> Building | None:
    """Read one building

     Gives the name, size class, postal address, position and time zone of a building.

    Args:
        building_id (str): Id of a building: 24 lower-case hexadecimal characters.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Building
    """

    return sync_detailed(
        building_id=building_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    building_id: str,
    *,
    client: AuthenticatedClient,
) -> Response[Building]:
    """Read one building

     Gives the name, size class, postal address, position and time zone of a building.

    Args:
        building_id (str): Id of a building: 24 lower-case hexadecimal characters.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Building]
    """

    kwargs = _get_kwargs(
        building_id=building_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    building_id: str,
    *,
    client: AuthenticatedClient,
) -> Building | None:
    """Read one building

     Gives the name, size class, postal address, position and time zone of a building.

    Args:
        building_id (str): Id of a building: 24 lower-case hexadecimal characters.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Building
    """

    return (
        await asyncio_detailed(
            building_id=building_id,
            client=client,
        )
    ).parsed
