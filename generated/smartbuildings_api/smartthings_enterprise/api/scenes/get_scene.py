from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.scene_detail import SceneDetail
from ...types import Response
from . import build_get_scene


def _get_kwargs(
    scene_id: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {}
    _kwargs["method"], _kwargs["url"], _, _ = build_get_scene(
        scene_id=scene_id,
    )
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> SceneDetail | None:
    if response.status_code == 200:
        response_200 = SceneDetail.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[SceneDetail]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    scene_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> Response[SceneDetail]:
    """Read one scene

     Reads a scene with its actions.

    Args:
        scene_id (str): An id. Compare ids as strings.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[SceneDetail]
    """

    kwargs = _get_kwargs(
        scene_id=scene_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    scene_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> SceneDetail | None:
    """Read one scene

     Reads a scene with its actions.

    Args:
        scene_id (str): An id. Compare ids as strings.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        SceneDetail
    """

    return sync_detailed(
        scene_id=scene_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    scene_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> Response[SceneDetail]:
    """Read one scene

     Reads a scene with its actions.

    Args:
        scene_id (str): An id. Compare ids as strings.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[SceneDetail]
    """

    kwargs = _get_kwargs(
        scene_id=scene_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    scene_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> SceneDetail | None:
    """Read one scene

     Reads a scene with its actions.

    Args:
        scene_id (str): An id. Compare ids as strings.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        SceneDetail
    """

    return (
        await asyncio_detailed(
            scene_id=scene_id,
            client=client,
        )
    ).parsed
