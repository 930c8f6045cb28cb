"""A mock round over each platform, in direct messages: three questions, and the packet."""

from adapters.main import House
from bot.domain.cards import Note, SheetCard
from bot.domain.happenings import Account, Action, Command, CommandGiven, Source
from bot.domain.ids import GroupId
from bot.domain.round import Round
from bot.domain.round_kinds import FORMATS, Kind
from bot.domain.scenario import Scenario
from bot.practice.receive import receive
from bot.practice.rounds.start import start_round
from bot.testing import FakeClock
from tests.contract.stage import Stage
from tests.contract.test_daily_story import a_group, direct_to


async def begun(house: House, clock: FakeClock, stage: Stage, account: Account) -> None:
    group: GroupId = await a_group(house, clock, stage)
    async with house.core.store.work() as work:
        person = await work.people.recognise(account, stage.installation_ref, clock.now())
    source = Source(stage.platform.name, stage.installation_ref, "the-command")
    given = CommandGiven(source, account, Command.MEMBER, "mock", clock.now(), stage.channel_ref)
    reply = await start_round(house.core, group, person, given)
    assert isinstance(reply, Note)
    assert "direct messages" in reply.text
    await house.settle()


async def live(house: House, account: Account) -> Round | None:
    async with house.core.store.work() as work:
        person = await work.people.known(account)
        return await work.rounds.live(person) if person else None


async def scenario_of(house: House, it: Round) -> Scenario:
    return house.core.library.get(it.scenario)


async def answers_every_turn(house: House, stage: Stage, account: Account) -> Scenario:
    """Speak and press Done until the round takes no more; the scenario that it was about."""
    it = await live(house, account)
    assert it is not None
    scenario = await scenario_of(house, it)
    sentences = scenario.answers.strong.text.split("\n\n")
    while it is not None:
        *over, open_now = await stage.shown(direct_to(stage, account))
        assert "Done" in open_now
        assert "Stop" in open_now
        assert not any("Done" in question or "Stop" in question for question in over)
        words = await stage.says_directly(account, sentences[it.turn % len(sentences)])
        assert words.at.direct
        await receive(house.core, words)
        await receive(house.core, await stage.presses(account, Action.END_TURN, f"{it.id}/{it.turn}"))
        await house.settle()
        it = await live(house, account)
    return scenario


async def test_a_round_is_held_in_direct_messages(
    staged_house: House, clock: FakeClock, stage: Stage
) -> None:
    ana = stage.account("U1", "Ana")
    await begun(staged_house, clock, stage, ana)

    scenario = await answers_every_turn(staged_house, stage, ana)

    *questions, packet = await stage.shown(direct_to(stage, ana))
    assert len(questions) == FORMATS[Kind.CASE].turns
    assert all(scenario.title in shown for shown in (*questions, packet))
    assert not any("Done" in question or "Stop" in question for question in questions)
    assert all(follow_up.ask not in questions[0] for follow_up in scenario.follow_ups)
    assert sum(f.ask in "\n".join(questions[1:]) for f in scenario.follow_ups) == FORMATS[Kind.CASE].turns - 1
    assert "automatic check" in packet
    assert all(criterion.title in packet for criterion in scenario.criteria)


async def test_words_that_are_edited_and_deleted_are_judged_as_they_stand(
    staged_house: House, clock: FakeClock, stage: Stage
) -> None:
    ana = stage.account("U1", "Ana")
    await begun(staged_house, clock, stage, ana)
    kept = await stage.says_directly(ana, "I would do nothing at all about it today.")
    gone = await stage.says_directly(ana, "And I would tell nobody, not even the team.")
    note = await stage.says_directly(ana, "// remember the numbers")
    for message in (kept, gone, note):
        await receive(staged_house.core, message)
    clock.forward(seconds=1)
    await receive(staged_house.core, await stage.edits(kept, "I would stop the refusals within the hour."))
    await receive(staged_house.core, await stage.deletes(gone))

    it = await live(staged_house, ana)
    assert it is not None
    async with staged_house.core.store.work() as work:
        said = [one.text for one in await work.round_messages.said(it)]
    assert said == ["I would stop the refusals within the hour."]


async def test_a_lost_reply_asks_and_judges_nobody_twice(
    staged_house: House, clock: FakeClock, stage: Stage
) -> None:
    ana = stage.account("U1", "Ana")
    await stage.lose_the_next_reply()
    await begun(staged_house, clock, stage, ana)
    clock.forward(minutes=2)
    await staged_house.settle()
    assert len(await stage.shown(direct_to(stage, ana))) == 1

    it = await live(staged_house, ana)
    assert it is not None
    await receive(staged_house.core, await stage.says_directly(ana, "I would stop the refusals now."))
    await receive(staged_house.core, await stage.presses(ana, Action.STOP_ROUND, str(it.id)))
    await stage.lose_the_next_reply()
    await staged_house.settle()
    clock.forward(minutes=2)
    await staged_house.settle()

    assert len(await stage.shown(direct_to(stage, ana))) == 2


async def test_closed_direct_messages_end_a_round_before_it_began(
    staged_house: House, clock: FakeClock, stage: Stage
) -> None:
    ana = stage.account("U1", "Ana")
    await stage.close_direct_messages(ana)

    await begun(staged_house, clock, stage, ana)

    assert await live(staged_house, ana) is None
    assert await stage.shown(direct_to(stage, ana)) == []


async def test_a_direct_message_outside_of_a_round_is_answered_kindly_and_kept_nowhere(
    staged_house: House, clock: FakeClock, stage: Stage
) -> None:
    await a_group(staged_house, clock, stage)
    ana = stage.account("U1", "Ana")

    shown = [
        await receive(staged_house.core, await stage.says_directly(ana, words))
        for words in ("Hello? Is anybody there?", "Hm.", "help", "/debrief help board")
        if not (words.startswith("/") and stage.platform.name == "web")  # the room takes it for a command
    ]
    await staged_house.settle()
    assert isinstance(shown[0], Note)
    assert "I listen during a mock round only" in shown[0].text
    assert shown[1] is None
    assert all(isinstance(card, SheetCard) for card in shown[2:])

    assert await stage.shown(direct_to(stage, ana)) == []
    async with staged_house.core.store.work() as work:
        assert await work.people.known(ana) is None
