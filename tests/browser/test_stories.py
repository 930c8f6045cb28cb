"""The story bank in the room: its form, the list, one whole, and letting one go."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.room_page import DIRECT, RoomPage
from tests.browser.test_axe import has_nothing_against
from tests.browser.test_fields import PHONE, joins_in

PARTS = {
    "Title": "The letters",
    "Situation": "The model wrote the reasons.\nA wrong one could have cost a customer the refund.",
    "Action": "I capped it to amounts below 50 euros, and said no to the rest.",
    "Outcome": "It was significantly better.",
}


@pytest.mark.parametrize("size", [PHONE, (1280, 800)])
def test_a_story_is_kept_looked_at_and_let_go(visit: Callable[..., RoomPage], size: tuple[int, int]) -> None:
    who = "you" if size == PHONE else "ben"
    you = visit(f"/room/{who}", size=size, motion="reduce")
    joins_in(you)
    you.open(f"/room/{who}/direct")

    you.says(DIRECT, "/debrief story add")
    form = you.page.get_by_role("dialog")
    expect(form.get_by_role("heading", name="A story for your bank")).to_be_visible()
    expect(form.get_by_role("textbox", name="Title")).to_be_focused()
    has_nothing_against(you, "a story's form")
    assert you.has_no_sideways_scroll()
    for name, said in PARTS.items():
        form.get_by_role("textbox", name=name).fill(said)
    form.get_by_role("button", name="Keep it").click()
    expect(form).to_contain_text("Kept: story 1, “The letters”")
    expect(form).to_contain_text("“significantly” is vague, in “It was significantly better.”")
    has_nothing_against(you, "a story, kept")
    you.open(f"/room/{who}/direct")

    for typed, told in (
        ("/debrief stories", "coverage against confidence: none yet"),
        ("/debrief story 1", "A wrong one could have cost a customer the refund."),
        ("/debrief story reframe 1", "It names a model already"),
        ("/debrief story remove 1", "Remove this story?"),
    ):
        you.says(DIRECT, typed)
        expect(you.lines(DIRECT).last).to_contain_text(told)
    has_nothing_against(you, "stories, listed")
    assert you.has_no_sideways_scroll()

    you.lines(DIRECT).last.get_by_role("button", name="Remove it").click()
    expect(you.page.get_by_role("main")).to_contain_text("That was its text, to copy.")
