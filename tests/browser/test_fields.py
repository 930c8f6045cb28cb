"""Forms of several fields in the room: a question of one's own, and an appeal."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.room_page import CHANNEL, DIRECT, THREAD, RoomPage
from tests.browser.test_axe import has_nothing_against
from tests.browser.words import three_messages

QUESTION = "A bank wants a model to refuse loans by itself. What do you ask before you say yes or no?"
ANSWER = (
    "A refusal can't be taken back in time for the family that moves out, so no refusal goes out unread. "
    "I'd first ask who pays for a wrong one, and measure wrong refusals for each group apart, weekly."
)
PHONE = (360, 640)
SIZES = pytest.mark.parametrize("size", [PHONE, (1280, 800)])


def joins_in(you: RoomPage) -> None:
    """Whoever has answered takes part, and may ask."""
    title = you.title
    you.open(you.thread_path)
    you.says(THREAD, "\n\n".join(three_messages(title)))
    marked = you.lines(THREAD).get_by_role("button", name="part of your answer", pressed=True)
    you.loads_until(lambda: marked.count() > 0)


def asks(you: RoomPage, typed: str = "/debrief ask") -> Locator:
    you.says(DIRECT, typed)
    form = you.page.get_by_role("dialog")
    expect(form.get_by_role("heading", name="Bring your own question")).to_be_visible()
    return form


@SIZES
def test_a_question_of_ones_own(visit: Callable[..., RoomPage], size: tuple[int, int]) -> None:
    who = "you" if size == PHONE else "ben"
    you = visit(f"/room/{who}", size=size, motion="reduce")
    joins_in(you)
    you.open(f"/room/{who}/direct")

    form = asks(you)
    question, answer = (form.get_by_role("textbox", name=name) for name in ("The question", "Your answer"))
    expect(question).to_be_focused()
    has_nothing_against(you, "ask")
    assert you.has_no_sideways_scroll()

    question.fill("Why?")
    answer.fill(ANSWER)
    form.get_by_role("button", name="Have it graded").click()
    expect(form.get_by_role("alert")).to_contain_text("below 20")
    expect(answer).to_have_value(ANSWER)
    has_nothing_against(you, "ask, refused")

    question.fill(QUESTION)
    form.get_by_role("button", name="Have it graded").click()
    expect(form).to_contain_text("Taken. I'm reading it now")
    has_nothing_against(you, "ask, sent")
    form.get_by_role("button", name="Close", exact=True).click()

    debrief = you.lines(DIRECT).filter(has_text="Your debrief").filter(has_text=QUESTION[:30])
    expect(debrief).to_contain_text("knows no rubric of this question")
    assert you.has_no_sideways_scroll()
    debrief.get_by_role("button", name="Answer it again").click()
    expect(form.get_by_role("textbox", name="Your answer")).to_have_value(ANSWER)


def test_what_was_typed_is_there_when_the_form_is_opened_again(visit: Callable[..., RoomPage]) -> None:
    dev = visit("/room/dev")
    joins_in(dev)
    dev.open("/room/dev/direct")
    form = asks(dev)
    form.get_by_role("textbox", name="Your answer").fill("Half a thought <b>")
    form.get_by_role("button", name="Close, keep the draft").click()
    expect(form).to_have_count(0)

    again = asks(dev, f"/debrief ask {QUESTION}")

    expect(again.get_by_role("textbox", name="The question")).to_have_value(QUESTION)
    expect(again.get_by_role("textbox", name="Your answer")).to_have_value("Half a thought <b>")


def test_a_question_without_a_script(visit: Callable[..., RoomPage]) -> None:
    cleo = visit("/room/cleo", javascript=False)
    joins_in(cleo)
    cleo.open("/room/cleo/direct")
    cleo.says(DIRECT, f"/debrief ask {QUESTION}")
    with cleo.watch.expecting("422"):
        cleo.page.get_by_role("button", name="Have it graded").click()
    expect(cleo.page.get_by_role("alert")).to_contain_text("fewer than 8 words")
    expect(cleo.page.get_by_role("textbox", name="The question")).to_have_value(QUESTION)
    cleo.page.get_by_role("textbox", name="Your answer").fill(ANSWER)
    cleo.page.get_by_role("button", name="Have it graded").click()
    cleo.stays_at("/room/cleo/direct")
    debrief = cleo.lines(DIRECT).filter(has_text="knows no rubric of this question")
    cleo.loads_until(lambda: debrief.count() == 1)


def opens(you: RoomPage, button: Locator) -> Locator:
    """The form behind a button. On a slow machine the room asks for a second press, and says so."""
    button.click()
    form, again = you.page.get_by_role("dialog"), you.page.get_by_text("press the button again")
    expect(form.or_(again).first).to_be_visible()
    if again.is_visible():
        button.click()
    return form


@SIZES
def test_an_appeal(visit: Callable[..., RoomPage], size: tuple[int, int]) -> None:
    who = "you" if size == PHONE else "ana"
    you = visit(f"/room/{who}", size=size, motion="reduce")
    joins_in(you)
    you.page.get_by_role("button", name="Grade me").filter(visible=True).last.click()
    you.open(f"/room/{who}/direct")
    debrief = you.lines(DIRECT).filter(has=you.page.get_by_role("button", name="Appeal")).last
    expect(debrief).to_be_visible()

    form = opens(you, debrief.get_by_role("button", name="Appeal"))
    expect(form.get_by_role("heading", name="Appeal")).to_be_visible()
    has_nothing_against(you, "appeal")
    assert you.has_no_sideways_scroll()
    form.get_by_role("button", name="Appeal").click()
    expect(form.get_by_role("alert")).to_contain_text("Choose what is wrong")
    form.get_by_role("radio").first.check()
    form.get_by_role("button", name="Appeal").click()
    expect(form.get_by_role("alert")).to_contain_text("needs a reason")

    form.get_by_role("textbox", name="Why?").fill("I say in my second message who may switch it on again.")
    form.get_by_role("button", name="Appeal").click()
    expect(form).to_contain_text("Your appeal on")
    has_nothing_against(you, "appeal, sent")
    assert you.lines(CHANNEL).count() == 0


@SIZES
def test_what_waits_for_a_person(visit: Callable[..., RoomPage], size: tuple[int, int]) -> None:
    you = visit("/room/you/direct", size=size, motion="reduce")
    you.says(DIRECT, "/debrief-admin review")
    sheet = you.lines(DIRECT).last
    expect(sheet.get_by_role("heading", name="Review")).to_be_visible()
    has_nothing_against(you, "review")
    assert you.has_no_sideways_scroll()
