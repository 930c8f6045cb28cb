"""A whole group presses at once: each is answered, in time, while Discord limits what is posted."""

from asyncio import create_task, gather

from bot.domain.cards import Note
from bot.ports import InChannel
from tests.fakes.discord.faults import limited
from tests.fakes.discord_heard import until
from tests.integration.discord.interact_stage import Day

AT_ONCE = 40
SEND = "POST /channels/{}/messages"


async def test_each_of_many_is_answered_once(day: Day) -> None:
    members = [day.server.member(day.guild, f"Member {number}") for number in range(AT_ONCE)]
    done = await gather(*(day.server.presses(one, day.card, "Hint") for one in members))
    await day.settled()
    assert all(it.ok for it in done)
    assert [len(it.messages) for it in done] == [1] * AT_ONCE
    assert not day.server.refused


async def test_a_press_waits_for_no_limit_of_what_is_posted(day: Day) -> None:
    """The library waits out a limit over all calls: answers go by another way."""
    day.server.faults.call(SEND, limited(2.0, scope="global"))
    there = InChannel(day.guild.id, day.practice.id)
    posting = create_task(day.interactions.platform.publish(there, Note("Something."), "key"))
    await until(lambda: day.server.faults.met(SEND) > 0, "it is limited")
    assert (await day.presses("Hint")).ok
    assert not posting.done()
    await posting
