from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.building import Building
from ...models.update_building_body import UpdateBuildingBody
from ...types import Response
from . import build_update_building


def _get_kwargs(
    building_id: str,
    *,
    body: UpdateBuildingBody,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"
    _kwargs["method"], _kwargs["url"], _, _ = build_update_building(
        building_id=building_id,
        body=_kwargs.get("json"),
    )
    _kwargs["headers"] = headers
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
    body: UpdateBuildingBody,
) -> Response[Building]:
    """Change a building

     Changes the name, the size class or the address of a building. What the body leaves out stays as it
    is; an address is replaced as a whole.

    Args:
        building_id (str): Id of a building: 24 lower-case hexadecimal characters.
        body (UpdateBuildingBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Building]
    """

    kwargs = _get_kwargs(
        building_id=building_id,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    building_id: str,
    *,
    client: AuthenticatedClient,
    body: UpdateBuildingBody,
) -> Building | None:
    """Change a building

     Changes the name, the size class or the address of a building. What the body leaves out stays as it
    is; an address is replaced as a whole.

    Args:
        building_id (str): Id of a building: 24 lower-case hexadecimal characters.
        body (UpdateBuildingBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Building
    """

    return sync_detailed(
        building_id=building_id,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    building_id: str,
    *,
    client: AuthenticatedClient,
    body: UpdateBuildingBody,
) -> Response[Building]:
    """Change a building

     Changes the name, the size class or the address of a building. What the body leaves out stays as it
    is; an address is replaced as a whole.

    Args:
        building_id (str): Id of a building: 24 lower-case hexadecimal characters.
        body (UpdateBuildingBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Building]
    """

    kwargs = _get_kwargs(
        building_id=building_id,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    building_id: str,
    *,
    client: AuthenticatedClient,
    body: UpdateBuildingBody,
) -> Building | None:
    """Change a building

     Changes the name, the size class or the address of a building. What the body leaves out stays as it
    is; an address is replaced as a whole.

    Args:
        building_id (str): Id of a building: 24 lower-case hexadecimal characters.
        body (UpdateBuildingBody):

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
            body=body,
        )
    ).parsed
