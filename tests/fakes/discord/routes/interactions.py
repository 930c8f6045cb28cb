"""Answers to interactions: the first within three seconds, more for fifteen minutes."""

import time
from typing import Any

from tests.fakes.discord import answers, messages
from tests.fakes.discord.call import Call, route
from tests.fakes.discord.interaction import (
    ALLOWED,
    CHOICES,
    DEFER,
    DEFER_UPDATE,
    FORM,
    REPLY,
    UPDATE,
    Interaction,
)
from tests.fakes.discord.refusal import Refused
from tests.fakes.discord.routes.messages import change
from tests.fakes.discord.rules.form import Form
from tests.fakes.discord.rules.forms import modal
from tests.fakes.discord.rules.message import EPHEMERAL
from tests.fakes.discord.world import Message

HOOK = "/webhooks/{application_id}/{token}"


@route("POST /interactions/{interaction_id}/{token}/callback", 5, 1.0, token=False)
def answer(call: Call) -> Any:
    asked = call.state.interactions.get(call.params["token"])
    if asked is None or asked.id != call.params["interaction_id"] or _is_late(call, asked):
        raise Refused(10062)
    if asked.answer:
        raise Refused(40060)
    form = Form()
    kind = form.one_of(("type",), call.body.get("type"), _allowed(asked))
    form.check()
    message = _given(call, asked, kind, call.body.get("data") or {})
    asked.answer = kind
    asked.answered.set()
    if call.query.get("with_response") not in ("1", "true", "True"):
        return None
    call.status = 200
    return _receipt(call, asked, kind, message)


def _is_late(call: Call, asked: Interaction) -> bool:
    slow = time.monotonic() - asked.started > call.state.answer_within
    return not asked.answer and (slow or asked.is_over(call.state.world.now()))


def _allowed(asked: Interaction) -> tuple[int, ...]:
    kinds = ALLOWED[asked.kind]
    return kinds if asked.message else tuple(each for each in kinds if each not in (UPDATE, DEFER_UPDATE))


def _given(call: Call, asked: Interaction, kind: int, data: dict[str, Any]) -> Message | None:
    if kind == REPLY:
        made = answers.composed(data, call.sent)
        ephemeral = bool(made.flags & EPHEMERAL)
        message = answers.place(call.state, asked, made, ephemeral=ephemeral)
        asked.original_id = message["id"]
        return message
    if kind == DEFER:
        ephemeral = bool((data.get("flags") or 0) & EPHEMERAL)
        message = answers.loading(call.state, asked, ephemeral=ephemeral)
        asked.original_id = message["id"]
        return message
    if kind in (UPDATE, DEFER_UPDATE):
        return _updated(call, asked, kind, data)
    if kind == FORM:
        asked.form = modal(data)
    elif kind == CHOICES:
        asked.choices = _choices(data)
    return None


def _updated(call: Call, asked: Interaction, kind: int, data: dict[str, Any]) -> Message:
    message = asked.message
    assert message is not None
    asked.original_id = message["id"]
    if kind == UPDATE:
        if "_to" not in message and message["id"] not in asked.channel.messages:
            raise Refused(10008)
        call.sent.body = data
        change(call, message, asked.channel, as_answer=True)
        answers.told(call.state, asked, message)
    return message


def _choices(data: dict[str, Any]) -> list[dict[str, Any]]:
    form = Form()
    given = form.many(("data", "choices"), data.get("choices"), 0, 25)
    for number, each in enumerate(given):
        form.text(("data", "choices", number, "name"), each.get("name"), 1, 100, needed=True)
        if isinstance(each.get("value"), str):
            form.text(("data", "choices", number, "value"), each["value"], 1, 100)
    form.check()
    return given


def _receipt(call: Call, asked: Interaction, kind: int, message: Message | None) -> dict[str, Any]:
    receipt: dict[str, Any] = {"id": asked.id, "type": asked.kind}
    resource: dict[str, Any] = {"type": kind}
    if message is not None:
        receipt |= {
            "response_message_id": message["id"],
            "response_message_loading": asked.thinking,
            "response_message_ephemeral": "_to" in message,
        }
        if kind in (REPLY, DEFER, UPDATE):
            resource["message"] = messages.read(call.state, message, asked.channel, asked.app)
    return {"interaction": receipt, "resource": resource}


def _asked(call: Call) -> Interaction:
    """One that was answered, and isn't over."""
    asked = call.state.interactions.get(call.params["token"])
    if asked is None or asked.app.id != call.params["application_id"]:
        raise Refused(50027)
    if asked.is_over(call.state.world.now()):
        raise Refused(50027)
    if not asked.answer:
        raise Refused(10015)
    return asked


@route(f"POST {HOOK}", 5, 2.0, bucket="hook", token=False)
def follow_up(call: Call) -> Any:
    """After a deferred answer the first one takes its place."""
    asked = _asked(call)
    made = answers.composed(call.body, call.sent)
    if asked.thinking:
        message = answers.fill_loading(call.state, asked, made)
    else:
        message = answers.place(call.state, asked, made, ephemeral=bool(made.flags & EPHEMERAL))
    call.status = 200
    return messages.read(call.state, message, asked.channel, asked.app)


def _wanted(call: Call, asked: Interaction) -> str:
    name = call.params["message_id"]
    return asked.original_id if name == "@original" else name


@route(f"GET {HOOK}/messages/{{message_id}}", 5, 2.0, bucket="hook", token=False)
def read(call: Call) -> Any:
    asked = _asked(call)
    found = answers.found(asked, _wanted(call, asked))
    return messages.read(call.state, found, asked.channel, asked.app)


@route(f"PATCH {HOOK}/messages/{{message_id}}", 5, 2.0, bucket="hook", token=False)
def edit(call: Call) -> Any:
    asked = _asked(call)
    wanted = _wanted(call, asked)
    found = answers.found(asked, wanted)
    if asked.thinking and wanted == asked.original_id:
        answers.fill_loading(call.state, asked, answers.composed(call.body, call.sent))
    else:
        change(call, found, asked.channel, as_answer=True)
        answers.told(call.state, asked, found)
    return messages.read(call.state, found, asked.channel, asked.app)


@route(f"DELETE {HOOK}/messages/{{message_id}}", 5, 2.0, bucket="hook", token=False)
def remove(call: Call) -> Any:
    asked = _asked(call)
    answers.remove(call.state, asked, _wanted(call, asked))
