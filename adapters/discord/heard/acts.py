"""Commands, buttons, forms and entries of menus as happenings."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime

from adapters.discord.commands import CHAT, FILE, PUT_BACK, TAKE_OUT
from adapters.discord.heard.asker import Asker, inside
from adapters.discord.needs import Payload
from adapters.discord.options import as_typed, options_of
from adapters.discord.wording import (
    AnswerTo,
    FieldsTo,
    Purpose,
    kept_values,
    mark_in,
    reads,
    reads_form,
    sent_answer,
    sent_values,
)
from bot.domain.happenings import (
    Action,
    ButtonPressed,
    Command,
    CommandGiven,
    FieldsSent,
    FormSent,
    GivenFile,
    MessageAt,
    MessageTaken,
)
from bot.practice.commands.table import TABLES

SUBCOMMANDS = (1, 2)
FORM_ACTIONS = frozenset(
    {
        *(Action.ANSWER_PRIVATELY, Action.ASK, Action.SET_UP, Action.STORY),
        *(Action.APPEAL, Action.APPEAL_ROUND, Action.RULE, Action.RULE_ON_ROUND),
    }
)
"""Buttons that may open a form, which Discord takes as the first answer alone."""
FORM_WORDS = frozenset({"setup", "ask", "story"})
"""Commands that may."""
_COMMANDS = {command.value: command for command in Command}


def command(asker: Asker, now: datetime) -> CommandGiven | None:
    """None for one that isn't ours any more: Discord's clients show what they knew for a while."""
    slash = _COMMANDS.get(str(asker.data.get("name")))
    if slash is None or asker.data.get("type", CHAT) != CHAT:
        return None
    where = None if asker.direct else asker.channel_ref
    text = _text(slash, asker.data)
    return CommandGiven(
        asker.source(),
        asker.account,
        slash,
        text,
        now,
        channel_ref=where,
        manages=asker.manages,
        files=_files(asker.data),
    )


def word_of(asker: Asker) -> str:
    """Behind the slash command."""
    return next((str(one.get("name")) for one in asker.data.get("options") or ()), "")


def _files(data: Payload) -> tuple[GivenFile, ...]:
    """What was attached to the fields of a command."""
    _, given = _fields(data)
    lying = inside(inside(data, "resolved"), "attachments")
    found = (inside(lying, str(one.get("value"))) for one in given if one.get("type") == FILE)
    return tuple(
        GivenFile(str(one.get("filename") or ""), int(one.get("size") or 0), str(one.get("url") or ""))
        for one in found
        if one
    )


def _fields(data: Payload) -> tuple[list[str], Sequence[Payload]]:
    """The words of the subcommand, and the fields behind them."""
    words: list[str] = []
    given = data.get("options") or ()
    while given and given[0].get("type") in SUBCOMMANDS:
        words.append(str(given[0]["name"]))
        given = given[0].get("options") or ()
    return words, given


def _text(slash: Command, data: Payload) -> str:
    """As it would be typed behind the slash command."""
    words, given = _fields(data)
    known = TABLES[slash].get(words[0]) if words else None
    values = {str(one["name"]): str(one.get("value", "")) for one in given if one.get("type") != FILE}
    words.append(as_typed(options_of(slash, known) if known else (), values))
    return " ".join(filter(None, words))


def press(asker: Asker, now: datetime) -> ButtonPressed | None:
    """None for a button that none of our cards has."""
    found = reads(asker.custom_id)
    if found is None:
        return None
    return ButtonPressed(asker.source(), asker.account, found.action, found.subject, now)


def opens(asker: Asker) -> bool:
    """Whether a form may open by this button."""
    found = reads(asker.custom_id)
    return found is not None and found.action in FORM_ACTIONS


def answer_sent(asker: Asker, to: AnswerTo, now: datetime) -> FormSent:
    text = sent_answer(asker.data.get("components") or ())
    return FormSent(asker.source(_sending(asker)), asker.account, to.post, text, now)


def fields_sent(asker: Asker, to: FieldsTo, now: datetime) -> FieldsSent:
    source = asker.source(_sending(asker))
    where = "" if asker.direct else asker.channel_ref
    return FieldsSent(source, asker.account, to.action, to.subject, filled_in(asker), now, where)


def filled_in(asker: Asker) -> dict[str, str]:
    """In all steps of a form so far; nothing where none was sent."""
    return kept_in(asker) | sent_values(asker.data.get("components") or ())


def kept_in(asker: Asker) -> dict[str, str]:
    """In the steps before, as the message has it in which they stand."""
    return kept_values(asker.message.get("components") or ())


def _sending(asker: Asker) -> str:
    """The same form with the same words in it, sent again after no answer came, is the same happening."""
    opened = _sent_from(asker) or mark_in(asker.custom_id).key
    if not opened:
        return asker.ref
    words = json.dumps(filled_in(asker), sort_keys=True).encode("utf-8", "surrogatepass")
    return f"form:{opened}:{asker.account.ref}:{hashlib.sha256(words).hexdigest()[:24]}"


def _sent_from(asker: Asker) -> str:
    """The message whose button sends what was filled in."""
    to = reads_form(asker.custom_id)
    sends = isinstance(to, FieldsTo) and to.purpose is Purpose.SEND
    return str(asker.message.get("id") or "") if sends else ""


def taken(asker: Asker) -> MessageTaken | None:
    """None for an entry of a menu that isn't ours."""
    name, ref = asker.data.get("name"), str(asker.data.get("target_id") or "")
    if name not in (TAKE_OUT, PUT_BACK) or not ref:
        return None
    at = MessageAt(asker.channel_ref, ref, asker.thread_ref, asker.direct)
    return MessageTaken(asker.source(), at, asker.account, name == TAKE_OUT)


def wrote(asker: Asker) -> str:
    """The account that wrote the message beside whose menu something was chosen."""
    ref = str(asker.data.get("target_id") or "")
    message = inside(inside(inside(asker.data, "resolved"), "messages"), ref)
    return str(inside(message, "author").get("id") or "")
