from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.works_with_nest_token import WorksWithNestToken
from ...models.works_with_nest_token_request import WorksWithNestTokenRequest
from ...types import Response
from . import build_exchange_works_with_nest_code


def _get_kwargs(
    *,
    body: WorksWithNestTokenRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {}
    _kwargs["data"] = body.to_dict()

    headers["Content-Type"] = "application/x-www-form-urlencoded"
    _kwargs["method"], _kwargs["url"], _, _ = build_exchange_works_with_nest_code(
        body=_kwargs.get("data"),
    )
    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> WorksWithNestToken | None:
    if response.status_code == 200:
        response_200 = WorksWithNestToken.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[WorksWithNestToken]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: WorksWithNestTokenRequest,
) -> Response[WorksWithNestToken]:
    """Get a token of Works with Nest

     Exchanges the code of a consent to Works with Nest, the API before this one, for an access token
    that lasts ten years and is never refreshed. The service ended on 2023-09-29; its tokens do not work
    here.

    Args:
        body (WorksWithNestTokenRequest): A code of Works with Nest.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[WorksWithNestToken]
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
    client: AuthenticatedClient | Client,
    body: WorksWithNestTokenRequest,
) -> WorksWithNestToken | None:
    """Get a token of Works with Nest

     Exchanges the code of a consent to Works with Nest, the API before this one, for an access token
    that lasts ten years and is never refreshed. The service ended on 2023-09-29; its tokens do not work
    here.

    Args:
        body (WorksWithNestTokenRequest): A code of Works with Nest.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        WorksWithNestToken
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: WorksWithNestTokenRequest,
) -> Response[WorksWithNestToken]:
    """Get a token of Works with Nest

     Exchanges the code of a consent to Works with Nest, the API before this one, for an access token
    that lasts ten years and is never refreshed. The service ended on 2023-09-29; its tokens do not work
    here.

    Args:
        body (WorksWithNestTokenRequest): A code of Works with Nest.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[WorksWithNestToken]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: WorksWithNestTokenRequest,
) -> WorksWithNestToken | None:
    """Get a token of Works with Nest

     Exchanges the code of a consent to Works with Nest, the API before this one, for an access token
    that lasts ten years and is never refreshed. The service ended on 2023-09-29; its tokens do not work
    here.

    Args:
        body (WorksWithNestTokenRequest): A code of Works with Nest.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        WorksWithNestToken
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
