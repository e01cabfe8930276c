from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.fan_hold_request_body import FanHoldRequestBody
from ...models.fan_hold_response import FanHoldResponse
from ...types import Response
from . import build_set_fan_hold


def _get_kwargs(
    thermostat_id: str,
    *,
    body: FanHoldRequestBody,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"
    _kwargs["method"], _kwargs["url"], _, _ = build_set_fan_hold(
        thermostat_id=thermostat_id,
        body=_kwargs.get("json"),
    )
    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> FanHoldResponse | None:
    if response.status_code == 201:
        response_201 = FanHoldResponse.from_dict(response.json())

        return response_201

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[FanHoldResponse]:
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
    body: FanHoldRequestBody,
) -> Response[FanHoldResponse]:
    """Hold the fan

     Keeps the fan on, or back in automatic control, for the given kind of hold.

    Args:
        thermostat_id (str): Serial number of a thermostat, as printed on the device: digits only,
            usually twelve.
        body (FanHoldRequestBody): A fan hold to set.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[FanHoldResponse]
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
    body: FanHoldRequestBody,
) -> FanHoldResponse | None:
    """Hold the fan

     Keeps the fan on, or back in automatic control, for the given kind of hold.

    Args:
        thermostat_id (str): Serial number of a thermostat, as printed on the device: digits only,
            usually twelve.
        body (FanHoldRequestBody): A fan hold to set.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        FanHoldResponse
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
    body: FanHoldRequestBody,
) -> Response[FanHoldResponse]:
    """Hold the fan

     Keeps the fan on, or back in automatic control, for the given kind of hold.

    Args:
        thermostat_id (str): Serial number of a thermostat, as printed on the device: digits only,
            usually twelve.
        body (FanHoldRequestBody): A fan hold to set.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[FanHoldResponse]
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
    body: FanHoldRequestBody,
) -> FanHoldResponse | None:
    """Hold the fan

     Keeps the fan on, or back in automatic control, for the given kind of hold.

    Args:
        thermostat_id (str): Serial number of a thermostat, as printed on the device: digits only,
            usually twelve.
        body (FanHoldRequestBody): A fan hold to set.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        FanHoldResponse
    """

    return (
        await asyncio_detailed(
            thermostat_id=thermostat_id,
            client=client,
            body=body,
        )
    ).parsed
