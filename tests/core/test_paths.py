"""Parts of a path that could lead to another object."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from smartbuildings._core.paths import harmful_segment

HARMFUL = [".", "..", "%2e%2e", "%2E.", "%252e%252e", "a/b", "../1", "a\\b", "%2f", "a%00b", "a\nb", "\x7f", ""]


@pytest.mark.parametrize("name", HARMFUL)
def test_a_harmful_id_is_found_quoted_or_not(name: str) -> None:
    assert harmful_segment(f"/api/v2/thermostats/{quote(name, safe='')}/status") is not None
    assert harmful_segment(f"https://api.example/thermostats/{quote(name, safe='')}/status") is not None


@pytest.mark.parametrize("name", ["511863314842", "eb-12", "a b", "...", "x..y", "é", "a:b", "50%", "a?b", "a#b", "~"])
def test_an_ordinary_id_passes(name: str) -> None:
    assert harmful_segment(f"/api/v2/thermostats/{quote(name, safe='')}/status") is None


@pytest.mark.parametrize("url", ["", "/", "https://api.example", "/a/", "/a?next=../b", "/a#..", "http://[::1"])
def test_what_is_not_in_the_path_is_left_alone(url: str) -> None:
    assert harmful_segment(url) is None
