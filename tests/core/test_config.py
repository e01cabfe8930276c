"""What a client is set up with, and where its token may travel."""

from __future__ import annotations

import contextlib
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartbuildings._core.config import Settings, from_environment, origin_of
from smartbuildings.errors import ConfigurationError

URL = "https://api.sb.ecobee.com"


@pytest.mark.parametrize(
    ("given_url", "kept"),
    [
        (URL, URL),
        (f" {URL}/ ", URL),
        ("https://gateway.example/ecobee/", "https://gateway.example/ecobee"),
        ("http://127.0.0.1:8123", "http://127.0.0.1:8123"),
        ("http://localhost:1", "http://localhost:1"),
        ("http://[::1]:8123", "http://[::1]:8123"),
    ],
)
def test_a_base_url_is_taken_as_meant(given_url: str, kept: str) -> None:
    assert Settings(given_url).base_url == kept


@pytest.mark.parametrize(
    "wrong",
    [
        "", "api.sb.ecobee.com", "ftp://api.sb.ecobee.com", "https://", "https:///path", "https://host:0",
        "https://host:99999", "https://host:port", "https://[::1", "http://api.sb.ecobee.com", "http://10.0.0.1",
        "http://localhost.example", "https://me:planted@api.sb.ecobee.com", f"{URL}?key=planted", f"{URL}#planted",
    ],
)  # fmt: skip
def test_a_base_url_that_cannot_be_right_is_refused_without_being_quoted_whole(wrong: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        Settings(wrong)
    assert "planted" not in str(caught.value)


@pytest.mark.parametrize("name", ["timeout_s", "deadline_s", "queue_s", "connections", "max_response_bytes"])
@pytest.mark.parametrize("wrong", [0, -1, math.nan, math.inf, True, "3"])
def test_a_number_that_cannot_be_right_is_refused_by_name(name: str, wrong: Any) -> None:
    with pytest.raises(ConfigurationError, match=name):
        Settings(URL, **{name: wrong})


def test_half_a_connection_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="connections"):
        Settings(URL, connections=2.5)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("url", "is_ours"),
    [
        (f"{URL}/api/v2/x", True),
        ("HTTPS://API.SB.ECOBEE.COM:443/api/v2/x", True),
        ("http://api.sb.ecobee.com/api/v2/x", False),
        (f"{URL}:8443/api/v2/x", False),
        (f"{URL}:99999/", False),
        ("https://api.sb.ecobee.com.evil.example/", False),
        ("https://api.sb.ecobee.com@evil.example/", False),
        ("https://evil.example\\@api.sb.ecobee.com/", True),  # httpx refuses it; see the tests of links
        ("https://evil.example/https://api.sb.ecobee.com/", False),
        ("//evil.example/", False),
        ("/api/v2/x", False),
    ],
)
def test_scheme_host_and_port_have_to_agree(url: str, is_ours: bool) -> None:
    assert (origin_of(url) == Settings(URL).origin) is is_ours


@given(st.text())
def test_the_origin_of_any_text_is_told_or_refused(text: str) -> None:
    with contextlib.suppress(ValueError):  # such as a bracket without its other half
        origin_of(text)


def test_an_empty_variable_counts_as_absent() -> None:
    assert from_environment("BASE_URL", {"SMARTBUILDINGS_BASE_URL": "  "}) is None
    assert from_environment("BASE_URL", {"SMARTBUILDINGS_BASE_URL": f" {URL} "}) == URL
    assert from_environment("BASE_URL", {}) is None
