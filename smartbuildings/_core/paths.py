"""Whether a part of a URL's path could lead to another object than the one that is named. Pure."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

__all__ = ["harmful_segment"]


def harmful_segment(url: str) -> str | None:
    """Find a segment that a client, proxy or server may not take as one name, such as ``..``; ``None`` if all are safe.

    A segment counts as its decoded form, decoded again as long as that changes it: some proxies decode twice.
    """
    try:
        path = urlsplit(url).path
    except ValueError:
        return None  # It is not a URL; the HTTP client reports that better.
    segments = path.removeprefix("/").removesuffix("/").split("/")
    for segment in segments:
        name = segment
        while (decoded := unquote(name)) != name:
            name = decoded
        is_control = any(character < " " or character == "\x7f" for character in name)
        if name in (".", "..") or (not name and len(segments) > 1) or "/" in name or "\\" in name or is_control:
            return segment
    return None
