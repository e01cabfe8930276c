from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.token import Token
from ...models.token_request import TokenRequest
from ...types import Response
from . import build_issue_token


def _get_kwargs(
    *,
    body: TokenRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {}
    _kwargs["data"] = body.to_dict()

    headers["Content-Type"] = "application/x-www-form-urlencoded"
    _kwargs["method"], _kwargs["url"], _, _ = build_issue_token(
        body=_kwargs.get("data"),
    )
    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Token | None:
    if response.status_code == 200:
        response_200 = Token.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Token]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: TokenRequest,
) -> Response[Token]:
    """Get tokens

     Exchanges an authorization code, or the latest refresh token, for a new pair of tokens. A refresh
    ends both old tokens, so the new pair must be stored before anything else. The route exists with and
    without `/v1`.

    Args:
        body (TokenRequest): Asks for tokens, with an authorization code or with a refresh token.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Token]
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
    body: TokenRequest,
) -> Token | None:
    """Get tokens

     Exchanges an authorization code, or the latest refresh token, for a new pair of tokens. A refresh
    ends both old tokens, so the new pair must be stored before anything else. The route exists with and
    without `/v1`.

    Args:
        body (TokenRequest): Asks for tokens, with an authorization code or with a refresh token.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Token
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: TokenRequest,
) -> Response[Token]:
    """Get tokens

     Exchanges an authorization code, or the latest refresh token, for a new pair of tokens. A refresh
    ends both old tokens, so the new pair must be stored before anything else. The route exists with and
    without `/v1`.

    Args:
        body (TokenRequest): Asks for tokens, with an authorization code or with a refresh token.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Token]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: TokenRequest,
) -> Token | None:
    """Get tokens

     Exchanges an authorization code, or the latest refresh token, for a new pair of tokens. A refresh
    ends both old tokens, so the new pair must be stored before anything else. The route exists with and
    without `/v1`.

    Args:
        body (TokenRequest): Asks for tokens, with an authorization code or with a refresh token.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Token
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
