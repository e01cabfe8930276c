from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.temperature_hold_request_body import TemperatureHoldRequestBody
from ...models.temperature_hold_response import TemperatureHoldResponse
from ...types import Response
from . import build_set_heat_hold


def _get_kwargs(
    thermostat_id: str,
    *,
    body: TemperatureHoldRequestBody,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"
    _kwargs["method"], _kwargs["url"], _, _ = build_set_heat_hold(
        thermostat_id=thermostat_id,
        body=_kwargs.get("json"),
    )
    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> TemperatureHoldResponse | None:
    if response.status_code == 201:
        response_201 = TemperatureHoldResponse.from_dict(response.json())

        return response_201

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[TemperatureHoldResponse]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    thermostat_id: str,
    *,
    client: AuthenticatedClient,
    body: TemperatureHoldRequestBody,
) -> Response[TemperatureHoldResponse]:
    """Hold the heating set point

     Keeps the heating set point at a temperature. For the modes heat, auxHeatOnly and auto; in auto it
    has to stay `heatCoolMinDelta` below the cooling set point.

    Args:
        thermostat_id (str): Serial number of a thermostat, as printed on the device: digits only,
            usually twelve.
        body (TemperatureHoldRequestBody): A temperature hold to set.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[TemperatureHoldResponse]
    """

    kwargs = _get_kwargs(
        thermostat_id=thermostat_id,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    thermostat_id: str,
    *,
    client: AuthenticatedClient,
    body: TemperatureHoldRequestBody,
) -> TemperatureHoldResponse | None:
    """Hold the heating set point

     Keeps the heating set point at a temperature. For the modes heat, auxHeatOnly and auto; in auto it
    has to stay `heatCoolMinDelta` below the cooling set point.

    Args:
        thermostat_id (str): Serial number of a thermostat, as printed on the device: digits only,
            usually twelve.
        body (TemperatureHoldRequestBody): A temperature hold to set.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        TemperatureHoldResponse
    """

    return sync_detailed(
        thermostat_id=thermostat_id,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    thermostat_id: str,
    *,
    client: AuthenticatedClient,
    body: TemperatureHoldRequestBody,
) -> Response[TemperatureHoldResponse]:
    """Hold the heating set point

     Keeps the heating set point at a temperature. For the modes heat, auxHeatOnly and auto; in auto it
    has to stay `heatCoolMinDelta` below the cooling set point.

    Args:
        thermostat_id (str): Serial number of a thermostat, as printed on the device: digits only,
            usually twelve.
        body (TemperatureHoldRequestBody): A temperature hold to set.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[TemperatureHoldResponse]
    """

    kwargs = _get_kwargs(
        thermostat_id=thermostat_id,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    thermostat_id: str,
    *,
    client: AuthenticatedClient,
    body: TemperatureHoldRequestBody,
) -> TemperatureHoldResponse | None:
    """Hold the heating set point

     Keeps the heating set point at a temperature. For the modes heat, auxHeatOnly and auto; in auto it
    has to stay `heatCoolMinDelta` below the cooling set point.

    Args:
        thermostat_id (str): Serial number of a thermostat, as printed on the device: digits only,
            usually twelve.
        body (TemperatureHoldRequestBody): A temperature hold to set.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        TemperatureHoldResponse
    """

    return (
        await asyncio_detailed(
            thermostat_id=thermostat_id,
            client=client,
            body=body,
        )
    ).parsed
