from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.service_token import ServiceToken
from ...models.service_token_request import ServiceTokenRequest
from ...types import Response
from . import build_issue_service_token


def _get_kwargs(
    *,
    body: ServiceTokenRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"
    _kwargs["method"], _kwargs["url"], _, _ = build_issue_service_token(
        body=_kwargs.get("json"),
    )
    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ServiceToken | None:
    if response.status_code == 200:
        response_200 = ServiceToken.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[ServiceToken]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: ServiceTokenRequest,
) -> Response[ServiceToken]:
    """Get a token

     Exchanges the API key, which is the bearer token of this request, for a token of up to 24 hours.
    Nothing rotates: the same key gets the next token, and the request can be repeated.

    Args:
        body (ServiceTokenRequest): How long the token shall live.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ServiceToken]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: ServiceTokenRequest,
) -> ServiceToken | None:
    """Get a token

     Exchanges the API key, which is the bearer token of this request, for a token of up to 24 hours.
    Nothing rotates: the same key gets the next token, and the request can be repeated.

    Args:
        body (ServiceTokenRequest): How long the token shall live.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ServiceToken
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: ServiceTokenRequest,
) -> Response[ServiceToken]:
    """Get a token

     Exchanges the API key, which is the bearer token of this request, for a token of up to 24 hours.
    Nothing rotates: the same key gets the next token, and the request can be repeated.

    Args:
        body (ServiceTokenRequest): How long the token shall live.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ServiceToken]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: ServiceTokenRequest,
) -> ServiceToken | None:
    """Get a token

     Exchanges the API key, which is the bearer token of this request, for a token of up to 24 hours.
    Nothing rotates: the same key gets the next token, and the request can be repeated.

    Args:
        body (ServiceTokenRequest): How long the token shall live.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ServiceToken
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
