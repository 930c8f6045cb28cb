"""`export` and `forget-me`: what is kept about somebody, over all their groups."""

from bot.domain.cards import Card, Section, SheetCard
from bot.domain.ids import PersonId
from bot.errors import UserMustAct
from bot.practice.commands.asked import Asked
from bot.practice.export import export_person
from bot.practice.forget import forget_person

UNKNOWN = "I keep nothing about you: you have never answered here. Nothing was changed. See `/debrief help`."
GOES = (
    "your answers, also where I showed them again, with their debriefs and mock rounds",
    "your name, your accounts and your zone",
    "your place in every group and on every board, with points and streak",
)
STAYS = (
    "numbers without a name, so that the others' ranks hold",
    "your own messages in the chat, which are yours to delete there, and what I wrote to you alone",
)


async def export(it: Asked) -> Card:
    """Everything that is kept about whoever asks, as a file."""
    return await export_person(it.core, _known(it))


async def forget_me(it: Asked) -> Card:
    """First what goes and what stays; with `now`, do it."""
    person = _known(it)
    match it.plain:
        case ("now",):
            await it.once()
            return await forget_person(it.core, person)
        case ():
            return SheetCard(
                "Forget me",
                (Section("What goes, in all your groups, for good", GOES), Section("What stays", STAYS)),
                "Nothing was changed yet. `/debrief export` gives you a copy first. "
                "To go through with it, type `/debrief forget-me now`.",
            )
        case _:
            raise UserMustAct(
                "I go only by the exact words, because this can't be undone. Nothing was changed. "
                "Type `/debrief forget-me now`, or `/debrief forget-me` to read what goes."
            )


def _known(it: Asked) -> PersonId:
    if it.here.person is None:
        raise UserMustAct(UNKNOWN)
    return it.here.person
