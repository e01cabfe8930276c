from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.scene_list import SceneList
from ...types import UNSET, Response, Unset
from . import build_list_scenes


def _get_kwargs(
    *,
    location_id: list[str] | Unset = UNSET,
    max_: int | Unset = UNSET,
    page: int | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_location_id: list[str] | Unset = UNSET
    if not isinstance(location_id, Unset):
        json_location_id = location_id

    params["location_id"] = json_location_id
    params["max_"] = max_
    params["page"] = page

    params = {k: v for k, v in params.items() if v is not UNSET}

    _kwargs: dict[str, Any] = {}
    _kwargs["method"], _kwargs["url"], _kwargs["params"], _ = build_list_scenes(
        **params,
    )
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> SceneList | None:
    if response.status_code == 200:
        response_200 = SceneList.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[SceneList]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    location_id: list[str] | Unset = UNSET,
    max_: int | Unset = UNSET,
    page: int | Unset = UNSET,
) -> Response[SceneList]:
    """List the scenes

     Lists the scenes that the token can read.

    Args:
        location_id (list[str] | Unset):
        max_ (int | Unset):
        page (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[SceneList]
    """

    kwargs = _get_kwargs(
        location_id=location_id,
        max_=max_,
        page=page,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    location_id: list[str] | Unset = UNSET,
    max_: int | Unset = UNSET,
    page: int | Unset = UNSET,
) -> SceneList | None:
    """List the scenes

     Lists the scenes that the token can read.

    Args:
        location_id (list[str] | Unset):
        max_ (int | Unset):
        page (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        SceneList
    """

    return sync_detailed(
        client=client,
        location_id=location_id,
        max_=max_,
        page=page,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    location_id: list[str] | Unset = UNSET,
    max_: int | Unset = UNSET,
    page: int | Unset = UNSET,
) -> Response[SceneList]:
    """List the scenes

     Lists the scenes that the token can read.

    Args:
        location_id (list[str] | Unset):
        max_ (int | Unset):
        page (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[SceneList]
    """

    kwargs = _get_kwargs(
        location_id=location_id,
        max_=max_,
        page=page,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    location_id: list[str] | Unset = UNSET,
    max_: int | Unset = UNSET,
    page: int | Unset = UNSET,
) -> SceneList | None:
    """List the scenes

     Lists the scenes that the token can read.

    Args:
        location_id (list[str] | Unset):
        max_ (int | Unset):
        page (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        SceneList
    """

    return (
        await asyncio_detailed(
            client=client,
            location_id=location_id,
            max_=max_,
            page=page,
        )
    ).parsed
