"""Secrets that no repr shows, and objects that were never finished."""

from __future__ import annotations

import importlib
import json
import pickle
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import attrs
import pytest

import smartbuildings
from smartbuildings import ClientCredentials
from smartbuildings._core.hiding import Secret, hidden, without_frames

PACKAGE = Path(smartbuildings.__file__).parent


def test_a_secret_is_sent_as_it_is_and_shown_as_stars() -> None:
    secret = Secret("planted")

    assert json.dumps({"a": secret}) == '{"a": "planted"}'
    assert urlencode({"a": secret}) == "a=planted"
    assert f"Bearer {secret}" == "Bearer planted"
    assert (secret, hash(secret)) == ("planted", hash("planted"))
    assert "planted" not in f"{secret!r} {[secret]} { {'a': secret} } {(secret,)!r}"
    assert repr(pickle.loads(pickle.dumps(secret))) == repr(secret)
    assert hidden(None) is None


def test_credentials_hold_what_they_were_given() -> None:
    credentials = attrs.evolve(ClientCredentials("me", client_secret="planted"), scope="read:x")

    assert credentials.client_secret == "planted"
    assert credentials.request(None).fields["client_secret"] == "planted"
    assert repr(credentials.client_id) == "'me'"
    with pytest.raises(TypeError):
        ClientCredentials("me", "planted", None, None, "/token", "json", None, "one too many")  # type: ignore[call-arg]
    assert pickle.loads(pickle.dumps(credentials)) == credentials


def classes_that_may_stay_half_made() -> Iterator[type]:
    """Find the classes with a repr written by hand, and those whose constructor checks its arguments."""
    for found in pkgutil.walk_packages(smartbuildings.__path__, "smartbuildings."):
        if found.name.endswith("__main__"):
            continue
        module = importlib.import_module(found.name)
        for thing in vars(module).values():
            if not isinstance(thing, type) or thing.__module__ != found.name or issubclass(thing, BaseException):
                continue
            show = vars(thing).get("__repr__")
            if show is None:
                continue
            code = getattr(getattr(show, "__wrapped__", show), "__code__", None)
            is_by_hand = code is not None and Path(code.co_filename).is_relative_to(PACKAGE)
            checks = attrs.has(thing) and any(field.validator for field in attrs.fields(thing))
            if is_by_hand or checks or hasattr(thing, "__attrs_post_init__"):
                yield thing


HALF_MADE = list(classes_that_may_stay_half_made())


@pytest.mark.parametrize("half_made", HALF_MADE, ids=lambda each: f"{each.__module__}.{each.__name__}")
def test_an_object_whose_constructor_failed_has_a_repr(half_made: Any) -> None:
    made = half_made.__new__(half_made)

    assert isinstance(repr(made), str)


def test_the_classes_that_hold_secrets_or_connections_are_among_them() -> None:
    names = {each.__name__ for each in HALF_MADE}

    assert names >= {"SmartBuildings", "AsyncSmartBuildings", "ClientCredentials", "AuthorizationCode", "StaticToken"}
    assert names >= {"MemoryStore", "FileStore", "RedisStore", "ScopedStore", "Quota", "Settings", "RetryPolicy"}


def test_the_frames_of_a_foreign_error_are_removed_along_its_chain() -> None:
    def fail() -> None:
        try:
            raise OSError("inner")
        except OSError as error:
            raise ValueError("outer") from error

    with pytest.raises(ValueError, match="outer") as caught:
        fail()

    bare = without_frames(caught.value)

    assert bare.__traceback__ is None
    assert isinstance(bare.__cause__, OSError)
    assert bare.__cause__.__traceback__ is None
