"""The whole room works by plain pages and posts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.room_page import CHANNEL, DIRECT, THREAD, RoomPage
from tests.browser.words import three_messages

PART = "part of your answer"


@pytest.fixture
def you(visit: Callable[..., RoomPage]) -> RoomPage:
    return visit("/", javascript=False)


def marked(you: RoomPage) -> Locator:
    return you.lines(THREAD).get_by_role("button", name=PART, pressed=True)


def test_an_answer_is_written_changed_and_graded(you: RoomPage) -> None:
    messages = three_messages(you.title)
    you.open(you.thread_path)
    for message in messages:
        you.says(THREAD, message)
        expect(you.line(THREAD, message.splitlines()[0])).to_be_visible()
    you.loads_until(lambda: marked(you).count() == 3)

    you.edits(you.line(THREAD, messages[2].splitlines()[0]), "In two weeks: audits at weekends, too.")
    expect(you.line(THREAD, "audits at weekends, too")).to_contain_text("edited")
    marked(you).last.click()
    you.loads_until(lambda: marked(you).count() == 2)
    you.deletes(you.line(THREAD, "audits at weekends, too"))
    expect(you.line(THREAD, "audits at weekends, too")).to_have_count(0)

    you.page.get_by_role("button", name="Grade me").last.click()
    you.goes_to("Direct messages")
    debrief = you.lines(DIRECT).filter(has_text="The one change that moves it most")
    you.loads_until(lambda: debrief.count() == 1)


def test_a_command_is_answered_privately(you: RoomPage) -> None:
    board = you.commands(CHANNEL, "/debrief board")
    expect(board.get_by_role("heading")).to_be_visible()
    board.get_by_role("button", name="Dismiss").click()
    expect(you.whispers(CHANNEL)).to_have_count(0)


def test_a_private_answer_is_a_page_of_its_own(visit: Callable[..., RoomPage]) -> None:
    dev = visit("/room/dev", javascript=False)
    dev.scenario.get_by_role("button", name="Answer privately").click()
    field = dev.page.get_by_role("textbox", name="Your answer")
    field.fill("x" * 20_001)
    with dev.watch.expecting("422"):
        dev.page.get_by_role("button", name="Send it privately").click()
    expect(dev.page.get_by_role("alert")).to_contain_text("nothing is lost")
    expect(field).to_have_value("x" * 20_001)
    field.fill(three_messages(dev.page.get_by_role("heading", level=1).inner_text().split("“")[1][:-1])[0])
    dev.page.get_by_role("button", name="Send it privately").click()
    dev.stays_at("/room/dev/thread/")


def test_what_was_refused_stands_in_its_field_again(you: RoomPage) -> None:
    with you.watch.expecting("422"):
        you.says(CHANNEL, "/nonsense please")
    expect(you.page.get_by_role("alert").filter(has_text="There is no command /nonsense")).to_be_visible()
    expect(you.field(CHANNEL)).to_have_value("/nonsense please")


def test_the_clock_is_set_forward(you: RoomPage) -> None:
    before, title = you.hour.inner_text(), you.title
    you.page.get_by_role("button", name="On to the deadline and the next scenario").click()
    expect(you.hour).not_to_have_text(before)
    assert you.title != title
