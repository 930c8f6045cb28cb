"""What is lacking is named as it stands now, and a time-out is no permission."""

import pytest

from bot.domain.happenings import MessageAt
from bot.errors import UserMustAct
from tests.integration.discord.speak_stage import HERE, SEND, Speaking


async def test_what_was_taken_away_a_moment_ago_is_named_alone(stage: Speaking) -> None:
    await stage.discord.caller.lacks(stage.guild.id, stage.practice.id, ())  # and now it's known
    stage.clock.forward(seconds=1)
    stage.server.permits(stage.practice, stage.server.bot_of(stage.guild), deny=["add_reactions"])
    message = MessageAt(stage.practice.id, await stage.server.posts(stage.ada, stage.practice, "Mine."), None)
    with pytest.raises(UserMustAct) as refused:
        await stage.platform.mark(stage.guild.id, message, included=True)
    assert "“Add Reactions”" in refused.value.message
    assert "Read Message History" not in refused.value.message


async def test_a_time_out_is_called_by_its_name_and_told_once(stage: Speaking) -> None:
    await stage.server.times_out(stage.server.bot_of(stage.guild))
    message = MessageAt(stage.practice.id, await stage.server.posts(stage.ada, stage.practice, "Mine."), None)
    for key in ("a", "b"):
        with pytest.raises(UserMustAct, match="time-out"):
            await stage.platform.publish(stage.channel, HERE, key)
        with pytest.raises(UserMustAct, match="time-out"):
            await stage.platform.mark(stage.guild.id, message, included=True)
    assert [what for what, _ in await stage.refusals()] == ["time-out"]
    assert stage.calls(SEND) == 1

    await stage.server.times_out(stage.server.bot_of(stage.guild), ends=True)
    stage.clock.forward(minutes=2)
    await stage.platform.publish(stage.channel, HERE, "a")
    assert len(stage.seen()) == 1
