"""What a reader does with the site: switch tabs, search, look at an operation, change version and colours, use keys."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any, Final

from playwright.async_api import Browser, Error, Page

from tools.site_check.browser import visit
from tools.site_check.finding import Finding

__all__ = ["USES", "use"]

_KEY_STOPS: Final = 12

Operations = Mapping[str, int]
"""How many operations the document of each API has, by the name that pages have for it."""
Check = Callable[[Page, Operations], Awaitable[None]]


class _Broken(Exception):
    """Something does not work; the message says what."""


async def use(browser: Browser, url: str, operations: Operations, *, soon_ms: int = 15_000) -> AsyncIterator[Finding]:
    """Do all of it on the site at ``url``, each from a fresh start; what does not come soon does not come."""
    for name, (at, check) in USES.items():
        async with visit(browser, url + at) as seen:
            seen.page.set_default_timeout(soon_ms)
            try:
                await check(seen.page, operations)
            except (_Broken, Error) as error:
                yield Finding(at, name, str(error).splitlines()[0])


async def _tabs_switch_together(page: Page, _: Operations) -> None:
    shown = (
        "() => [...document.querySelectorAll('.tabbed-set')].map(s => s.querySelector('label[for=\"' + "
        "s.querySelector('input:checked').id + '\"]').innerText)"
    )
    if "Sync" not in (first := await page.evaluate(shown)):
        raise _Broken(f"a first reader is not shown sync, but {first}")
    await page.locator(".tabbed-labels label", has_text="Async").first.click()
    await page.wait_for_timeout(300)
    if "Sync" in (still := await page.evaluate(shown)):
        raise _Broken(f"a click on Async left others on Sync: {still}")
    await page.goto(page.url.replace("start/", ""))
    if "Sync" in await page.evaluate(shown):
        raise _Broken("the choice is forgotten on the next page")


def _search_finds(word: str, where: str) -> Check:
    async def check(page: Page, _: Operations) -> None:
        await page.keyboard.press("/")
        await page.keyboard.type(word)
        results = page.locator(".md-search-result__link")
        with contextlib.suppress(Error):
            await results.first.wait_for()
        found: list[str] = await results.evaluate_all("all => all.map(each => each.getAttribute('href'))")
        if not any(where in link for link in found[:8]):
            raise _Broken(f"{word} does not lead to {where} but to {found[:8]}")

    return check


def _swagger_lists(api: str) -> Check:
    async def check(page: Page, operations: Operations) -> None:
        blocks = page.frame_locator("iframe").locator(".opblock")
        with contextlib.suppress(Error):
            await blocks.first.wait_for()
        if (count := await blocks.count()) != operations[api]:
            raise _Broken(f"Swagger UI lists {count} operations of {api}, not {operations[api]}")

    return check


async def _another_version_can_be_chosen(page: Page, _: Operations) -> None:
    await page.locator(".md-version__current").wait_for()
    await page.locator(".md-version").hover()
    await page.locator(".md-version__link", has_text="0.0").click()
    await page.wait_for_url("**/0.0/")


async def _colours_can_be_switched(page: Page, _: Operations) -> None:
    scheme = "document.body.getAttribute('data-md-color-scheme')"
    await page.locator("label.md-header__button[title=Dark]").click()
    if (now := await page.evaluate(scheme)) != "slate":
        raise _Broken(f"after a click on Dark the scheme is {now}")
    await page.reload()
    if (now := await page.evaluate(scheme)) != "slate":
        raise _Broken("the choice of Dark is forgotten on the next page")


async def _keys_lead_everywhere(page: Page, _: Operations) -> None:
    # The control that switches colours is drawn by the label behind it.
    focused = """() => {
      const each = document.activeElement
      const drawn = each.matches(".md-option") ? each.nextElementSibling : each
      const style = getComputedStyle(drawn), box = drawn.getBoundingClientRect()
      const searches = each.matches(".md-search__input")
      const marked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0
      return {name: each.className || each.tagName, skips: each.classList.contains("md-skip"), searches,
        marked: marked || searches, shown: box.width > 0 && box.bottom > 0}
    }"""
    stops: list[Mapping[str, Any]] = []
    for _stop in range(_KEY_STOPS):
        await page.keyboard.press("Tab")
        await page.wait_for_timeout(50)
        stops.append(await page.evaluate(focused))
    if not (stops[0]["skips"] and stops[0]["shown"]):
        raise _Broken(f"the first key stop is not the link past the navigation, but {stops[0]}")
    if not any(stop["searches"] for stop in stops):
        raise _Broken(f"Tab does not reach the search: {[stop['name'] for stop in stops]}")
    if unseen := [stop["name"] for stop in stops if not (stop["marked"] and stop["shown"])]:
        raise _Broken(f"nobody sees where the focus is: {unseen}")


async def _the_skip_link_skips(page: Page, _: Operations) -> None:
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    if not await page.evaluate("document.activeElement.closest('main .md-content') !== null"):
        raise _Broken("after the skip link, Tab does not go on in the text")


async def _an_unknown_address_offers_the_search(page: Page, _: Operations) -> None:
    field = page.locator("article input[type=search]")
    if not await field.count():
        raise _Broken("the page for an unknown address has no search")
    await field.fill("hold")
    await field.press("Enter")
    await page.locator(".md-search-result__link").first.wait_for()


USES: Final[Mapping[str, tuple[str, Check]]] = {
    "tabs": ("start/", _tabs_switch_together),
    "search for hold": ("", _search_finds("hold", "guides/holds/")),
    "search for RateLimited": ("", _search_finds("RateLimited", "errors/")),
    "operations of v2": ("reference/rest/swagger-ecobee-v2/", _swagger_lists("ecobee-v2")),
    "operations of v1": ("reference/rest/swagger-ecobee-v1/", _swagger_lists("ecobee-v1")),
    "versions": ("", _another_version_can_be_chosen),
    "colours": ("", _colours_can_be_switched),
    "keys": ("start/", _keys_lead_everywhere),
    "skip link": ("start/", _the_skip_link_skips),
    "unknown address": ("no/such/page/", _an_unknown_address_offers_the_search),
}
