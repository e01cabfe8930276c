"""Clients of one process share what they load of certificates, and load it when a call needs it."""

from __future__ import annotations

import os
import ssl
from pathlib import Path
from typing import Any

import certifi
import httpx
import pytest

from smartbuildings._async.connect import AsyncNetwork
from smartbuildings._io import tls
from smartbuildings._sync.connect import Network
from smartbuildings.errors import ConfigurationError

HTTPS = httpx.URL("https://api.example/")


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Record each context that is made."""
    made: list[Any] = []
    real = httpx.create_ssl_context

    def recorded(**given: Any) -> ssl.SSLContext:
        made.append(given)
        return real(**given)

    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(tls, "_contexts", {})
    monkeypatch.setattr(httpx, "create_ssl_context", recorded)
    return made


def network(kind: type[AsyncNetwork | Network] = Network, verify: bool | ssl.SSLContext = True) -> Any:
    return kind(proxy=None, verify=verify, transport=None)


def test_certificates_are_loaded_once_when_they_are_needed(loaded: list[Any]) -> None:
    networks = [network(kind) for kind in (AsyncNetwork, Network, AsyncNetwork)]
    for each in networks:
        each.transport_for(httpx.URL("http://127.0.0.1/"))
    assert loaded == []

    for each in networks:
        each.transport_for(HTTPS)
        each.transport_for(HTTPS)
    assert loaded == [{"verify": True}]


def test_a_context_of_the_caller_is_used_as_it_is(loaded: list[Any]) -> None:
    network(verify=ssl.create_default_context()).transport_for(HTTPS)
    assert loaded == []


def test_other_certificates_are_loaded_anew(loaded: list[Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    network().transport_for(HTTPS)
    named = tmp_path / "ca.pem"
    named.write_bytes(Path(certifi.where()).read_bytes())
    monkeypatch.setenv("SSL_CERT_FILE", str(named))
    network().transport_for(HTTPS)
    network().transport_for(HTTPS)
    assert len(loaded) == 2

    os.utime(named, (1, 1))  # As if it had been replaced.
    network().transport_for(HTTPS)
    assert len(loaded) == 3


def test_unchecked_certificates_never_stand_in_for_checked_ones(loaded: list[Any]) -> None:
    network(verify=False).transport_for(HTTPS)
    network(verify=True).transport_for(HTTPS)
    assert [given["verify"] for given in loaded] == [False, True]


def test_certificates_that_cannot_be_loaded_are_not_remembered(
    loaded: list[Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    named = tmp_path / "ca.pem"
    named.write_text("not a certificate")
    monkeypatch.setenv("SSL_CERT_FILE", str(named))
    for _ in range(2):
        with pytest.raises(ConfigurationError, match="cannot be set up"):
            network().transport_for(HTTPS)
    assert len(loaded) == 2
