from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.thermostat_summary import ThermostatSummary
from ...models.update_base_thermostat_request_body import (
    UpdateBaseThermostatRequestBody,
)
from ...types import Response
from . import build_update_base_thermostat


def _get_kwargs(
    thermostat_id: str,
    *,
    body: UpdateBaseThermostatRequestBody,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"
    _kwargs["method"], _kwargs["url"], _, _ = build_update_base_thermostat(
        thermostat_id=thermostat_id,
        body=_kwargs.get("json"),
    )
    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ThermostatSummary | None:
    if response.status_code == 200:
        response_200 = ThermostatSummary.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[ThermostatSummary]:
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
    body: UpdateBaseThermostatRequestBody,
) -> Response[ThermostatSummary]:
    """Rename or move a thermostat

     Changes the portal name, the name on the device, or the building. The two names are independent:
    changing one leaves the other.

    Args:
        thermostat_id (str): Serial number of a thermostat, as printed on the device: digits only,
            usually twelve.
        body (UpdateBaseThermostatRequestBody): Names to change, or the building to move the
            thermostat to.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ThermostatSummary]
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
    body: UpdateBaseThermostatRequestBody,
) -> ThermostatSummary | None:
    """Rename or move a thermostat

     Changes the portal name, the name on the device, or the building. The two names are independent:
    changing one leaves the other.

    Args:
        thermostat_id (str): Serial number of a thermostat, as printed on the device: digits only,
            usually twelve.
        body (UpdateBaseThermostatRequestBody): Names to change, or the building to move the
            thermostat to.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ThermostatSummary
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
    body: UpdateBaseThermostatRequestBody,
) -> Response[ThermostatSummary]:
    """Rename or move a thermostat

     Changes the portal name, the name on the device, or the building. The two names are independent:
    changing one leaves the other.

    Args:
        thermostat_id (str): Serial number of a thermostat, as printed on the device: digits only,
            usually twelve.
        body (UpdateBaseThermostatRequestBody): Names to change, or the building to move the
            thermostat to.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ThermostatSummary]
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
    body: UpdateBaseThermostatRequestBody,
) -> ThermostatSummary | None:
    """Rename or move a thermostat

     Changes the portal name, the name on the device, or the building. The two names are independent:
    changing one leaves the other.

    Args:
        thermostat_id (str): Serial number of a thermostat, as printed on the device: digits only,
            usually twelve.
        body (UpdateBaseThermostatRequestBody): Names to change, or the building to move the
            thermostat to.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ThermostatSummary
    """

    return (
        await asyncio_detailed(
            thermostat_id=thermostat_id,
            client=client,
            body=body,
        )
    ).parsed
