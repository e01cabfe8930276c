from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.subscription import Subscription
from ...types import Response
from . import build_get_subscription


def _get_kwargs(
    installed_app_id: str,
    subscription_id: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {}
    _kwargs["method"], _kwargs["url"], _, _ = build_get_subscription(
        installed_app_id=installed_app_id,
        subscription_id=subscription_id,
    )
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Subscription | None:
    if response.status_code == 200:
        response_200 = Subscription.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Subscription]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    installed_app_id: str,
    subscription_id: str,
    *,
    client: AuthenticatedClient,
) -> Response[Subscription]:
    """Read one subscription

     Reads a subscription. Only the installed app's own token may ask, not a personal access token.

    Args:
        installed_app_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids
            as strings.
        subscription_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids
            as strings.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Subscription]
    """

    kwargs = _get_kwargs(
        installed_app_id=installed_app_id,
        subscription_id=subscription_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    installed_app_id: str,
    subscription_id: str,
    *,
    client: AuthenticatedClient,
) -> Subscription | None:
    """Read one subscription

     Reads a subscription. Only the installed app's own token may ask, not a personal access token.

    Args:
        installed_app_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids
            as strings.
        subscription_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids
            as strings.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Subscription
    """

    return sync_detailed(
        installed_app_id=installed_app_id,
        subscription_id=subscription_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    installed_app_id: str,
    subscription_id: str,
    *,
    client: AuthenticatedClient,
) -> Response[Subscription]:
    """Read one subscription

     Reads a subscription. Only the installed app's own token may ask, not a personal access token.

    Args:
        installed_app_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids
            as strings.
        subscription_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids
            as strings.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Subscription]
    """

    kwargs = _get_kwargs(
        installed_app_id=installed_app_id,
        subscription_id=subscription_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    installed_app_id: str,
    subscription_id: str,
    *,
    client: AuthenticatedClient,
) -> Subscription | None:
    """Read one subscription

     Reads a subscription. Only the installed app's own token may ask, not a personal access token.

    Args:
        installed_app_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids
            as strings.
        subscription_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids
            as strings.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Subscription
    """

    return (
        await asyncio_detailed(
            installed_app_id=installed_app_id,
            subscription_id=subscription_id,
            client=client,
        )
    ).parsed
