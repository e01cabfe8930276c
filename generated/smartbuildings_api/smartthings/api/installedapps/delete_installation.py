from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.count import Count
from ...types import Response
from . import build_delete_installation


def _get_kwargs(
    installed_app_id: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {}
    _kwargs["method"], _kwargs["url"], _, _ = build_delete_installation(
        installed_app_id=installed_app_id,
    )
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Count | None:
    if response.status_code == 200:
        response_200 = Count.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Count]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    installed_app_id: str,
    *,
    client: AuthenticatedClient,
) -> Response[Count]:
    """Delete an installed app

     Removes an installed app, and with it the user's consent.

    Args:
        installed_app_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids
            as strings.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Count]
    """

    kwargs = _get_kwargs(
        installed_app_id=installed_app_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    installed_app_id: str,
    *,
    client: AuthenticatedClient,
) -> Count | None:
    """Delete an installed app

     Removes an installed app, and with it the user's consent.

    Args:
        installed_app_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids
            as strings.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Count
    """

    return sync_detailed(
        installed_app_id=installed_app_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    installed_app_id: str,
    *,
    client: AuthenticatedClient,
) -> Response[Count]:
    """Delete an installed app

     Removes an installed app, and with it the user's consent.

    Args:
        installed_app_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids
            as strings.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Count]
    """

    kwargs = _get_kwargs(
        installed_app_id=installed_app_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    installed_app_id: str,
    *,
    client: AuthenticatedClient,
) -> Count | None:
    """Delete an installed app

     Removes an installed app, and with it the user's consent.

    Args:
        installed_app_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids
            as strings.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Count
    """

    return (
        await asyncio_detailed(
            installed_app_id=installed_app_id,
            client=client,
        )
    ).parsed
