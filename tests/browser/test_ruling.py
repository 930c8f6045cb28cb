"""A member's appeal in the room, and the organiser's ruling on it, by the form that asks for levels."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.room_page import DIRECT, THREAD, RoomPage
from tests.browser.test_axe import has_nothing_against
from tests.browser.words import three_messages

HERS = (
    "I would first find out whom a wrong one hurts most, and stop exactly that part today, because the harm "
    "to them can't be taken back. The rest stays on until we have counted a week of it by hand."
)
REASON = "Her first sentence says whom a wrong one hurts, and what she stops."
SIZES = pytest.mark.parametrize("size", [(360, 640), (1280, 800)])


def is_debriefed(somebody: RoomPage, path: str, *messages: str) -> None:
    """They answer today's scenario, have it graded, and read the debrief."""
    somebody.open(path).open(somebody.thread_path)
    somebody.says(THREAD, "\n\n".join(messages))
    marked = somebody.lines(THREAD).get_by_role("button", name="part of your answer", pressed=True)
    somebody.loads_until(lambda: marked.count() > 0)
    somebody.page.get_by_role("button", name="Grade me").filter(visible=True).last.click()
    somebody.open(f"{path}/direct")
    expect(debrief_of(somebody)).to_be_visible()


def debrief_of(somebody: RoomPage) -> Locator:
    return somebody.lines(DIRECT).filter(has=somebody.page.get_by_role("button", name="Appeal")).last


def chooses(form: Locator) -> None:
    """The first of what is offered, abreast or in a list."""
    if form.get_by_role("radio").count():
        form.get_by_role("radio").first.check()
    else:
        form.get_by_role("combobox").first.select_option(index=1)


def appeals(member: RoomPage, reason: str) -> None:
    debrief_of(member).get_by_role("button", name="Appeal").click()
    form = member.page.get_by_role("dialog")
    expect(form.get_by_role("heading", name="Appeal")).to_be_visible()
    chooses(form)
    form.get_by_role("textbox", name="Why?").fill(reason)
    form.get_by_role("button", name="Appeal").click()
    expect(form).to_contain_text("Your appeal on")
    form.get_by_role("button", name="Close", exact=True).click()


@SIZES
def test_an_organiser_rules_on_a_members_appeal(
    visit: Callable[..., RoomPage], size: tuple[int, int]
) -> None:
    phone = size[0] < 500
    who, reason = ("ana", "My first sentence says it.") if phone else ("ben", "My second message says it.")
    member = visit(f"/room/{who}", size=size, motion="reduce")
    is_debriefed(member, f"/room/{who}", f"{HERS} I am {who}.")
    appeals(member, reason)
    you = visit("/room/you", size=size, motion="reduce")
    if phone:
        is_debriefed(you, "/room/you", *three_messages(you.title))
    you.open("/room/you/direct")

    you.says(DIRECT, "/debrief-admin review")
    sheet = you.lines(DIRECT).filter(has=you.page.get_by_role("button", name="Rule")).last
    expect(sheet).to_contain_text("The author appeals")
    expect(sheet).to_contain_text(reason)
    sheet.get_by_role("button", name="Rule").click()
    form = you.page.get_by_role("dialog")
    expect(form.get_by_role("heading", name="Rule:")).to_be_visible()
    has_nothing_against(you, "rule")
    assert you.has_no_sideways_scroll()

    form.get_by_role("button", name="Rule").click()
    expect(form.get_by_role("alert")).to_contain_text("needs a reason")
    has_nothing_against(you, "rule, refused")
    chooses(form)
    form.get_by_role("textbox", name="Why?").fill(REASON)
    form.get_by_role("button", name="Rule").click()
    expect(form).to_contain_text("The author gets a new debrief with your reason")
    has_nothing_against(you, "rule, sent")

    ruled = member.lines(DIRECT).filter(has_text="This is a person's ruling")
    expect(ruled).to_contain_text(REASON)
    expect(ruled).not_to_contain_text("Sample")
