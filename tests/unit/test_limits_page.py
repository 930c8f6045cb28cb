"""The page of limits says what the code does; so do the sentences that members read."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from sqlalchemy import CheckConstraint, Column, DefaultClause, Table

from adapters.roles.scheduler import Every
from adapters.settings import Settings
from bot.domain import (
    answering,
    board,
    calendar,
    clarifying,
    committee,
    disagreement,
    likeness,
    linking,
    loop,
    loop_states,
    own_question,
    pack,
    plan,
    plan_days,
    points,
    quoting,
    rating,
    rating_counts,
    reminding,
    results,
    review,
    story,
    streak,
    themes,
    weekly,
)
from bot.domain import round as mock_round
from bot.domain.grade import Band
from bot.domain.group import Schedule
from bot.domain.happenings import Account
from bot.domain.ids import GroupId
from bot.domain.round_kinds import FORMATS
from bot.interviewing import by_model as interviewing
from bot.interviewing import prompt as interviewing_prompt
from bot.jobs import SILENT_FOR
from bot.library import archive, given
from bot.library.encoding import MOST_BYTES
from bot.library.read import MOST_VALUES
from bot.practice import organise, readiness, scenario_card, send_posting, set_up, sweep, words
from bot.practice.commands import history
from bot.practice.commands import pack as pack_command
from bot.practice.committee import sheet
from bot.practice.core import Core, Timings
from bot.practice.installing import outdated, renew
from bot.practice.post_daily import BATCH
from bot.practice.reviews import appeal_form
from bot.practice.weekly_schedule import WEEKDAYS
from bot.store import results as lately
from bot.store import tables
from bot.testing import FakeClock

PAGE = Path(__file__).parents[2] / "docs/reference/limits.md"
POINTS = points.PointsTable()
WISH = set_up.Wish("Mornings", "fake", "T1", "C1", Account("fake", "T1", "U1"), "Europe/Berlin")
CLOSES = datetime(2026, 3, 2, 22, tzinfo=UTC)


def first_schedule() -> Schedule:
    core = cast("Core", SimpleNamespace(clock=FakeClock()))
    return set_up._first_schedule(GroupId(1), WISH, core)


def default(column: Column[object]) -> int:
    assert isinstance(column.server_default, DefaultClause)
    return int(str(column.server_default.arg))


def bounds(table: Table, column: str) -> tuple[str, ...]:
    checks = [str(c.sqltext) for c in table.constraints if isinstance(c, CheckConstraint)]
    (found,) = [m for text in checks if (m := re.fullmatch(rf"{column} between (\d+) and (\d+)", text))]
    return found.groups()


def minutes(given: timedelta) -> str:
    return f"{given // timedelta(minutes=1)} minutes"


def hours(given: timedelta) -> str:
    count = given // timedelta(hours=1)
    return f"{count} hour" if count == 1 else f"{count} hours"


def seconds(given: float) -> str:
    return f"{given:g} seconds"


def listed(*numbers: int) -> str:
    return ", ".join(map(str, numbers))


def arrivals() -> str:
    lateness = (points.Timeliness.ON_TIME, points.Timeliness.LATE, points.Timeliness.AFTER_REVEAL)
    return listed(*map(POINTS.for_arrival, lateness))


def longest_deadline() -> str:
    monday = calendar.Rhythm(time(9), "UTC", frozenset({0}))
    return hours(calendar.deadline(monday, CLOSES) - CLOSES)


def start() -> str:
    assert WISH.weekdays == frozenset(range(5))
    return f"{WISH.at:%H:%M}, Monday to Friday"


def last_call() -> str:
    late = datetime(2026, 3, 2, 1, tzinfo=UTC)
    return f"{reminding.remind_at(late, calendar.zone_named('UTC')):%H:%M}"


def bands() -> str:
    ranked = sorted(Band, key=lambda band: band.rank)
    return ", ".join(band.value for band in ranked)


def quiet() -> str:
    least, most = bounds(tables.groups, "quiet_minutes")
    return f"{least} to {most} minutes"


def span(figures: Iterable[int]) -> str:
    found = sorted(figures)
    return f"{found[0]} to {found[-1]}"


def setting(name: str) -> float:
    return float(cast("float", Settings.model_fields[name].default))


EXPECTED = {
    "shortest answer that is graded": f"{answering.SHORTEST_ANSWER} words",
    "quiet time before an answer is graded": f"{default(tables.groups.c.quiet_minutes)} minutes",
    "gradings of one scenario": str(answering.MOST_GRADINGS),
    "a message that begins so is a note to oneself": f"`{answering.NOTE_PREFIX}`",
    "shortest message beside the thread that gets an offer, where it is no reply to the card": (
        f"{answering.WORTH_OFFERING} words"
    ),
    "deadline: the next post, at most": longest_deadline(),
    "points on time, late, after the reveal": arrivals(),
    f"points for {bands()}": listed(*POINTS.by_band),
    "likeness above which an answer counts as a copy": (
        f"{likeness.COPIED} of its runs of {likeness.SHINGLE} words"
    ),
    "texts shorter than this are never called a copy": f"{likeness.SHORTEST} words",
    "first gradings in both periods before improvement is shown": str(board.LEAST_COMPARED),
    "missed posts in a row that freezes keep, one a week": str(streak.MOST_FROZEN_IN_A_ROW),
    "results before a rating is shown": (
        f"{rating.FEWEST_RESULTS}, of {rating.FEWEST_DIFFICULTIES} difficulties"
    ),
    "a rating is made of the latest": f"{rating_counts.LATEST} results",
    "named on a board, at most": str(board.MOST_NAMED),
    "questions in a mock round, by its kind": span(it.turns for it in FORMATS.values()),
    "and minutes of talking, at most, by its kind": span(
        int(it.time.total_seconds() // 60) for it in FORMATS.values()
    ),
    "of one turn, at most so much counts as talking": minutes(mock_round.MOST_OF_A_TURN),
    "words of a question that a model put into words, at most": str(interviewing_prompt.MOST_WORDS),
    "and waited for it, at most": f"{interviewing.MOST_SECONDS:g} seconds",
    "questions back that an interviewer answers, in a round": str(clarifying.MOST_ASIDES),
    "longest quote of your words in a question": f"{quoting.LONGEST_QUOTE} letters",
    "a turn of a round ends after silence of": seconds(mock_round.QUIET.total_seconds()),
    "a round that waits for your words nudges you after": minutes(mock_round.NUDGE_AFTER),
    "and closes after": hours(mock_round.CLOSE_AFTER),
    f"mock rounds in {hours(mock_round.BEGUN_WITHIN)}, at most": str(mock_round.MOST_BEGUN),
    f"company loops in {hours(loop_states.LOOPS_WITHIN)}, at most": str(loop_states.MOST_LOOPS),
    "a loop whose next round waits reminds you after": f"{loop_states.NUDGE_AFTER.days} days",
    "and such a loop closes after": f"{loop_states.CLOSE_AFTER.days} days",
    "the committee waits for a round that no grader has read": hours(loop_states.VERDICTS_WITHIN),
    "rounds in a loop, beside a bar raiser, at most": str(loop.MOST_ROUNDS),
    "letters that a mock round takes, in all": f"{mock_round.MOST_LETTERS:,}",
    "kept of an edit after its turn, at most": f"{mock_round.MOST_LATER_LETTERS:,} letters",
    "a debrief or a packet can be appealed for": f"{review.APPEAL_WITHIN.days} days",
    "and a ruling is due within": f"{review.RULED_WITHIN.days} days",
    "the reason for an appeal, at most": f"{appeal_form.LONGEST_REASON:,} letters",
    "graded rounds before a committee gives a verdict": str(committee.LEAST_GRADED),
    "levels apart at which interviewers contradict each other": str(disagreement.APART),
    "contradictions on the committee's card; its page has all": str(sheet.MOST_CONFLICTS),
    "the week's board of a new group": f"{WEEKDAYS[weekly.FRIDAY]} {weekly.USUAL:%H:%M}",
    f"questions of your own in {hours(own_question.BROUGHT_WITHIN)}, at most": str(own_question.MOST_BROUGHT),
    "such a question is at least, at most": (
        f"{own_question.SHORTEST_QUESTION}, {own_question.LONGEST_QUESTION:,} letters"
    ),
    "your answer to it, at most": f"{own_question.LONGEST_ANSWER:,} letters",
    "stories that you keep in a group, at most": str(story.MOST_STORIES),
    "a story's title and each of its parts, at most": (
        f"{story.longest(story.Part.TITLE)}, {story.longest(story.Part.ACTION):,} letters"
    ),
    "a plan without a date reaches": f"{plan.USUAL.days} days",
    "a plan begins before the interview, at most by": f"{plan.LONGEST.days // 7} weeks",
    "a competency comes back in a plan after, at most after": (
        f"{plan_days.FIRST_GAP.days}, {plan_days.LONGEST_GAP.days} days"
    ),
    "first attempts that say how a competency stands": str(plan.LATELY),
    "answers and rounds on a page of `/debrief history`": str(history.MOST),
    "attempts before readiness is a range, and counted at most": f"{readiness.LEAST}, {readiness.LATEST}",
    "a code that links accounts or channels is good for": minutes(linking.LASTS),
    "wrong codes within an hour, at most": str(linking.MOST_WRONG),
    "links of the same accounts in 24 hours, at most": str(linking.MOST_LINKS),
    "a reminder comes before the deadline by": hours(reminding.BEFORE),
    "and only between": f"{reminding.WAKES:%H:%M} and {reminding.SLEEPS:%H:%M}",
    "else at the evening's last call": last_call(),
    "posting time of a new group": start(),
    "a missed post still goes out for": hours(first_schedule().catch_up),
    "and if the group chooses so (no command yet), at most": hours(organise.LONGEST_CATCH_UP),
    "after that, one that is on its way is still tried for": minutes(send_posting.SENDING_MAY_TAKE),
    "the card says that it is late from": minutes(scenario_card.NOTICEABLY_LATE),
    "quiet time before grading may be set to (no command yet)": quiet(),
    "scenarios of a group's own, at most": str(pack.MOST_OWN),
    "a scenario file, at most": f"{MOST_BYTES // 1024} KB, {MOST_VALUES:,} fields and entries",
    "a zip of them, and what is in it, at most": (
        f"{archive.MOST_ZIPPED // 1024**2}, {archive.MOST_UNZIPPED // 1024**2} MB"
    ),
    "mistakes told at once, in a chat and in a terminal": f"{pack_command.MOST_TOLD}, {given.MOST_TOLD}",
    "difficulty, post by post": listed(*results.CYCLE),
    f"while first tries have a mean below {results.STRUGGLING}": listed(*results.GENTLER),
    f"while it is above {results.FLYING}": listed(*results.HARDER),
    "first tries before results steer anything": str(results.FEWEST_ANSWERS),
    f"first tries looked at, of the last {lately.POSTS} posts, at most": str(lately.TRIES),
    "a themed week has": f"{themes.DAYS} days",
    "the sweep looks for what is due every": seconds(Every().sweep.total_seconds()),
    "and for posts every": f"{Every().posts.total_seconds():g} second",
    "groups and rows taken up at once": str(BATCH),
    "a row that somebody was told of is left alone for": seconds(Timings().lease.total_seconds()),
    "and while a grader is away, at most for": hours(Timings().longest_lease),
    "jobs of one kind beyond which the sweep adds none": f"{Timings().most_waiting:,}",
    "one call to a platform may take": seconds(Timings().network),
    "a worker counts as dead after silence of": seconds(SILENT_FOR),
    "ids of events are kept for": f"{sweep.EVENTS_KEPT.days} days",
    "a workspace that was lost is waited for": f"{outdated.LOST_KEPT.days} days",
    "a card that somebody was shown alone can be changed for": f"{outdated.ALONE_KEPT.days} days",
    "a key to a workspace is renewed ahead of its end by": hours(renew.AHEAD),
    "jobs that one worker has in hand": f"{setting('concurrency'):g}",
    "time to finish when told to stop": seconds(setting("grace")),
}


def rows(page: str) -> dict[str, str]:
    cells = [
        [cell.strip() for cell in line.strip("| ").split("|")] for line in page.splitlines() if "|" in line
    ]
    return {row[0]: row[1] for row in cells if row[0] != "what" and set(row[0]) != {"-"}}


def test_the_page_says_what_the_code_does() -> None:
    assert rows(PAGE.read_text(encoding="utf-8")) == EXPECTED


def test_the_database_keeps_the_same_defaults() -> None:
    assert timedelta(minutes=default(tables.schedules.c.catch_up_minutes)) == first_schedule().catch_up


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        (words.TOO_SHORT.text, f"{answering.SHORTEST_ANSWER} words"),
        (words.REFUSED_OPENLY[answering.GradeRequest.TOO_SHORT], f"{answering.SHORTEST_ANSWER} words"),
        (words.REFUSED_PRIVATELY[answering.GradeRequest.TOO_SHORT], f"{answering.SHORTEST_ANSWER} words"),
        (words.USED_UP.text, f"{answering.MOST_GRADINGS} times"),
    ],
)
def test_sentences_name_the_number_that_holds(sentence: str, number: str) -> None:
    assert number in sentence
