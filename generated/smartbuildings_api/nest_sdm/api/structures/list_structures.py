from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.list_structures_response import ListStructuresResponse
from ...types import UNSET, Response, Unset
from . import build_list_structures


def _get_kwargs(
    enterprises_id: str,
    *,
    filter_: str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["filter_"] = filter_

    params = {k: v for k, v in params.items() if v is not UNSET}

    _kwargs: dict[str, Any] = {}
    _kwargs["method"], _kwargs["url"], _kwargs["params"], _ = build_list_structures(
        enterprises_id=enterprises_id,
        **params,
    )
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ListStructuresResponse | None:
    if response.status_code == 200:
        response_200 = ListStructuresResponse.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[ListStructuresResponse]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    enterprises_id: str,
    *,
    client: AuthenticatedClient | Client,
    filter_: str | Unset = UNSET,
) -> Response[ListStructuresResponse]:
    """List the structures

     Returns every structure that the user shares.

    Args:
        enterprises_id (str):
        filter_ (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ListStructuresResponse]
    """

    kwargs = _get_kwargs(
        enterprises_id=enterprises_id,
        filter_=filter_,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    enterprises_id: str,
    *,
    client: AuthenticatedClient | Client,
    filter_: str | Unset = UNSET,
) -> ListStructuresResponse | None:
    """List the structures

     Returns every structure that the user shares.

    Args:
        enterprises_id (str):
        filter_ (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ListStructuresResponse
    """

    return sync_detailed(
        enterprises_id=enterprises_id,
        client=client,
        filter_=filter_,
    ).parsed


async def asyncio_detailed(
    enterprises_id: str,
    *,
    client: AuthenticatedClient | Client,
    filter_: str | Unset = UNSET,
) -> Response[ListStructuresResponse]:
    """List the structures

     Returns every structure that the user shares.

    Args:
        enterprises_id (str):
        filter_ (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ListStructuresResponse]
    """

    kwargs = _get_kwargs(
        enterprises_id=enterprises_id,
        filter_=filter_,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    enterprises_id: str,
    *,
    client: AuthenticatedClient | Client,
    filter_: str | Unset = UNSET,
) -> ListStructuresResponse | None:
    """List the structures

     Returns every structure that the user shares.

    Args:
        enterprises_id (str):
        filter_ (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ListStructuresResponse
    """

    return (
        await asyncio_detailed(
            enterprises_id=enterprises_id,
            client=client,
            filter_=filter_,
        )
    ).parsed
