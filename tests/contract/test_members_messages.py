"""Members' messages: marked quietly, and read as they stand now."""

import pytest

from bot.domain.happenings import MessageAt, MessagePosted
from bot.errors import ChannelGone
from tests.contract.stage import Stage


async def a_message(stage: Stage, text: str = "I would stop the refusals.") -> MessagePosted:
    return await stage.says(stage.account("U1", "Ana"), text)


async def test_a_message_comes_with_its_place_author_and_time(stage: Stage) -> None:
    message = await a_message(stage)

    assert message.source.platform == message.author.platform == stage.platform.name
    assert message.source.installation_ref == stage.installation_ref
    assert message.source.event_ref
    assert message.at.channel_ref == stage.channel_ref
    assert message.at.thread_ref is None
    assert message.author.ref == stage.account("U1").ref
    assert message.text == "I would stop the refusals."
    assert message.posted_at.tzinfo is not None
    assert message.edited_at is None


async def test_two_messages_are_two_events(stage: Stage) -> None:
    one, two = await a_message(stage), await a_message(stage)

    assert one.at.message_ref != two.at.message_ref
    assert one.source.event_ref != two.source.event_ref


async def test_an_edit_is_a_new_event_of_the_same_message(stage: Stage) -> None:
    message = await a_message(stage)
    edit = await stage.edits(message, "I would stop them all.")

    assert edit.at == message.at
    assert edit.posted_at == message.posted_at
    assert edit.edited_at is not None
    assert edit.source.event_ref != message.source.event_ref
    assert edit.text == "I would stop them all."


@pytest.mark.parametrize("included", [True, False])
async def test_marking_again_changes_nothing(stage: Stage, *, included: bool) -> None:
    message = await a_message(stage)
    other = await a_message(stage)
    await stage.platform.mark(stage.installation_ref, message.at, included=not included)

    for _ in range(2):
        await stage.platform.mark(stage.installation_ref, message.at, included=included)
        assert await stage.is_marked(message.at) is included

    assert not await stage.is_marked(other.at)


async def test_taking_away_a_mark_that_was_never_set_is_harmless(stage: Stage) -> None:
    message = await a_message(stage)

    await stage.platform.mark(stage.installation_ref, message.at, included=False)

    assert not await stage.is_marked(message.at)


async def test_marking_in_a_channel_that_is_gone_is_told(stage: Stage) -> None:
    message = await a_message(stage)
    await stage.remove_channel()

    with pytest.raises(ChannelGone):
        await stage.platform.mark(stage.installation_ref, message.at, included=True)


async def test_a_message_is_read_as_it_stands_now(stage: Stage) -> None:
    message = await a_message(stage, "First.")
    assert await stage.platform.read(stage.installation_ref, message.at) == "First."

    await stage.edits(message, "Second.")
    assert await stage.platform.read(stage.installation_ref, message.at) == "Second."

    await stage.deletes(message)
    assert await stage.platform.read(stage.installation_ref, message.at) is None


async def test_a_message_that_never_was_reads_as_none(stage: Stage) -> None:
    assert (
        await stage.platform.read(stage.installation_ref, MessageAt(stage.channel_ref, "no-such-message"))
        is None
    )


@pytest.mark.parametrize(
    "text",
    ["[bold]not bold[/]", "line one\nline two", "tab\there", "<b>&amp;</b>", "\u202eback", "naïve ●○ 日本語"],
)
async def test_a_text_is_read_exactly_as_it_was_written(stage: Stage, text: str) -> None:
    message = await a_message(stage, text)

    assert await stage.platform.read(stage.installation_ref, message.at) == text
