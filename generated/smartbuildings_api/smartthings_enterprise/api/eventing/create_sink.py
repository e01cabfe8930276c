from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.sink import Sink
from ...models.sink_create import SinkCreate
from ...types import Response
from . import build_create_sink


def _get_kwargs(
    account_id: str,
    *,
    body: SinkCreate,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"
    _kwargs["method"], _kwargs["url"], _, _ = build_create_sink(
        account_id=account_id,
        body=_kwargs.get("json"),
    )
    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Sink | None:
    if response.status_code == 200:
        response_200 = Sink.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Sink]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    account_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: SinkCreate,
) -> Response[Sink]:
    """Create a sink

     Adds an https endpoint for events, at most 10 to an account. It is asked at once to confirm: it has
    to repeat the challenge of the request.

    Args:
        account_id (str): An id. Compare ids as strings.
        body (SinkCreate): A new sink. Another page of the vendor has other fields.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Sink]
    """

    kwargs = _get_kwargs(
        account_id=account_id,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    account_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: SinkCreate,
) -> Sink | None:
    """Create a sink

     Adds an https endpoint for events, at most 10 to an account. It is asked at once to confirm: it has
    to repeat the challenge of the request.

    Args:
        account_id (str): An id. Compare ids as strings.
        body (SinkCreate): A new sink. Another page of the vendor has other fields.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Sink
    """

    return sync_detailed(
        account_id=account_id,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    account_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: SinkCreate,
) -> Response[Sink]:
    """Create a sink

     Adds an https endpoint for events, at most 10 to an account. It is asked at once to confirm: it has
    to repeat the challenge of the request.

    Args:
        account_id (str): An id. Compare ids as strings.
        body (SinkCreate): A new sink. Another page of the vendor has other fields.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Sink]
    """

    kwargs = _get_kwargs(
        account_id=account_id,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    account_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: SinkCreate,
) -> Sink | None:
    """Create a sink

     Adds an https endpoint for events, at most 10 to an account. It is asked at once to confirm: it has
    to repeat the challenge of the request.

    Args:
        account_id (str): An id. Compare ids as strings.
        body (SinkCreate): A new sink. Another page of the vendor has other fields.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Sink
    """

    return (
        await asyncio_detailed(
            account_id=account_id,
            client=client,
            body=body,
        )
    ).parsed
