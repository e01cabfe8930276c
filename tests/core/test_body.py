"""Response bodies within a limit, compressed or not."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartbuildings._core.body import Body

TEXT = b'{"status": "success", "data": "' + b"21.5 C, " * 500 + b'"}'


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


ENCODED = {
    "": TEXT,
    "identity": TEXT,
    "gzip": gzip.compress(TEXT),
    "GZIP ": gzip.compress(TEXT[:100]) + gzip.compress(TEXT[100:]),  # Two members, as RFC 1952 allows.
    "x-gzip": gzip.compress(TEXT) + b"\0\0\0",  # Padded, as some servers do.
    "deflate": zlib.compress(TEXT),
}


def read(encoding: str, data: bytes, *, limit: int = 100_000, size: int = 7, told: str = "") -> Body:
    body = Body(encoding, told, limit)
    for start in range(0, len(data), size):
        body.add(data[start : start + size])
    return body


@pytest.mark.parametrize("encoding", ENCODED)
@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_a_body_is_decoded(encoding: str, size: int) -> None:
    body = read(encoding, ENCODED[encoding], size=size)

    assert body.whole() == TEXT
    assert body.is_wanted


def test_deflate_without_its_header_is_decoded() -> None:
    assert read("deflate", raw_deflate(TEXT), size=10_000).whole() == TEXT


@pytest.mark.parametrize("encoding", ["", "gzip", "deflate"])
def test_a_body_at_the_limit_is_taken_and_one_byte_more_is_not(encoding: str) -> None:
    taken = read(encoding, ENCODED[encoding], limit=len(TEXT))
    refused = read(encoding, ENCODED[encoding], limit=len(TEXT) - 1)

    assert (taken.is_too_large, taken.whole()) == (False, TEXT)
    assert refused.is_too_large


def test_a_bomb_is_not_unpacked() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    body = Body("gzip", "", 100_000)

    assert not body.add(bomb)
    assert body.is_too_large
    assert len(body.whole()) <= 100_000


def test_many_members_that_unpack_to_nothing_count_by_their_own_size() -> None:
    assert read("gzip", gzip.compress(b"") * 1000, limit=5_000, size=1000).is_too_large


def test_a_length_that_is_told_and_too_large_ends_it_before_a_byte_is_read() -> None:
    assert not Body("", "100001", 100_000).is_wanted
    assert Body("", "100000", 100_000).is_wanted
    assert Body("", "many", 100_000).is_wanted


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, deflate", "compress"])
def test_an_encoding_that_was_not_asked_for_is_named(encoding: str) -> None:
    body = read(encoding, TEXT)
    assert body.unreadable is not None
    assert encoding in body.unreadable


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_compressed_body_that_is_cut_or_damaged_is_unreadable(encoding: str) -> None:
    cut = read(encoding, ENCODED[encoding][:-12])
    cut.whole()
    assert cut.unreadable is not None
    assert read(encoding, b"no such thing" * 10).unreadable is not None


@pytest.mark.parametrize("encoding", ["gzip", "deflate", ""])
def test_a_body_that_is_empty_is_empty(encoding: str) -> None:
    body = Body(encoding, "", 10)
    assert (body.whole(), body.is_wanted) == (b"", True)


@given(st.sampled_from(["gzip", "deflate", "br", ""]), st.lists(st.binary(max_size=50), max_size=20))
def test_whatever_comes_is_taken_or_refused(encoding: str, chunks: list[bytes]) -> None:
    body = Body(encoding, "", 200)
    for chunk in chunks:
        body.add(chunk)
    assert len(body.whole()) <= 200
