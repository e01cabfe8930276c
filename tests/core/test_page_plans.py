"""The three ways in which lists come in parts, and where a link may lead."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartbuildings._core.page_plans import NextLinks, PageRequest, PageTokens, WholeList, same_origin
from smartbuildings.errors import CrossOriginError, SmartBuildingsError, UnreadableResponse

BASE = "https://api.vendor.example"
LINKS = NextLinks("/devices", BASE)
TOKENS = PageTokens("/structures", "structures")

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["items", "_links", "next", "href", "nextPageToken", "count"]), inner)
    ),
    max_leaves=8,
)


def test_a_whole_list_is_one_request_whatever_the_page_size() -> None:
    plan = WholeList("/ids")

    assert plan.first(None) == plan.first(7) == PageRequest("/ids")
    assert plan.after(PageRequest("/ids"), {"items": [1], "count": 9}) is None


def test_the_page_size_goes_under_the_vendor_s_name() -> None:
    assert LINKS.first(7).params == {"max": 7}
    assert TOKENS.first(7).params == {"pageSize": 7}
    assert LINKS.first(None).params == TOKENS.first(None).params == {}


@pytest.mark.parametrize(
    ("href", "url"),
    [
        (f"{BASE}/devices?page=2&max=7", f"{BASE}/devices?page=2&max=7"),
        ("/devices?page=2", f"{BASE}/devices?page=2"),
        ("?page=2", f"{BASE}/?page=2"),
        ("HTTPS://API.VENDOR.EXAMPLE:443/x", "https://API.VENDOR.EXAMPLE:443/x"),
    ],
)
def test_a_next_link_is_used_as_it_is(href: str, url: str) -> None:
    following = LINKS.after(LINKS.first(7), {"_links": {"next": {"href": href}}})

    assert following is not None
    assert following.url.lower() == url.lower()
    assert following.params == {}


@pytest.mark.parametrize(
    "answer",
    [
        {}, {"_links": None}, {"_links": {}}, {"_links": {"next": None}}, {"_links": {"next": {}}},
        {"_links": {"next": {"href": None}}}, {"_links": {"next": {"href": ""}}}, {"_links": []},
        {"_links": {"next": "x"}},
    ],
)  # fmt: skip
def test_without_a_next_link_the_list_ends(answer: dict[str, Any]) -> None:
    assert LINKS.after(LINKS.first(None), answer) is None


@pytest.mark.parametrize(
    "href",
    [
        "https://evil.example/devices", "http://api.vendor.example/devices", "https://api.vendor.example:8443/devices",
        "//evil.example/devices", "https://api.vendor.example.evil.example/", "https://api.vendor.example@evil.example/",
        "https://api.vendor.example:99999/", "https://[::1", "javascript:alert(1)", "file:///etc/passwd",
    ],
)  # fmt: skip
def test_a_link_to_another_host_is_refused(href: str) -> None:
    with pytest.raises(CrossOriginError):
        LINKS.after(LINKS.first(None), {"_links": {"next": {"href": href}}})


def test_a_secret_in_a_foreign_link_is_not_repeated() -> None:
    with pytest.raises(CrossOriginError) as caught:
        same_origin("https://evil.example/?access_token=planted-0123", BASE)
    assert "planted" not in str(caught.value)
    assert "evil.example" in str(caught.value)


def test_a_page_token_keeps_the_other_parameters() -> None:
    following = TOKENS.after(TOKENS.first(7), {"nextPageToken": "p2"})

    assert following == PageRequest("/structures", {"pageSize": 7, "pageToken": "p2"})


@pytest.mark.parametrize("token", [None, "", 5, {}])
def test_without_a_page_token_the_list_ends(token: object) -> None:
    assert TOKENS.after(TOKENS.first(None), {"nextPageToken": token}) is None


@pytest.mark.parametrize("plan", [WholeList("/x"), LINKS, PageTokens("/x", "items")])
@given(answer=st.dictionaries(st.sampled_from(["items", "_links", "nextPageToken"]), JSON))
def test_any_answer_is_read_or_refused_in_words(plan: Any, answer: dict[str, Any]) -> None:
    try:
        items = plan.items(answer)
        following = plan.after(plan.first(None), answer)
    except SmartBuildingsError:
        return
    assert len(items) >= 0
    assert following is None or isinstance(following, PageRequest)


@pytest.mark.parametrize("plan", [WholeList("/x"), LINKS])
def test_a_list_that_is_none_is_an_empty_one_and_another_shape_an_error(plan: Any) -> None:
    assert list(plan.items({"items": None})) == []
    with pytest.raises(UnreadableResponse, match="'items'"):
        plan.items({"items": {"0": 1}})
