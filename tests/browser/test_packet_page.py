"""The committee's page in a browser: its style is let in, it fits, it can be read, and it prints."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Route

from adapters.web.paper.printer import POLICY, PaperPrinter
from bot.domain.committee import decide
from bot.domain.committee_told import CommitteePacket
from bot.practice.committee.tell import tell
from tests.browser.axe import grave_violations
from tests.fakes.interviews import crossed, unread, view

ADDRESS = "http://localhost/packet"
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
TOLD = (view(1, [4] * 7), view(2, [1, 0, 2, 3], lines=[crossed()]), view(3, [3] * 7), unread(4))


def packet() -> CommitteePacket:
    return tell("The classic (a sample)", date(2026, 3, 14), decide(TOLD))


@pytest.fixture
def complaints() -> list[str]:
    """What the browser's console said: a blocked style is told there."""
    return []


@pytest.fixture
def page(browser: Browser, complaints: list[str]) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce")
    opened = context.new_page()
    opened.on("console", lambda message: complaints.append(message.text))
    yield opened
    context.close()


def show(page: Page, it: CommitteePacket) -> None:
    """Under the policy of the study room."""
    headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}

    def answer(route: Route) -> None:
        route.fulfill(body=PaperPrinter().page(it), headers=headers)

    page.route(ADDRESS, answer)
    page.goto(ADDRESS)


def sticks_out(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_it_fits_under_the_rooms_policy(
    page: Page, complaints: list[str], width: int, theme: Literal["light", "dark"]
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=theme)
    show(page, packet())

    assert page.locator("main").evaluate("(it) => getComputedStyle(it).maxWidth") == "672px"
    assert not sticks_out(page)
    assert complaints == []


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_serious_stands_in_anybodys_way(page: Page, theme: Literal["light", "dark"]) -> None:
    """As the file that it is: under the room's policy nothing runs, axe neither."""
    page.emulate_media(color_scheme=theme)
    page.set_content(PaperPrinter().page(packet()).decode())
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert grave_violations(page) == []


def test_a_word_without_an_end_breaks(page: Page) -> None:
    endless = "word" * 200
    it = packet()
    rounds = tuple(replace(one, interviewer=endless, note=(endless,)) for one in it.rounds)
    page.set_viewport_size({"width": 360, "height": 800})
    show(page, replace(it, loop=endless, verdict=(endless,), red_lines=(endless,), rounds=rounds))

    assert not sticks_out(page)


def test_it_prints_dark_on_white(page: Page) -> None:
    page.set_viewport_size({"width": 794, "height": 1123})
    page.emulate_media(color_scheme="dark", media="print")
    show(page, packet())
    colours = page.locator("body").evaluate(
        "(it) => [getComputedStyle(it).backgroundColor, getComputedStyle(it).color]"
    )

    assert colours == ["rgb(255, 255, 255)", "rgb(35, 32, 27)"]
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
