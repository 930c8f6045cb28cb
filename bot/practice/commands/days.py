"""`pause`, `resume`, `skip` and `post-now`: single days of a group."""

from datetime import date

from bot.domain.calendar import local_date, zone_named
from bot.domain.cards import Card, Note
from bot.domain.group import Schedule
from bot.domain.typed_times import day_ahead
from bot.errors import Defect, UserMustAct
from bot.practice import organise
from bot.practice.commands.asked import Asked
from bot.practice.next_post import next_post, pause_of, what_is_next
from bot.practice.schedule_words import day
from bot.store.work import Work

WHICH_DAY = (
    "I can't read that day. Nothing was changed. Type today, tomorrow, a weekday or a date: "
    "`/debrief-admin {example}`."
)


async def pause(it: Asked) -> Card:
    """No posts for a while."""
    words = [word for word in it.plain if word != "until"]
    if words == ["further", "notice"]:
        words = []
    if len(words) > 1:
        raise UserMustAct(WHICH_DAY.format(example="pause until 2026-04-06"))
    until = _day(it, words[0], "pause until 2026-04-06") if words else None
    await it.once()
    await organise.pause(it.core, it.group.id, it.member.person, until)
    says = await _next(it)
    return Note(
        f"{says[0].upper()}{says[1:]}. What is out stays open until its deadline, "
        "and nobody's streak is touched. `/debrief-admin resume` ends the pause."
    )


async def resume(it: Asked) -> Card:
    """Posts again."""
    _no_more_words(it, "resume")
    async with it.core.store.work() as work:
        paused = pause_of(await _schedule(work, it), it.today)
    if not paused:
        raise UserMustAct(
            f"The group isn't paused. Nothing was changed. Next: {await _next(it)}. "
            "`/debrief-admin pause until friday` would pause it."
        )
    await it.once()
    await organise.resume(it.core, it.group.id, it.member.person)
    return Note(f"Resumed. Next: {await _next(it)}.")


async def skip(it: Asked) -> Card:
    """One day without a post; the next one's when no day is named."""
    if len(it.plain) > 1:
        raise UserMustAct(WHICH_DAY.format(example="skip friday"))
    async with it.core.store.work() as work:
        schedule = await _schedule(work, it)
        due = await next_post(work, schedule, it.now)
    planned = local_date(due, schedule.zone) if due else it.today
    on = _day(it, it.plain[0], "skip friday") if it.plain else planned
    if on.weekday() not in schedule.weekdays:
        raise UserMustAct(
            f"{day(on)} has no post anyway. Nothing was changed. Type a posting day, such as "
            f"`/debrief-admin skip {planned}`."
        )
    await it.once()
    await organise.rest_on(it.core, it.group.id, it.member.person, organise.RestDay(on))
    return Note(f"No post on {day(on)}. Nobody's streak is touched. Next: {await _next(it)}.")


async def post_now(it: Asked) -> Card:
    """Today's scenario at once."""
    _no_more_words(it, "post-now")
    await it.once()
    await organise.post_now(it.core, it.group.id, it.member.person)
    return Note("Today's scenario is on its way: it stands in the channel within a minute.")


def _no_more_words(it: Asked, word: str) -> None:
    if it.words:
        raise UserMustAct(
            f"I can't read `{it.words[0].shown}` here. Nothing was changed. "
            f"Type `/debrief-admin {word}` alone."
        )


def _day(it: Asked, word: str, example: str) -> date:
    found = day_ahead(word, it.today)
    if found is None:
        raise UserMustAct(WHICH_DAY.format(example=example))
    return found


async def _next(it: Asked) -> str:
    async with it.core.store.work() as work:
        return await what_is_next(work, await _schedule(work, it), it.now, zone_named(it.here.zone))


async def _schedule(work: Work, it: Asked) -> Schedule:
    schedule = await work.schedules.of(it.group.id)
    if schedule is None:
        raise Defect(f"Group {it.group.id} has no schedule.")
    return schedule
