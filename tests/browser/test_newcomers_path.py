"""A newcomer's first days, as they happen on the page: from the first scenario to a mock round's packet."""

from collections.abc import Callable

from playwright.sync_api import Locator, expect

from tests.browser.room_page import CHANNEL, DIRECT, THREAD, RoomPage
from tests.browser.study_room import StudyRoom
from tests.browser.watch import NO_SERVER
from tests.browser.words import a_turn, three_messages

TURNS = 3
CORRECTION = "I'd say the same to the CFO in writing, today."


def test_a_newcomers_first_days(visit: Callable[..., RoomPage], room: StudyRoom) -> None:
    you = visit("/")
    title = reads_todays_scenario(you)
    answers_in_three_messages(you, title)
    edits_the_last_message(you)
    you.grades_me()
    reads_the_debrief(you, title)
    asks_for_the_board(you)
    goes_on_to_the_next_day(you, title)
    goes_on_to_fridays_board(you)
    plays_a_mock_round(you, room)


def reads_todays_scenario(you: RoomPage) -> str:
    you.stays_at("/room/you$")
    expect(you.what_next).to_contain_text("Read today's scenario")
    expect(you.scenario.get_by_role("button", name="Answer privately")).to_be_visible()
    return you.title


def answers_in_three_messages(you: RoomPage, title: str) -> None:
    for message in three_messages(title):
        mine = you.line_called(you.says_and_finds(THREAD, message))
        expect(mine.get_by_role("button", name="part of your answer")).to_have_attribute(
            "aria-pressed", "true"
        )
        expect(you.field(THREAD)).to_have_value("")
    expect(you.lines(THREAD).get_by_role("button", name="part of your answer", pressed=True)).to_have_count(3)


def edits_the_last_message(you: RoomPage) -> None:
    *_, last = three_messages(you.title)
    you.edits(you.line(THREAD, last.splitlines()[0]), f"{last}\n\n{CORRECTION}")
    expect(you.line(THREAD, CORRECTION)).to_contain_text("edited")


def reads_the_debrief(you: RoomPage, title: str) -> None:
    you.what_next.get_by_role("link").click()
    you.stays_at("/room/you/direct")
    debrief = you.line(DIRECT, title).filter(has_text="Debrief · ")
    expect(debrief).to_contain_text("not calibrated")
    expect(debrief).to_contain_text("The one change that moves it most")
    written = " ".join(" ".join([*three_messages(title), CORRECTION]).split())
    quotes = debrief.get_by_role("blockquote").get_by_role("paragraph").all_inner_texts()
    assert quotes
    assert all(" ".join(quote.strip("…“” ").split()) in written for quote in quotes), quotes
    has_four_marks_a_criterion(debrief)


def has_four_marks_a_criterion(debrief: Locator) -> None:
    criteria = debrief.get_by_role("listitem").filter(has=debrief.page.locator("svg")).all()
    assert len(criteria) >= 5
    for criterion in criteria:
        expect(criterion.locator("svg circle")).to_have_count(4)


def asks_for_the_board(you: RoomPage) -> None:
    you.goes_to("daily-practice")
    field = you.field(CHANNEL)
    field.press_sequentially("/debrief bo")
    expect(you.page.get_by_role("option", name="/debrief board")).to_be_visible()
    field.press("Tab")
    expect(field).to_have_value("/debrief board ")
    field.press("Control+Enter")
    board = you.whispers(CHANNEL).last
    expect(board.get_by_role("table")).to_contain_text("You")
    expect(board.get_by_role("table")).to_contain_text("Ana (sample)")


def goes_on_to_the_next_day(you: RoomPage, title: str) -> None:
    you.sets_clock("On to the deadline and the next scenario")
    expect(you.scenario.get_by_role("heading", level=2)).not_to_have_text(title)
    expect(you.place(CHANNEL).get_by_role("group").filter(has_text=title).last).to_be_visible()


def goes_on_to_fridays_board(you: RoomPage) -> None:
    you.sets_clock("On to Friday's board")
    picture = you.lines(CHANNEL).get_by_role("img").last
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", value=True)
    assert picture.evaluate("(it) => it.naturalWidth") > 300
    assert "Ana (sample)" in (picture.get_attribute("alt") or "")


def plays_a_mock_round(you: RoomPage, room: StudyRoom) -> None:
    you.goes_to("Direct messages")
    you.says(DIRECT, "/debrief mock")
    for turn in range(1, TURNS + 1):
        question = you.question(turn)
        expect(question).to_be_visible()
        words = a_turn(you.round_title, turn)
        you.says(DIRECT, words)
        expect(you.line(DIRECT, words.splitlines()[0])).to_be_visible()
        if turn == 1:
            the_server_is_killed_and_comes_back(you, room)
        question.get_by_role("button", name="Done").click()
    expect(you.packet).to_contain_text("You were asked")
    expect(you.what_next).to_contain_text("That's the whole of it")


def the_server_is_killed_and_comes_back(you: RoomPage, room: StudyRoom) -> None:
    with you.watch.expecting(*NO_SERVER):
        room.kill()
        expect(you.page.get_by_role("status").filter(has_text="Reconnecting")).to_be_visible()
        room.start()
        expect(you.page.get_by_role("status").filter(has_text="Reconnecting")).to_be_hidden()
