from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.command_results import CommandResults
from ...models.commands import Commands
from ...types import UNSET, Response, Unset
from . import build_execute_device_commands


def _get_kwargs(
    device_id: str,
    *,
    body: Commands,
    ordered: bool | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    params: dict[str, Any] = {}

    params["ordered"] = ordered

    params = {k: v for k, v in params.items() if v is not UNSET}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"
    _kwargs["method"], _kwargs["url"], _kwargs["params"], _ = (
        build_execute_device_commands(
            device_id=device_id,
            body=_kwargs.get("json"),
            **params,
        )
    )
    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> CommandResults | None:
    if response.status_code == 200:
        response_200 = CommandResults.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[CommandResults]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    device_id: str,
    *,
    client: AuthenticatedClient,
    body: Commands,
    ordered: bool | Unset = UNSET,
) -> Response[CommandResults]:
    """Send commands to a device

     Sends at most 10 commands. Status 200 says only that they arrived: each result has a status of its
    own, and a sleeping device acts minutes later. Send steps that depend on each other in requests of
    their own.

    Args:
        device_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.
        ordered (bool | Unset):
        body (Commands): The commands of one request.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CommandResults]
    """

    kwargs = _get_kwargs(
        device_id=device_id,
        body=body,
        ordered=ordered,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    device_id: str,
    *,
    client: AuthenticatedClient,
    body: Commands,
    ordered: bool | Unset = UNSET,
) -> CommandResults | None:
    """Send commands to a device

     Sends at most 10 commands. Status 200 says only that they arrived: each result has a status of its
    own, and a sleeping device acts minutes later. Send steps that depend on each other in requests of
    their own.

    Args:
        device_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.
        ordered (bool | Unset):
        body (Commands): The commands of one request.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CommandResults
    """

    return sync_detailed(
        device_id=device_id,
        client=client,
        body=body,
        ordered=ordered,
    ).parsed


async def asyncio_detailed(
    device_id: str,
    *,
    client: AuthenticatedClient,
    body: Commands,
    ordered: bool | Unset = UNSET,
) -> Response[CommandResults]:
    """Send commands to a device

     Sends at most 10 commands. Status 200 says only that they arrived: each result has a status of its
    own, and a sleeping device acts minutes later. Send steps that depend on each other in requests of
    their own.

    Args:
        device_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.
        ordered (bool | Unset):
        body (Commands): The commands of one request.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CommandResults]
    """

    kwargs = _get_kwargs(
        device_id=device_id,
        body=body,
        ordered=ordered,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    device_id: str,
    *,
    client: AuthenticatedClient,
    body: Commands,
    ordered: bool | Unset = UNSET,
) -> CommandResults | None:
    """Send commands to a device

     Sends at most 10 commands. Status 200 says only that they arrived: each result has a status of its
    own, and a sleeping device acts minutes later. Send steps that depend on each other in requests of
    their own.

    Args:
        device_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.
        ordered (bool | Unset):
        body (Commands): The commands of one request.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CommandResults
    """

    return (
        await asyncio_detailed(
            device_id=device_id,
            client=client,
            body=body,
            ordered=ordered,
        )
    ).parsed
