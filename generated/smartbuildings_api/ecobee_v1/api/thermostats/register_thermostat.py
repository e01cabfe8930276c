from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.register_thermostat_body import RegisterThermostatBody
from ...models.thermostat_summary import ThermostatSummary
from ...types import Response
from . import build_register_thermostat


def _get_kwargs(
    building_id: str,
    *,
    body: RegisterThermostatBody,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"
    _kwargs["method"], _kwargs["url"], _, _ = build_register_thermostat(
        building_id=building_id,
        body=_kwargs.get("json"),
    )
    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ThermostatSummary | None:
    if response.status_code == 201:
        response_201 = ThermostatSummary.from_dict(response.json())

        return response_201

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
    building_id: str,
    *,
    client: AuthenticatedClient,
    body: RegisterThermostatBody,
) -> Response[ThermostatSummary]:
    """Register a thermostat in a building

     Puts a thermostat, named by its serial number, into a building of this account, after which it can
    be read and controlled.

    Args:
        building_id (str): Id of a building: 24 lower-case hexadecimal characters.
        body (RegisterThermostatBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ThermostatSummary]
    """

    kwargs = _get_kwargs(
        building_id=building_id,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    building_id: str,
    *,
    client: AuthenticatedClient,
    body: RegisterThermostatBody,
) -> ThermostatSummary | None:
    """Register a thermostat in a building

     Puts a thermostat, named by its serial number, into a building of this account, after which it can
    be read and controlled.

    Args:
        building_id (str): Id of a building: 24 lower-case hexadecimal characters.
        body (RegisterThermostatBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ThermostatSummary
    """

    return sync_detailed(
        building_id=building_id,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    building_id: str,
    *,
    client: AuthenticatedClient,
    body: RegisterThermostatBody,
) -> Response[ThermostatSummary]:
    """Register a thermostat in a building

     Puts a thermostat, named by its serial number, into a building of this account, after which it can
    be read and controlled.

    Args:
        building_id (str): Id of a building: 24 lower-case hexadecimal characters.
        body (RegisterThermostatBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ThermostatSummary]
    """

    kwargs = _get_kwargs(
        building_id=building_id,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    building_id: str,
    *,
    client: AuthenticatedClient,
    body: RegisterThermostatBody,
) -> ThermostatSummary | None:
    """Register a thermostat in a building

     Puts a thermostat, named by its serial number, into a building of this account, after which it can
    be read and controlled.

    Args:
        building_id (str): Id of a building: 24 lower-case hexadecimal characters.
        body (RegisterThermostatBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ThermostatSummary
    """

    return (
        await asyncio_detailed(
            building_id=building_id,
            client=client,
            body=body,
        )
    ).parsed
