from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.location_group import LocationGroup
from ...models.location_group_update import LocationGroupUpdate
from ...types import Response
from . import build_update_location_group


def _get_kwargs(
    location_group_id: str,
    *,
    body: LocationGroupUpdate,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"
    _kwargs["method"], _kwargs["url"], _, _ = build_update_location_group(
        location_group_id=location_group_id,
        body=_kwargs.get("json"),
    )
    _kwargs["headers"] = headers
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
    body: LocationGroupUpdate,
) -> Response[LocationGroup]:
    """Change a location group

     Renames a group.

    Args:
        location_group_id (str): An id. Compare ids as strings.
        body (LocationGroupUpdate): What to change.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[LocationGroup]
    """

    kwargs = _get_kwargs(
        location_group_id=location_group_id,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    location_group_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: LocationGroupUpdate,
) -> LocationGroup | None:
    """Change a location group

     Renames a group.

    Args:
        location_group_id (str): An id. Compare ids as strings.
        body (LocationGroupUpdate): What to change.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        LocationGroup
    """

    return sync_detailed(
        location_group_id=location_group_id,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    location_group_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: LocationGroupUpdate,
) -> Response[LocationGroup]:
    """Change a location group

     Renames a group.

    Args:
        location_group_id (str): An id. Compare ids as strings.
        body (LocationGroupUpdate): What to change.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[LocationGroup]
    """

    kwargs = _get_kwargs(
        location_group_id=location_group_id,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    location_group_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: LocationGroupUpdate,
) -> LocationGroup | None:
    """Change a location group

     Renames a group.

    Args:
        location_group_id (str): An id. Compare ids as strings.
        body (LocationGroupUpdate): What to change.

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
            body=body,
        )
    ).parsed
