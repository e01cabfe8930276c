from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.auth_request_body import AuthRequestBody
from ...models.auth_response_body import AuthResponseBody
from ...types import Response
from . import build_get_token


def _get_kwargs(
    *,
    body: AuthRequestBody,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"
    _kwargs["method"], _kwargs["url"], _, _ = build_get_token(
        body=_kwargs.get("json"),
    )
    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> AuthResponseBody | None:
    if response.status_code == 200:
        response_200 = AuthResponseBody.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[AuthResponseBody]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: AuthRequestBody,
) -> Response[AuthResponseBody]:
    """Request an access token

     Exchanges the client's id and secret for a bearer token, in a body of JSON or of form fields. One
    token serves all calls until the API answers 401 with `exp`; asking for one per call, or before the
    API has said that it expired, can end access. At most 120 tokens are given to a client within two
    hours.

    Args:
        body (AuthRequestBody): Client credentials (RFC 6749 section 4.4, sent as JSON).

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AuthResponseBody]
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
    body: AuthRequestBody,
) -> AuthResponseBody | None:
    """Request an access token

     Exchanges the client's id and secret for a bearer token, in a body of JSON or of form fields. One
    token serves all calls until the API answers 401 with `exp`; asking for one per call, or before the
    API has said that it expired, can end access. At most 120 tokens are given to a client within two
    hours.

    Args:
        body (AuthRequestBody): Client credentials (RFC 6749 section 4.4, sent as JSON).

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AuthResponseBody
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: AuthRequestBody,
) -> Response[AuthResponseBody]:
    """Request an access token

     Exchanges the client's id and secret for a bearer token, in a body of JSON or of form fields. One
    token serves all calls until the API answers 401 with `exp`; asking for one per call, or before the
    API has said that it expired, can end access. At most 120 tokens are given to a client within two
    hours.

    Args:
        body (AuthRequestBody): Client credentials (RFC 6749 section 4.4, sent as JSON).

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AuthResponseBody]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: AuthRequestBody,
) -> AuthResponseBody | None:
    """Request an access token

     Exchanges the client's id and secret for a bearer token, in a body of JSON or of form fields. One
    token serves all calls until the API answers 401 with `exp`; asking for one per call, or before the
    API has said that it expired, can end access. At most 120 tokens are given to a client within two
    hours.

    Args:
        body (AuthRequestBody): Client credentials (RFC 6749 section 4.4, sent as JSON).

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AuthResponseBody
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
