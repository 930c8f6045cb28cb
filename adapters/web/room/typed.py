"""What a member typed: whether it can be taken, whether it's a command, and how it begins."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from adapters.web.room.values import RoomMember
from bot.domain.forms import FieldForm
from bot.domain.happenings import Command, Opening
from bot.domain.text import storable
from bot.errors import UserMustAct

LONGEST = 20_000
"""Characters of one message or form."""
LONGEST_NAMED = 30
"""Characters of an unknown command that are said again."""

_COMMAND = re.compile(r"\s*/(?P<word>[a-z][a-z-]*)(?:\s+(?P<rest>.*))?", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Typed:
    command: Command
    rest: str


def taken(text: str, *, may_be_empty: bool = False) -> str:
    words = storable(text).replace("\r\n", "\n")  # a browser's form breaks lines its own way
    if len(words) > LONGEST:
        raise UserMustAct(
            f"That is {len(words):,} characters long, and {LONGEST:,} can be sent at once. Nothing was sent "
            "and nothing is lost: shorten it, or send it in several messages."
        )
    if not may_be_empty and not words.strip():
        raise UserMustAct("There was nothing to send. Write a word or two first.")
    return words


def filled_in(form: FieldForm, values: Mapping[str, str]) -> Mapping[str, str]:
    """What was sent for each field of a form, and nothing else."""
    found = {}
    for field in form.fields:
        words = storable(values.get(field.name, "")).replace("\r\n", "\n")
        most = min(field.most, LONGEST)
        if len(words) > most:
            raise UserMustAct(
                f"“{field.label}” is {len(words):,} characters long, and {most:,} can be sent. "
                "Nothing was sent and nothing is lost: shorten it, and send the form again."
            )
        found[field.name] = words
    return found


def command_in(words: str) -> Typed | None:
    """Raises UserMustAct for a command of nobody's: as a message everybody would read it."""
    found = _COMMAND.fullmatch(words)
    if found is None:
        return None
    word = found["word"].lower()
    if word not in set(Command):
        raise UserMustAct(
            f"There is no command /{_shortened(word)} here, so nothing was sent. "
            "Debrief's are /debrief and /debrief-admin; `/debrief help` tells what they do."
        )
    return Typed(Command(word), found["rest"] or "")


def _shortened(word: str) -> str:
    return word if len(word) <= LONGEST_NAMED else f"{word[:LONGEST_NAMED]}…"


def opening_of(words: str, others: Iterable[RoomMember]) -> Opening:
    begins = words.lstrip()
    if begins.startswith(">"):
        return Opening.QUOTES
    if begins.startswith("@") and any(_is_called(begins[1:], member) for member in others):
        return Opening.MENTIONS_ANOTHER
    return Opening.PLAIN


def _is_called(text: str, member: RoomMember) -> bool:
    names = {member.name, member.called, member.ref}
    return any(re.match(rf"{re.escape(name)}(?!\w)", text, re.IGNORECASE) for name in names)
