"""Stopped in the middle of a grading: it is finished, or left to another process; never twice, never lost."""

import signal
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from adapters.main import House
from bot.domain.cards import ScenarioCard
from bot.domain.happenings import Action
from bot.practice.receive import receive
from bot.practice.set_up import Wish, set_up_group
from bot.testing import FakeClock, FakePlatform
from tests.fakes.house_process import GRADING, Orders
from tests.fakes.role_process import RoleProcess, house_process, until

CANARY = "quetzalcoatlus"
WORDS = f"I would shut the {CANARY} line down today and tell the customers why, before anything else happens."


@dataclass(frozen=True, slots=True)
class Rows:
    url: str

    def one(self, query: str) -> object:
        with psycopg.connect(self.url, autocommit=True) as connection:
            row = connection.execute(query.encode()).fetchone()
        return row[0] if row else None

    @property
    def grades(self) -> object:
        return self.one("select count(*) from grades")

    @property
    def due(self) -> object:
        return self.one("select count(*) from answers where grade_due_at is not null")

    @property
    def debriefs_sent(self) -> object:
        return self.one("select count(*) from deliveries where kind = 'debrief' and state = 'sent'")


@pytest.fixture
async def rows(house: House, clock: FakeClock, platform: FakePlatform, database_url: str) -> Rows:
    """A group in which one answer waits to be graded, as of the real time."""
    now = datetime.now(UTC)
    posted_at = now - timedelta(minutes=30)
    clock.instant = now - timedelta(days=1)
    organiser, ana = platform.account("U0", "Organiser"), platform.account("U1", "Ana")
    place = (platform.name, platform.installation_ref, "C1")
    every_day = frozenset(range(7))
    await set_up_group(house.core, Wish("Mornings", *place, organiser, "UTC", posted_at.time(), every_day))
    clock.instant = now
    await house.settle()
    (post,) = platform.in_channel("C1")
    assert isinstance(post.card, ScenarioCard)
    await receive(house.core, platform.says(ana, WORDS, "C1", post.published.thread_ref))
    await receive(house.core, platform.press(ana, Action.GRADE_ME, post.card.buttons[0].subject))
    found = Rows(database_url)
    assert (found.grades, found.due) == (0, 1)
    return found


def test_sigterm_lets_a_grading_finish(rows: Rows, tmp_path: Path) -> None:
    with house_process(tmp_path, Orders(rows.url, grading=1.5)) as debrief:
        debrief.wait_to_say(GRADING)
        assert rows.grades == 0
        assert debrief.stop() == 0

    assert (rows.grades, rows.due) == (1, 0)


def test_a_grading_that_outlasts_the_grace_is_left_to_another_process(rows: Rows, tmp_path: Path) -> None:
    with house_process(tmp_path, Orders(rows.url, grading=3600, grace=0.2)) as slow:
        slow.wait_to_say(GRADING)
        assert slow.stop() == 0
    assert (rows.grades, rows.due) == (0, 1)

    with house_process(tmp_path, Orders(rows.url)) as quick, house_process(tmp_path, Orders(rows.url)):
        until(lambda: rows.debriefs_sent, quick.said)
    assert (rows.grades, rows.due, rows.debriefs_sent) == (1, 0, 1)


def test_a_second_signal_ends_at_once(rows: Rows, tmp_path: Path) -> None:
    with house_process(tmp_path, Orders(rows.url, grading=3600, grace=3600)) as debrief:
        debrief.wait_to_say(GRADING)
        debrief.send(signal.SIGINT)
        debrief.wait_to_say("Stopping.")
        debrief.send(signal.SIGTERM)
        assert debrief.end() == 130

    assert (rows.grades, rows.due) == (0, 1)


def test_no_log_line_holds_what_a_member_wrote(rows: Rows, tmp_path: Path) -> None:
    with house_process(tmp_path, Orders(rows.url, grading=-1)) as broken:
        until(lambda: broken.events(GRADING), broken.said)
        until(lambda: "a fault of the grader" in broken.said(), broken.said)
        assert 'outcome="failed"' in broken.get("/metrics")[1]
        broken.stop()
    with house_process(tmp_path, Orders(rows.url)) as sound:
        until(lambda: rows.debriefs_sent, sound.said)
        _shows_its_figures(sound)
        sound.stop()

    assert "bot/practice/grade_answer.py" in broken.said()
    assert {line["job"] for line in sound.events("Job done.")} >= {"answer.grade", "delivery.send"}
    assert all(line["row"] > 0 for line in sound.events("Job done."))
    assert CANARY not in broken.said() + sound.said()


def _shows_its_figures(debrief: RoleProcess) -> None:
    until(lambda: len(debrief.events("Job done.")) > 1, debrief.said)
    status, shown = debrief.get("/metrics")
    assert status == 200
    assert CANARY not in shown
    assert 'debrief_gradings_total{kind="automatic",outcome="' in shown
    assert 'debrief_publications_total{outcome="sent",place="Direct",platform="fake"} 1.0' in shown
    assert 'debrief_job_seconds_count{kind="answer.grade",outcome="done"} ' in shown
    assert 'debrief_due_rows{kind="answer.grade"} 0.0' in shown
    assert 'debrief_events_5m{kind="posted"} 1.0' in shown
