from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.history_list import HistoryList
from ...types import UNSET, Response, Unset
from . import build_get_device_history


def _get_kwargs(
    *,
    location_id: list[str],
    device_id: list[str] | Unset = UNSET,
    limit: int | Unset = UNSET,
    oldest_first: bool | Unset = UNSET,
    paging_before_epoch: int | Unset = UNSET,
    paging_before_hash: int | Unset = UNSET,
    paging_after_epoch: int | Unset = UNSET,
    paging_after_hash: int | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_location_id = location_id

    params["location_id"] = json_location_id
    json_device_id: list[str] | Unset = UNSET
    if not isinstance(device_id, Unset):
        json_device_id = device_id

    params["device_id"] = json_device_id
    params["limit"] = limit
    params["oldest_first"] = oldest_first
    params["paging_before_epoch"] = paging_before_epoch
    params["paging_before_hash"] = paging_before_hash
    params["paging_after_epoch"] = paging_after_epoch
    params["paging_after_hash"] = paging_after_hash

    params = {k: v for k, v in params.items() if v is not UNSET}

    _kwargs: dict[str, Any] = {}
    _kwargs["method"], _kwargs["url"], _kwargs["params"], _ = build_get_device_history(
        **params,
    )
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> HistoryList | None:
    if response.status_code == 200:
        response_200 = HistoryList.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[HistoryList]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    location_id: list[str],
    device_id: list[str] | Unset = UNSET,
    limit: int | Unset = UNSET,
    oldest_first: bool | Unset = UNSET,
    paging_before_epoch: int | Unset = UNSET,
    paging_before_hash: int | Unset = UNSET,
    paging_after_epoch: int | Unset = UNSET,
    paging_after_hash: int | Unset = UNSET,
) -> Response[HistoryList]:
    """List past events of devices

     Lists events of the last days, page by page; about 7 days are kept. The last page may be empty:
    follow `_links.next` until there is none.

    Args:
        location_id (list[str]):
        device_id (list[str] | Unset):
        limit (int | Unset):
        oldest_first (bool | Unset):
        paging_before_epoch (int | Unset):
        paging_before_hash (int | Unset):
        paging_after_epoch (int | Unset):
        paging_after_hash (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[HistoryList]
    """

    kwargs = _get_kwargs(
        location_id=location_id,
        device_id=device_id,
        limit=limit,
        oldest_first=oldest_first,
        paging_before_epoch=paging_before_epoch,
        paging_before_hash=paging_before_hash,
        paging_after_epoch=paging_after_epoch,
        paging_after_hash=paging_after_hash,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    location_id: list[str],
    device_id: list[str] | Unset = UNSET,
    limit: int | Unset = UNSET,
    oldest_first: bool | Unset = UNSET,
    paging_before_epoch: int | Unset = UNSET,
    paging_before_hash: int | Unset = UNSET,
    paging_after_epoch: int | Unset = UNSET,
    paging_after_hash: int | Unset = UNSET,
) -> HistoryList | None:
    """List past events of devices

     Lists events of the last days, page by page; about 7 days are kept. The last page may be empty:
    follow `_links.next` until there is none.

    Args:
        location_id (list[str]):
        device_id (list[str] | Unset):
        limit (int | Unset):
        oldest_first (bool | Unset):
        paging_before_epoch (int | Unset):
        paging_before_hash (int | Unset):
        paging_after_epoch (int | Unset):
        paging_after_hash (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        HistoryList
    """

    return sync_detailed(
        client=client,
        location_id=location_id,
        device_id=device_id,
        limit=limit,
        oldest_first=oldest_first,
        paging_before_epoch=paging_before_epoch,
        paging_before_hash=paging_before_hash,
        paging_after_epoch=paging_after_epoch,
        paging_after_hash=paging_after_hash,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    location_id: list[str],
    device_id: list[str] | Unset = UNSET,
    limit: int | Unset = UNSET,
    oldest_first: bool | Unset = UNSET,
    paging_before_epoch: int | Unset = UNSET,
    paging_before_hash: int | Unset = UNSET,
    paging_after_epoch: int | Unset = UNSET,
    paging_after_hash: int | Unset = UNSET,
) -> Response[HistoryList]:
    """List past events of devices

     Lists events of the last days, page by page; about 7 days are kept. The last page may be empty:
    follow `_links.next` until there is none.

    Args:
        location_id (list[str]):
        device_id (list[str] | Unset):
        limit (int | Unset):
        oldest_first (bool | Unset):
        paging_before_epoch (int | Unset):
        paging_before_hash (int | Unset):
        paging_after_epoch (int | Unset):
        paging_after_hash (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[HistoryList]
    """

    kwargs = _get_kwargs(
        location_id=location_id,
        device_id=device_id,
        limit=limit,
        oldest_first=oldest_first,
        paging_before_epoch=paging_before_epoch,
        paging_before_hash=paging_before_hash,
        paging_after_epoch=paging_after_epoch,
        paging_after_hash=paging_after_hash,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    location_id: list[str],
    device_id: list[str] | Unset = UNSET,
    limit: int | Unset = UNSET,
    oldest_first: bool | Unset = UNSET,
    paging_before_epoch: int | Unset = UNSET,
    paging_before_hash: int | Unset = UNSET,
    paging_after_epoch: int | Unset = UNSET,
    paging_after_hash: int | Unset = UNSET,
) -> HistoryList | None:
    """List past events of devices

     Lists events of the last days, page by page; about 7 days are kept. The last page may be empty:
    follow `_links.next` until there is none.

    Args:
        location_id (list[str]):
        device_id (list[str] | Unset):
        limit (int | Unset):
        oldest_first (bool | Unset):
        paging_before_epoch (int | Unset):
        paging_before_hash (int | Unset):
        paging_after_epoch (int | Unset):
        paging_after_hash (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        HistoryList
    """

    return (
        await asyncio_detailed(
            client=client,
            location_id=location_id,
            device_id=device_id,
            limit=limit,
            oldest_first=oldest_first,
            paging_before_epoch=paging_before_epoch,
            paging_before_hash=paging_before_hash,
            paging_after_epoch=paging_after_epoch,
            paging_after_hash=paging_after_hash,
        )
    ).parsed
