from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.structure import Structure
from ...types import Response
from . import build_get_structure


def _get_kwargs(
    enterprises_id: str,
    structures_id: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {}
    _kwargs["method"], _kwargs["url"], _, _ = build_get_structure(
        enterprises_id=enterprises_id,
        structures_id=structures_id,
    )
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Structure | None:
    if response.status_code == 200:
        response_200 = Structure.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Structure]:
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
) -> Response[Structure]:
    """Get a structure

     Returns a structure with its traits.

    Args:
        enterprises_id (str):
        structures_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Structure]
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
) -> Structure | None:
    """Get a structure

     Returns a structure with its traits.

    Args:
        enterprises_id (str):
        structures_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Structure
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
) -> Response[Structure]:
    """Get a structure

     Returns a structure with its traits.

    Args:
        enterprises_id (str):
        structures_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Structure]
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
) -> Structure | None:
    """Get a structure

     Returns a structure with its traits.

    Args:
        enterprises_id (str):
        structures_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Structure
    """

    return (
        await asyncio_detailed(
            enterprises_id=enterprises_id,
            structures_id=structures_id,
            client=client,
        )
    ).parsed
