"""`settings`: reminders, zone, a place on the boards, and answers lent to measure the grader by."""

from bot.domain.calendar import zone_named
from bot.domain.card_parts import Section
from bot.domain.cards import Card, Note, SheetCard
from bot.domain.commanding import switch
from bot.domain.reminding import SLEEPS, WAKES
from bot.domain.typed_times import zone_typed
from bot.errors import UserMustAct
from bot.library.spelling import nearest
from bot.practice.commands.asked import Asked
from bot.practice.place_on_board import set_on_board
from bot.store.mine import Choices

SETTINGS = ("reminders", "zone", "board", "lend")
WHAT_TO_TYPE = (
    "Type `/debrief settings reminders on`, `/debrief settings zone Europe/Berlin`, "
    "`/debrief settings board off` or `/debrief settings lend on`."
)

LENDING = "answers that a person has ruled on may be used, without your name, to measure the grader by"
LENT = (
    "Thank you. When a person rules on an answer of yours in this group, whoever runs this bot may use its "
    "text, and the levels that it was given, to measure the grader by. Your name and account stay out of it; "
    "what you say of yourself in the text does not. `/debrief settings lend off` takes it back for all that "
    "is written out after."
)
NOT_LENT = (
    "Your answers are used for nothing but your own debriefs, from now on. What was written out before stays "
    "where it is; ask whoever runs this bot if you want it gone."
)


async def settings(it: Asked) -> Card:
    """Show them, or change one."""
    match it.plain:
        case ():
            return await _sheet(it)
        case ("reminders", word):
            return await _reminders(it, wanted=_on_or_off("reminders", word))
        case ("board", word):
            return await _board(it, wanted=_on_or_off("board", word))
        case ("lend", word):
            return await _lend(it, wanted=_on_or_off("lend", word))
        case ("zone", *_):
            return await _zone(it)
        case _:
            close = nearest(it.plain[0], SETTINGS)
            meant = f" Did you mean `{close}`?" if close and close != it.plain[0] else ""
            raise UserMustAct(f"I can't read that.{meant} Nothing was changed. {WHAT_TO_TYPE}")


def _on_or_off(setting: str, word: str) -> bool:
    wanted = switch(word)
    if wanted is None:
        raise UserMustAct(
            f"That's neither on nor off. Nothing was changed. "
            f"Type `/debrief settings {setting} on` or `/debrief settings {setting} off`."
        )
    return wanted


async def _sheet(it: Asked) -> Card:
    async with it.core.store.work() as work:
        choices = await work.mine.choices(it.group.id, it.member.person)
    groups_own = "" if it.member.zone else ", the group's"
    lines = (
        f"reminders: {'on' if choices.reminders else 'off'} (one, before the deadline, unless you answered)",
        f"zone: {it.here.zone}{groups_own} (for the times that you are told, reminders and your streak)",
        f"board: {'on' if choices.on_board else 'off'} ({_named(choices)})",
        f"lend: {'on' if choices.lends_answers else 'off'} ({LENDING})",
    )
    return SheetCard("Your settings", (Section(f"In {it.group.name}", lines),), WHAT_TO_TYPE)


def _named(choices: Choices) -> str:
    if choices.on_board and not choices.listed:
        return "but the group leaves its organisers out, so its boards don't name you"
    return "whether the group's boards name you"


async def _reminders(it: Asked, *, wanted: bool) -> Card:
    await it.once()
    group, person = it.group.id, it.member.person
    async with it.core.store.work() as work:
        await work.people.set_reminders(group, person, wanted=wanted)
        post = None if wanted else await work.posts.latest_open(group)
        if post:
            await work.deliveries.drop_reminder(group, post.id, person)
    if wanted:
        return Note(
            "Reminders are on, from the next scenario on: one by direct message before the deadline, between "
            f"{WAKES:%H:%M} and {SLEEPS:%H:%M} in your zone, and none when you have answered."
        )
    return Note("Reminders are off.")


async def _zone(it: Asked) -> Card:
    typed = " ".join(it.plain[1:])
    zone = zone_typed(typed)
    if zone is None:
        raise UserMustAct(
            f"I know no zone of that name. Nothing was changed: yours is {it.here.zone}. "
            "Type a city or a whole name, such as `/debrief settings zone Europe/Berlin`; "
            "short names such as EST know no summer time."
        )
    await it.once()
    async with it.core.store.work() as work:
        await work.people.set_zone(it.member.person, zone)
    local = f"{it.now.astimezone(zone_named(zone)):%H:%M}"
    return Note(
        f"Your zone is {zone}; it's {local} there now. It holds in all your groups. Streaks are kept."
    )


async def _board(it: Asked, *, wanted: bool) -> Card:
    await it.once()
    await set_on_board(it.core, it.group.id, it.member.person, wanted=wanted)
    if not wanted:
        return Note(
            "The group's boards don't name you any more. Boards already posted stay as they are. "
            "Points and streak go on, and you still see your own row."
        )
    async with it.core.store.work() as work:
        choices = await work.mine.choices(it.group.id, it.member.person)
    if not choices.listed:
        return Note(
            "Kept. This group leaves its organisers out of its boards, so they don't name you while that "
            "holds; `/debrief-admin staff on` puts all its organisers there."
        )
    return Note("The group's boards name you, from now on.")


async def _lend(it: Asked, *, wanted: bool) -> Card:
    await it.once()
    async with it.core.store.work() as work:
        await work.people.set_lending(it.group.id, it.member.person, wanted=wanted)
    return Note(LENT if wanted else NOT_LENT)
