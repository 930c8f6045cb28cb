"""`season`, `weekly`, `staff` and `repair`: what organisers decide about boards and streaks."""

from bot.domain.board import Week, week_of
from bot.domain.calendar import zone_named
from bot.domain.cards import Card, Note
from bot.domain.commanding import as_typed, switch
from bot.domain.group import Member
from bot.domain.happenings import Account
from bot.domain.repair_words import member_named, repair_words
from bot.domain.typed_times import DAYS, time_typed, weekday_typed
from bot.domain.weekly import WeeklySchedule
from bot.errors import UserMustAct
from bot.practice.commands.asked import Asked
from bot.practice.next_post import dated
from bot.practice.place_on_board import set_staff_on_board
from bot.practice.schedule_words import day as in_words
from bot.practice.season import close_season, open_season, season_sheet
from bot.practice.streak import repair_streak
from bot.practice.weekly_card import in_words as week_in_words
from bot.practice.weekly_schedule import change_weekly


async def season(it: Asked) -> Card:
    """Show the seasons, open one, or close the present one."""
    match it.plain:
        case ():
            pass
        case ("new", *_):
            await it.once()
            await open_season(it.core, it.group.id, it.member.person, as_typed(it.words[1:]))
        case ("close",):
            await it.once()
            await close_season(it.core, it.group.id, it.member.person)
        case _:
            raise UserMustAct(
                f"I can't read `{it.words[0].shown}` behind season. Nothing was changed. Type "
                "`/debrief-admin season`, `/debrief-admin season new Spring` or `… season close`."
            )
    async with it.core.store.work() as work:
        return await season_sheet(work, it.group.id)


async def weekly(it: Asked) -> Card:
    """When the week's board is posted: tell, or change it."""
    if not it.words:
        async with it.core.store.work() as work:
            present = await work.weekly.of(it.group.id)
        when = f"comes {_when(present)}" if present else "isn't posted here"
        return Note(f"The weekly board {when}. To change it: `/debrief-admin weekly friday 17:00`.")
    if [switch(word) for word in it.plain] == [False]:
        raise UserMustAct(
            "The weekly board can't be switched off. Nothing was changed. It leaves out whoever types "
            "`/debrief settings board off`. Another time: `/debrief-admin weekly friday 17:00`."
        )
    plain = [word for word in it.plain if word not in ("at", "on")]
    weekdays = [day for day in map(weekday_typed, plain) if day is not None]
    times = [at for at in map(time_typed, plain) if at is not None]
    if len(plain) != 2 or len(weekdays) != 1 or len(times) != 1:  # noqa: PLR2004  a day and a time
        raise UserMustAct(
            "The weekly board needs a weekday and a time. Nothing was changed. "
            "Type for instance `/debrief-admin weekly friday 17:00`."
        )
    await it.once()
    change = await change_weekly(it.core, it.group.id, it.member.person, weekdays[0], times[0])
    says = [f"The weekly board comes {_when(change.schedule)} from now on."]
    if change.had:
        says.append("This week has had its board.")
    says += [f"{_called(week, it)} gets none." for week in change.without]
    if change.next_at is not None:
        zone = zone_named(change.schedule.zone)
        says.append(f"The next one comes on {dated(change.next_at, zone)}.")
    return Note(" ".join(says))


def _called(week: Week, it: Asked) -> str:
    return "This week" if week == week_of(it.today) else f"The {week_in_words(week)}"


def _when(schedule: WeeklySchedule) -> str:
    return f"every {DAYS[schedule.weekday].capitalize()} at {schedule.at:%H:%M} ({schedule.zone})"


async def staff(it: Asked) -> Card:
    """Whether boards name organisers."""
    wanted = switch(it.plain[0]) if len(it.plain) == 1 else None
    if wanted is None:
        raise UserMustAct(
            "Should boards name organisers? Nothing was changed. "
            "Type `/debrief-admin staff on` or `/debrief-admin staff off`."
        )
    await it.once()
    await set_staff_on_board(it.core, it.group.id, it.member.person, wanted=wanted)
    if wanted:
        return Note("Boards name organisers too, unless they asked not to be named.")
    return Note(
        "Boards leave organisers out from now on. Their points and streaks go on, for their own eyes."
    )


async def repair(it: Asked) -> Card:
    """Let a day count for a member's streak that something kept them from."""
    wanted = repair_words(it.words, it.today)
    meant = await _mentioned(it, wanted.who) if wanted.mentioned else await _named(it, wanted.who)
    await it.once()
    length = await repair_streak(
        it.core, it.group.id, it.member.person, meant.person, wanted.day, wanted.reason
    )
    return Note(
        f"{in_words(wanted.day)} counts for {meant.name}'s streak now: {length} in a row. "
        f"The reason is kept in the audit log: {wanted.reason}"
    )


async def _named(it: Asked, name: str) -> Member:
    async with it.core.store.work() as work:
        return member_named(await work.people.members(it.group.id), name)


async def _mentioned(it: Asked, ref: str) -> Member:
    account = Account(it.given.account.platform, it.given.account.scope, ref)
    async with it.core.store.work() as work:
        person = await work.people.known(account)
        found = await work.people.member(it.group.id, person) if person else None
    if found is None:
        raise UserMustAct(
            "Whom you mention isn't in this group. Nothing was changed. "
            "Only members have a streak to repair; type the name as the board shows it, or mention a member."
        )
    return found
