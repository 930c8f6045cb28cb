"""A company's whole loop, played on the page, with all processes gone between its rounds."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from playwright.sync_api import Locator, expect

from bot.domain.scenario import Scenario
from bot.library.library import for_rounds, load, shipped
from tests.browser.room_page import DIRECT, RoomPage
from tests.browser.study_room import StudyRoom
from tests.browser.test_axe import has_nothing_against
from tests.browser.test_fields import joins_in
from tests.browser.watch import NO_SERVER

ROUNDS = 4
_TURNS = re.compile(r"question 1 of (\d)")


def test_a_whole_loop_over_four_lives_of_the_room(
    visit: Callable[..., RoomPage], room: StudyRoom, tmp_path: Path
) -> None:
    you = visit("/", motion="reduce")
    joins_in(you)
    you.goes_to("Direct messages")
    you.says(DIRECT, "/debrief mock full classic today")
    expect(you.line(DIRECT, "Your loop “The four-round classic” begins: 4 rounds")).to_be_visible()
    for number in range(1, ROUNDS + 1):
        plays_a_round(you, number)
        if number == ROUNDS:
            break
        over = you.line(DIRECT, f"Round {number} of {ROUNDS} is over.")
        expect(over).to_contain_text("The interviewers write separately; you see everything at the end.")
        expect(you.packet).to_have_count(0)
        every_process_ends_and_the_room_comes_back(you, room)
        over.get_by_role("button", name=f"Begin round {number + 1}").click()
    expect(you.line(DIRECT, f"Round {ROUNDS} of {ROUNDS} is over.")).to_contain_text("the committee reads")
    reads_what_the_committee_says(you)


def plays_a_round(you: RoomPage, number: int) -> None:
    expect(you.question(1)).to_have_count(number)
    first = you.question(1).last
    shown = first.inner_text()
    title = max((title for title in _scenarios() if title in shown), key=len)
    turns = _TURNS.search(shown)
    assert turns is not None
    for turn in range(1, int(turns[1]) + 1):
        question = you.question(turn).filter(has_text=title)
        expect(question).to_be_visible()
        you.says(DIRECT, said_to(title, turn))
        question.get_by_role("button", name="Done").click()


def every_process_ends_and_the_room_comes_back(you: RoomPage, room: StudyRoom) -> None:
    with you.watch.expecting(*NO_SERVER):
        room.kill()
        room.end_database()
        expect(you.page.get_by_role("status").filter(has_text="Reconnecting")).to_be_visible()
        room.start()
        expect(you.page.get_by_role("status").filter(has_text="Reconnecting")).to_be_hidden()


def reads_what_the_committee_says(you: RoomPage) -> None:
    card = you.line(DIRECT, "The committee: ")
    for heading in ("What the interviewers wrote, each alone", "What each would need"):
        expect(card).to_contain_text(heading)
    for interviewer in ("Recruiter", "Principal PM", "Hiring manager", "Cross-functional panel"):
        expect(card).to_contain_text(interviewer)
    has_nothing_against(you, "the committee's card")
    appeals_a_round_of_it(you, card)
    page = the_page_behind(you)
    expect(page.locator("h1")).to_be_visible()


def appeals_a_round_of_it(you: RoomPage, card: Locator) -> None:
    card.get_by_role("button", name="Appeal round").first.click()
    form = you.page.get_by_role("dialog")
    expect(form).to_contain_text("A mock round is private.")
    form.get_by_role("radio").first.check()
    form.get_by_role("textbox", name="Why?").fill("My first sentence says it.")
    form.get_by_role("button", name="Appeal").click()
    expect(form).to_contain_text("Your appeal on")
    form.get_by_role("button", name="Close", exact=True).click()
    expect(card).to_contain_text("a person has yet to rule")


def the_page_behind(you: RoomPage) -> Locator:
    link = you.line(DIRECT, "The whole packet as a page").get_by_role("link").first
    you.open(link.get_attribute("href") or "")
    return you.page.locator("body")


@cache
def _scenarios() -> dict[str, Scenario]:
    return {one.title: one for one in load([shipped(), for_rounds()]).scenarios.values()}


def said_to(title: str, turn: int) -> str:
    """A piece of the library's strong answer, as somebody types it."""
    paragraphs = _scenarios()[title].answers.strong.text.strip().split("\n\n")
    piece = paragraphs[(turn - 1) % len(paragraphs)]
    return re.sub(r"\n(?!- |[0-9]+[.] )\s*", " ", piece).replace("**", "")
