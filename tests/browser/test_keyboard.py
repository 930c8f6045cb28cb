"""Everything can be done by the keyboard, and nothing that happens takes the focus or the words away."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.room_page import CHANNEL, DIRECT, THREAD, RoomPage
from tests.browser.words import three_messages

FAR = 200
"""Tabs: more than any page of the room has stops."""
IS_SEEN = """(it) => {
  const style = getComputedStyle(it);
  const box = it.getBoundingClientRect();
  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
  const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return {
    drawn: parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== 'none',
    inside: left < right && top < bottom,
    uncovered: Boolean(there) && (it.contains(there) || there.contains(it)),
  };
}"""
SEEN = {"drawn": True, "inside": True, "uncovered": True}


def focused(page: Page) -> Locator:
    return page.locator(":focus")


def tabs_to(you: RoomPage, wanted: Locator) -> None:
    """As somebody without a mouse does, who has to see at each stop where they are."""
    for _ in range(FAR):
        you.page.keyboard.press("Tab")
        here = focused(you.page)
        if here.count():
            assert here.evaluate(IS_SEEN) == SEEN, here.evaluate("(it) => it.outerHTML.slice(0, 200)")
        if wanted.evaluate("(it) => it === document.activeElement"):
            return
    pytest.fail(f"{FAR} tabs don't lead to {wanted}.")


def test_an_answer_is_written_and_graded_without_a_mouse(visit: Callable[..., RoomPage]) -> None:
    you = visit("/")
    messages = three_messages(you.title)
    tabs_to(you, you.scenario.get_by_role("link", name="Answer in the thread"))
    you.page.keyboard.press("Enter")
    expect(you.field(THREAD)).to_be_focused()
    for message in messages:
        you.page.keyboard.insert_text(message)
        you.page.keyboard.press("Control+Enter")
        expect(you.line(THREAD, message.splitlines()[0])).to_contain_text("part of your answer")
        expect(you.field(THREAD)).to_be_focused()
        expect(you.field(THREAD)).to_have_value("")
    bar = you.page.get_by_role("complementary").get_by_role("button", name="Grade me").last
    expect(bar).to_be_visible()
    you.page.keyboard.press("Shift+Tab")
    expect(bar).to_be_focused()
    you.page.keyboard.press("Enter")
    link = you.what_next.get_by_role("link", name="Your debrief")
    expect(link).to_be_visible()
    tabs_to(you, link)
    you.page.keyboard.press("Enter")
    expect(you.lines(DIRECT).last).to_contain_text("The one change")


@pytest.mark.parametrize("path", ["/room/you", "/room/ana/direct"])
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_every_stop_can_be_seen(visit: Callable[..., RoomPage], path: str, width: int) -> None:
    it = visit(path, size=(width, 740))
    tabs_to(it, it.page.get_by_role("button", name=re.compile("^Send ")).filter(visible=True).last)


def test_the_first_stop_skips_to_the_scenario(visit: Callable[..., RoomPage]) -> None:
    you = visit("/")
    you.page.keyboard.press("Tab")
    expect(focused(you.page)).to_have_text("Skip to the scenario")
    you.page.keyboard.press("Enter")
    expect(you.page.get_by_role("main")).to_be_focused()


def test_escape_closes_the_form_and_its_draft_is_kept(visit: Callable[..., RoomPage]) -> None:
    you = visit("/")
    opener = you.scenario.get_by_role("button", name="Answer privately")
    opener.press("Enter")
    form = you.page.get_by_role("dialog").get_by_role("textbox")
    expect(form).to_be_focused()
    you.page.keyboard.insert_text("A thought that isn't finished")
    you.page.keyboard.press("Escape")
    expect(you.page.get_by_role("dialog")).to_be_hidden()
    expect(opener).to_be_focused()
    opener.press("Enter")
    expect(form).to_have_value("A thought that isn't finished")


def test_escape_closes_the_list_of_commands(visit: Callable[..., RoomPage]) -> None:
    you = visit("/")
    field, choices = you.field(CHANNEL), you.page.get_by_role("listbox", name="Commands")
    field.press_sequentially("/debrief set")
    expect(choices.get_by_role("option")).to_have_count(1)
    field.press("ArrowDown")
    expect(choices.get_by_role("option", selected=True)).to_have_count(1)
    field.press("Escape")
    expect(choices).to_be_hidden()
    expect(field).to_have_value("/debrief set")
    expect(field).to_be_focused()


def test_what_others_write_takes_neither_focus_nor_words(visit: Callable[..., RoomPage]) -> None:
    you, ana = visit("/"), visit("/room/ana")
    field = you.field(THREAD)
    field.fill("I'd begin by")
    field.evaluate("(it) => it.setSelectionRange(2, 5)")
    ana.says(THREAD, "// a note while you write")
    expect(you.line(THREAD, "a note while you write")).to_be_visible()
    expect(field).to_be_focused()
    expect(field).to_have_value("I'd begin by")
    assert field.evaluate("(it) => [it.selectionStart, it.selectionEnd]") == [2, 5]


def test_what_was_typed_is_there_again_after_a_reload(visit: Callable[..., RoomPage]) -> None:
    you = visit("/")
    you.field(THREAD).fill("Half a thought")
    you.page.reload()
    expect(you.field(THREAD)).to_have_value("Half a thought")


def test_what_is_sent_while_a_message_is_on_its_way_goes_next(visit: Callable[..., RoomPage]) -> None:
    you = visit("/")
    held: list[Route] = []
    you.page.route("**/say", lambda route: route.continue_() if held else held.append(route))
    field = you.field(THREAD)
    field.fill("// the first of two")
    field.press("Control+Enter")
    expect(you.page.locator("form[aria-busy=true]")).to_have_count(1)

    field.press("Control+End")
    field.press_sequentially("\n// the second of two")
    field.press("Control+Enter")
    held[0].continue_()

    for words in ("the first of two", "the second of two"):
        expect(you.line(THREAD, words)).to_have_count(1)
    expect(field).to_have_value("")
