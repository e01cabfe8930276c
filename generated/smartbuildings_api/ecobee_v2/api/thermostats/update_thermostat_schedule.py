from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.schedule_request_body import ScheduleRequestBody
from ...models.thermostat_schedule import ThermostatSchedule
from ...types import Response
from . import build_update_thermostat_schedule


def _get_kwargs(
    thermostat_id: str,
    *,
    body: ScheduleRequestBody,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"
    _kwargs["method"], _kwargs["url"], _, _ = build_update_thermostat_schedule(
        thermostat_id=thermostat_id,
        body=_kwargs.get("json"),
    )
    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ThermostatSchedule | None:
    if response.status_code == 200:
        response_200 = ThermostatSchedule.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[ThermostatSchedule]:
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
    body: ScheduleRequestBody,
) -> Response[ThermostatSchedule]:
    """Change a thermostat's weekly schedule

     Gives one comfort setting to a stretch of one or more days. The rest of the week stays as it is.

    Args:
        thermostat_id (str): Serial number of a thermostat, as printed on the device: digits only,
            usually twelve.
        body (ScheduleRequestBody): A stretch of one or more days that is to have one comfort
            setting.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ThermostatSchedule]
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
    body: ScheduleRequestBody,
) -> ThermostatSchedule | None:
    """Change a thermostat's weekly schedule

     Gives one comfort setting to a stretch of one or more days. The rest of the week stays as it is.

    Args:
        thermostat_id (str): Serial number of a thermostat, as printed on the device: digits only,
            usually twelve.
        body (ScheduleRequestBody): A stretch of one or more days that is to have one comfort
            setting.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ThermostatSchedule
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
    body: ScheduleRequestBody,
) -> Response[ThermostatSchedule]:
    """Change a thermostat's weekly schedule

     Gives one comfort setting to a stretch of one or more days. The rest of the week stays as it is.

    Args:
        thermostat_id (str): Serial number of a thermostat, as printed on the device: digits only,
            usually twelve.
        body (ScheduleRequestBody): A stretch of one or more days that is to have one comfort
            setting.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ThermostatSchedule]
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
    body: ScheduleRequestBody,
) -> ThermostatSchedule | None:
    """Change a thermostat's weekly schedule

     Gives one comfort setting to a stretch of one or more days. The rest of the week stays as it is.

    Args:
        thermostat_id (str): Serial number of a thermostat, as printed on the device: digits only,
            usually twelve.
        body (ScheduleRequestBody): A stretch of one or more days that is to have one comfort
            setting.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ThermostatSchedule
    """

    return (
        await asyncio_detailed(
            thermostat_id=thermostat_id,
            client=client,
            body=body,
        )
    ).parsed
