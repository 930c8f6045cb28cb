"""Answers to interactions: one within three seconds, more for fifteen minutes, whispered or not."""

import asyncio
from collections.abc import Awaitable
from typing import Any

import pytest

from bot.testing import FakeClock
from tests.fakes.discord.acts.asking import Outcome
from tests.fakes.discord.interaction import Interaction
from tests.fakes.discord.server import NotPossible, Shown
from tests.integration.discord.fake_discord_stage import Group, Raw, until
from tests.integration.discord.fake_gateway_stage import socket

BUTTON = {"type": 2, "style": 1, "label": "Press", "custom_id": "one"}
ROWS = [{"type": 1, "components": [BUTTON]}]
REPLY = {"type": 4, "data": {"content": "Yes."}}
WHISPER = {"type": 4, "data": {"content": "Only you.", "flags": 64}}
FORM = {
    "type": 9,
    "data": {
        "title": "Answer",
        "custom_id": "form",
        "components": [
            {"type": 18, "label": "Yours", "component": {"type": 4, "custom_id": "words", "style": 2}}
        ],
    },
}


async def card(stage: Group, call: Raw) -> Shown:
    await call.made(f"POST {stage.at()}/messages", {"content": "Card", "components": ROWS})
    return stage.discord.messages(stage.practice, stage.ada)[-1]


class Asked:
    """A press that waits for its answer."""

    def __init__(self, stage: Group, call: Raw, act: Awaitable[Outcome]) -> None:
        self._stage, self._call = stage, call
        self._before = len(stage.discord.state.interactions)
        self._task = asyncio.ensure_future(act)

    async def found(self) -> Interaction:
        known = self._stage.discord.state.interactions
        await until(lambda: len(known) > self._before)
        return list(known.values())[self._before]

    async def answered(self, *bodies: dict[str, Any]) -> list[tuple[int, Any]]:
        asked = await self.found()
        to = f"POST /interactions/{asked.id}/{asked.token}/callback"
        return [await self._call(to, each, headers={"Authorization": ""}) for each in bodies]

    async def outcome(self) -> Outcome:
        return await self._task


async def press(stage: Group, call: Raw, *answers: dict[str, Any]) -> Outcome:
    asked = Asked(stage, call, stage.discord.presses(stage.ada, await card(stage, call), "Press"))
    for status, said in await asked.answered(*answers):
        assert status < 300, said
    return await asked.outcome()


def hook(outcome: Outcome, rest: str = "") -> str:
    return f"/webhooks/{outcome.asked.app.id}/{outcome.asked.token}{rest}"


async def test_an_answer_is_given_once_and_seen_by_all(stage: Group, call: Raw) -> None:
    asked = Asked(stage, call, stage.discord.presses(stage.ada, await card(stage, call), "Press"))
    (first, _), (second, twice) = await asked.answered(REPLY, REPLY)
    outcome = await asked.outcome()

    assert (first, second, twice["code"]) == (204, 400, 40060)
    assert (outcome.ok, outcome.message.text, outcome.message.whispered) == (True, "Yes.", False)
    assert [each.text for each in stage.discord.messages(stage.practice, stage.ben)] == ["Card", "Yes."]


async def test_a_whisper_is_seen_by_its_addressee_alone_and_is_in_no_history(stage: Group, call: Raw) -> None:
    outcome = await press(stage, call, WHISPER)

    assert (outcome.message.text, outcome.message.whispered) == ("Only you.", True)
    seen = [
        [each.text for each in stage.discord.messages(stage.practice, who)] for who in (stage.ada, stage.ben)
    ]
    assert seen == [["Card", "Only you."], ["Card"]]
    assert len(await call.made(f"GET {stage.at()}/messages")) == 1
    assert await call.refused(f"PATCH {stage.at()}/messages/{outcome.message.id}", REPLY) == (404, 10008)


async def test_nobody_waits_longer_than_three_seconds(stage: Group, call: Raw) -> None:
    stage.discord.state.answer_within = 0.05
    asked = Asked(stage, call, stage.discord.presses(stage.ada, await card(stage, call), "Press"))
    outcome = await asked.outcome()
    ((status, said),) = await asked.answered(REPLY)

    assert (outcome.ok, outcome.reason) == (False, "This interaction failed")
    assert (status, said["code"]) == (404, 10062)
    assert [(each.member, each.reason) for each in stage.discord.complaints] == [
        (stage.ada, "This interaction failed")
    ]


async def test_a_first_answer_after_a_quarter_of_an_hour_is_late_as_well(
    stage: Group, call: Raw, clock: FakeClock
) -> None:
    asked = Asked(stage, call, stage.discord.presses(stage.ada, await card(stage, call), "Press"))
    found = await asked.found()
    clock.forward(minutes=15)
    ((status, said),) = await asked.answered(REPLY)
    found.answered.set()
    await asked.outcome()

    assert (status, said["code"]) == (404, 10062)


async def test_an_answer_is_to_somebody_who_asked(stage: Group, call: Raw) -> None:
    assert await call.refused("POST /interactions/1/nonsense/callback", REPLY) == (404, 10062)
    outcome = await press(stage, call, REPLY)
    wrong = f"POST /interactions/1/{outcome.asked.token}/callback"
    assert await call.refused(wrong, REPLY) == (404, 10062)


@pytest.mark.parametrize("kind", [1, 2, 8, 99])
async def test_a_press_is_not_answered_in_any_way(stage: Group, call: Raw, kind: int) -> None:
    asked = Asked(stage, call, stage.discord.presses(stage.ada, await card(stage, call), "Press"))
    (wrong, good) = await asked.answered({"type": kind, "data": {}}, REPLY)
    await asked.outcome()

    assert (wrong[1]["code"], wrong[1]["errors"]["type"]["_errors"][0]["code"]) == (
        50035,
        "BASE_TYPE_CHOICES",
    )
    assert good[0] == 204


async def test_a_refused_answer_can_be_given_better(stage: Group, call: Raw) -> None:
    asked = Asked(stage, call, stage.discord.presses(stage.ada, await card(stage, call), "Press"))
    long = {"type": 4, "data": {"content": "w" * 2001}}
    empty = {"type": 4, "data": {}}
    answers = await asked.answered(long, empty, REPLY)
    await asked.outcome()

    assert [status for status, _ in answers] == [400, 400, 204]


async def test_a_deferred_answer_is_filled_by_the_first_that_follows(stage: Group, call: Raw) -> None:
    outcome = await press(stage, call, {"type": 5, "data": {"flags": 64}})
    assert outcome.message.thinking
    await call.made(f"POST {hook(outcome)}", {"content": "At last."})
    await call.made(f"POST {hook(outcome)}", {"content": "And more."})

    shown = outcome.messages
    assert [(each.text, each.whispered, each.thinking) for each in shown] == [
        ("At last.", True, False),
        ("And more.", False, False),
    ]


async def test_the_original_is_read_changed_and_taken_away(stage: Group, call: Raw) -> None:
    outcome = await press(stage, call, {"type": 5})
    original = hook(outcome, "/messages/@original")
    await call.made(f"PATCH {original}", {"content": "Filled."})
    await call.made(f"PATCH {original}", {"content": "Changed."})

    assert (await call.made(f"GET {original}"))["content"] == "Changed."
    assert await call.refused(f"PATCH {original}", {"content": ""}) == (400, 50006)
    assert (await call(f"DELETE {original}"))[0] == 204
    assert await call.refused(f"GET {original}") == (404, 10008)
    whisper = await call.made(f"POST {hook(outcome)}", WHISPER["data"])
    assert (await call(f"DELETE {hook(outcome, '/messages/')}{whisper['id']}"))[0] == 204


async def test_what_others_said_is_out_of_its_reach(stage: Group, call: Raw) -> None:
    outcome = await press(stage, call, REPLY)
    theirs = await stage.discord.posts(stage.ben, stage.practice, "Mine")

    assert await call.refused(f"GET {hook(outcome, '/messages/')}{theirs}") == (404, 10008)


async def test_follow_ups_need_a_first_answer_and_fifteen_minutes(
    stage: Group, call: Raw, clock: FakeClock
) -> None:
    asked = Asked(stage, call, stage.discord.presses(stage.ada, await card(stage, call), "Press"))
    found = await asked.found()
    to = f"/webhooks/{found.app.id}/{found.token}"
    assert await call.refused(f"POST {to}", {"content": "w"}) == (404, 10015)
    await asked.answered(REPLY)
    await asked.outcome()
    clock.forward(minutes=14, seconds=59)
    assert (await call(f"POST {to}", {"content": "w"}))[0] == 200
    clock.forward(seconds=1)

    for late in (f"POST {to}", f"PATCH {to}/messages/@original", f"GET {to}/messages/@original"):
        assert await call.refused(late, {"content": "w"}) == (401, 50027)
    assert await call.refused("POST /webhooks/1/nonsense", {"content": "w"}) == (401, 50027)


async def test_a_press_can_change_the_card_itself(stage: Group, call: Raw) -> None:
    outcome = await press(stage, call, {"type": 7, "data": {"content": "Pressed.", "components": []}})

    (shown,) = stage.discord.messages(stage.practice, stage.ben)
    assert (outcome.message.id, shown.text, shown.buttons) == (shown.id, "Pressed.", [])
    later = await press(stage, call, {"type": 6})
    await call.made(f"PATCH {hook(later, '/messages/@original')}", {"content": "Later."})
    assert stage.discord.messages(stage.practice)[-1].text == "Later."


async def test_a_card_that_was_deleted_meanwhile_is_not_changed(stage: Group, call: Raw) -> None:
    shown = await card(stage, call)
    asked = Asked(stage, call, stage.discord.presses(stage.ada, shown, "Press"))
    await asked.found()
    await call(f"DELETE {stage.at()}/messages/{shown.id}")
    (gone, good) = await asked.answered({"type": 7, "data": {"content": "w"}}, REPLY)
    await asked.outcome()

    assert (gone[1]["code"], good[0]) == (10008, 204)
    with pytest.raises(NotPossible):
        await stage.discord.presses(stage.ada, shown, "Press")


async def test_a_receipt_comes_where_it_was_asked_for(stage: Group, call: Raw) -> None:
    asked = Asked(stage, call, stage.discord.presses(stage.ada, await card(stage, call), "Press"))
    found = await asked.found()
    to = f"POST /interactions/{found.id}/{found.token}/callback?with_response=1"
    said = await call.made(to, REPLY)
    await asked.outcome()

    assert said["resource"]["message"]["content"] == "Yes."
    assert said["interaction"]["response_message_id"] == said["resource"]["message"]["id"]


async def test_an_answer_needs_no_right_to_write(stage: Group, call: Raw) -> None:
    shown = await card(stage, call)
    stage.discord.permits(
        stage.practice, stage.discord.bot_of(stage.guild), deny=["send_messages", "embed_links"]
    )
    asked = Asked(stage, call, stage.discord.presses(stage.ada, shown, "Press"))
    answer = {"type": 4, "data": {"embeds": [{"title": "Yes."}]}}

    assert (await asked.answered(answer))[0][0] == 204
    assert (await asked.outcome()).message.words == "Yes."


async def test_a_form_opens_and_what_it_sends_is_answered(stage: Group, call: Raw) -> None:
    outcome = await press(stage, call, FORM)
    form = outcome.form
    assert (form.title, form.labels) == ("Answer", ["Yours"])
    asked = Asked(stage, call, stage.discord.submits(stage.ada, form, words="Mine"))
    found = await asked.found()
    (status, _), (again, _) = await asked.answered(FORM, WHISPER)

    assert (found.kind, status, again) == (5, 400, 204)
    assert (await asked.outcome()).message.text == "Only you."


async def test_with_an_endpoint_in_the_portal_the_gateway_hears_of_no_press(stage: Group, call: Raw) -> None:
    stage.discord.state.answer_within = 0.01
    shown = await card(stage, call)
    async with socket(stage) as line:
        await line.ready()
        stage.app.endpoint_url = "https://example.org/interactions"
        await stage.discord.presses(stage.ada, shown, "Press")
        stage.app.endpoint_url = ""
        await stage.discord.presses(stage.ada, shown, "Press")

    assert [kind for kind, _ in stage.discord.events] == ["INTERACTION_CREATE"]
