from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.bulk_settings_request_body import BulkSettingsRequestBody
from ...models.bulk_settings_response import BulkSettingsResponse
from ...types import Response
from . import build_bulk_update_thermostat_settings


def _get_kwargs(
    *,
    body: BulkSettingsRequestBody,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"
    _kwargs["method"], _kwargs["url"], _, _ = build_bulk_update_thermostat_settings(
        body=_kwargs.get("json"),
    )
    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> BulkSettingsResponse | None:
    if response.status_code == 200:
        response_200 = BulkSettingsResponse.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[BulkSettingsResponse]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: BulkSettingsRequestBody,
) -> Response[BulkSettingsResponse]:
    """Change the settings of many thermostats

     Gives the same settings to up to 25 thermostats in one call. Whether a fault with one of them leaves
    the others unchanged is not known.

    Args:
        body (BulkSettingsRequestBody): Settings to give to up to 25 thermostats at once.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BulkSettingsResponse]
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
    body: BulkSettingsRequestBody,
) -> BulkSettingsResponse | None:
    """Change the settings of many thermostats

     Gives the same settings to up to 25 thermostats in one call. Whether a fault with one of them leaves
    the others unchanged is not known.

    Args:
        body (BulkSettingsRequestBody): Settings to give to up to 25 thermostats at once.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BulkSettingsResponse
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: BulkSettingsRequestBody,
) -> Response[BulkSettingsResponse]:
    """Change the settings of many thermostats

     Gives the same settings to up to 25 thermostats in one call. Whether a fault with one of them leaves
    the others unchanged is not known.

    Args:
        body (BulkSettingsRequestBody): Settings to give to up to 25 thermostats at once.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BulkSettingsResponse]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: BulkSettingsRequestBody,
) -> BulkSettingsResponse | None:
    """Change the settings of many thermostats

     Gives the same settings to up to 25 thermostats in one call. Whether a fault with one of them leaves
    the others unchanged is not known.

    Args:
        body (BulkSettingsRequestBody): Settings to give to up to 25 thermostats at once.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BulkSettingsResponse
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
