from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.mode import Mode
from ...types import Response
from . import build_get_mode


def _get_kwargs(
    location_id: str,
    mode_id: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {}
    _kwargs["method"], _kwargs["url"], _, _ = build_get_mode(
        location_id=location_id,
        mode_id=mode_id,
    )
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Mode | None:
    if response.status_code == 200:
        response_200 = Mode.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Mode]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    location_id: str,
    mode_id: str,
    *,
    client: AuthenticatedClient,
) -> Response[Mode]:
    """Read one mode

     Reads a mode.

    Args:
        location_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.
        mode_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Mode]
    """

    kwargs = _get_kwargs(
        location_id=location_id,
        mode_id=mode_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    location_id: str,
    mode_id: str,
    *,
    client: AuthenticatedClient,
) -> Mode | None:
    """Read one mode

     Reads a mode.

    Args:
        location_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.
        mode_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Mode
    """

    return sync_detailed(
        location_id=location_id,
        mode_id=mode_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    location_id: str,
    mode_id: str,
    *,
    client: AuthenticatedClient,
) -> Response[Mode]:
    """Read one mode

     Reads a mode.

    Args:
        location_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.
        mode_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Mode]
    """

    kwargs = _get_kwargs(
        location_id=location_id,
        mode_id=mode_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    location_id: str,
    mode_id: str,
    *,
    client: AuthenticatedClient,
) -> Mode | None:
    """Read one mode

     Reads a mode.

    Args:
        location_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.
        mode_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Mode
    """

    return (
        await asyncio_detailed(
            location_id=location_id,
            mode_id=mode_id,
            client=client,
        )
    ).parsed
