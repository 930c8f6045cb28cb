"""Whatever follows a packet, in whatever order: nothing is asked twice, and deleted words are gone."""

import os
from collections.abc import Callable, Sequence
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from adapters.main import House
from bot.domain.cards import Note
from bot.domain.forms import FieldForm
from bot.domain.grade import Graded, Level
from bot.domain.happenings import Action
from bot.domain.review import red_line_of
from bot.domain.round import ENDED, RoundId
from bot.grading.ruled import Findings, ruled
from bot.library.library import Library
from bot.practice.reviews.appeal_form import ABOUT, REASON
from bot.practice.reviews.rule_form import BECAUSE
from bot.practice.send_delivery import send_delivery
from bot.testing import FakeClock, FakePlatform
from tests.integration.rounds_stage import Candidate, candidates

NUMBERS = count(1)
EXAMPLES = int(os.environ.get("DEBRIEF_EXAMPLES", "20"))
ACTS = (
    *("appeals", "appeals", "appeals", "the same form again", "somebody rules", "somebody rules"),
    *("an old form of a ruling", "deletes", "edits", "begins another", "a day", "letters go out"),
    *("messages are closed", "messages are open"),
)
steps = st.lists(st.sampled_from(ACTS), min_size=4, max_size=14)


class Walk:
    """What was filled in once may be sent again."""

    def __init__(self, it: Candidate) -> None:
        self.it = it
        self.deleted: list[str] = []
        self.appeal: tuple[FieldForm, dict[str, str]] | None = None
        self.ruling: tuple[FieldForm, dict[str, str]] | None = None
        self.mine = ""

    @property
    def words(self) -> str:
        return self.it.said[-1].text if self.it.said else "Nothing is left."

    async def appeals(self) -> None:
        form = await self.it.presses(Action.APPEAL_ROUND, self.mine)
        if not isinstance(form, FieldForm):
            assert isinstance(form, Note)
            assert "Nothing was changed" in form.text
            return
        about = form.fields[0].choices[next(NUMBERS) % len(form.fields[0].choices)].value
        self.appeal = form, {ABOUT: about, REASON: f"I said “{self.words}” there."}
        await self.sends(self.appeal, "")

    async def rules(self) -> None:
        async with self.it.house.core.store.work() as work:
            cases = await work.round_reviews.waiting(self.it.group)
        mine = [case for case in cases if str(case.round) == self.mine]
        for case in mine[:1]:
            subject = f"{case.group}/{case.id}"
            lou = self.it.platform.account("Lou")
            form = await self.it.happens(self.it.platform.press(lou, Action.RULE_ON_ROUND, subject))
            assert isinstance(form, FieldForm), form
            number = next(NUMBERS)
            levels = {one.name: one.choices[number % len(one.choices)].value for one in form.fields[:-1]}
            self.ruling = form, {**levels, BECAUSE: f"“{self.words}” settles it."}
            await self.sends(self.ruling, "Lou")

    async def sends(self, filled: tuple[FieldForm, dict[str, str]] | None, ref: str) -> None:
        if filled is not None:
            account = self.it.platform.account(ref) if ref else self.it.account
            await self.it.happens(self.it.platform.fills_fields(account, *filled))

    async def does(self, act: str) -> None:  # noqa: C901  an arm for each
        it = self.it
        match act:
            case "appeals":
                await self.appeals()
            case "the same form again":
                await self.sends(self.appeal, "")
            case "somebody rules":
                await self.rules()
            case "an old form of a ruling":
                await self.sends(self.ruling, "Lou")
            case "deletes" if it.said:
                gone = it.said.pop()
                self.deleted.append(gone.text)
                await it.deletes(gone)
            case "edits" if it.said:
                await it.edits(it.said[0], f"I would rather have said mark{next(NUMBERS)}x.")
            case "begins another":
                await it.begins()
            case "a day":
                it.clock.forward(hours=25)
            case "letters go out":
                await self.letters_go_out()
            case "messages are closed":
                it.platform.closed_to.add(it.account.ref)
            case "messages are open":
                it.platform.closed_to.discard(it.account.ref)

    async def letters_go_out(self) -> None:
        async with self.it.store.engine.connect() as connection:
            due = await connection.execute(
                text("select id from deliveries where state = 'pending' and due_at <= :now order by id"),
                {"now": self.it.clock.now()},
            )
            ids = list(due.scalars())
        for found in ids:
            await send_delivery(self.it.core, found)


@pytest.fixture
async def member(
    house: House, clock: FakeClock, platform: FakePlatform, library: Library
) -> Callable[[], Candidate]:
    candidate = await candidates(house, clock, platform, library)
    return lambda: candidate(f"walker-{next(NUMBERS)}")


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(acts=steps)
async def test_any_walk_after_a_packet_ends_well(
    member: Callable[[], Candidate], acts: Sequence[str]
) -> None:
    it = member()
    walk = await _packed(it)
    for act in acts:
        await walk.does(act)
    it.platform.closed_to.discard(it.account.ref)
    await walk.letters_go_out()
    await _comes_to_what_was_ruled(walk)
    written = await _written(it)
    assert [gone for gone in walk.deleted if gone in written] == []
    keys = [seen.key for seen in it.told()]
    assert len(set(keys)) == len(keys)


async def _packed(it: Candidate) -> Walk:
    await it.begins()
    await it.settle()
    for _ in range(3):
        await it.says(
            f"I would stop the refusals, call back all who were refused, and say mark{next(NUMBERS)}x."
        )
        await it.done()
        await it.settle()
    assert await it.state() in ENDED
    walk = Walk(it)
    walk.mine = str((await it.round()).id)
    return walk


async def _comes_to_what_was_ruled(walk: Walk) -> None:
    """The verdict is the grader's with each ruling's levels in it, in their order; all was asked once."""
    it = walk.it
    async with it.house.core.store.work() as work:
        round_ = await work.rounds.get(it.group, RoundId(int(walk.mine)))
        assert round_ is not None
        turns = await work.rounds.turns(round_)
        asked = await work.round_reviews.of_round(it.group, round_.id)
        scenario = await work.posts.scenario(round_.scenario_hash)
    async with it.store.engine.connect() as connection:
        rows = await connection.execute(
            text("select levels from reviews where round_id = :r and state = 'ruled' order by ruled_at, id"),
            {"r": round_.id},
        )
        rulings = [row.levels for row in rows]
    assert len({one.about for one in asked}) == len(asked)
    verdict = next((turn for turn in turns if turn.ruled), None)
    assert (verdict is None) == (rulings == [])
    if verdict is not None:
        expected = verdict.outcome
        assert isinstance(expected, Graded)
        for levels in rulings:
            said = Findings(
                {name: Level(level) for name, level in levels.items() if red_line_of(name) is None},
                {line: bool(level) for name, level in levels.items() if (line := red_line_of(name))},
            )
            expected = ruled(scenario, expected, said, expected.provenance)
            assert expected is not None
        assert verdict.ruled is not None
        assert (verdict.ruled.score, verdict.ruled.band) == (expected.score, expected.band)


async def _written(it: Candidate) -> str:
    async with it.store.engine.connect() as connection:
        messages = await connection.execute(text("select text, later_texts from round_messages"))
        turns = await connection.execute(text("select outcome, ruled, ask, quote from round_turns"))
        reviewed = await connection.execute(text("select said, because from reviews"))
        return "\n".join(str(tuple(row)) for row in (*messages, *turns, *reviewed))
