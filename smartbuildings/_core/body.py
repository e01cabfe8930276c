"""A response, and its body: collected within a limit, on what is read and on what it decompresses to. Pure."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, MutableMapping, Sequence
from typing import Any, Final

import attrs

__all__ = ["ACCEPT_ENCODING", "Body", "Reply", "json_or_none"]

ACCEPT_ENCODING: Final = "gzip, deflate"
"""The encodings that can be decompressed step by step, within a limit, by the standard library."""
_GZIP: Final = zlib.MAX_WBITS | 16
_NONE: Final = frozenset({"", "identity"})
_MAGIC: Final = b"\x1f"
"""The first byte of a gzip member. A body may have several (RFC 1952, section 2.2)."""
_NOT_PARSED: Final = object()


def json_or_none(content: bytes) -> Any:
    """Parse JSON; ``None`` for anything that is not, such as a gateway's HTML."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


class Body:
    """The body of one response.

    Args:
        encoding: The Content-Encoding header.
        told_length: The Content-Length header.
        limit: How many bytes to accept, compressed and decompressed.
    """

    def __init__(self, encoding: str, told_length: str, limit: int) -> None:
        self.is_too_large = told_length.isdecimal() and int(told_length) > limit
        """Whether it passed the limit."""
        self.unreadable: str | None = None
        """Why it cannot be decoded, or ``None``."""
        self._limit = limit
        self._read = self._size = 0
        self._parts: list[bytes] = []
        self._encoding = encoding.strip().lower()
        self._decoder = None if self._encoding in _NONE else self._begin()

    @property
    def is_wanted(self) -> bool:
        """Whether more of it should be read."""
        return not self.is_too_large and self.unreadable is None

    def add(self, chunk: bytes) -> bool:
        """Take the next bytes as they were sent; returns whether more should be read."""
        self._read += len(chunk)
        if self._decoder is None:
            self._keep(chunk)
        elif self._read > self._limit:
            self.is_too_large = True
        else:
            try:
                self._decompress(chunk)
            except zlib.error as error:
                self.unreadable = f"it is not valid {self._encoding}: {error}"
        return self.is_wanted

    def whole(self) -> bytes:
        """Return all that was decoded."""
        if self.is_wanted and self._decoder is not None and self._read and not self._decoder.eof:
            self.unreadable = f"its {self._encoding} data ends too early"
        return self._parts[0] if len(self._parts) == 1 else b"".join(self._parts)

    def _begin(self) -> zlib._Decompress | None:
        if self._encoding in ("gzip", "x-gzip"):
            return zlib.decompressobj(_GZIP)
        if self._encoding == "deflate":
            return zlib.decompressobj()
        self.unreadable = f"its encoding {self._encoding[:40]!r} was not asked for"
        return None

    def _decompress(self, chunk: bytes) -> None:
        assert self._decoder is not None
        while chunk and not self.is_too_large:
            if self._decoder.eof:
                if not chunk.startswith(_MAGIC):
                    return  # Padding after the end.
                self._decoder = zlib.decompressobj(_GZIP)
            try:
                self._keep(self._decoder.decompress(chunk, self._limit - self._size + 1))
            except zlib.error:
                if self._encoding != "deflate" or self._read > len(chunk):
                    raise
                # Some servers leave out the zlib header (RFC 9110, section 8.4.1.2).
                self._decoder = zlib.decompressobj(-zlib.MAX_WBITS)
                self._keep(self._decoder.decompress(chunk, self._limit - self._size + 1))
            chunk = self._decoder.unused_data if self._decoder.eof else self._decoder.unconsumed_tail

    def _keep(self, part: bytes) -> None:
        self._size += len(part)
        if self._size > self._limit:
            self.is_too_large = True
        elif part:
            self._parts.append(part)


@attrs.define(eq=False, repr=False)
class Reply:
    """One response, read whole. Its ``repr`` shows nothing of it, since the body may be a token."""

    status: int
    headers: Mapping[str, str]
    content: bytes = b""
    """The decoded body, as far as it was read."""
    problem: Body | None = None
    """The body if it was too large or could not be decoded, so that its content is not whole."""
    extensions: MutableMapping[str, Any] = attrs.field(factory=dict)
    """What the transport says about it."""
    raw_headers: Sequence[tuple[bytes, bytes]] = ()
    """The headers as they were sent."""
    elapsed_s: float = 0.0
    """Seconds from sending to the end of the body."""
    _json: Any = attrs.field(default=_NOT_PARSED, init=False)

    def json(self) -> Any:
        """Return the content as JSON, parsed once; ``None`` where it is not JSON, or empty."""
        if self._json is _NOT_PARSED:
            self._json = json_or_none(self.content) if self.content else None
        return self._json

    @property
    def is_success(self) -> bool:
        """Whether the status is a 2xx."""
        return 200 <= self.status < 300
