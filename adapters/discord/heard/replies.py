"""What an interaction is answered with, as Discord takes it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any

from adapters.discord.heard.words import ONLY_HERE
from adapters.discord.speak.parts import SILENT, parts_of, plain
from adapters.discord.wording import DiscordMessage, messages, modal, steps_message
from adapters.discord.wording.ids import MOST
from bot.domain.cards import Card, FileCard, Note
from bot.domain.forms import AnswerForm, FieldForm

MESSAGE, DEFER, DEFER_UPDATE, UPDATE, FORM = 4, 5, 6, 7, 9
EPHEMERAL = 1 << 6
_DIGEST = 5


@dataclass(frozen=True, slots=True)
class Window:
    """One step of a form, to be opened."""

    form: FieldForm
    step: int


@dataclass(frozen=True, slots=True)
class Steps:
    """The message from which a form's steps are opened, as it stands after one of them."""

    form: FieldForm


Reply = Card | Window | Steps | None
"""None where there is nothing to say."""
Form = AnswerForm | FieldForm


def shown(reply: Card | Steps) -> tuple[DiscordMessage, ...]:
    """As messages. A file says how long it can be had."""
    if isinstance(reply, Steps):
        return (steps_message(reply.form),)
    if isinstance(reply, FileCard):
        return parts_of(messages(replace(reply, says=f"{reply.says}\n\n{ONLY_HERE}".strip())))
    return parts_of(messages(reply))


def stays(reply: Card | Steps) -> bool:
    """Whether it may stand in a conversation of two for good.

    A form is over once it was sent, and of a file no copy is to be left in the chat.
    """
    return not isinstance(reply, AnswerForm | FieldForm | FileCard | Steps)


def body(message: DiscordMessage, *, whispered: bool = False) -> dict[str, Any]:
    said = plain(message)
    said["flags"] |= (EPHEMERAL if whispered else 0) | (SILENT if message.quiet else 0)
    return said


def changed(message: DiscordMessage) -> dict[str, Any]:
    """In place of what stands: whether it's whispered was settled with that."""
    return plain(message)


def window(form: Form, step: int, ref: str) -> dict[str, Any]:
    """A modal. By `ref`, which opened it, the same form sent twice is known for one."""
    made = modal(form, step)
    name = f"{made['custom_id']}|{blake2b(ref.encode(), digest_size=_DIGEST).hexdigest()}.0"
    return made | ({"custom_id": name} if len(name) <= MOST else {})


def is_again(reply: Reply) -> bool:
    """About something that was taken before, maybe by another process, which then answers it."""
    return isinstance(reply, Note) and reply.again


def texts_in(values: Mapping[str, str]) -> list[str]:
    """What was typed. A value without a space is a choice's name, which nobody typed."""
    return [text for text in values.values() if " " in text.strip()]
