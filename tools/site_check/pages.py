"""What holds on every page: a quiet console, no request to others, nothing cut off, nothing that axe calls serious."""

from __future__ import annotations

import importlib.resources
from collections.abc import AsyncIterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from playwright.async_api import Page

from tools.site_check.browser import Visit
from tools.site_check.finding import Finding

__all__ = ["look", "take_picture"]

_SERIOUS: Final = {"serious", "critical"}
_HEADINGS: Final = {"heading-order", "page-has-heading-one", "empty-heading"}
"""Rules that axe calls moderate; a reader with a screen reader finds the way by headings."""
_SMALLEST_TEXT_PX: Final = 14
_TALLEST_PICTURE_PX: Final = 5000

# What is wider than the window and in no box of its own that scrolls. The theme hides what sticks out, so that the
# width of the document alone would tell nothing.
_STICKING_OUT: Final = """() => {
  const width = document.documentElement.clientWidth
  const scrolls = each => each && each !== document.body &&
    (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(each).overflowX) || scrolls(each.parentElement))
  const wide = [...document.querySelectorAll("main *, article *, body > p, body > div")].filter(each => {
    const box = each.getBoundingClientRect()
    return box.width && box.height && box.right > width + 1 && getComputedStyle(each).visibility !== "hidden"
      && !scrolls(each.parentElement)
  })
  return wide.slice(0, 3).map(each => {
    const said = (each.textContent || "").trim().replace(/\\s+/g, " ").slice(0, 40)
    return `<${each.tagName.toLowerCase()} class="${each.className}"> ${said} ends at ${
      Math.round(each.getBoundingClientRect().right)} of ${width} px`
  })
}"""
_SMALL_TEXT: Final = """smallest => [...document.querySelectorAll("article p, article li, article td, body > p")]
  .filter(each => each.offsetParent && !each.closest(".highlight, footer"))
  .filter(each => parseFloat(getComputedStyle(each).fontSize) < smallest)
  .slice(0, 3).map(each => `${getComputedStyle(each).fontSize}: ${each.textContent.trim().slice(0, 40)}`)"""
# Sources are folded away, coloured like any code, and most of what there is on some pages.
_WITHOUT_SOURCES: Final = (
    "document.querySelectorAll('.mkdocstrings-source > :not(summary)').forEach(each => each.remove())"
)
# What Swagger UI brings into its frame is not ours to fix.
_RULES: Final = """axe.run(document, {
  resultTypes: ["violations"], iframes: false, rules: {"color-contrast": {enabled: false}}
})"""
# To look at thousands of like texts takes minutes: the first of each colour, ground, size and weight stands for all.
_CONTRAST: Final = """() => {
  const first = new Map(), grounds = new Map()
  const groundOf = each => {
    if (!each) return ""
    if (!grounds.has(each)) {
      const {opacity, backgroundColor} = getComputedStyle(each)
      const behind = backgroundColor === "rgba(0, 0, 0, 0)" ? groundOf(each.parentElement) : backgroundColor
      grounds.set(each, opacity === "1" ? behind : `${behind} ${opacity}`)
    }
    return grounds.get(each)
  }
  for (const each of document.body.querySelectorAll("*:not(script, style, noscript)")) {
    if (![...each.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())) continue
    const style = getComputedStyle(each), key = [style.color, style.fontSize, style.fontWeight, groundOf(each)].join()
    if (!first.has(key) && each.checkVisibility({opacityProperty: true, visibilityProperty: true})) first.set(key, each)
  }
  return axe.run({include: [...first.values()]}, {
    resultTypes: ["violations"], iframes: false, runOnly: ["color-contrast"]
  })
}"""


async def look(
    seen: Visit, name: str, *, widths: tuple[int, ...], colours_alone: bool = False
) -> AsyncIterator[Finding]:
    """Check a page that is open, at each width; it is left at the last one.

    Args:
        seen: the page.
        name: what findings call it.
        widths: of the window, in pixels.
        colours_alone: leave out what does not change with the colours, to save time on a second look.
    """
    page = seen.page
    for width in widths:
        await page.set_viewport_size({"width": width, "height": 1000})
        for each in await page.evaluate(_STICKING_OUT):
            yield Finding(name, f"cut off at {width} px", each)
    for each in await page.evaluate(_SMALL_TEXT, _SMALLEST_TEXT_PX):
        yield Finding(name, "small text", each)
    async for finding in _accessibility(page, name, colours_alone):
        yield finding
    for error in seen.errors:
        yield Finding(name, "console", error)
    for address in seen.foreign:
        yield Finding(name, "foreign request", address)


# What nobody has scrolled to is not loaded yet.
_EVERY_IMAGE: Final = """() => Promise.all([...document.images].map(image => {
  image.loading = "eager";
  return image.decode().catch(() => null);
}))"""


async def take_picture(page: Page, file: Path) -> None:
    """Keep what the page looks like, down to a height at which nobody looks any more."""
    file.parent.mkdir(parents=True, exist_ok=True)
    await page.evaluate(_EVERY_IMAGE)
    width, height = await page.evaluate("[document.documentElement.clientWidth, document.documentElement.scrollHeight]")
    await page.screenshot(
        path=file, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": min(height, _TALLEST_PICTURE_PX)}
    )


async def _accessibility(page: Page, name: str, colours_alone: bool) -> AsyncIterator[Finding]:
    await page.evaluate(_WITHOUT_SOURCES)
    await page.evaluate(_axe())
    told: list[Mapping[str, Any]] = [await page.evaluate(_CONTRAST)]
    if not colours_alone:
        told.append(await page.evaluate(_RULES))
    for violation in (each for result in told for each in result["violations"]):
        if violation["impact"] in _SERIOUS or violation["id"] in _HEADINGS:
            where = "; ".join(_node(node) for node in violation["nodes"][:3])
            yield Finding(name, f"axe {violation['id']}", f"{violation['help']}; {len(violation['nodes'])}: {where}")


def _node(node: Mapping[str, Any]) -> str:
    about: Mapping[str, Any] = next((each["data"] for each in node["any"] if isinstance(each.get("data"), dict)), {})
    colours = f" {about['fgColor']} on {about['bgColor']}: {about['contrastRatio']}" if "fgColor" in about else ""
    return " ".join(map(str, node["target"])) + colours


@cache
def _axe() -> str:
    file = importlib.resources.files("axe_playwright_python") / "axe.min.js"
    return file.read_text(encoding="utf-8")
