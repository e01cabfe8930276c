"""Which proxy a request takes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartbuildings._core.proxies import ProxyRules

PROXY = "http://proxy.example:3128"


def is_direct(no_proxy: str, host: str, *, scheme: str = "https", port: int | None = None) -> bool:
    return ProxyRules.of({"all": PROXY, "no": no_proxy}).proxy_for(scheme, host, port) is None


@pytest.mark.parametrize(
    ("no_proxy", "host"),
    [
        ("*", "api.example"),
        ("other.example, *", "api.example"),
        ("api.example", "api.example"),
        ("API.Example", "api.EXAMPLE"),
        ("example", "api.example"),
        (".example", "api.example"),
        ("*.example", "api.example"),
        ("api.example", "api.example."),
        ("localhost", "localhost"),
        ("127.0.0.1", "127.0.0.1"),
        ("127.0.0.0/8", "127.3.4.5"),
        ("10.1.2.3/8", "10.200.0.1"),
        ("::1", "::1"),
        ("::1", "[::1]"),
        ("[::1]", "::1"),
        ("0:0:0:0:0:0:0:1", "::1"),
        ("::1/128", "::1"),
        ("[fe11::]/16", "fe11::5"),
        ("fe11::/16", "fe11:2::5"),
        ("127.0.0.0/8,::1/128", "::1"),
        (" a.example ,, api.example ", "api.example"),
        ("https://api.example", "api.example"),
        ("nonsense/12, api.example", "api.example"),
    ],
)
def test_a_host_that_no_proxy_covers_is_called_directly(no_proxy: str, host: str) -> None:
    assert is_direct(no_proxy, host)


@pytest.mark.parametrize(
    ("no_proxy", "host"),
    [
        ("", "api.example"),
        ("ample", "api.example"),
        ("api.example", "example"),
        ("api.example", "other-api.example"),
        ("127.0.0.1", "127.0.0.2"),
        ("127.0.0.0/8", "128.0.0.1"),
        ("127.0.0.0/8", "::1"),
        ("::1", "::2"),
        ("fe11::/16", "fe12::1"),
        ("1", "127.0.0.1"),
    ],
)
def test_other_hosts_take_the_proxy(no_proxy: str, host: str) -> None:
    assert not is_direct(no_proxy, host)


@pytest.mark.parametrize(
    ("entry", "port", "direct"),
    [
        ("api.example:8443", 8443, True),
        ("api.example:8443", 443, False),
        ("api.example:443", None, True),
        ("[::1]:80", None, False),
    ],
)
def test_an_entry_with_a_port_covers_that_port(entry: str, port: int | None, direct: bool) -> None:
    assert is_direct(entry, "api.example", port=port) is direct


def test_an_address_in_brackets_may_have_a_port() -> None:
    assert is_direct("[::1]:8123", "::1", scheme="http", port=8123)
    assert not is_direct("[::1]:8123", "::1", scheme="http", port=8124)


@pytest.mark.parametrize(
    "entry", ["fe11::/200", "300.0.0.0/8/9", "[::1", "a b", "host:port", "[::1]x", "host:99999", "%"]
)
def test_an_entry_that_makes_no_sense_is_skipped_and_named(entry: str) -> None:
    rules = ProxyRules.of({"https": PROXY, "no": f"api.example,{entry}"})

    assert rules.skipped == (entry,)
    assert rules.proxy_for("https", "api.example", None) is None


def test_a_scheme_s_own_proxy_comes_before_the_one_for_all() -> None:
    rules = ProxyRules.of({"all": PROXY, "https": "http://secure.example:1", "http": "plain.example:2"})

    assert rules.proxy_for("https", "api.example", None) == "http://secure.example:1"
    assert rules.proxy_for("http", "api.example", None) == "http://plain.example:2"
    assert ProxyRules.of({"http": PROXY}).proxy_for("https", "api.example", None) is None


def test_a_password_does_not_show() -> None:
    assert "planted" not in repr(ProxyRules.of({"all": "http://me:planted@proxy.example"}))


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    ProxyRules.of({"all": PROXY, "no": text}).proxy_for("https", "api.example", None)
