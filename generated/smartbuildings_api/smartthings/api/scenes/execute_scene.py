from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.scene_result import SceneResult
from ...types import Response
from . import build_execute_scene


def _get_kwargs(
    scene_id: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {}
    _kwargs["method"], _kwargs["url"], _, _ = build_execute_scene(
        scene_id=scene_id,
    )
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> SceneResult | None:
    if response.status_code == 200:
        response_200 = SceneResult.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[SceneResult]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    scene_id: str,
    *,
    client: AuthenticatedClient,
) -> Response[SceneResult]:
    """Run a scene

     Starts the actions of a scene.

    Args:
        scene_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[SceneResult]
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
    client: AuthenticatedClient,
) -> SceneResult | None:
    """Run a scene

     Starts the actions of a scene.

    Args:
        scene_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        SceneResult
    """

    return sync_detailed(
        scene_id=scene_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    scene_id: str,
    *,
    client: AuthenticatedClient,
) -> Response[SceneResult]:
    """Run a scene

     Starts the actions of a scene.

    Args:
        scene_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[SceneResult]
    """

    kwargs = _get_kwargs(
        scene_id=scene_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    scene_id: str,
    *,
    client: AuthenticatedClient,
) -> SceneResult | None:
    """Run a scene

     Starts the actions of a scene.

    Args:
        scene_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        SceneResult
    """

    return (
        await asyncio_detailed(
            scene_id=scene_id,
            client=client,
        )
    ).parsed
