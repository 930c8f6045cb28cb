"""A mock round's verdict appealed in the room, ruled on by an organiser, and shown anew: without a mouse."""

from collections.abc import Callable

from playwright.sync_api import Locator, expect

from tests.browser.room_page import DIRECT, RoomPage
from tests.browser.test_axe import has_nothing_against
from tests.browser.test_keyboard import tabs_to
from tests.browser.words import three_messages

TURNS = 3
APPEALED = "My first words say whom a wrong one hurts."
REASON = "The first two sentences name whom a wrong one hurts, and what stops for them."


def plays_a_round(you: RoomPage, path: str) -> None:
    """Says the same to every question: a beginning of a good answer, that leaves something to appeal."""
    you.open(f"{path}/direct")
    you.says(DIRECT, "/debrief mock")
    for turn in range(1, TURNS + 1):
        expect(you.question(turn)).to_be_visible()
        you.says(DIRECT, three_messages(you.round_title)[0])
        you.question(turn).get_by_role("button", name="Done").click()
    expect(you.packet).to_be_visible()


def presses(somebody: RoomPage, button: Locator) -> None:
    """By the keyboard, from wherever they were: a stop that can't be seen on the way fails."""
    tabs_to(somebody, button)
    somebody.page.keyboard.press("Enter")


def writes(somebody: RoomPage, form: Locator, words: str) -> None:
    tabs_to(somebody, form.get_by_role("textbox", name="Why?"))
    somebody.page.keyboard.insert_text(words)


def test_a_round_is_appealed_and_ruled_on_without_a_mouse(visit: Callable[..., RoomPage]) -> None:
    ben, you = visit("/room/ben", motion="reduce"), visit("/room/you/direct", motion="reduce")
    plays_a_round(ben, "/room/ben")
    appeals(ben)
    rules(you)
    is_told(ben)


def appeals(ben: RoomPage) -> None:
    presses(ben, ben.packet.get_by_role("button", name="Appeal"))
    form = ben.page.get_by_role("dialog")
    expect(form).to_contain_text("A mock round is private.")
    expect(form.get_by_role("radio").first).to_be_focused()
    has_nothing_against(ben, "a round's appeal")
    ben.page.keyboard.press("Space")
    writes(ben, form, APPEALED)
    presses(ben, form.get_by_role("button", name="Appeal"))
    expect(form).to_contain_text("An organiser reads the round without your name")
    presses(ben, form.get_by_role("button", name="Close", exact=True))
    expect(ben.packet).to_contain_text("a person has yet to rule")


def rules(you: RoomPage) -> None:
    you.says(DIRECT, "/debrief-admin review")
    presses(you, you.line(DIRECT, "is new to you").get_by_role("button", name="Open it"))
    case = you.lines(DIRECT).filter(has=you.page.get_by_role("button", name="Rule")).last
    expect(case).to_contain_text(APPEALED)
    presses(you, case.locator("summary").first)
    has_nothing_against(you, "a round to rule on")
    presses(you, case.get_by_role("button", name="Rule"))
    form = you.page.get_by_role("dialog")
    expect(form.get_by_role("radio", checked=True)).to_be_focused()
    has_nothing_against(you, "a ruling on a round")
    you.page.keyboard.press("ArrowUp")
    writes(you, form, REASON)
    presses(you, form.get_by_role("button", name="Rule"))
    expect(form).to_contain_text("their packet is corrected")


def is_told(ben: RoomPage) -> None:
    for told in (ben.packet, ben.line(DIRECT, "This is about your mock round")):
        expect(told).to_contain_text("A person has ruled on your appeal of")
        expect(told).to_contain_text("(changed)")
        expect(told).to_contain_text(REASON)
    # What was ruled on can't be appealed again; the rest of the packet can.
    presses(ben, ben.packet.get_by_role("button", name="Appeal"))
    expect(ben.page.get_by_role("dialog").get_by_role("radio")).not_to_have_count(0)
