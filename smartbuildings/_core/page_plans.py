"""How lists come in parts: the three schemes that our vendors use, described as data. Pure.

* ``WholeList``: one response with everything and a ``count`` (ecobee).
* ``NextLinks``: ``_links.next.href`` names the next part (SmartThings).
* ``PageTokens``: ``nextPageToken`` is sent back as ``pageToken`` (Google's Smart Device Management).

A plan says what to ask first and what to ask after a response; the pager asks.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from typing import Any, Protocol
from urllib.parse import urljoin

import attrs

from smartbuildings._core.config import origin_of
from smartbuildings._core.redaction import redact
from smartbuildings.errors import CrossOriginError, UnreadableResponse

__all__ = ["NextLinks", "PagePlan", "PageRequest", "PageTokens", "WholeList", "same_origin"]


@attrs.frozen
class PageRequest:
    """What to ask for one part of a list."""

    url: str
    params: Mapping[str, str | int] = attrs.field(factory=dict)


class PagePlan(Protocol):
    """A paging scheme."""

    def first(self, page_size: int | None) -> PageRequest:
        """Say what to ask first."""
        ...

    def items(self, answer: Mapping[str, Any]) -> Sequence[Any]:
        """Take the items out of a response."""
        ...

    def after(self, request: PageRequest, answer: Mapping[str, Any]) -> PageRequest | None:
        """Say what to ask next; ``None`` at the end."""
        ...


def same_origin(url: str, base_url: str) -> str:
    """Let a URL that a server handed us pass only if it leads to the host that our token is for.

    Raises:
        CrossOriginError: scheme, host or port differ.
    """
    try:
        agrees = origin_of(url) == origin_of(base_url)
    except ValueError:
        agrees = False
    if not agrees:
        msg = (
            f"The API named a page at {redact(url)[:200]!r}, which is not on {base_url}. It was not followed, since "
            "the token would have gone there. Report it to the vendor, or check for a proxy that rewrites responses."
        )
        raise CrossOriginError(msg)
    return url


def _list_of(answer: Mapping[str, Any], name: str) -> Sequence[Any]:
    found = answer.get(name)
    if found is None:
        return ()
    if not isinstance(found, list):
        msg = f"The list response holds {type(found).__name__} instead of a list in {name!r}. Nothing was read from it."
        raise UnreadableResponse(msg)
    return found


@attrs.frozen
class WholeList:
    """Everything in one response: ``{"count": n, "items": [...]}``."""

    url: str
    items_name: str = "items"

    def first(self, page_size: int | None) -> PageRequest:
        """Ask for everything; the size of pages is a matter of cutting the response."""
        return PageRequest(self.url)

    def items(self, answer: Mapping[str, Any]) -> Sequence[Any]:
        """Take the items."""
        return _list_of(answer, self.items_name)

    def after(self, request: PageRequest, answer: Mapping[str, Any]) -> PageRequest | None:
        """End: there is one part."""
        return None


@attrs.frozen
class NextLinks:
    """The response contains the URL of the next page, which is used as it is and never rebuilt."""

    url: str
    base_url: str
    items_name: str = "items"
    size_name: str = "max"

    def first(self, page_size: int | None) -> PageRequest:
        """Ask for the first part."""
        return PageRequest(self.url, {} if page_size is None else {self.size_name: page_size})

    def items(self, answer: Mapping[str, Any]) -> Sequence[Any]:
        """Take the items; a part without any can still have a next one."""
        return _list_of(answer, self.items_name)

    def after(self, request: PageRequest, answer: Mapping[str, Any]) -> PageRequest | None:
        """Follow ``_links.next.href``; absent, null and empty all mean the end.

        Raises:
            CrossOriginError: the link leads to another host.
        """
        links = answer.get("_links")
        following = links.get("next") if isinstance(links, dict) else None
        href = following.get("href") if isinstance(following, dict) else None
        if not isinstance(href, str) or not href:
            return None
        with contextlib.suppress(ValueError):  # Of no URL at all; it is refused as it is.
            href = urljoin(self.base_url + "/", href)
        return PageRequest(same_origin(href, self.base_url))


@attrs.frozen
class PageTokens:
    """The response holds a token that asks for the next part, with the other parameters unchanged."""

    url: str
    items_name: str
    size_name: str = "pageSize"

    def first(self, page_size: int | None) -> PageRequest:
        """Ask for the first part."""
        return PageRequest(self.url, {} if page_size is None else {self.size_name: page_size})

    def items(self, answer: Mapping[str, Any]) -> Sequence[Any]:
        """Take the items."""
        return _list_of(answer, self.items_name)

    def after(self, request: PageRequest, answer: Mapping[str, Any]) -> PageRequest | None:
        """Send the token back; an empty one means the end."""
        token = answer.get("nextPageToken")
        if not isinstance(token, str) or not token:
            return None
        return PageRequest(request.url, {**request.params, "pageToken": token})
