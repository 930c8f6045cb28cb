"""What members do beside writing, over each platform: commands, forms, taking out, leaving, closing."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from adapters.main import House
from bot.domain.cards import Note, SheetCard
from bot.domain.forms import AnswerForm, FieldForm
from bot.domain.group import Role
from bot.domain.happenings import Account, Action, Command
from bot.domain.ids import GroupId
from bot.ports import InChannel
from bot.practice.receive import receive
from bot.testing import FakeClock
from tests.contract.stage import Stage
from tests.contract.test_daily_story import direct_to, kept_text, points, posted_day, writes

QUESTION = "Would you let a model refuse loans by itself, and who may stop it?"
WORDS = "I would stop automatic refusals within the hour and call the claimants back."


async def members(house: House, group: GroupId) -> int:
    async with house.core.store.work() as work:
        return len(await work.people.members(group, role=Role.MEMBER))


async def test_a_command_is_answered_to_whoever_typed_it_alone(
    staged_house: House, clock: FakeClock, stage: Stage
) -> None:
    await posted_day(staged_house, clock, stage)
    in_channel = InChannel(stage.installation_ref, stage.channel_ref)
    before = await stage.shown(in_channel)

    ana = stage.account("U1", "Ana")
    given = await stage.types(ana, "/debrief help board")
    reply = await receive(staged_house.core, given)

    assert (given.command, given.text) == (Command.MEMBER, "help board")
    assert given.channel_ref == stage.channel_ref
    assert given.account.ref == ana.ref
    assert isinstance(reply, SheetCard)
    assert await stage.shown(in_channel) == before


async def test_organisers_have_a_command_of_their_own(
    staged_house: House, clock: FakeClock, stage: Stage
) -> None:
    await posted_day(staged_house, clock, stage)

    given = await stage.types(stage.account("U0", "Organiser"), "/debrief-admin queue")
    reply = await receive(staged_house.core, given)

    assert (given.command, given.text) == (Command.ORGANISER, "queue")
    assert isinstance(reply, SheetCard)


async def test_a_private_answer_is_kept_and_shown_to_nobody(
    staged_house: House, clock: FakeClock, stage: Stage
) -> None:
    group, post, _ = await posted_day(staged_house, clock, stage)
    ana = stage.account("U1", "Ana")

    form = await receive(staged_house.core, await stage.presses(ana, Action.ANSWER_PRIVATELY, str(post.id)))
    assert isinstance(form, AnswerForm)
    sent = await stage.fills_in(ana, form.post, WORDS)
    reply = await receive(staged_house.core, sent)

    assert sent.text == WORDS
    assert isinstance(reply, Note)
    assert await kept_text(staged_house, post, ana) == WORDS
    assert await points(staged_house, group, ana) == 10
    assert not any(
        WORDS in text for text in await stage.shown(InChannel(stage.installation_ref, stage.channel_ref))
    )


async def test_a_form_of_several_fields_comes_back_as_it_was_filled_in(
    staged_house: House, clock: FakeClock, stage: Stage
) -> None:
    _, _, thread = await posted_day(staged_house, clock, stage)
    ana = stage.account("U1", "Ana")
    await writes(staged_house, stage, ana, WORDS, thread)
    in_channel = InChannel(stage.installation_ref, stage.channel_ref)
    before = await stage.shown(in_channel)

    form = await receive(staged_house.core, await stage.types(ana, f"/debrief ask {QUESTION}"))
    assert isinstance(form, FieldForm)
    values = {"question": form.fields[0].draft, "answer": f"<b>First.</b>\n\n{WORDS}"}
    sent = await stage.fills_fields(ana, form, values)
    reply = await receive(staged_house.core, sent)
    await staged_house.settle()

    assert (sent.action, sent.subject, dict(sent.values)) == (form.action, form.subject, values)
    assert sent.account.ref == ana.ref
    assert isinstance(reply, Note)
    (debrief,) = await stage.shown(direct_to(stage, ana))
    assert QUESTION[:30] in debrief
    assert await stage.shown(in_channel) == before


async def test_a_message_is_taken_out_and_put_back_by_its_author(
    staged_house: House, clock: FakeClock, stage: Stage
) -> None:
    _, post, thread = await posted_day(staged_house, clock, stage)
    ana = stage.account("U1", "Ana")
    message = await writes(staged_house, stage, ana, WORDS, thread)
    await staged_house.settle()

    taken = await stage.takes_out(message)
    await receive(staged_house.core, taken)
    await staged_house.settle()
    assert (taken.at, taken.author.ref, taken.out) == (message.at, ana.ref, True)
    assert not await stage.is_marked(message.at)
    assert not await kept_text(staged_house, post, ana)

    clock.forward(seconds=1)
    await receive(staged_house.core, await stage.takes_out(message, out=False))
    await staged_house.settle()
    assert await stage.is_marked(message.at)
    assert await kept_text(staged_house, post, ana) == WORDS


async def test_whoever_leaves_is_counted_out(staged_house: House, clock: FakeClock, stage: Stage) -> None:
    group, _, thread = await posted_day(staged_house, clock, stage)
    for ref, name in (("U1", "Ana"), ("U2", "Ben")):
        await writes(staged_house, stage, stage.account(ref, name), WORDS, thread)
    assert await members(staged_house, group) == 2

    clock.forward(seconds=1)
    left = await stage.leaves(stage.account("U1"))
    await receive(staged_house.core, left)

    assert left.channel_ref == stage.channel_ref
    assert await members(staged_house, group) == 1


async def test_a_closed_channel_is_told_to_the_organiser(
    staged_house: House, clock: FakeClock, stage: Stage
) -> None:
    await posted_day(staged_house, clock, stage)

    closed = await stage.closes()
    await receive(staged_house.core, closed)
    await staged_house.settle()

    assert closed.channel_ref == stage.channel_ref
    (told,) = await stage.shown(direct_to(stage, stage.account("U0")))
    assert "“Mornings”" in told


async def eventually(so: Callable[[], Awaitable[object]], what: str) -> None:
    for _ in range(3000):
        if await so():
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"It never came true: {what}")


async def test_what_members_do_is_heard_while_the_chat_is_listened_to(
    staged_house: House, clock: FakeClock, stage: Stage
) -> None:
    if stage.listen is None:
        pytest.skip("this adapter has no listener: a test or a demo plays its members")
    _, post, thread = await posted_day(staged_house, clock, stage)
    ana: Account = stage.account("U1", "Ana")
    stop, listen = asyncio.Event(), stage.listen(staged_house)

    async def listening() -> None:
        await listen(stop)

    async def kept() -> bool:
        return await kept_text(staged_house, post, ana) == WORDS

    async def debriefed() -> list[str]:
        await staged_house.settle()
        return await stage.shown(direct_to(stage, ana))

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(listening())
        message = await stage.says(ana, WORDS, thread)
        await eventually(kept, "the message is part of the answer")
        await stage.presses(ana, Action.GRADE_ME, str(post.id))
        await eventually(debriefed, "the debrief has come")
        assert await stage.is_marked(message.at)
        stop.set()
