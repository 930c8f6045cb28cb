"""Whatever a member does, and in whatever order: nothing is asked twice, the deleted is gone, and it ends."""

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import chain, count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from adapters.main import House
from bot.domain.cards import Note
from bot.domain.clarifying import MOST_ASIDES
from bot.domain.forms import FieldForm
from bot.domain.happenings import Action
from bot.domain.round import ENDED, LIVE, RoundId
from bot.domain.round_kinds import FORMATS, Kind
from bot.domain.taken_out import GAP
from bot.library.library import Library
from bot.practice.reviews.appeal_form import ABOUT, REASON
from bot.practice.reviews.rule_form import BECAUSE
from bot.testing import FakeClock, FakePlatform
from tests.integration.rounds_stage import Candidate, candidates

NUMBERS = count(1)
MARK = re.compile(r"mark\d+x")
"""In every message another one."""
EXAMPLES = int(os.environ.get("DEBRIEF_EXAMPLES", "20"))
ACTS = (
    "says",
    "says little",
    "asks back",
    "notes",
    "edits the newest",
    "edits the oldest",
    "deletes the newest",
    "deletes the oldest",
    "repeats an event",
    "done",
    "done in the first turn",
    "stops",
    "begins",
    "a pause",
    "eleven minutes",
    "a day",
    "the grader goes",
    "the grader comes",
    "messages are closed",
    "messages are open",
    "one thing is done",
    "appeals",
    "somebody rules",
)
OFTEN = ("says", "says", "says", "done", "done", "deletes the newest", "edits the newest")
CONTESTED = (
    *("appeals", "appeals", "somebody rules", "somebody rules", "somebody rules"),
    *("deletes the newest", "deletes the oldest", "edits the newest", "edits the oldest"),
    *("begins", "says", "a day", "the grader goes", "messages are closed"),
)
"""What follows a packet. A walk that goes anywhere hardly ever comes to one."""
anywhere = st.tuples(st.sampled_from((*OFTEN, *ACTS)), st.booleans())
contested = st.tuples(st.sampled_from(CONTESTED), st.booleans())
beyond_a_packet = st.tuples(
    st.lists(anywhere, max_size=4),
    st.just([("plays it out", True), ("appeals", True)]),
    st.lists(contested, min_size=3, max_size=7),
)
steps = st.one_of(
    st.lists(anywhere, min_size=6, max_size=20),
    beyond_a_packet.map(lambda parts: [*chain.from_iterable(parts)]),
)
RULED_ON = [
    *(("plays it out", True), ("appeals", True), ("somebody rules", True)),
    *(("deletes the newest", True), ("appeals", True), ("deletes the oldest", True)),
]


@dataclass(slots=True)
class Words:
    """The marks that were written in edits, by message, and all that were deleted since."""

    edits: dict[str, list[str]] = field(default_factory=dict)
    deleted: list[str] = field(default_factory=list)


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
@given(kind=st.sampled_from(list(Kind)), walk=steps)
async def test_any_walk_ends_well(
    member: Callable[[], Candidate], kind: Kind, walk: Sequence[tuple[str, bool]]
) -> None:
    await _walks(member(), kind, walk)


async def test_a_walk_beyond_a_packet_is_ruled_on_and_forgotten(member: Callable[[], Candidate]) -> None:
    """That the other walks can come so far."""
    it = member()
    await _walks(it, Kind.CASE, RULED_ON)
    async with it.store.engine.connect() as connection:
        rows = (await connection.execute(text("select state, said, because from reviews order by id"))).all()
    assert [row.state for row in rows] == ["ruled", "open"]
    assert GAP in rows[0].said
    assert GAP in rows[0].because
    assert MARK.search(rows[1].said)


async def _walks(it: Candidate, kind: Kind, walk: Sequence[tuple[str, bool]]) -> None:
    words = Words()
    await it.begins(kind)
    for act, settled in walk:
        await _does(it, act, words, kind)
        if settled:
            await it.settle()
    await _is_left_alone(it)

    assert set(await it.states()) <= ENDED
    keys = [seen.key for seen in it.told()]
    assert len(set(keys)) == len(keys)
    asked = await _asked(it)
    assert all(
        len(set(questions)) == len(questions) <= FORMATS[kind].turns + MOST_ASIDES
        for questions in asked.values()
    )
    written = await _written(it)
    assert [gone for gone in words.deleted if gone in written] == []


async def _does(it: Candidate, act: str, words: Words, kind: Kind) -> None:  # noqa: C901, PLR0912  an arm for each
    number = next(NUMBERS)
    match act:
        case "says":
            await it.says(_answer(number))
        case "says little":
            await it.says(f"mark{number}x")
        case "asks back":
            await it.says(f"How many were refused, and does mark{number}x count?")
        case "notes":
            await it.says(f"// mark{number}x")
        case "edits the newest" | "edits the oldest" if it.said:
            which = -1 if act == "edits the newest" else 0
            mark = f"mark{number}x"
            words.edits.setdefault(it.said[which].at.message_ref, []).append(mark)
            await it.edits(it.said[which], f"I would rather say something else about it, namely {mark}.")
        case "deletes the newest" | "deletes the oldest" if it.said:
            gone = it.said.pop(-1 if act == "deletes the newest" else 0)
            words.deleted += [*MARK.findall(gone.text), *words.edits.get(gone.at.message_ref, [])]
            await it.deletes(gone)
        case "repeats an event" if it.said:
            await it.happens(it.said[-1])
        case "done":
            await it.done()
        case "done in the first turn":
            await it.presses(Action.END_TURN, f"{(await it.round()).id}/1")
        case "stops":
            await it.stops()
        case "plays it out":
            await _plays_out(it)
        case "begins":
            await it.begins(kind)
        case "a pause":
            it.clock.forward(seconds=46)
        case "eleven minutes":
            it.clock.forward(minutes=11)
        case "a day":
            it.clock.forward(hours=25)
        case "the grader goes" | "the grader comes":
            it.grader.away = act == "the grader goes"
        case "messages are closed":
            it.platform.closed_to.add(it.account.ref)
        case "messages are open":
            it.platform.closed_to.discard(it.account.ref)
        case "one thing is done":
            await it.step()
        case "appeals":
            await _appeals(it)
        case "somebody rules":
            await _is_ruled_on(it, number)


def _answer(number: int) -> str:
    return f"I would stop the refusals, call back all who were refused, and say mark{number}x."


async def _plays_out(it: Candidate) -> None:
    """To the packet, wherever the walk has come to."""
    it.grader.away = False
    it.platform.closed_to.discard(it.account.ref)
    await it.settle()
    while await it.state() in LIVE:
        await it.says(_answer(next(NUMBERS)))
        await it.done()
        await it.settle()


async def _appeals(it: Candidate) -> None:
    """At any moment: where there is no verdict to appeal, that is said."""
    mine = (await it.round()).id
    form = await it.presses(Action.APPEAL_ROUND, str(mine))
    if isinstance(form, FieldForm):
        quoted = await _newest_kept(it, mine)
        sent = {ABOUT: form.fields[0].choices[0].value, REASON: f"I said “{quoted}” there."}
        await it.happens(it.platform.fills_fields(it.account, form, sent))
    else:
        assert isinstance(form, Note)
        assert "Nothing was changed" in form.text


async def _is_ruled_on(it: Candidate, number: int) -> None:
    """By the group's organiser, on what waits of this member: another's round has none of these words."""
    lou = it.platform.account("Lou")
    async with it.house.core.store.work() as work:
        waiting = await work.round_reviews.waiting(it.group)
    asked = await _asked(it)
    for case in [case for case in waiting if case.round in asked][:1]:
        subject = f"{case.group}/{case.id}"
        form = await it.happens(it.platform.press(lou, Action.RULE_ON_ROUND, subject))
        if isinstance(form, FieldForm):
            levels = {one.name: one.choices[number % len(one.choices)].value for one in form.fields[:-1]}
            quoted = await _newest_kept(it, case.round)
            sent = {**levels, BECAUSE: f"“{quoted}” settles it."}
            await it.happens(it.platform.fills_fields(lou, form, sent))


async def _newest_kept(it: Candidate, mine: RoundId) -> str:
    """Words that the round holds; a note, or what was said after the end, was never kept."""
    newest = text(
        "select text from round_messages where round_id = :mine and text <> '' order by id desc limit 1"
    )
    async with it.store.engine.connect() as connection:
        found = (await connection.execute(newest, {"mine": mine})).scalar_one_or_none()
    return found or "Nothing is left."


async def _is_left_alone(it: Candidate) -> None:
    it.grader.away = False
    it.platform.closed_to.discard(it.account.ref)
    await it.settle()
    for _ in range(5):
        await it.waits(hours=25)


async def _asked(it: Candidate) -> dict[int, list[str]]:
    asked: dict[int, list[str]] = {}
    async with it.store.engine.connect() as connection:
        rows = await connection.execute(
            text(
                "select round_id, question_id from round_turns join rounds on rounds.id = round_id"
                " join identities using (person_id) where external_ref = :ref"
            ),
            {"ref": it.account.ref},
        )
        for row in rows:
            asked.setdefault(row.round_id, []).append(row.question_id)
    return asked


async def _written(it: Candidate) -> str:
    async with it.store.engine.connect() as connection:
        messages = await connection.execute(text("select text, later_texts from round_messages"))
        outcomes = await connection.execute(text("select outcome, ruled, ask, quote from round_turns"))
        reviewed = await connection.execute(text("select said, because from reviews"))
        return "\n".join(str(tuple(row)) for row in (*messages, *outcomes, *reviewed))
