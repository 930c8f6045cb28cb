"""response_url: five answers in half an hour."""

from typing import Any

import aiohttp
import pytest

from bot.testing import FakeClock
from tests.fakes.slack import faults
from tests.integration.slack.fake_slack_stage import Group, Heard


async def test_a_response_url_answers_five_times_within_half_an_hour(
    stage: Group, heard: Heard, clock: FakeClock
) -> None:
    await stage.slack.types_command(stage.ada, stage.practice, "/debrief", "me")
    first = heard.bodies[-1]["response_url"]
    await stage.slack.types_command(stage.ada, stage.practice, "/debrief", "me")
    second = heard.bodies[-1]["response_url"]

    assert [await answered(first, {"text": f"{n}"}) for n in range(6)] == ["ok"] * 5 + ["used_url"]
    assert [each.text for each in stage.slack.messages(stage.practice, stage.ada)] == [
        "0",
        "1",
        "2",
        "3",
        "4",
    ]
    assert await answered(second, {"text": ""}) == "no_text"
    assert await answered(second, {"blocks": [{"type": "section"}]}) == "invalid_blocks"
    assert await answered(second, {"text": "All", "response_type": "in_channel"}) == "ok"
    assert [each.text for each in stage.slack.messages(stage.practice, stage.ben)] == ["All"]
    clock.forward(minutes=31)
    assert await answered(second, {"text": "Late"}) == "expired_url"


async def test_a_whisper_is_replaced_and_taken_away_by_its_buttons_url(stage: Group, heard: Heard) -> None:
    button = {"type": "button", "action_id": "more", "text": {"type": "plain_text", "text": "More"}}
    blocks = [{"type": "actions", "elements": [button]}]
    at, ada = stage.practice.id, stage.ada.id
    await stage.client.chat_postEphemeral(channel=at, user=ada, text="Hint", blocks=blocks)
    (hint,) = stage.slack.messages(stage.practice, stage.ada)
    await stage.slack.clicks(stage.ada, hint, "More")
    body = heard.bodies[-1]

    assert body["container"]["is_ephemeral"] is True
    assert "message" not in body
    await answered(body["response_url"], {"text": "Two hints", "replace_original": True})
    assert [each.text for each in stage.slack.messages(stage.practice, stage.ada)] == ["Two hints"]
    await answered(body["response_url"], {"delete_original": True})
    assert stage.slack.messages(stage.practice, stage.ada) == []


async def answered(url: str, what: dict[str, Any]) -> str:
    """What Slack answers at a response_url: ok, or its error."""
    async with aiohttp.ClientSession() as session, session.post(url, json=what) as answer:
        text = await answer.text()
        return text if text == "ok" else str((await answer.json())["error"])


async def test_a_response_url_goes_wrong_like_a_call(stage: Group, heard: Heard) -> None:
    await stage.slack.types_command(stage.ada, stage.practice, "/debrief", "me")
    stage.slack.faults.call("response_url", faults.dropped(effect=True))
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.ClientError):
            await session.post(heard.bodies[0]["response_url"], json={"text": "One"})

    assert [each.text for each in stage.slack.messages(stage.practice, stage.ada)] == ["One"]
