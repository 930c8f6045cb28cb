"""The same day in a pocket: one thing at a time, and nothing beyond the edge."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.room_page import CHANNEL, DIRECT, THREAD, RoomPage
from tests.browser.words import three_messages

PHONE = (360, 640)


def test_a_day_on_a_phone(visit: Callable[..., RoomPage]) -> None:
    you = visit("/", size=PHONE)
    title = you.title
    assert you.has_no_sideways_scroll()

    you.scenario.get_by_role("link", name="Answer in the thread").click()
    you.stays_at("/thread/")
    for message in three_messages(title):
        mine = you.line_called(you.says_and_finds(THREAD, message))
        expect(mine).to_contain_text("part of your answer")
    assert you.has_no_sideways_scroll()

    you.grades_me()
    you.what_next.get_by_role("link", name="Your debrief").click()
    expect(you.lines(DIRECT).last).to_contain_text("The one change")
    assert you.has_no_sideways_scroll()

    you.page.get_by_role("banner").get_by_role("link", name="daily-practice").click()
    expect(you.commands(CHANNEL, "/debrief board").get_by_role("table")).to_be_visible()
    assert you.has_no_sideways_scroll()


def test_the_clock_is_in_the_menu(visit: Callable[..., RoomPage]) -> None:
    ana = visit("/room/ana", size=PHONE)
    title = ana.title
    ana.page.get_by_role("link", name="Menu").click()
    ana.sets_clock("On to the deadline and the next scenario")
    assert ana.has_no_sideways_scroll()
    expect(ana.page.get_by_role("link", name="Close the menu")).to_be_hidden()
    expect(ana.page.get_by_role("status").filter(has_text="scenario is here")).to_be_visible()
    expect(ana.scenario.get_by_role("heading", level=2)).to_be_visible()
    assert ana.title != title
