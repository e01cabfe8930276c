from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.count import Count
from ...types import UNSET, Response, Unset
from . import build_delete_all_subscriptions


def _get_kwargs(
    installed_app_id: str,
    *,
    device_id: str | Unset = UNSET,
    mode_id: str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["device_id"] = device_id
    params["mode_id"] = mode_id

    params = {k: v for k, v in params.items() if v is not UNSET}

    _kwargs: dict[str, Any] = {}
    _kwargs["method"], _kwargs["url"], _kwargs["params"], _ = (
        build_delete_all_subscriptions(
            installed_app_id=installed_app_id,
            **params,
        )
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
    device_id: str | Unset = UNSET,
    mode_id: str | Unset = UNSET,
) -> Response[Count]:
    """Delete the subscriptions

     Deletes all subscriptions of an installed app, or those of a device or mode. Only the installed
    app's own token may ask, not a personal access token.

    Args:
        installed_app_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids
            as strings.
        device_id (str | Unset):
        mode_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Count]
    """

    kwargs = _get_kwargs(
        installed_app_id=installed_app_id,
        device_id=device_id,
        mode_id=mode_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    installed_app_id: str,
    *,
    client: AuthenticatedClient,
    device_id: str | Unset = UNSET,
    mode_id: str | Unset = UNSET,
) -> Count | None:
    """Delete the subscriptions

     Deletes all subscriptions of an installed app, or those of a device or mode. Only the installed
    app's own token may ask, not a personal access token.

    Args:
        installed_app_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids
            as strings.
        device_id (str | Unset):
        mode_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Count
    """

    return sync_detailed(
        installed_app_id=installed_app_id,
        client=client,
        device_id=device_id,
        mode_id=mode_id,
    ).parsed


async def asyncio_detailed(
    installed_app_id: str,
    *,
    client: AuthenticatedClient,
    device_id: str | Unset = UNSET,
    mode_id: str | Unset = UNSET,
) -> Response[Count]:
    """Delete the subscriptions

     Deletes all subscriptions of an installed app, or those of a device or mode. Only the installed
    app's own token may ask, not a personal access token.

    Args:
        installed_app_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids
            as strings.
        device_id (str | Unset):
        mode_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Count]
    """

    kwargs = _get_kwargs(
        installed_app_id=installed_app_id,
        device_id=device_id,
        mode_id=mode_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    installed_app_id: str,
    *,
    client: AuthenticatedClient,
    device_id: str | Unset = UNSET,
    mode_id: str | Unset = UNSET,
) -> Count | None:
    """Delete the subscriptions

     Deletes all subscriptions of an installed app, or those of a device or mode. Only the installed
    app's own token may ask, not a personal access token.

    Args:
        installed_app_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids
            as strings.
        device_id (str | Unset):
        mode_id (str | Unset):

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
            device_id=device_id,
            mode_id=mode_id,
        )
    ).parsed
