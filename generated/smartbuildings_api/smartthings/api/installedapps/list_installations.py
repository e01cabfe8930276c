from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.installed_app_list import InstalledAppList
from ...models.installed_app_status import InstalledAppStatus
from ...models.installed_app_type import InstalledAppType
from ...types import UNSET, Response, Unset
from . import build_list_installations


def _get_kwargs(
    *,
    location_id: list[str] | Unset = UNSET,
    installed_app_status: list[InstalledAppStatus] | Unset = UNSET,
    installed_app_type: list[InstalledAppType] | Unset = UNSET,
    tag: str | Unset = UNSET,
    app_id: list[str] | Unset = UNSET,
    mode_id: list[str] | Unset = UNSET,
    device_id: list[str] | Unset = UNSET,
    max_: int | Unset = UNSET,
    page: int | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_location_id: list[str] | Unset = UNSET
    if not isinstance(location_id, Unset):
        json_location_id = location_id

    params["location_id"] = json_location_id
    json_installed_app_status: list[str] | Unset = UNSET
    if not isinstance(installed_app_status, Unset):
        json_installed_app_status = []
        for installed_app_status_item_data in installed_app_status:
            installed_app_status_item = installed_app_status_item_data.value
            json_installed_app_status.append(installed_app_status_item)

    params["installed_app_status"] = json_installed_app_status
    json_installed_app_type: list[str] | Unset = UNSET
    if not isinstance(installed_app_type, Unset):
        json_installed_app_type = []
        for installed_app_type_item_data in installed_app_type:
            installed_app_type_item = installed_app_type_item_data.value
            json_installed_app_type.append(installed_app_type_item)

    params["installed_app_type"] = json_installed_app_type
    params["tag"] = tag
    json_app_id: list[str] | Unset = UNSET
    if not isinstance(app_id, Unset):
        json_app_id = app_id

    params["app_id"] = json_app_id
    json_mode_id: list[str] | Unset = UNSET
    if not isinstance(mode_id, Unset):
        json_mode_id = mode_id

    params["mode_id"] = json_mode_id
    json_device_id: list[str] | Unset = UNSET
    if not isinstance(device_id, Unset):
        json_device_id = device_id

    params["device_id"] = json_device_id
    params["max_"] = max_
    params["page"] = page

    params = {k: v for k, v in params.items() if v is not UNSET}

    _kwargs: dict[str, Any] = {}
    _kwargs["method"], _kwargs["url"], _kwargs["params"], _ = build_list_installations(
        **params,
    )
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> InstalledAppList | None:
    if response.status_code == 200:
        response_200 = InstalledAppList.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[InstalledAppList]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    location_id: list[str] | Unset = UNSET,
    installed_app_status: list[InstalledAppStatus] | Unset = UNSET,
    installed_app_type: list[InstalledAppType] | Unset = UNSET,
    tag: str | Unset = UNSET,
    app_id: list[str] | Unset = UNSET,
    mode_id: list[str] | Unset = UNSET,
    device_id: list[str] | Unset = UNSET,
    max_: int | Unset = UNSET,
    page: int | Unset = UNSET,
) -> Response[InstalledAppList]:
    """List the installed apps

     Lists installed apps. Every filter narrows the list. Further pages have an opaque cursor: follow
    `_links.next`.

    Args:
        location_id (list[str] | Unset):
        installed_app_status (list[InstalledAppStatus] | Unset):
        installed_app_type (list[InstalledAppType] | Unset):
        tag (str | Unset):
        app_id (list[str] | Unset):
        mode_id (list[str] | Unset):
        device_id (list[str] | Unset):
        max_ (int | Unset):
        page (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[InstalledAppList]
    """

    kwargs = _get_kwargs(
        location_id=location_id,
        installed_app_status=installed_app_status,
        installed_app_type=installed_app_type,
        tag=tag,
        app_id=app_id,
        mode_id=mode_id,
        device_id=device_id,
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
    location_id: list[str] | Unset = UNSET,
    installed_app_status: list[InstalledAppStatus] | Unset = UNSET,
    installed_app_type: list[InstalledAppType] | Unset = UNSET,
    tag: str | Unset = UNSET,
    app_id: list[str] | Unset = UNSET,
    mode_id: list[str] | Unset = UNSET,
    device_id: list[str] | Unset = UNSET,
    max_: int | Unset = UNSET,
    page: int | Unset = UNSET,
) -> InstalledAppList | None:
    """List the installed apps

     Lists installed apps. Every filter narrows the list. Further pages have an opaque cursor: follow
    `_links.next`.

    Args:
        location_id (list[str] | Unset):
        installed_app_status (list[InstalledAppStatus] | Unset):
        installed_app_type (list[InstalledAppType] | Unset):
        tag (str | Unset):
        app_id (list[str] | Unset):
        mode_id (list[str] | Unset):
        device_id (list[str] | Unset):
        max_ (int | Unset):
        page (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        InstalledAppList
    """

    return sync_detailed(
        client=client,
        location_id=location_id,
        installed_app_status=installed_app_status,
        installed_app_type=installed_app_type,
        tag=tag,
        app_id=app_id,
        mode_id=mode_id,
        device_id=device_id,
        max_=max_,
        page=page,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    location_id: list[str] | Unset = UNSET,
    installed_app_status: list[InstalledAppStatus] | Unset = UNSET,
    installed_app_type: list[InstalledAppType] | Unset = UNSET,
    tag: str | Unset = UNSET,
    app_id: list[str] | Unset = UNSET,
    mode_id: list[str] | Unset = UNSET,
    device_id: list[str] | Unset = UNSET,
    max_: int | Unset = UNSET,
    page: int | Unset = UNSET,
) -> Response[InstalledAppList]:
    """List the installed apps

     Lists installed apps. Every filter narrows the list. Further pages have an opaque cursor: follow
    `_links.next`.

    Args:
        location_id (list[str] | Unset):
        installed_app_status (list[InstalledAppStatus] | Unset):
        installed_app_type (list[InstalledAppType] | Unset):
        tag (str | Unset):
        app_id (list[str] | Unset):
        mode_id (list[str] | Unset):
        device_id (list[str] | Unset):
        max_ (int | Unset):
        page (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[InstalledAppList]
    """

    kwargs = _get_kwargs(
        location_id=location_id,
        installed_app_status=installed_app_status,
        installed_app_type=installed_app_type,
        tag=tag,
        app_id=app_id,
        mode_id=mode_id,
        device_id=device_id,
        max_=max_,
        page=page,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    location_id: list[str] | Unset = UNSET,
    installed_app_status: list[InstalledAppStatus] | Unset = UNSET,
    installed_app_type: list[InstalledAppType] | Unset = UNSET,
    tag: str | Unset = UNSET,
    app_id: list[str] | Unset = UNSET,
    mode_id: list[str] | Unset = UNSET,
    device_id: list[str] | Unset = UNSET,
    max_: int | Unset = UNSET,
    page: int | Unset = UNSET,
) -> InstalledAppList | None:
    """List the installed apps

     Lists installed apps. Every filter narrows the list. Further pages have an opaque cursor: follow
    `_links.next`.

    Args:
        location_id (list[str] | Unset):
        installed_app_status (list[InstalledAppStatus] | Unset):
        installed_app_type (list[InstalledAppType] | Unset):
        tag (str | Unset):
        app_id (list[str] | Unset):
        mode_id (list[str] | Unset):
        device_id (list[str] | Unset):
        max_ (int | Unset):
        page (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        InstalledAppList
    """

    return (
        await asyncio_detailed(
            client=client,
            location_id=location_id,
            installed_app_status=installed_app_status,
            installed_app_type=installed_app_type,
            tag=tag,
            app_id=app_id,
            mode_id=mode_id,
            device_id=device_id,
            max_=max_,
            page=page,
        )
    ).parsed
