from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.comfort_setting_response import ComfortSettingResponse
from ...models.update_comfort_setting_request_body import (
    UpdateComfortSettingRequestBody,
)
from ...types import Response
from . import build_update_comfort_setting


def _get_kwargs(
    thermostat_id: str,
    comfort_ref: str,
    *,
    body: UpdateComfortSettingRequestBody,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"
    _kwargs["method"], _kwargs["url"], _, _ = build_update_comfort_setting(
        thermostat_id=thermostat_id,
        comfort_ref=comfort_ref,
        body=_kwargs.get("json"),
    )
    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ComfortSettingResponse | None:
    if response.status_code == 200:
        response_200 = ComfortSettingResponse.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[ComfortSettingResponse]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    thermostat_id: str,
    comfort_ref: str,
    *,
    client: AuthenticatedClient,
    body: UpdateComfortSettingRequestBody,
) -> Response[ComfortSettingResponse]:
    """Change a comfort setting

     Changes what the body names in a comfort setting, wherever the schedule uses it.

    Args:
        thermostat_id (str): Serial number of a thermostat, as printed on the device: digits only,
            usually twelve.
        comfort_ref (str): Reference of a comfort setting, unique at its thermostat.
        body (UpdateComfortSettingRequestBody): What to change in a comfort setting.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ComfortSettingResponse]
    """

    kwargs = _get_kwargs(
        thermostat_id=thermostat_id,
        comfort_ref=comfort_ref,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    thermostat_id: str,
    comfort_ref: str,
    *,
    client: AuthenticatedClient,
    body: UpdateComfortSettingRequestBody,
) -> ComfortSettingResponse | None:
    """Change a comfort setting

     Changes what the body names in a comfort setting, wherever the schedule uses it.

    Args:
        thermostat_id (str): Serial number of a thermostat, as printed on the device: digits only,
            usually twelve.
        comfort_ref (str): Reference of a comfort setting, unique at its thermostat.
        body (UpdateComfortSettingRequestBody): What to change in a comfort setting.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ComfortSettingResponse
    """

    return sync_detailed(
        thermostat_id=thermostat_id,
        comfort_ref=comfort_ref,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    thermostat_id: str,
    comfort_ref: str,
    *,
    client: AuthenticatedClient,
    body: UpdateComfortSettingRequestBody,
) -> Response[ComfortSettingResponse]:
    """Change a comfort setting

     Changes what the body names in a comfort setting, wherever the schedule uses it.

    Args:
        thermostat_id (str): Serial number of a thermostat, as printed on the device: digits only,
            usually twelve.
        comfort_ref (str): Reference of a comfort setting, unique at its thermostat.
        body (UpdateComfortSettingRequestBody): What to change in a comfort setting.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ComfortSettingResponse]
    """

    kwargs = _get_kwargs(
        thermostat_id=thermostat_id,
        comfort_ref=comfort_ref,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    thermostat_id: str,
    comfort_ref: str,
    *,
    client: AuthenticatedClient,
    body: UpdateComfortSettingRequestBody,
) -> ComfortSettingResponse | None:
    """Change a comfort setting

     Changes what the body names in a comfort setting, wherever the schedule uses it.

    Args:
        thermostat_id (str): Serial number of a thermostat, as printed on the device: digits only,
            usually twelve.
        comfort_ref (str): Reference of a comfort setting, unique at its thermostat.
        body (UpdateComfortSettingRequestBody): What to change in a comfort setting.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ComfortSettingResponse
    """

    return (
        await asyncio_detailed(
            thermostat_id=thermostat_id,
            comfort_ref=comfort_ref,
            client=client,
            body=body,
        )
    ).parsed
