"""The browser: a Chromium of this machine, without what it would fetch on its own, and each page with what it did."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import AsyncIterator
from typing import Final, Literal
from urllib.parse import urlsplit

import attrs
from playwright.async_api import Browser, ConsoleMessage, Page, Request, Response, async_playwright

__all__ = ["NoBrowser", "Visit", "chromium", "opened", "visit"]

Scheme = Literal["light", "dark"]

_NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_OPTIONS: Final = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_HERE: Final = {"data", "blob", "about"}
_HEIGHT: Final = 1000
_NOTHING_TO_SEARCH: Final = {
    "config": {"lang": ["en"], "separator": r"\s+", "pipeline": [], "fields": {"title": {"boost": 1}}},
    "docs": [],
}


class NoBrowser(Exception):
    """There is no Chromium on this machine."""


@attrs.define
class Visit:
    """A page that is open, and what went wrong on it so far: what it wrote to the console, what it asked others for."""

    page: Page
    errors: list[str]
    foreign: list[str]


def chromium() -> str:
    """Find the browser: what ``CHROMIUM`` names, or the first of the usual names.

    Raises:
        NoBrowser: there is none.
    """
    for name in filter(None, (os.environ.get("CHROMIUM"), *_NAMES)):
        if found := shutil.which(name):
            return found
    raise NoBrowser(f"No browser is here: looked for {', '.join(_NAMES)}. Install one, or set CHROMIUM to its path.")


@contextlib.asynccontextmanager
async def opened() -> AsyncIterator[Browser]:
    """Start the browser, with a profile of its own that is thrown away."""
    program = chromium()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=_OPTIONS)
        try:
            yield browser
        finally:
            await browser.close()


@contextlib.asynccontextmanager
async def visit(
    browser: Browser, url: str, *, width: int = 1440, scheme: Scheme = "light", searching: bool = True
) -> AsyncIterator[Visit]:
    """Open a page as somebody who comes for the first time; what it asks others for is noted, and not let out.

    Args:
        browser: where.
        url: of the page.
        width: of the window, in pixels.
        scheme: the colours that the reader's system prefers.
        searching: False gives the page nothing to search in, which it would spend seconds to prepare.
    """
    context = await browser.new_context(
        viewport={"width": width, "height": _HEIGHT}, color_scheme=scheme, reduced_motion="reduce"
    )
    try:
        page = await context.new_page()
        seen = Visit(page, [], [])
        _listen(seen, urlsplit(url).netloc)
        await page.route(lambda address: _is_foreign(address, urlsplit(url).netloc), lambda route: route.abort())
        if not searching:
            await page.route("**/search_index.json", lambda route: route.fulfill(json=_NOTHING_TO_SEARCH))
        await page.goto(url, wait_until="load")
        yield seen
    finally:
        await context.close()


def _listen(seen: Visit, host: str) -> None:
    def told(message: ConsoleMessage) -> None:
        # That a file could not be had is told with its address by what answered, below.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            seen.errors.append(message.text)

    def asked(request: Request) -> None:
        if _is_foreign(request.url, host):
            seen.foreign.append(request.url)

    def answered(response: Response) -> None:
        if response.status >= 400:
            seen.errors.append(f"{response.status} for {response.url}")

    seen.page.on("console", told)
    seen.page.on("pageerror", lambda error: seen.errors.append(str(error)))
    seen.page.on("request", asked)
    seen.page.on("response", answered)


def _is_foreign(address: str, host: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme not in _HERE and parts.netloc != host
