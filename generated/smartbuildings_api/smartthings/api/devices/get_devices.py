from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.device_list import DeviceList
from ...models.device_type import DeviceType
from ...models.get_devices_capabilities_mode import GetDevicesCapabilitiesMode
from ...types import UNSET, Response, Unset
from . import build_get_devices


def _get_kwargs(
    *,
    capability: list[str] | Unset = UNSET,
    capabilities_mode: GetDevicesCapabilitiesMode | Unset = UNSET,
    location_id: list[str] | Unset = UNSET,
    device_id: list[str] | Unset = UNSET,
    installed_app_id: str | Unset = UNSET,
    type_: list[DeviceType] | Unset = UNSET,
    include_restricted: bool | Unset = UNSET,
    access_level: int | Unset = UNSET,
    include_health: bool | Unset = UNSET,
    include_status: bool | Unset = UNSET,
    include_allowed_actions: bool | Unset = UNSET,
    max_: int | Unset = UNSET,
    page: int | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_capability: list[str] | Unset = UNSET
    if not isinstance(capability, Unset):
        json_capability = capability

    params["capability"] = json_capability
    json_capabilities_mode: str | Unset = UNSET
    if not isinstance(capabilities_mode, Unset):
        json_capabilities_mode = capabilities_mode.value

    params["capabilities_mode"] = json_capabilities_mode
    json_location_id: list[str] | Unset = UNSET
    if not isinstance(location_id, Unset):
        json_location_id = location_id

    params["location_id"] = json_location_id
    json_device_id: list[str] | Unset = UNSET
    if not isinstance(device_id, Unset):
        json_device_id = device_id

    params["device_id"] = json_device_id
    params["installed_app_id"] = installed_app_id
    json_type_: list[str] | Unset = UNSET
    if not isinstance(type_, Unset):
        json_type_ = []
        for type_item_data in type_:
            type_item = type_item_data.value
            json_type_.append(type_item)

    params["type_"] = json_type_
    params["include_restricted"] = include_restricted
    params["access_level"] = access_level
    params["include_health"] = include_health
    params["include_status"] = include_status
    params["include_allowed_actions"] = include_allowed_actions
    params["max_"] = max_
    params["page"] = page

    params = {k: v for k, v in params.items() if v is not UNSET}

    _kwargs: dict[str, Any] = {}
    _kwargs["method"], _kwargs["url"], _kwargs["params"], _ = build_get_devices(
        **params,
    )
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> DeviceList | None:
    if response.status_code == 200:
        response_200 = DeviceList.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[DeviceList]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    capability: list[str] | Unset = UNSET,
    capabilities_mode: GetDevicesCapabilitiesMode | Unset = UNSET,
    location_id: list[str] | Unset = UNSET,
    device_id: list[str] | Unset = UNSET,
    installed_app_id: str | Unset = UNSET,
    type_: list[DeviceType] | Unset = UNSET,
    include_restricted: bool | Unset = UNSET,
    access_level: int | Unset = UNSET,
    include_health: bool | Unset = UNSET,
    include_status: bool | Unset = UNSET,
    include_allowed_actions: bool | Unset = UNSET,
    max_: int | Unset = UNSET,
    page: int | Unset = UNSET,
) -> Response[DeviceList]:
    """List the devices

     Lists devices, page by page, 200 at most. A filter that takes several values is repeated:
    `capability=a&capability=b`.

    Args:
        capability (list[str] | Unset):
        capabilities_mode (GetDevicesCapabilitiesMode | Unset):
        location_id (list[str] | Unset):
        device_id (list[str] | Unset):
        installed_app_id (str | Unset):
        type_ (list[DeviceType] | Unset):
        include_restricted (bool | Unset):
        access_level (int | Unset):
        include_health (bool | Unset):
        include_status (bool | Unset):
        include_allowed_actions (bool | Unset):
        max_ (int | Unset):
        page (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[DeviceList]
    """

    kwargs = _get_kwargs(
        capability=capability,
        capabilities_mode=capabilities_mode,
        location_id=location_id,
        device_id=device_id,
        installed_app_id=installed_app_id,
        type_=type_,
        include_restricted=include_restricted,
        access_level=access_level,
        include_health=include_health,
        include_status=include_status,
        include_allowed_actions=include_allowed_actions,
        max_=max_,
        page=page,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    capability: list[str] | Unset = UNSET,
    capabilities_mode: GetDevicesCapabilitiesMode | Unset = UNSET,
    location_id: list[str] | Unset = UNSET,
    device_id: list[str] | Unset = UNSET,
    installed_app_id: str | Unset = UNSET,
    type_: list[DeviceType] | Unset = UNSET,
    include_restricted: bool | Unset = UNSET,
    access_level: int | Unset = UNSET,
    include_health: bool | Unset = UNSET,
    include_status: bool | Unset = UNSET,
    include_allowed_actions: bool | Unset = UNSET,
    max_: int | Unset = UNSET,
    page: int | Unset = UNSET,
) -> DeviceList | None:
    """List the devices

     Lists devices, page by page, 200 at most. A filter that takes several values is repeated:
    `capability=a&capability=b`.

    Args:
        capability (list[str] | Unset):
        capabilities_mode (GetDevicesCapabilitiesMode | Unset):
        location_id (list[str] | Unset):
        device_id (list[str] | Unset):
        installed_app_id (str | Unset):
        type_ (list[DeviceType] | Unset):
        include_restricted (bool | Unset):
        access_level (int | Unset):
        include_health (bool | Unset):
        include_status (bool | Unset):
        include_allowed_actions (bool | Unset):
        max_ (int | Unset):
        page (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DeviceList
    """

    return sync_detailed(
        client=client,
        capability=capability,
        capabilities_mode=capabilities_mode,
        location_id=location_id,
        device_id=device_id,
        installed_app_id=installed_app_id,
        type_=type_,
        include_restricted=include_restricted,
        access_level=access_level,
        include_health=include_health,
        include_status=include_status,
        include_allowed_actions=include_allowed_actions,
        max_=max_,
        page=page,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    capability: list[str] | Unset = UNSET,
    capabilities_mode: GetDevicesCapabilitiesMode | Unset = UNSET,
    location_id: list[str] | Unset = UNSET,
    device_id: list[str] | Unset = UNSET,
    installed_app_id: str | Unset = UNSET,
    type_: list[DeviceType] | Unset = UNSET,
    include_restricted: bool | Unset = UNSET,
    access_level: int | Unset = UNSET,
    include_health: bool | Unset = UNSET,
    include_status: bool | Unset = UNSET,
    include_allowed_actions: bool | Unset = UNSET,
    max_: int | Unset = UNSET,
    page: int | Unset = UNSET,
) -> Response[DeviceList]:
    """List the devices

     Lists devices, page by page, 200 at most. A filter that takes several values is repeated:
    `capability=a&capability=b`.

    Args:
        capability (list[str] | Unset):
        capabilities_mode (GetDevicesCapabilitiesMode | Unset):
        location_id (list[str] | Unset):
        device_id (list[str] | Unset):
        installed_app_id (str | Unset):
        type_ (list[DeviceType] | Unset):
        include_restricted (bool | Unset):
        access_level (int | Unset):
        include_health (bool | Unset):
        include_status (bool | Unset):
        include_allowed_actions (bool | Unset):
        max_ (int | Unset):
        page (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[DeviceList]
    """

    kwargs = _get_kwargs(
        capability=capability,
        capabilities_mode=capabilities_mode,
        location_id=location_id,
        device_id=device_id,
        installed_app_id=installed_app_id,
        type_=type_,
        include_restricted=include_restricted,
        access_level=access_level,
        include_health=include_health,
        include_status=include_status,
        include_allowed_actions=include_allowed_actions,
        max_=max_,
        page=page,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    capability: list[str] | Unset = UNSET,
    capabilities_mode: GetDevicesCapabilitiesMode | Unset = UNSET,
    location_id: list[str] | Unset = UNSET,
    device_id: list[str] | Unset = UNSET,
    installed_app_id: str | Unset = UNSET,
    type_: list[DeviceType] | Unset = UNSET,
    include_restricted: bool | Unset = UNSET,
    access_level: int | Unset = UNSET,
    include_health: bool | Unset = UNSET,
    include_status: bool | Unset = UNSET,
    include_allowed_actions: bool | Unset = UNSET,
    max_: int | Unset = UNSET,
    page: int | Unset = UNSET,
) -> DeviceList | None:
    """List the devices

     Lists devices, page by page, 200 at most. A filter that takes several values is repeated:
    `capability=a&capability=b`.

    Args:
        capability (list[str] | Unset):
        capabilities_mode (GetDevicesCapabilitiesMode | Unset):
        location_id (list[str] | Unset):
        device_id (list[str] | Unset):
        installed_app_id (str | Unset):
        type_ (list[DeviceType] | Unset):
        include_restricted (bool | Unset):
        access_level (int | Unset):
        include_health (bool | Unset):
        include_status (bool | Unset):
        include_allowed_actions (bool | Unset):
        max_ (int | Unset):
        page (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DeviceList
    """

    return (
        await asyncio_detailed(
            client=client,
            capability=capability,
            capabilities_mode=capabilities_mode,
            location_id=location_id,
            device_id=device_id,
            installed_app_id=installed_app_id,
            type_=type_,
            include_restricted=include_restricted,
            access_level=access_level,
            include_health=include_health,
            include_status=include_status,
            include_allowed_actions=include_allowed_actions,
            max_=max_,
            page=page,
        )
    ).parsed
