from dataclasses import replace

import pytest

from adapters.web.study import next_step as words
from adapters.web.study.next_step import Facts, next_step, watching

BEGINNING = Facts("you", thread="d7")
WRITTEN = replace(BEGINNING, has_written=True)
DEBRIEFED = replace(WRITTEN, debriefed=True)
BOARD = replace(DEBRIEFED, board_seen=True)
NEXT_DAY = replace(BOARD, next_day=True, thread="d9", has_written=False)
WEEK = replace(NEXT_DAY, weekly_board=True)
ROUND = replace(WEEK, in_round=True)
OVER = replace(WEEK, round_over=True)


@pytest.mark.parametrize(
    ("facts", "text", "href"),
    [
        (Facts("you", thread=None), words.WAIT_FOR_A_SCENARIO, None),
        (BEGINNING, words.READ_AND_ANSWER, "/room/you/thread/d7"),
        (WRITTEN, words.PRESS_GRADE_ME.format(10), "/room/you/thread/d7"),
        (replace(WRITTEN, asked=True), words.IT_IS_READ, None),
        (DEBRIEFED, words.READ_YOUR_DEBRIEF, "/room/you/direct"),
        (BOARD, words.ON_TO_THE_NEXT, None),
        (NEXT_DAY, words.ON_TO_THE_BOARD, None),
        (WEEK, words.TRY_A_ROUND, "/room/you/direct"),
        (ROUND, words.ANSWER_THE_INTERVIEWER, "/room/you/direct"),
        (OVER, words.THAT_IS_ALL, None),
        (replace(OVER, in_round=True), words.ANSWER_THE_INTERVIEWER, "/room/you/direct"),
        (replace(BEGINNING, next_day=True, weekly_board=True), words.READ_AND_ANSWER, "/room/you/thread/d7"),
    ],
)
def test_the_next_step_is_the_first_that_isnt_done(facts: Facts, text: str, href: str | None) -> None:
    step = next_step(facts)

    assert (step.text, step.href) == (text, href)
    assert bool(step.label) == (href is not None)


TOMORROW = replace(NEXT_DAY, title="No way up", waits=True)


def test_senior_notes_come_first_until_they_are_read() -> None:
    closed = replace(TOMORROW, last_closed="d7")

    step, read = next_step(closed), next_step(replace(closed, senior_seen=True))

    assert (step.text, step.href) == (words.READ_THE_SENIOR_NOTES, "/room/you#line-d7")
    assert step.rest == f"{words.TODAY_WAITS} No way up."
    assert read.text == words.TODAY_WAITS
    assert next_step(replace(closed, weekly_board=True)).text == words.TODAY_WAITS


@pytest.mark.parametrize(
    ("facts", "rest"),
    [
        (TOMORROW, words.ON_TO_THE_BOARD),
        (replace(TOMORROW, weekly_board=True), words.TRY_A_ROUND),
        (replace(TOMORROW, weekly_board=True, round_over=True), words.THAT_IS_ALL),
    ],
)
def test_a_scenario_that_waits_comes_before_the_rest(facts: Facts, rest: str) -> None:
    step = next_step(facts)

    assert (step.text, step.label, step.href) == (words.TODAY_WAITS, "No way up", "/room/you/thread/d9")
    assert step.rest == rest


def test_through_a_samples_eyes_there_is_a_way_back() -> None:
    step = watching("Ana")

    assert step.text.startswith("You look through Ana's eyes")
    assert step.href == "/room/you"
