"""Nothing serious stands in the way of somebody who reads the room by other means than eyes and a mouse."""

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import expect

from tests.browser.axe import grave_violations
from tests.browser.room_page import CHANNEL, DIRECT, THREAD, RoomPage
from tests.browser.words import a_turn, three_messages

THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = (360, 1280)
TURNS = 3


def has_nothing_against(you: RoomPage, state: str) -> None:
    """Narrow and wide, light and dark, without going anywhere: the state stays as it is.

    The page was asked for no motion: a colour on its way to another would be measured as neither.
    """
    page, found = you.page, list[str]()
    before = page.viewport_size
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)
            found += [f"{state}, {width} px, {theme}: {fault}" for fault in grave_violations(page)]
    if before:
        page.set_viewport_size(before)
    assert not found, "\n".join(found)


def test_of_the_room_as_a_newcomer_finds_it(visit: Callable[..., RoomPage]) -> None:
    you = visit("/", motion="reduce")
    has_nothing_against(you, "channel")
    you.scenario.get_by_role("link", name="Answer in the thread").click()
    has_nothing_against(you, "thread at the side")
    you.open(you.thread_path)
    has_nothing_against(you, "thread")
    you.open("/room/you/direct")
    has_nothing_against(you, "no direct messages yet")
    you.open("/room/you#rail")
    has_nothing_against(you, "menu")


def test_of_the_form_for_a_private_answer(visit: Callable[..., RoomPage]) -> None:
    you = visit("/", motion="reduce")
    you.scenario.get_by_role("button", name="Answer privately").click()
    form = you.page.get_by_role("dialog")
    expect(form.get_by_role("textbox")).to_be_focused()
    has_nothing_against(you, "form")
    form.get_by_role("textbox").fill("Too short.")
    form.get_by_role("button", name="Send it privately").click()
    expect(form.get_by_role("button", name="Close", exact=True)).to_be_visible()
    has_nothing_against(you, "form sent")


@pytest.mark.parametrize(
    ("path", "status"),
    [("/look", 200), ("/nowhere", 404), ("/room/nobody", 404), ("/room/you/thread/0", 404)],
)
def test_of_a_page_beside_the_room(visit: Callable[..., RoomPage], path: str, status: int) -> None:
    you = visit("/room/dev", motion="reduce")
    with you.watch.expecting("404"):
        reply = you.page.goto(path)
        assert reply is not None
        assert reply.status == status
    has_nothing_against(you, path)


def test_of_a_debrief_and_a_board(visit: Callable[..., RoomPage]) -> None:
    you = visit("/", motion="reduce")
    mine = [you.line_called(you.says_and_finds(THREAD, message)) for message in three_messages(you.title)]
    for line in mine:
        expect(line).to_contain_text("part of your answer")
    has_nothing_against(you, "own answer")
    mine[-1].get_by_text("Edit this message").click()
    has_nothing_against(you, "editing")
    you.grades_me()
    expect(you.commands(CHANNEL, "/debrief board").get_by_role("table")).to_be_visible()
    has_nothing_against(you, "board, whispered")
    you.field(CHANNEL).press_sequentially("/de")
    expect(you.page.get_by_role("listbox")).to_be_visible()
    has_nothing_against(you, "commands")
    you.open("/room/you/direct")
    expect(you.lines(DIRECT).last).to_contain_text("The one change")
    has_nothing_against(you, "debrief")


def test_of_a_mock_round(visit: Callable[..., RoomPage]) -> None:
    ben = visit("/room/ben/direct", motion="reduce")
    ben.says(DIRECT, "/debrief mock")
    for turn in range(1, TURNS + 1):
        question = ben.question(turn)
        expect(question).to_be_visible()
        if turn == 1:
            has_nothing_against(ben, "question")
        ben.says(DIRECT, a_turn(ben.round_title, turn))
        question.get_by_role("button", name="Done").click()
    expect(ben.packet).to_be_visible()
    has_nothing_against(ben, "packet")
