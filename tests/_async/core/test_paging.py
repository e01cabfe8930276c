"""The three paging schemes of our vendors, over real sockets, through one interface."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import attrs
import pytest
from servers.scripted import Reply, Request, json_reply
from servers.vendor import EXPIRED, VendorServer

from smartbuildings import AsyncSmartBuildings
from smartbuildings._async.pager import AsyncPager
from smartbuildings._core.page_plans import NextLinks, PagePlan, PageRequest, PageTokens, WholeList
from smartbuildings.errors import InvalidRequest, ServerError, UnreadableResponse

pytestmark = pytest.mark.anyio

Maker = Callable[..., AsyncSmartBuildings]
TEN = list(range(10))


SAYS_SUCCESS = {"status": "success"}
"""How this client's vendor marks a success; the lists are of other vendors."""


@attrs.frozen
class Scheme:
    """A vendor that lists ten numbers its own way."""

    plan: Callable[[str], PagePlan]
    answer: Callable[[Request], Reply]
    requests_for_ten: int
    """How many requests the ten cost with pages of four."""


def whole(request: Request) -> Reply:
    return json_reply({**SAYS_SUCCESS, "count": 10, "items": TEN})


def linked(request: Request) -> Reply:
    start, size = int(request.query.get("from", 0)), int(request.query.get("max", 3))
    following = start + size
    links: dict[str, Any] = {"previous": {"href": "x"}}
    if following < len(TEN):
        href = f"http://{request.headers['host']}/list?from={following}&max={size}"
        links["next"] = {"href": href}
    return json_reply({**SAYS_SUCCESS, "items": TEN[start:following], "_links": links})


def by_token(request: Request) -> Reply:
    start, size = int(request.query.get("pageToken", 0)), int(request.query.get("pageSize", 3))
    following = start + size
    token = {"nextPageToken": str(following)} if following < len(TEN) else {}
    return json_reply({**SAYS_SUCCESS, "numbers": TEN[start:following], **token})


SCHEMES = {
    "whole list": Scheme(lambda url: WholeList("/list"), whole, 1),
    "next links": Scheme(lambda url: NextLinks("/list", url), linked, 3),
    "page tokens": Scheme(lambda url: PageTokens("/list", "numbers"), by_token, 3),
}
each_scheme = pytest.mark.parametrize("scheme", SCHEMES.values(), ids=list(SCHEMES))


@pytest.fixture
def list_of(make_client: Maker, vendor: VendorServer) -> Callable[..., AsyncPager[int]]:
    client = make_client(vendor.url)

    def make(scheme: Scheme, **how: Any) -> AsyncPager[int]:
        if not vendor.requests_for("GET", "/list"):
            vendor.on("GET", "/list", scheme.answer)

        async def fetch(request: PageRequest) -> Mapping[str, Any]:
            http = client.low_level.get_async_httpx_client()
            answer = await http.request("GET", request.url, params=dict(request.params) or None)
            found: Mapping[str, Any] = answer.json()
            return found

        return AsyncPager(scheme.plan(vendor.url), fetch, int, **how)

    return make


Lists = Callable[..., AsyncPager[int]]


@each_scheme
async def test_every_item_comes_once_and_in_order(list_of: Lists, scheme: Scheme) -> None:
    numbers = list_of(scheme)

    assert [number async for number in numbers] == TEN
    assert await numbers.all() == TEN
    assert [number for page in [page async for page in numbers.pages()] for number in page] == TEN


@each_scheme
async def test_nothing_is_asked_before_an_item_is_and_no_page_before_its_items(
    list_of: Lists, scheme: Scheme, vendor: VendorServer
) -> None:
    numbers = list_of(scheme, page_size=4)
    assert vendor.requests == []

    asked = [(number, len(vendor.requests_for("GET", "/list"))) async for number in numbers]

    if scheme.requests_for_ten == 3:
        assert asked == [(n, 1 + n // 4) for n in TEN]
    else:
        assert asked == [(n, 1) for n in TEN]


@each_scheme
async def test_pages_have_the_size_asked_for(list_of: Lists, scheme: Scheme, vendor: VendorServer) -> None:
    pages = [page async for page in list_of(scheme, page_size=4).pages()]

    assert pages == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]
    assert len(vendor.requests_for("GET", "/list")) == scheme.requests_for_ten


@each_scheme
@pytest.mark.parametrize("limit", [1, 3, 4, 5, 9, 10, 11])
async def test_a_limit_counts_items_over_all_pages(
    list_of: Lists, scheme: Scheme, vendor: VendorServer, limit: int
) -> None:
    assert await list_of(scheme, page_size=4, limit=limit).all() == TEN[:limit]

    most = 1 if scheme.requests_for_ten == 1 else min(3, -(-limit // 4))
    assert len(vendor.requests_for("GET", "/list")) == most


@each_scheme
async def test_the_first_costs_one_request(list_of: Lists, scheme: Scheme, vendor: VendorServer) -> None:
    assert await list_of(scheme).first() == 0
    assert len(vendor.requests_for("GET", "/list")) == 1


@each_scheme
async def test_a_walk_can_be_left_and_taken_up_again(list_of: Lists, scheme: Scheme) -> None:
    walk = aiter(list_of(scheme, page_size=4))
    seen = []
    async for number in walk:
        seen.append(number)
        if number == 5:
            break

    assert seen == TEN[:6]
    assert [number async for number in walk] == TEN[6:]


@each_scheme
async def test_each_walk_asks_anew(list_of: Lists, scheme: Scheme, vendor: VendorServer) -> None:
    numbers = list_of(scheme, page_size=4)

    for _ in range(2):
        assert await numbers.all() == TEN

    assert len(vendor.requests_for("GET", "/list")) == 2 * scheme.requests_for_ten


@each_scheme
async def test_an_empty_list_has_no_first(list_of: Lists, scheme: Scheme, vendor: VendorServer) -> None:
    numbers = list_of(attrs.evolve(scheme, answer=lambda request: json_reply({**SAYS_SUCCESS})))

    assert await numbers.first() is None
    assert await numbers.all() == []
    assert [page async for page in numbers.pages()] == []


@each_scheme
async def test_an_error_in_the_middle_is_raised_and_the_walk_can_go_on(
    list_of: Lists, scheme: Scheme, vendor: VendorServer
) -> None:
    walk = aiter(list_of(scheme, page_size=4).pages())
    assert await anext(walk) == TEN[:4]
    if scheme.requests_for_ten == 1:
        return  # Nothing more is asked for.
    vendor.on("GET", "/list", Reply(501))
    with pytest.raises(ServerError):
        await anext(walk)

    vendor.on("GET", "/list", scheme.answer)

    assert await anext(walk) == TEN[4:8]


@each_scheme
async def test_a_token_that_expires_between_pages_is_replaced(
    list_of: Lists, scheme: Scheme, vendor: VendorServer
) -> None:
    walk = aiter(list_of(scheme, page_size=4))
    assert await anext(walk) == 0
    vendor.on("GET", "/list", lambda request: EXPIRED if request.token == "token-1" else scheme.answer(request))

    assert [number async for number in walk] == TEN[1:]
    assert vendor.exchanges == (2 if scheme.requests_for_ten == 3 else 1)


async def test_an_empty_page_with_a_next_link_is_not_the_end(list_of: Lists, vendor: VendorServer) -> None:
    def answer(request: Request) -> Reply:
        page = int(request.query.get("page", 1))
        items = {1: [], 2: [1], 3: [], 4: [2]}[page]
        links = {} if page == 4 else {"next": {"href": f"/list?page={page + 1}"}}
        return json_reply({**SAYS_SUCCESS, "items": items, "_links": links})

    numbers = list_of(attrs.evolve(SCHEMES["next links"], answer=answer))

    assert [page async for page in numbers.pages()] == [[1], [2]]


@pytest.mark.parametrize("page", [1, 2])
async def test_a_link_back_to_a_page_already_read_ends_the_walk_with_an_error(
    list_of: Lists, vendor: VendorServer, page: int
) -> None:
    def answer(request: Request) -> Reply:
        now = int(request.query.get("page", 1))
        return json_reply(
            {**SAYS_SUCCESS, "items": [now], "_links": {"next": {"href": f"/list?page={min(now + 1, page)}"}}}
        )

    with pytest.raises(UnreadableResponse, match="already read"):
        await list_of(attrs.evolve(SCHEMES["next links"], answer=answer)).all()

    assert len(vendor.requests_for("GET", "/list")) <= 3


async def test_a_page_token_that_repeats_ends_the_walk_with_an_error(list_of: Lists, vendor: VendorServer) -> None:
    numbers = list_of(
        attrs.evolve(
            SCHEMES["page tokens"],
            answer=lambda request: json_reply({**SAYS_SUCCESS, "numbers": [1], "nextPageToken": "again"}),
        )
    )

    with pytest.raises(UnreadableResponse, match="already read"):
        await numbers.all()

    assert len(vendor.requests_for("GET", "/list")) == 2


@each_scheme
@pytest.mark.parametrize("wrong", [0, -1, 1.5, True, "10"])
@pytest.mark.parametrize("name", ["limit", "page_size"])
async def test_a_limit_that_makes_no_sense_is_refused_at_once(
    list_of: Lists, scheme: Scheme, vendor: VendorServer, name: str, wrong: Any
) -> None:
    with pytest.raises(InvalidRequest, match=name):
        list_of(scheme, **{name: wrong})
    assert vendor.requests == []
