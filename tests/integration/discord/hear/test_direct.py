"""Direct messages on Discord belong to no server: heard live or read later, each counts once."""

from bot.domain.happenings import Command, CommandGiven, MessagePosted, Source
from bot.domain.round import Ending, Round
from bot.practice.rounds.move import Step, close
from bot.practice.rounds.start import start_round
from tests.integration.discord.hear_stage import WORDS, Day, account, comes_true, listening, until

FIRST, SECOND = "I would first ask who is hurt by it.", "Then I would count them."


async def a_round(day: Day) -> Round:
    """Ada, known by the group's server, is in a round that she began in another one."""
    await day.answers(WORDS)
    await day.dealt_with()
    other = day.server.guild("Otter Study")
    day.server.install(day.app, other)
    await day.dealt_with()
    source = Source("discord", other.id, "the-command")
    given = CommandGiven(source, account(day.ada), Command.MEMBER, "mock", day.clock.now())
    async with day.house.core.store.work() as work:
        person = await work.people.known(account(day.ada))
    assert person is not None
    await start_round(day.house.core, day.post.group, person, given)
    await day.house.settle()
    async with day.house.core.store.work() as work:
        found = await work.rounds.live(person)
    assert found is not None
    day.clock.forward(seconds=1)
    return found


async def said(day: Day, it: Round) -> list[str]:
    async with day.house.core.store.work() as work:
        return [one.text for one in await work.round_messages.said(it)]


async def stop(day: Day, it: Round) -> None:
    async with day.house.core.store.work() as work:
        found = await work.rounds.lock(it.group, it.id)
        assert found is not None
        await close(Step(day.house.core, work, found, day.clock.now()), Ending.STOPPED)


async def test_words_in_a_round_are_kept_changed_and_forgotten_in_the_name_of_its_server(day: Day) -> None:
    direct = day.server.direct(day.ada)
    async with listening(day):
        it = await a_round(day)
        first = await day.server.posts(day.ada, direct, FIRST)
        day.clock.forward(seconds=1)
        second = await day.server.posts(day.ada, direct, SECOND)
        await day.dealt_with()
        assert await said(day, it) == [FIRST, SECOND]

        day.clock.forward(seconds=5)
        await day.server.edits(day.ada, direct, first, "I would first ask whom it hurts.")
        await day.server.deletes(day.ada, direct, second)
        await day.dealt_with()
        assert await said(day, it) == ["I would first ask whom it hurts."]

        await stop(day, it)
        await day.server.deletes(day.ada, direct, first)
        await day.dealt_with()
        assert await said(day, it) == []


async def test_words_in_a_round_that_were_heard_and_are_read_again_count_once(day: Day) -> None:
    direct = day.server.direct(day.ada)
    async with listening(day):
        it = await a_round(day)
        await day.server.posts(day.ada, direct, FIRST)
        await day.dealt_with()
        day.reception.gaps.anywhere(day.clock.now())
        await until(lambda: not day.reception.gaps.unwritten, "it is written down")
    day.clock.forward(seconds=30)
    await day.server.posts(day.ada, direct, SECOND)
    day.clock.forward(seconds=30)
    async with listening(day):

        async def both() -> bool:
            return await said(day, it) == [FIRST, SECOND]

        await comes_true(both, "what was missed is read")
        await day.dealt_with()
        assert await said(day, it) == [FIRST, SECOND]


async def test_words_of_a_stranger_are_greeted_once(day: Day) -> None:
    async with listening(day):
        day.server.install(day.app, day.server.guild("Otter Study"))
        for words in ("Hello there.", "Is anybody in?"):
            await day.server.posts(day.ada, day.server.direct(day.ada), words)
            await day.dealt_with()

    (greeting,) = day.direct()
    assert "I listen during a mock round only" in greeting.text
    told = [it for it in day.gate.took if isinstance(it, MessagePosted)]
    assert {(it.at.direct, it.source.installation_ref) for it in told} == {(True, "")}
