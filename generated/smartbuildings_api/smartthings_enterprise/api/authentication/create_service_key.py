from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.service_key import ServiceKey
from ...models.service_key_create import ServiceKeyCreate
from ...types import Response
from . import build_create_service_key


def _get_kwargs(
    account_id: str,
    service_account_id: str,
    *,
    body: ServiceKeyCreate,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"
    _kwargs["method"], _kwargs["url"], _, _ = build_create_service_key(
        account_id=account_id,
        service_account_id=service_account_id,
        body=_kwargs.get("json"),
    )
    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ServiceKey | None:
    if response.status_code == 200:
        response_200 = ServiceKey.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[ServiceKey]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    account_id: str,
    service_account_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: ServiceKeyCreate,
) -> Response[ServiceKey]:
    """Make an API key

     Makes a key with an end of at most one year ahead. A service account has at most 5 keys, so that a
    new one can be used before an old one ends.

    Args:
        account_id (str): An id. Compare ids as strings.
        service_account_id (str): An id. Compare ids as strings.
        body (ServiceKeyCreate): A new key.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ServiceKey]
    """

    kwargs = _get_kwargs(
        account_id=account_id,
        service_account_id=service_account_id,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    account_id: str,
    service_account_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: ServiceKeyCreate,
) -> ServiceKey | None:
    """Make an API key

     Makes a key with an end of at most one year ahead. A service account has at most 5 keys, so that a
    new one can be used before an old one ends.

    Args:
        account_id (str): An id. Compare ids as strings.
        service_account_id (str): An id. Compare ids as strings.
        body (ServiceKeyCreate): A new key.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ServiceKey
    """

    return sync_detailed(
        account_id=account_id,
        service_account_id=service_account_id,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    account_id: str,
    service_account_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: ServiceKeyCreate,
) -> Response[ServiceKey]:
    """Make an API key

     Makes a key with an end of at most one year ahead. A service account has at most 5 keys, so that a
    new one can be used before an old one ends.

    Args:
        account_id (str): An id. Compare ids as strings.
        service_account_id (str): An id. Compare ids as strings.
        body (ServiceKeyCreate): A new key.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ServiceKey]
    """

    kwargs = _get_kwargs(
        account_id=account_id,
        service_account_id=service_account_id,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    account_id: str,
    service_account_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: ServiceKeyCreate,
) -> ServiceKey | None:
    """Make an API key

     Makes a key with an end of at most one year ahead. A service account has at most 5 keys, so that a
    new one can be used before an old one ends.

    Args:
        account_id (str): An id. Compare ids as strings.
        service_account_id (str): An id. Compare ids as strings.
        body (ServiceKeyCreate): A new key.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ServiceKey
    """

    return (
        await asyncio_detailed(
            account_id=account_id,
            service_account_id=service_account_id,
            client=client,
            body=body,
        )
    ).parsed
