"""What was written while nobody listened is read again, over each platform."""

from datetime import timedelta

from adapters.main import House
from bot.domain.happenings import MessagePosted
from bot.ports import InThread
from bot.practice.catch_up import catch_up
from bot.practice.receive import receive
from bot.testing import FakeClock
from tests.contract.stage import Stage
from tests.contract.test_daily_story import direct_to, kept_text, points, posted_day, writes
from tests.contract.test_round_story import begun, live

FIRST = "I would stop automatic refusals within the hour and call the claimants back."
SECOND = "And I would read what it refused last week with two of the people who decide."
THIRD = "And nobody would be refused by a machine alone before we know how often it errs."


def same(read: MessagePosted, told: MessagePosted) -> bool:
    """What is read is what was told, but for the event's own number and a name that may be unknown."""
    return (read.at, read.author.ref, read.author.scope, read.text, read.posted_at, read.opening) == (
        *(told.at, told.author.ref, told.author.scope, told.text, told.posted_at, told.opening),
    )


async def test_a_thread_is_read_as_it_stands(staged_house: House, clock: FakeClock, stage: Stage) -> None:
    _, post, thread = await posted_day(staged_house, clock, stage)
    ana, ben = stage.account("U1", "Ana"), stage.account("U2", "Ben")
    place = InThread(stage.installation_ref, stage.channel_ref, thread)
    said = []
    for author, text in ((ana, FIRST), (ben, SECOND), (ana, THIRD)):
        clock.forward(minutes=1)
        said.append(await stage.says(author, text, thread))
    await stage.says(ana, "Beside the thread.")
    clock.forward(minutes=1)
    edited = await stage.edits(said[0], f"{FIRST} <&> *today*")
    await stage.deletes(said[1])

    first, last = await stage.platform.written_since(place, post.due_at - timedelta(hours=1))

    assert same(first, edited)
    assert first.edited_at == edited.edited_at
    assert same(last, said[2])
    assert last.edited_at is None
    assert [one.text for one in await stage.platform.written_since(place, said[1].posted_at)] == [THIRD]


async def test_direct_messages_are_read_as_they_stand(
    staged_house: House, clock: FakeClock, stage: Stage
) -> None:
    await posted_day(staged_house, clock, stage)
    ana, ben = stage.account("U1", "Ana"), stage.account("U2", "Ben")
    before = clock.now()
    clock.forward(minutes=1)
    said = await stage.says_directly(ana, FIRST)
    await stage.says_directly(ben, SECOND)

    (read,) = await stage.platform.written_since(direct_to(stage, ana), before)

    assert same(read, said)
    assert read.at.direct


async def test_what_was_missed_is_part_of_the_answer_once(
    staged_house: House, clock: FakeClock, stage: Stage
) -> None:
    group, post, thread = await posted_day(staged_house, clock, stage)
    ana = stage.account("U1", "Ana")
    heard = await writes(staged_house, stage, ana, FIRST, thread)
    gone = await writes(staged_house, stage, ana, "This goes again before anybody reads it.", thread)
    clock.forward(minutes=1)
    since = clock.now()
    clock.forward(minutes=1)
    await stage.edits(heard, f"{FIRST} At once.")
    await stage.deletes(gone)
    late = await stage.says(ana, SECOND, thread)
    clock.forward(minutes=5)

    for _ in range(2):
        await catch_up(staged_house.core, stage.platform.name, stage.installation_ref, since)
        await receive(staged_house.core, late)
    await staged_house.settle()

    assert await kept_text(staged_house, post, ana) == f"{FIRST} At once.\n\n{SECOND}"
    assert await points(staged_house, group, ana) == 10
    assert await stage.is_marked(late.at)


async def test_what_was_said_in_a_round_meanwhile_belongs_to_it(
    staged_house: House, clock: FakeClock, stage: Stage
) -> None:
    ana = stage.account("U1", "Ana")
    await begun(staged_house, clock, stage, ana)
    since = clock.now()
    clock.forward(seconds=10)
    await stage.says_directly(ana, FIRST)
    clock.forward(seconds=10)

    await catch_up(staged_house.core, stage.platform.name, stage.installation_ref, since)

    it = await live(staged_house, ana)
    assert it is not None
    async with staged_house.core.store.work() as work:
        assert [one.text for one in await work.round_messages.said(it)] == [FIRST]
