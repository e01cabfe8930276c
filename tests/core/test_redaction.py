"""Secrets out of texts: those we know, in any form that a server writes them back, and those that look like one."""

from __future__ import annotations

import html
import json
from collections.abc import Callable
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartbuildings._core.redaction import MASK, cut, redact, secrets_in_request

JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtZSJ9.c2lnbmF0dXJl"
SECRETS = st.text(min_size=6, max_size=40).filter(lambda text: MASK not in text and text not in MASK)
FORMS: list[Callable[[str], str]] = [
    str,
    lambda secret: json.dumps(secret)[1:-1],
    lambda secret: json.dumps(secret, ensure_ascii=False)[1:-1],
    lambda secret: quote(secret, safe=""),
    quote_plus,
    html.escape,
]


@given(secret=SECRETS, form=st.sampled_from(FORMS), before=st.text(max_size=20), after=st.text(max_size=20))
def test_a_known_secret_is_masked_in_whatever_form(
    secret: str, form: Callable[[str], str], before: str, after: str
) -> None:
    written = form(secret)

    shown = redact(f"{before}{written}{after}", [secret])

    assert written not in shown.replace(MASK, "\0")
    assert secret not in shown.replace(MASK, "\0")


@given(st.text(min_size=6, max_size=20), st.text(min_size=1, max_size=20), st.booleans())
def test_a_secret_that_begins_with_another_one_is_masked_whole(first: str, rest: str, is_reversed: bool) -> None:
    secrets = [first, first + rest]

    shown = redact(f"<{first + rest}>", reversed(secrets) if is_reversed else secrets)

    assert shown == f"<{MASK}>"


@given(st.text(max_size=200))
def test_masking_twice_changes_nothing_more(text: str) -> None:
    assert redact(redact(text)) == redact(text)


@pytest.mark.parametrize(
    "text",
    [
        f"token {JWT} was bad",
        f"Bearer {JWT}",
        "authorization: bearer planted-opaque-0123",
        '{"access_token":"planted-opaque-0123","expires_in":7200}',
        '{"access_token" : "planted-opaque-0123',
        '{"access_token":"planted-\\"opaque\\"-0123"}',
        '{"refresh_token":"planted-opaque-0123\\',
        "{'client_secret': 'planted-opaque-0123'}",
        "grant_type=x&client_secret=planted-opaque-0123&b=1",
        '{"clientSecret":"planted-opaque-0123"}',
        '{"passcode":"planted-opaque-0123"}',
        "password: planted-opaque-0123",
    ],
)
def test_what_looks_like_a_secret_is_masked_though_unknown(text: str) -> None:
    shown = redact(text)

    assert "opaque" not in shown
    assert "0123" not in shown
    assert JWT not in shown
    assert MASK in shown


@pytest.mark.parametrize(
    "text",
    [
        '{"exp":"token expired"}',
        "Bad token; invalid JSON",
        "the token: none",
        "bearer token",
        "passcode must be 4 digits",
    ],
)
def test_words_about_tokens_stay_readable(text: str) -> None:
    assert redact(text) == text


@pytest.mark.parametrize(
    ("authorization", "body", "found"),
    [
        ("Bearer planted", b"", ("planted",)),
        ("Basic cGxhbnRlZA==", b"", ("cGxhbnRlZA==",)),
        (None, b'{"client_id": "me", "client_secret": "planted"}', ("planted",)),
        (None, b"grant_type=refresh_token&refresh_token=plan%20ted&client_id=me", ("plan ted",)),
        (None, b"grant_type=authorization_code&code=planted", ("planted",)),
        (None, b'{"enabled": true, "passcode": "1234"}', ("1234",)),
        (None, b'[{"settings": {"passcode": "1234"}}]', ("1234",)),
        (None, b'{"name": "lobby", "passcode": null}', ()),
        (None, b"\xff\xfe not text", ()),
        (None, b"[" * 100_000, ()),
    ],
)
def test_the_secrets_that_a_request_carries_are_found(
    authorization: str | None, body: bytes, found: tuple[str, ...]
) -> None:
    assert secrets_in_request(authorization, body) == found


@given(st.text())
def test_a_long_text_is_cut_and_says_so(text: str) -> None:
    shown = cut(text)

    assert len(shown) <= 540
    assert shown == " ".join(text.split()) or shown.endswith("characters)")
