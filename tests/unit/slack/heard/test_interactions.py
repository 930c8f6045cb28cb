"""Commands, buttons, forms and message shortcuts."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from adapters.slack.blocks import modal
from adapters.slack.heard.asker import Asker, Surface
from adapters.slack.heard.interactions import PUT_BACK, TAKE_OUT, command, press, sent, taken
from adapters.slack.heard.private import private
from bot.domain.forms import AnswerForm, FieldForm
from bot.domain.happenings import (
    Account,
    Action,
    Command,
    FieldsSent,
    FormSent,
    MessageAt,
    MessageTaken,
)
from bot.domain.mode import Privacy
from tests.unit.slack.heard import payloads
from tests.unit.slack.heard.payloads import ADA, CHANNEL, DIRECT, ROOT, TEAM, TS

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
ANA = Account("slack", TEAM, ADA, "ada")
ASKER = Asker(ANA, "key", channel_ref=CHANNEL, thread_ref=ROOT)
FORM = AnswerForm("17", "The hailstorm", "A prompt.", "", Privacy.SEALED)
FIELDS = FieldForm(Action.APPEAL, "17/2", "Appeal", "A person reads it.", ())


def test_a_command_in_a_channel() -> None:
    asker, given = command(payloads.command(), NOW)

    assert (given.command, given.text, given.channel_ref) == (Command.MEMBER, "help board", CHANNEL)
    assert (given.account, given.given_at) == (ANA, NOW)
    assert given.source.event_ref == asker.trigger_id == asker.key
    assert asker.response_url.startswith("https://hooks.slack.com/")


def test_the_organisers_command() -> None:
    _, given = command(payloads.command("queue", command="/debrief-admin"), NOW)

    assert given.command is Command.ORGANISER


@pytest.mark.parametrize("where", [{"channel_name": "directmessage"}, {"channel_id": DIRECT}])
def test_a_command_in_a_conversation_of_two_is_of_no_channel(where: dict[str, str]) -> None:
    _, given = command(payloads.command(**where), NOW)

    assert given.channel_ref is None


def test_what_was_typed_behind_a_command_is_unescaped() -> None:
    _, given = command(payloads.command(" ask Is R&amp;D &lt; 5 %? "), NOW)

    assert given.text == "ask Is R&D < 5 %?"


def test_a_command_of_another_name_is_refused() -> None:
    with pytest.raises(ValueError, match="standup"):
        command(payloads.command(command="/standup"), NOW)


def test_a_button_on_a_message() -> None:
    asker, pressed = press(payloads.pressed(), NOW)

    assert pressed is not None
    assert (pressed.action, pressed.subject, pressed.pressed_at) == (Action.GRADE_ME, "17", NOW)
    assert pressed.account == asker.account == ANA
    assert pressed.source.event_ref == asker.trigger_id
    assert (asker.surface, asker.channel_ref, asker.thread_ref) == (Surface.CHANNEL, CHANNEL, None)


def test_a_button_in_a_thread_is_answered_there() -> None:
    in_thread = {"type": "message", "ts": TS, "thread_ts": ROOT}
    asker, _ = press(payloads.pressed(message=in_thread), NOW)

    assert asker.thread_ref == ROOT


def test_a_button_on_an_ephemeral_message_in_a_thread_is_answered_there() -> None:
    body = payloads.pressed(
        container={
            "type": "message",
            "message_ts": TS,
            "thread_ts": ROOT,
            "channel_id": CHANNEL,
            "is_ephemeral": True,
        }
    )
    del body["message"]
    asker, _ = press(body, NOW)

    assert (asker.channel_ref, asker.thread_ref) == (CHANNEL, ROOT)


@pytest.mark.parametrize(("kind", "surface"), [("modal", Surface.MODAL), ("home", Surface.HOME)])
def test_a_button_in_a_view(kind: str, surface: Surface) -> None:
    view = {"id": "V1", "type": kind, "team_id": TEAM}
    asker, _ = press(
        payloads.interaction("block_actions", view=view, actions=payloads.pressed()["actions"]), NOW
    )

    assert (asker.surface, asker.view_id) == (surface, "V1")


@pytest.mark.parametrize(
    "action_id", ["", "debrief:unheard:0", "debrief:grade", "poll:grade:0", "debrief:grade:x"]
)
def test_a_button_that_is_none_of_ours(action_id: str) -> None:
    _, pressed = press(payloads.pressed(action_id), NOW)

    assert pressed is None


def typed(text: str) -> dict[str, Any]:
    return {"answer": {"typed": {"type": "plain_text_input", "value": text}}}


def test_a_private_answer_is_sent() -> None:
    view = modal(FORM, private=private(FORM, ASKER))
    blocks = [block for block in view["blocks"] if block["type"] == "input"]
    values = {
        block["block_id"]: {block["element"]["action_id"]: {"type": "plain_text_input", "value": None}}
        for block in blocks
    }
    first = blocks[0]
    values[first["block_id"]][first["element"]["action_id"]]["value"] = "I would stop it."

    _, form = sent(payloads.submitted(view["private_metadata"], values), NOW)

    assert isinstance(form, FormSent)
    assert (form.post, form.text, form.sent_at, form.account) == ("17", "I would stop it.", NOW, ANA)


def test_fields_are_sent_to_what_asked_for_them() -> None:
    _, form = sent(payloads.submitted(private(FIELDS, ASKER), {}), NOW)

    assert isinstance(form, FieldsSent)
    assert (form.action, form.subject) == (Action.APPEAL, "17/2")


@pytest.mark.parametrize(
    "forged",
    ["", "no json", "[]", "null", '{"post": "1"}', json.dumps({"action": "no", "subject": "1"}), '"post"'],
)
def test_a_form_that_is_none_of_ours(forged: str) -> None:
    _, form = sent(payloads.submitted(forged, {}), NOW)

    assert form is None


def test_the_same_words_sent_again_are_the_same_event_and_others_are_not() -> None:
    kept = private(FORM, ASKER)
    refs = []
    for text in ("One.", "One.", "Two."):
        _, form = sent(payloads.submitted(kept, typed(text)), NOW)
        assert form is not None
        refs.append(form.source.event_ref)

    assert refs[0] == refs[1] != refs[2]


@pytest.mark.parametrize(("callback", "out"), [(TAKE_OUT, True), (PUT_BACK, False)])
def test_a_message_is_taken_out_and_put_back(callback: str, *, out: bool) -> None:
    body = payloads.interaction(
        "message_action",
        callback_id=callback,
        channel={"id": CHANNEL, "name": "practice"},
        message={"type": "message", "user": ADA, "ts": TS, "thread_ts": ROOT, "text": "I would."},
        message_ts=TS,
        response_url="https://hooks.slack.com/app/T061EG9R6/1/2",
    )

    asker, it = taken(body)

    assert isinstance(it, MessageTaken)
    assert (it.at, it.author, it.out) == (MessageAt(CHANNEL, TS, ROOT), ANA, out)
    assert it.source.event_ref == asker.trigger_id
    assert asker.thread_ref == ROOT


def test_a_shortcut_of_another_name_is_refused() -> None:
    with pytest.raises(ValueError, match="other"):
        taken(payloads.interaction("message_action", callback_id="other"))


def test_an_interaction_within_an_organisation_is_of_the_organisation() -> None:
    body = payloads.pressed(is_enterprise_install=True, enterprise={"id": "E1", "name": "Heron"})
    _, pressed = press(body, NOW)

    assert pressed is not None
    assert pressed.source.installation_ref == "E1"
