from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.capability_status import CapabilityStatus
from ...types import Response
from . import build_get_device_status_by_capability


def _get_kwargs(
    device_id: str,
    component_id: str,
    capability_id: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {}
    _kwargs["method"], _kwargs["url"], _, _ = build_get_device_status_by_capability(
        device_id=device_id,
        component_id=component_id,
        capability_id=capability_id,
    )
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> CapabilityStatus | None:
    if response.status_code == 200:
        response_200 = CapabilityStatus.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[CapabilityStatus]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    device_id: str,
    component_id: str,
    capability_id: str,
    *,
    client: AuthenticatedClient,
) -> Response[CapabilityStatus]:
    """Read the status of a capability

     Reads the states of one capability of one component, by attribute.

    Args:
        device_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.
        component_id (str):
        capability_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CapabilityStatus]
    """

    kwargs = _get_kwargs(
        device_id=device_id,
        component_id=component_id,
        capability_id=capability_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    device_id: str,
    component_id: str,
    capability_id: str,
    *,
    client: AuthenticatedClient,
) -> CapabilityStatus | None:
    """Read the status of a capability

     Reads the states of one capability of one component, by attribute.

    Args:
        device_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.
        component_id (str):
        capability_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CapabilityStatus
    """

    return sync_detailed(
        device_id=device_id,
        component_id=component_id,
        capability_id=capability_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    device_id: str,
    component_id: str,
    capability_id: str,
    *,
    client: AuthenticatedClient,
) -> Response[CapabilityStatus]:
    """Read the status of a capability

     Reads the states of one capability of one component, by attribute.

    Args:
        device_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.
        component_id (str):
        capability_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CapabilityStatus]
    """

    kwargs = _get_kwargs(
        device_id=device_id,
        component_id=component_id,
        capability_id=capability_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    device_id: str,
    component_id: str,
    capability_id: str,
    *,
    client: AuthenticatedClient,
) -> CapabilityStatus | None:
    """Read the status of a capability

     Reads the states of one capability of one component, by attribute.

    Args:
        device_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as
            strings.
        component_id (str):
        capability_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CapabilityStatus
    """

    return (
        await asyncio_detailed(
            device_id=device_id,
            component_id=component_id,
            capability_id=capability_id,
            client=client,
        )
    ).parsed
