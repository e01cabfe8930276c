from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.list_response import ListResponse
from ...types import Response
from . import build_get_thermostat_ids_by_building


def _get_kwargs(
    building_id: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {}
    _kwargs["method"], _kwargs["url"], _, _ = build_get_thermostat_ids_by_building(
        building_id=building_id,
    )
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ListResponse | None:
    if response.status_code == 200:
        response_200 = ListResponse.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[ListResponse]:
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
) -> Response[ListResponse]:
    """List the thermostats of a building

     Gives the serial number and address of every thermostat registered in one building, at most 10,000
    in one answer.

    Args:
        building_id (str): Id of a building: 24 lower-case hexadecimal characters.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ListResponse]
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
) -> ListResponse | None:
    """List the thermostats of a building

     Gives the serial number and address of every thermostat registered in one building, at most 10,000
    in one answer.

    Args:
        building_id (str): Id of a building: 24 lower-case hexadecimal characters.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ListResponse
    """

    return sync_detailed(
        building_id=building_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    building_id: str,
    *,
    client: AuthenticatedClient,
) -> Response[ListResponse]:
    """List the thermostats of a building

     Gives the serial number and address of every thermostat registered in one building, at most 10,000
    in one answer.

    Args:
        building_id (str): Id of a building: 24 lower-case hexadecimal characters.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ListResponse]
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
) -> ListResponse | None:
    """List the thermostats of a building

     Gives the serial number and address of every thermostat registered in one building, at most 10,000
    in one answer.

    Args:
        building_id (str): Id of a building: 24 lower-case hexadecimal characters.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ListResponse
    """

    return (
        await asyncio_detailed(
            building_id=building_id,
            client=client,
        )
    ).parsed
