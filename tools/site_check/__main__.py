"""Check the site as readers meet it: ``python -m tools.site_check [--site FOLDER] [--only TEXT] ...``.

The exit code is 1 if anything is found, and 2 if there is no browser to look with. Pictures of every page are left in
``build/site-check/screenshots``.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib.resources
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeVar

from playwright.async_api import Browser, Error

from tools.site_check.browser import NoBrowser, Scheme, chromium, opened, visit
from tools.site_check.build import EDIT, published
from tools.site_check.finding import Finding
from tools.site_check.links import broken_links, edit_links, pages_below
from tools.site_check.pages import look, take_picture
from tools.site_check.serve import SiteServer
from tools.site_check.use import use
from tools.site_versions import NEWEST

ROOT: Final = Path(__file__).resolve().parents[2]
WORK: Final = ROOT / "build" / "site-check"
PICTURES: Final = WORK / "screenshots"
_AT_ONCE: Final = 3
_WAYS: Final[tuple[tuple[Scheme, int], ...]] = (("light", 1440), ("dark", 390))
_WIDTHS: Final = (1440, 390)
_T = TypeVar("_T")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.site_check", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--site", type=Path, help="look at what is there, in place of building it")
    parser.add_argument("--only", default="", help="open only the pages whose address has this in it, and use nothing")
    parser.add_argument("--no-browser-is-fine", action="store_true", help="do nothing where there is no Chromium")
    options = parser.parse_args(arguments)
    try:
        print(f"Looking with {chromium()}.")
    except NoBrowser as error:
        print(error, file=sys.stderr)
        return 0 if options.no_browser_is_fine else 2
    site = options.site or _timed("built as it is published", lambda: published(ROOT, WORK))
    found = _timed("followed every link", lambda: [*broken_links(site, _pages(site)), *_wrong_edit_links(site)])
    found += asyncio.run(_look_at_all(site, options.only))
    for finding in sorted(set(found)):
        print(finding, file=sys.stderr)
    print(f"{len(set(found))} things to fix. Pictures: {PICTURES.relative_to(ROOT)}")
    return 1 if found else 0


async def _look_at_all(site: Path, only: str) -> list[Finding]:
    pages = [page for page in _pages(site) if only in page.relative_to(site).as_posix()]
    found: list[Finding] = []
    with SiteServer(site) as server:
        async with opened() as browser:
            started = time.monotonic()
            limit = asyncio.Semaphore(_AT_ONCE)
            looks = [
                _look_at(browser, server.url, site, page, scheme, width, limit)
                for page in pages
                for scheme, width in _WAYS
            ]
            for some in await asyncio.gather(*looks):
                found += some
            print(f"{time.monotonic() - started:4.0f} s: opened {len(pages)} pages, light and dark")
            if not only:
                # One after the other: who types and clicks should not have to wait for what others draw.
                started = time.monotonic()
                found += [finding async for finding in use(browser, f"{server.url}{NEWEST}/", _operations())]
                print(f"{time.monotonic() - started:4.0f} s: used the site")
    return found


async def _look_at(
    browser: Browser, url: str, site: Path, page: Path, scheme: Scheme, width: int, limit: asyncio.Semaphore
) -> list[Finding]:
    name = page.relative_to(site).as_posix()
    address = url + name.removesuffix("index.html")
    picture = PICTURES / f"{width}-{scheme}" / (name.removeprefix(f"{NEWEST}/").replace("/", "-")[:-5] + ".png")
    async with limit:
        try:
            async with visit(browser, address, width=width, scheme=scheme, searching=False) as seen:
                widths = (*(each for each in _WIDTHS if each != width), width)
                again = scheme != "light"
                found = [each async for each in look(seen, f"{name} ({scheme})", widths=widths, colours_alone=again)]
                await take_picture(seen.page, picture)
                return found
        except Error as error:
            return [Finding(name, "opening", str(error).splitlines()[0])]


def _pages(site: Path) -> list[Path]:
    return [*pages_below(site / NEWEST), site / "404.html"]


def _wrong_edit_links(site: Path) -> Iterator[Finding]:
    links = edit_links(site / NEWEST, pages_below(site / NEWEST))
    if not links:
        yield Finding(NEWEST, "edit link", "no page can be edited")
    for page, link in links.items():
        source = Path("docs") / link.removeprefix(EDIT)
        known = ["git", "ls-files", "--error-unmatch", source.as_posix()]
        if subprocess.run(known, cwd=ROOT, capture_output=True, check=False).returncode:
            yield Finding(page, "edit link", f"{source} is no file that can be edited: see extra.made in mkdocs.yml")


def _operations() -> Mapping[str, int]:
    counts = {}
    for folder in importlib.resources.files("smartbuildings_api").iterdir():
        if (document := folder / "openapi.json").is_file():
            paths = json.loads(document.read_text(encoding="utf-8"))["paths"]
            of_all = [operation for item in paths.values() for operation in item.values() if "operationId" in operation]
            counts[folder.name.replace("_", "-")] = len(of_all)
    return counts


def _timed(did: str, do: Callable[[], _T]) -> _T:
    started = time.monotonic()
    result = do()
    print(f"{time.monotonic() - started:4.0f} s: {did}")
    return result


if __name__ == "__main__":
    sys.exit(main())
