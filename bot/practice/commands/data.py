"""`export` and `forget-me`: what is kept about somebody, over all their groups."""

from bot.domain.card_parts import Section
from bot.domain.cards import Card, SheetCard
from bot.domain.ids import PersonId
from bot.errors import UserMustAct
from bot.practice.commands.asked import Asked
from bot.practice.export import export_person
from bot.practice.export_tables import export_tables
from bot.practice.forget import TAKEN_OVER, forget_person, organised_alone
from bot.practice.linking.words import called

UNKNOWN = "I know no answers of yours. Nothing was changed. See `/debrief help`."
GOES = (
    "your answers, also where I showed them again, with their debriefs and mock rounds",
    "the questions that you brought, with your answers to them, and the stories that you keep",
    "your name, your accounts and your zone",
    "your place in every group and on every board, with points and streak",
)
STAYS = (
    "numbers and verdicts without a name and without words, so that the others' ranks hold",
    "a fingerprint of your account, on a list that keeps a restored backup from bringing you back",
    "your own messages in the chat, which are yours to delete there, and what I wrote to you alone",
)
BOTH = (
    "{accounts} are one person here: both are forgotten. To keep one of them, type `/debrief unlink` first."
)


async def export(it: Asked) -> Card:
    """Everything that is kept about whoever asks, as a file: to be read whole, or as tables."""
    match it.plain:
        case () | ("json",):
            return await export_person(it.core, _known(it))
        case ("csv",):
            return await export_tables(it.core, _known(it))
        case _:
            raise UserMustAct(
                "That is no kind of file that I make. Nothing was changed. "
                "Type `/debrief export` for one text file, or `/debrief export csv` for tables."
            )


async def forget_me(it: Asked) -> Card:
    """First what goes and what stays; with `now`, do it."""
    person = _known(it)
    match it.plain:
        case ("now",):
            await it.once()
            return await forget_person(it.core, person)
        case ():
            goes, stays = (
                Section("What goes, in all your groups, for good", GOES),
                Section("What stays", STAYS),
            )
            return SheetCard(
                "Forget me",
                (goes, stays, *await _warned(it, person)),
                "Nothing was changed yet. `/debrief export` gives you a copy first. "
                "To go through with it, type `/debrief forget-me now`.",
            )
        case _:
            raise UserMustAct(
                "I go only by the exact words, because this can't be undone. Nothing was changed. "
                "Type `/debrief forget-me now`, or `/debrief forget-me` to read what goes."
            )


async def _warned(it: Asked, person: PersonId) -> tuple[Section, ...]:
    async with it.core.store.work() as work:
        alone = await organised_alone(work, person)
        selves = await work.links.selves(person)
    lines = [f"{name}: you are its only organiser, and it will have none. {TAKEN_OVER}" for name in alone]
    warned = [Section("Who is left without you", tuple(lines))] if lines else []
    if len(selves) > 1:
        warned.append(
            Section("Your linked accounts", (BOTH.format(accounts=" and ".join(map(called, selves))),))
        )
    return tuple(warned)


def _known(it: Asked) -> PersonId:
    if it.here.person is None:
        raise UserMustAct(UNKNOWN)
    return it.here.person
