"""Modals: opened within three seconds, filled in, sent, and kept when sending fails."""

from typing import Any

import pytest

from bot.testing import FakeClock
from tests.fakes.slack.refusal import NotPossible
from tests.integration.slack.fake_slack_stage import Group, Heard, refusal

Body = dict[str, Any]


def plain(text: str) -> Body:
    return {"type": "plain_text", "text": text}


def asked(label: str, element: Body, **further: Any) -> Body:
    return {"type": "input", "block_id": label, "label": plain(label), "element": element, **further}


def choice(text: str) -> Body:
    return {"text": plain(text), "value": text.lower()}


def form(**further: Any) -> Body:
    typed = {"type": "plain_text_input", "action_id": "answer", "multiline": True, "max_length": 20}
    mode = {"type": "radio_buttons", "action_id": "mode", "options": [choice("Open"), choice("Sealed")]}
    note = {"type": "plain_text_input", "action_id": "note", "initial_value": "draft"}
    blocks = [asked("Answer", typed), asked("Mode", mode), asked("Note", note, optional=True)]
    return {"type": "modal", "title": plain("Answer"), "submit": plain("Send"), "blocks": blocks, **further}


async def command(stage: Group, heard: Heard) -> str:
    """The trigger of a member's act."""
    await stage.slack.types_command(stage.ada, stage.practice, "/debrief", "answer")
    return str(heard.bodies[-1]["trigger_id"])


async def test_a_trigger_opens_one_view_within_three_seconds(
    stage: Group, heard: Heard, clock: FakeClock
) -> None:
    trigger = await command(stage, heard)
    await stage.client.views_open(trigger_id=trigger, view=form())
    spent = await refusal(stage.client.views_open(trigger_id=trigger, view=form()))
    late = await command(stage, heard)
    clock.forward(seconds=4)

    assert spent["error"] == "exchanged_trigger_id"
    assert (await refusal(stage.client.views_open(trigger_id=late, view=form())))[
        "error"
    ] == "expired_trigger_id"
    unknown = stage.client.views_open(trigger_id="1.2.3", view=form())
    assert (await refusal(unknown))["error"] == "invalid_trigger_id"
    modal = stage.slack.modal(stage.ada)
    assert modal
    assert (modal.title, modal.labels) == ("Answer", ["Answer", "Mode", "Note"])


async def test_an_unsound_view_is_refused_with_its_reasons(stage: Group, heard: Heard) -> None:
    trigger = await command(stage, heard)
    said = await refusal(stage.client.views_open(trigger_id=trigger, view=form(title=plain("t" * 25))))

    assert said["error"] == "invalid_arguments"
    assert "less than 25" in said["response_metadata"]["messages"][0]
    assert stage.slack.modal(stage.ada) is None
    await stage.client.views_open(trigger_id=trigger, view=form())


async def test_a_form_is_sent_with_all_that_stands_in_it_and_closes(stage: Group, heard: Heard) -> None:
    await stage.client.views_open(trigger_id=await command(stage, heard), view=form(private_metadata="p1"))
    await stage.slack.submits(stage.ada, {"Answer": "Ship it.\nNow.", "mode": "Sealed"})

    view = heard.bodies[-1]["view"]
    values = view["state"]["values"]
    assert values["Answer"]["answer"] == {"type": "plain_text_input", "value": "Ship it.\nNow."}
    assert values["Mode"]["mode"]["selected_option"]["value"] == "sealed"
    assert values["Note"]["note"]["value"] == "draft"
    assert (view["private_metadata"], heard.bodies[-1]["type"]) == ("p1", "view_submission")
    assert stage.slack.modal(stage.ada) is None


async def test_slacks_own_form_refuses_what_is_missing_or_too_long(stage: Group, heard: Heard) -> None:
    await stage.client.views_open(trigger_id=await command(stage, heard), view=form())
    for values, why in (
        ({"Answer": "Words"}, "fill in 'Mode'"),
        ({"Answer": "w" * 21, "Mode": "Open"}, "20 at most"),
        ({"Answer": "Words", "Mode": "Half"}, "no choice"),
        ({"Other": "Words"}, "no field"),
        ({"Note": "two\nlines"}, "no line break"),
    ):
        with pytest.raises(NotPossible, match=why):
            await stage.slack.submits(stage.ada, values)
    assert [each["type"] for each in heard.bodies if "type" in each] == []


async def test_a_form_that_fails_stays_with_what_was_typed(stage: Group, heard: Heard) -> None:
    await stage.client.views_open(trigger_id=await command(stage, heard), view=form())
    heard.answers = {"response_action": "errors", "errors": {"Answer": "Too few words."}}
    await stage.slack.submits(stage.ada, {"Answer": "Words", "Mode": "Open"})

    modal = stage.slack.modal(stage.ada)
    assert modal
    assert modal.errors == {"Answer": "Too few words."}
    assert modal.typed["answer"]["value"] == "Words"
    heard.answers = {"response_action": "errors", "errors": {"Elsewhere": "Wrong."}}
    with pytest.raises(NotPossible, match="no inputs"):
        await stage.slack.submits(stage.ada)


async def test_a_form_whose_app_fails_stays_and_its_member_is_told(stage: Group, heard: Heard) -> None:
    await stage.client.views_open(trigger_id=await command(stage, heard), view=form())
    stage.slack.app.interactions_url = "http://127.0.0.1:9/"
    outcome = await stage.slack.submits(stage.ada, {"Answer": "Words", "Mode": "Open"})

    assert not outcome.ok
    assert stage.slack.modal(stage.ada)
    assert [(each.member, each.reason) for each in stage.slack.complaints] == [
        (stage.ada, "connection_failed")
    ]


async def test_answers_replace_stack_and_clear_the_form(stage: Group, heard: Heard) -> None:
    filled = {"Answer": "Words", "Mode": "Open"}
    await stage.client.views_open(trigger_id=await command(stage, heard), view=form())
    heard.answers = {"response_action": "update", "view": form(title=plain("Second"))}
    await stage.slack.submits(stage.ada, filled)
    heard.answers = {"response_action": "push", "view": form(title=plain("Third"))}
    await stage.slack.submits(stage.ada)
    modal = stage.slack.modal(stage.ada)
    assert modal
    assert (modal.title, modal.typed) == ("Third", {})
    heard.answers = {"response_action": "clear"}
    await stage.slack.submits(stage.ada, filled)
    assert stage.slack.modal(stage.ada) is None


async def test_an_open_view_is_changed_by_its_id_and_hash(stage: Group, heard: Heard) -> None:
    opened = await stage.client.views_open(trigger_id=await command(stage, heard), view=form())
    at: Body = {"view_id": opened["view"]["id"], "hash": opened["view"]["hash"]}
    await stage.client.views_update(view=form(title=plain("Second")), **at)

    modal = stage.slack.modal(stage.ada)
    assert modal
    assert modal.title == "Second"
    assert (await refusal(stage.client.views_update(view=form(), **at)))["error"] == "hash_conflict"
    await stage.slack.closes(stage.ada)
    gone = stage.client.views_update(view=form(), view_id=at["view_id"])
    assert (await refusal(gone))["error"] == "not_found"


async def test_what_was_typed_stays_in_the_fields_that_keep_their_names(stage: Group, heard: Heard) -> None:
    opened = await stage.client.views_open(trigger_id=await command(stage, heard), view=form())
    stage.slack.fills(stage.ada, {"Answer": "Words", "Note": "Mine"})
    blocks = form()["blocks"]
    renamed = {**blocks[2], "block_id": "Other note"}
    new = form(blocks=[blocks[0], renamed], title=plain("Second"))
    await stage.client.views_update(view=new, view_id=opened["view"]["id"])
    await stage.slack.submits(stage.ada)

    values = heard.bodies[-1]["view"]["state"]["values"]
    typed = {name: next(iter(each.values()))["value"] for name, each in values.items()}
    assert typed == {"Answer": "Words", "Other note": "draft"}


async def test_three_views_stand_on_one_another_at_most(stage: Group, heard: Heard) -> None:
    early = stage.client.views_push(trigger_id=await command(stage, heard), view=form())
    assert (await refusal(early))["error"] == "not_found"
    await stage.client.views_open(trigger_id=await command(stage, heard), view=form())
    for _ in range(2):
        await stage.client.views_push(trigger_id=await command(stage, heard), view=form())
    fourth = stage.client.views_push(trigger_id=await command(stage, heard), view=form())
    assert (await refusal(fourth))["error"] == "push_limit_reached"
