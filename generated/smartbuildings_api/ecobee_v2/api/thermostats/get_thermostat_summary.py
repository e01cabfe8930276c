from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.thermostat_summary import ThermostatSummary
from ...types import Response
from . import build_get_thermostat_summary


def _get_kwargs(
    thermostat_id: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {}
    _kwargs["method"], _kwargs["url"], _, _ = build_get_thermostat_summary(
        thermostat_id=thermostat_id,
    )
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
) -> Response[ThermostatSummary]:
    """Read a thermostat's base data

     Gives what seldom changes: the building, both names, the offset of its clock and the system modes
    that its equipment allows.

    Args:
        thermostat_id (str): Serial number of a thermostat, as printed on the device: digits only,
            usually twelve.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ThermostatSummary]
    """

    kwargs = _get_kwargs(
        thermostat_id=thermostat_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    thermostat_id: str,
    *,
    client: AuthenticatedClient,
) -> ThermostatSummary | None:
    """Read a thermostat's base data

     Gives what seldom changes: the building, both names, the offset of its clock and the system modes
    that its equipment allows.

    Args:
        thermostat_id (str): Serial number of a thermostat, as printed on the device: digits only,
            usually twelve.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ThermostatSummary
    """

    return sync_detailed(
        thermostat_id=thermostat_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    thermostat_id: str,
    *,
    client: AuthenticatedClient,
) -> Response[ThermostatSummary]:
    """Read a thermostat's base data

     Gives what seldom changes: the building, both names, the offset of its clock and the system modes
    that its equipment allows.

    Args:
        thermostat_id (str): Serial number of a thermostat, as printed on the device: digits only,
            usually twelve.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ThermostatSummary]
    """

    kwargs = _get_kwargs(
        thermostat_id=thermostat_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    thermostat_id: str,
    *,
    client: AuthenticatedClient,
) -> ThermostatSummary | None:
    """Read a thermostat's base data

     Gives what seldom changes: the building, both names, the offset of its clock and the system modes
    that its equipment allows.

    Args:
        thermostat_id (str): Serial number of a thermostat, as printed on the device: digits only,
            usually twelve.

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
        )
    ).parsed
