"""Each check of the site finds the page that is broken for it, and nothing on a page that is sound."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="`nox -s site` has what these tests need")
pytest.importorskip("axe_playwright_python", reason="`nox -s site` has what these tests need")

from tools.site_check import __main__ as command
from tools.site_check.browser import NoBrowser, chromium, opened, visit
from tools.site_check.finding import Finding
from tools.site_check.links import broken_links, edit_links, pages_below
from tools.site_check.pages import look
from tools.site_check.serve import SiteServer
from tools.site_check.use import USES, use

_SOUND = '<h1>A page</h1><p>With <a href="#here">a link</a>.</p><h2 id="here">Here</h2>'
_HEAD = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title>'
    '<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">'
)

Write = Callable[..., Path]


@pytest.fixture
def site(tmp_path: Path) -> Write:
    """Write a site of one page."""

    def write(body: str, *, head: str = "") -> Path:
        text = f"{_HEAD}{head}<main><article>{body}</article></main>"
        (tmp_path / "index.html").write_text(text, encoding="utf-8")
        return tmp_path

    return write


needs_browser = pytest.mark.skipif(
    not any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), reason="no Chromium is installed"
)


def _looked(folder: Path, *, at: str = "") -> list[Finding]:
    async def run() -> list[Finding]:
        with SiteServer(folder) as server:
            async with opened() as browser, visit(browser, server.url + at) as seen:
                await seen.page.wait_for_timeout(200)
                return [finding async for finding in look(seen, "page", widths=(1440, 390))]

    return asyncio.run(run())


@needs_browser
def test_a_sound_page_is_left_alone(site: Write) -> None:
    assert _looked(site(_SOUND)) == []


@needs_browser
@pytest.mark.parametrize(
    ("broken", "check", "what"),
    [
        ("<script>console.error('not well')</script>", "console", "not well"),
        ("<script>nothing.at.all</script>", "console", "nothing is not defined"),
        ("<script>fetch('missing.json')</script>", "console", "404 for http"),
        (
            '<img alt="a map" src="https://elsewhere.invalid/map.png">',
            "foreign request",
            "https://elsewhere.invalid/map.png",
        ),
        ('<p style="width: 600px">too wide for a telephone</p>', "cut off at 390 px", "too wide for a telephone"),
        ('<p style="width: 1800px">too wide for any</p>', "cut off at 1440 px", "too wide for any"),
        ('<p style="font-size: 11px">hardly to be read</p>', "small text", "hardly to be read"),
        ('<p style="color: #bbb; background: #fff">pale</p>', "axe color-contrast", "#bbbbbb on #ffffff"),
        ("<h5>Deep</h5>", "axe heading-order", "h5"),
        ('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">', "axe image-alt", "img"),
    ],
)
def test_a_broken_page_is_found(site: Write, broken: str, check: str, what: str) -> None:
    found = _looked(site(_SOUND + broken))

    assert check in [finding.check for finding in found if what in finding.what]


@needs_browser
def test_what_scrolls_in_a_box_of_its_own_is_not_cut_off(site: Write) -> None:
    wide = '<div style="overflow-x: auto" tabindex="0"><p style="width: 1800px">a wide table</p></div>'

    assert _looked(site(_SOUND + wide)) == []


@needs_browser
def test_each_use_fails_on_a_site_that_can_do_nothing(site: Write) -> None:
    folder = site(_SOUND)
    shutil.copy(folder / "index.html", folder / "404.html")  # for every address that is asked for

    async def run() -> list[str]:
        with SiteServer(folder) as server:
            async with opened() as browser:
                counts = {"ecobee-v1": 25, "ecobee-v2": 37}
                return [finding.check async for finding in use(browser, server.url, counts, soon_ms=300)]

    assert asyncio.run(run()) == list(USES)


@pytest.mark.parametrize(
    ("link", "what"),
    [
        ('<a href="nowhere/">', "nowhere/: there is no such page or file"),
        ('<a href="#nowhere">', "#nowhere: the page has no such place"),
        ('<img alt="" src="lost.svg">', "lost.svg: there is no such page or file"),
        ('<script src="/lost.js"></script>', "/lost.js: there is no such page or file"),
    ],
)
def test_a_link_to_nowhere_is_found(site: Write, link: str, what: str) -> None:
    folder = site(_SOUND + link)

    assert [finding.what for finding in broken_links(folder, pages_below(folder))] == [what]


def test_links_to_others_and_to_what_is_there_are_left_alone(site: Write) -> None:
    folder = site(_SOUND + '<a href="https://example.org/x">', head='<link rel="canonical" href="/not/yet/published">')

    assert list(broken_links(folder, pages_below(folder))) == []


def test_the_address_to_edit_a_page_is_read(site: Write) -> None:
    folder = site(_SOUND + '<a rel="edit" href="https://edit.invalid/index.md">')

    assert edit_links(folder, pages_below(folder)) == {"index.html": "https://edit.invalid/index.md"}


def test_without_a_browser_the_command_says_so_and_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CHROMIUM", raising=False)

    with pytest.raises(NoBrowser):
        chromium()
    assert command.main([]) == 2
    assert "No browser is here" in capsys.readouterr().err
    assert command.main(["--no-browser-is-fine"]) == 0
