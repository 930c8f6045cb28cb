"""Who is meant by `repair Ana 2026-03-30 ill that day`: the words before the day name a member."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.commanding import Typed, as_typed
from bot.domain.group import Member
from bot.domain.typed_times import day_back
from bot.errors import UserMustAct

MOST_MEANT = 5
EXAMPLE = "`/debrief-admin repair Ana 2026-03-30 ill that day`"
_MENTION = re.compile(r"<@!?(?P<ref>[^|>\s]+)(?:\|[^>]*)?>")


@dataclass(frozen=True, slots=True)
class RepairWords:
    who: str
    """As typed; a mention's account when `mentioned`."""
    mentioned: bool
    day: date
    reason: str


def repair_words(words: Sequence[Typed], today: date) -> RepairWords:
    """Raises UserMustAct unless a name, a day that was, and a reason stand there in this order."""
    found = ((number, day_back(word.plain, today)) for number, word in enumerate(words) if number)
    number, day = next(((number, day) for number, day in found if day), (0, None))
    if day is None:
        raise UserMustAct(
            "A repair needs who, which day, and why: one of them is missing. Nothing was changed. "
            f"Type for instance {EXAMPLE}."
        )
    reason = as_typed(tuple(words[number + 1 :]))
    if not reason:
        raise UserMustAct(
            "A repair needs a reason; it's kept with the change. "
            f"Nothing was changed. Type for instance {EXAMPLE}."
        )
    who = as_typed(tuple(words[:number]))
    mention = _MENTION.fullmatch(who)
    return RepairWords(mention["ref"] if mention else who.removeprefix("@"), bool(mention), day, reason)


def member_named(members: Sequence[Member], name: str) -> Member:
    """The one whose name this is, or begins so. Raises UserMustAct for none, and for several.

    A whole name may be meant as the beginning of a longer one, so it decides nothing.
    """
    wanted = name.casefold()
    whole = any(member.name.casefold() == wanted for member in members)
    begins = str.startswith if whole else _begins
    near = [member for member in members if begins(member.name.casefold(), wanted)]
    if len(near) == 1:
        return near[0]
    if not near:
        raise UserMustAct(
            f"Nobody in this group is called “{name[:60]}”. Nothing was changed. "
            "Type the name as the board shows it, or mention the member."
        )
    names = ", ".join(member.name for member in near[:MOST_MEANT])
    more = ", …" if len(near) > MOST_MEANT else ""
    raise UserMustAct(
        f"“{name[:60]}” may be several: {names}{more}. Nothing was changed. "
        + ("Mention the member." if whole else "Type the whole name, or mention the member.")
    )


def _begins(lowered: str, wanted: str) -> bool:
    """The whole name's beginning, or one of its words."""
    return lowered.startswith(wanted) or wanted in lowered.split()
