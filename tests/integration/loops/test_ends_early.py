"""How a loop ends before its last round, and what never ends one."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from sqlalchemy import text

from bot.domain.cards import Note
from bot.domain.happenings import Action
from bot.domain.loop_states import LoopState
from bot.domain.round import Question, Round
from bot.practice.loops import words
from bot.store.rounds import NewRound
from tests.integration.loops.stage import Looper


async def test_three_quiet_days_bring_a_nudge_and_a_week_the_packet_over_what_was_played(ana: Looper) -> None:
    await ana.types("mock full two today")
    await ana.plays()
    await ana.waits(days=2, hours=23, minutes=59)
    assert len(ana.of_loops()) == 1
    await ana.waits(minutes=1)
    assert "still waits" in ana.last().text
    assert ana.last().buttons
    await ana.waits(days=3, hours=23)
    assert len(ana.of_loops()) == 2
    await ana.waits(hours=1)
    assert await ana.loop_states() == [LoopState.CONCLUDED]
    assert len(ana.packets()) == 1
    assert ana.packets()[0].title.startswith("The committee: no verdict"), "one round is no committee's"
    await ana.waits(days=30)
    assert len(ana.packets()) == 1


async def test_a_week_without_a_word_ends_in_a_kind_one(ana: Looper) -> None:
    await ana.types("mock full two today")
    await ana.settle()
    await ana.waits(minutes=10)
    await ana.waits(days=1)
    assert await ana.loop_states() == [LoopState.OFFERED]
    assert ana.last().text.startswith("Round 1 of 2 counts as not attended")
    await ana.waits(days=3)
    await ana.waits(days=4)
    assert await ana.loop_states() == [LoopState.OVER]
    assert ana.last() == words.QUIET
    assert not ana.packets()


async def test_stopped_between_rounds_the_committee_reads_what_was_played(ana: Looper) -> None:
    await ana.types("mock full two today")
    await ana.plays()
    assert await ana.ends() == words.STOPPED
    await ana.settle()
    assert await ana.loop_states() == [LoopState.CONCLUDED]
    assert len(ana.packets()) == 1
    assert await ana.types("mock full stop") == words.NO_LOOP


async def test_stopped_in_a_round_both_end(ana: Looper) -> None:
    await ana.types("mock full two today")
    await ana.settle()
    await ana.says("Ana levels 222222222 and I would stop it")
    assert await ana.types("mock full stop") == words.STOPPED
    await ana.settle()
    assert not await ana.in_round()
    assert await ana.loop_states() == [LoopState.CONCLUDED]


async def test_stopped_before_a_word_nothing_is_left(ana: Looper) -> None:
    await ana.types("mock full two today")
    await ana.settle()
    assert await ana.types("mock full stop") == words.STOPPED_EMPTY
    await ana.settle()
    assert await ana.loop_states() == [LoopState.OVER]
    assert not await ana.in_round()
    assert not ana.of_loops()


async def test_a_round_stopped_without_a_word_counts_as_not_attended_and_comes_no_more(ana: Looper) -> None:
    await ana.types("mock full three today")
    await ana.settle()
    assert await ana.stops() == words.ROUND_MISSED
    await ana.settle()
    assert ana.last().text.startswith("Round 1 of 3 counts as not attended")
    for _ in range(2):
        await ana.goes_on()
        await ana.plays("444444444")
    assert [one.place for one in await rounds_of(ana)] == [1, 2, 3]
    (packet,) = ana.packets()
    assert packet.title.startswith("The committee: lean yes"), "by themselves the rounds come to a strong yes"
    told = str(packet.sections)
    assert "Round 1, Interviewer 1: not attended." in told
    assert "Round 1, Interviewer 1, was not attended, which holds the verdict at lean yes." in told


async def test_words_that_are_all_deleted_leave_a_round_not_attended(ana: Looper) -> None:
    await ana.types("mock full two today")
    await ana.settle()
    said = await ana.says("Ana levels 222222222 and I would stop it")
    await ana.stops()
    await ana.deletes(said)
    await ana.settle()
    assert ana.last().text.startswith("Round 1 of 2 counts as not attended")
    assert await ana.loop_states() == [LoopState.OFFERED]
    await ana.goes_on()
    assert [one.place for one in await rounds_of(ana)] == [1, 2]


async def test_where_no_round_was_attended_there_is_no_committee(ana: Looper) -> None:
    await ana.types("mock full two today")
    for _ in range(2):
        await ana.settle()
        await ana.stops()
        await ana.settle()
        await ana.types("mock")
    assert await ana.loop_states() == [LoopState.OVER]
    assert ana.of_loops()[-1].card == words.NOTHING_LEFT


async def test_a_scenario_whose_question_was_shown_is_known_though_not_a_word_was_said(ana: Looper) -> None:
    await ana.types("mock full two today")
    await ana.settle()
    await ana.stops()
    await ana.settle()
    await ana.goes_on()
    await ana.settle()
    first, second = await rounds_of(ana)
    assert first.scenario != second.scenario
    async with ana.house.core.store.work() as work:
        assert await work.rounds.had(first.person) == [first.scenario, second.scenario]
        again = NewRound(
            ana.group,
            first.person,
            first.installation,
            first.scope,
            "again",
            first.scenario,
            first.scenario_hash,
            ana.clock.now() + timedelta(minutes=1),
        )
    await ana.stops()
    ana.clock.forward(minutes=1)
    async with ana.house.core.store.work() as work:
        now = ana.clock.now()
        found = await work.rounds.begin(again, Question("prompt", "Interviewer", "Why?"), now, now)
        assert found is not None
        rated = await work.ratings.round(ana.group, found)
    assert rated is not None
    assert rated.seen


async def rounds_of(it: Looper) -> list[Round]:
    loop = await it.loop()
    async with it.house.core.store.work() as work:
        return await work.rounds.of_loop(it.group, loop.id)


async def test_a_round_stopped_after_words_counts_as_unfinished(ana: Looper) -> None:
    await ana.types("mock full two today")
    await ana.settle()
    await ana.says("Ana levels 222222222 and I would stop it")
    card = await ana.stops()
    assert isinstance(card, Note)
    assert "packet" not in card.text, "it isn't on its way"
    await ana.settle()
    assert "Round 1 of 2 is over" in ana.last().text


async def test_whoever_leaves_the_group_is_offered_nothing_more(ana: Looper) -> None:
    await ana.types("mock full two days")
    await ana.plays()
    await ana.leaves()
    await ana.waits(days=2)
    assert await ana.loop_states() == [LoopState.CONCLUDED]
    assert ana.rounds_begun() == 1


async def test_a_pause_of_the_group_leaves_its_members_loops_alone(ana: Looper) -> None:
    await ana.types("mock full two days")
    await ana.plays()
    async with ana.store.engine.begin() as connection:
        await connection.execute(text("update schedules set paused_until = '2030-01-01'"))
    await ana.waits(days=2)
    await ana.goes_on()
    await ana.plays()
    assert await ana.loop_states() == [LoopState.CONCLUDED]


async def test_behind_closed_direct_messages_a_word_tells_where_it_stands(ana: Looper) -> None:
    await ana.types("mock full two today")
    await ana.plays()
    ana.platform.closed_to.add("Ana")
    await ana.types("mock")
    await ana.settle()
    assert await ana.loop_states() == [LoopState.OFFERED], "the question couldn't be brought"
    ana.platform.closed_to.clear()
    await ana.types("mock")
    ana.platform.closed_to.clear()
    await ana.settle()
    await ana.says("Ana levels 222222222 and I would stop it")
    ana.platform.closed_to.add("Ana")
    await ana.stops()
    await ana.settle()
    assert await ana.loop_states() == [LoopState.CONCLUDED]
    shown = await ana.types("mock full packet")
    assert not isinstance(shown, Note)


async def test_one_loop_a_person_at_a_time(ana: Looper) -> None:
    await ana.types("mock full two today")
    assert "go on in our direct messages" in str(await ana.types("mock full three today"))
    await ana.plays()
    assert "Begin round 2" in str(await ana.types("mock full three today"))
    assert "Begin round 2" in str(await ana.types("mock full"))
    assert len(await ana.loop_states()) == 1


async def test_no_loop_begins_within_a_round(ana: Looper) -> None:
    await ana.types("mock")
    assert await ana.types("mock full two today") == words.ROUND_RUNS
    assert await ana.loop_states() == []


async def test_two_loops_a_day_and_no_third(ana: Looper) -> None:
    for _ in range(2):
        await ana.types("mock full two today")
        await ana.types("mock full stop")
    card = await ana.types("mock full two today")
    assert isinstance(card, Note)
    assert "as many as I take" in card.text


async def test_a_word_that_is_no_loop_begins_none(ana: Looper) -> None:
    card = await ana.types("mock full tow today")
    assert isinstance(card, Note)
    assert "Nothing was begun. Did you mean `two`?" in card.text
    assert await ana.loop_states() == []


async def test_a_button_of_another_member_opens_nothing(
    ana: Looper, looper: Callable[[str], Awaitable[Looper]]
) -> None:
    bob = await looper("Bob")
    await ana.types("mock full two today")
    await ana.plays()
    (begin, stop) = ana.last().buttons
    for button in (begin, stop):
        assert await bob.presses(button.action, button.subject) == words.GONE
    for subject in ("", "1", "1/2/3", "999999/1", "9" * 30 + "/1"):
        assert await ana.presses(Action.NEXT_ROUND, subject) == words.GONE
    assert await ana.loop_states() == [LoopState.OFFERED]


async def test_an_old_button_begins_nothing_twice(ana: Looper) -> None:
    await ana.types("mock full two today")
    await ana.plays()
    (begin, stop) = ana.last().buttons
    await ana.presses(begin.action, begin.subject)
    await ana.presses(begin.action, begin.subject)
    await ana.plays()
    assert ana.rounds_begun() == 2
    assert await ana.presses(begin.action, begin.subject) == words.OVER
    assert await ana.presses(stop.action, stop.subject) == words.OVER


async def test_the_button_of_an_earlier_round_begins_no_later_one(ana: Looper) -> None:
    await ana.types("mock full three today")
    await ana.plays()
    (old, _) = ana.last().buttons
    await ana.goes_on()
    await ana.plays()
    card = await ana.presses(old.action, old.subject)
    assert isinstance(card, Note)
    assert "2 of 3 rounds are behind you" in card.text
    await ana.settle()
    assert ana.rounds_begun() == 2
