"""`pause`, `resume`, `skip` and `post-now`: single days of a group."""

from collections.abc import Sequence
from datetime import date

from bot.domain.calendar import local_date, zone_named
from bot.domain.cards import Card, Note
from bot.domain.group import Schedule
from bot.domain.typed_times import day_ahead_among, last_day_typed
from bot.errors import Defect, UserMustAct
from bot.practice import organise
from bot.practice.commands.asked import Asked
from bot.practice.commands.setup import reopened
from bot.practice.next_post import next_post, pause_of, what_is_next
from bot.practice.schedule_words import day
from bot.store.work import Work

WHICH_DAY = (
    "I can't read that day. Nothing was changed. Type today, tomorrow, a weekday or a date: "
    "`/debrief-admin {example}`."
)
HOW_LONG = (
    "I can't read how long. Nothing was changed. Type a last day or a number of days: "
    "`/debrief-admin pause until 2026-04-06`, `/debrief-admin pause 3 days`."
)
MOST_SKIPS = 5


async def pause(it: Asked) -> Card:
    """No posts for a while."""
    words = [word for word in it.plain if word != "posts"]
    until = None
    if words not in ([], ["further", "notice"], ["until", "further", "notice"]):
        until = last_day_typed(words, it.today)
        if until is None:
            raise UserMustAct(HOW_LONG)
    await it.once()
    await organise.pause(it.core, it.group.id, it.member.person, until)
    says = await _next(it)
    return Note(
        f"{says[0].upper()}{says[1:]}. What is out stays open until its deadline, "
        "and nobody's streak is touched. `/debrief-admin resume` posts again."
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
    """One day without a post; the next one's when no day is named. `undo` takes it back."""
    if it.plain[:1] == ("undo",):
        return await _take_back(it)
    on = await _day_to_skip(it)
    await it.once()
    await organise.rest_on(it.core, it.group.id, it.member.person, organise.RestDay(on))
    return Note(
        f"No post on {day(on)}. Nobody's streak is touched. Next: {await _next(it)}. "
        f"`/debrief-admin skip undo {on}` takes it back."
    )


async def _day_to_skip(it: Asked) -> date:
    async with it.core.store.work() as work:
        schedule = await _schedule(work, it)
        due = await next_post(work, schedule, it.now)
    planned = local_date(due, schedule.zone) if due else None
    on = _day(it, it.plain, "skip friday") if it.plain else planned
    if on is None:
        why = pause_of(schedule, it.today)
        raise UserMustAct(
            f"The group is {why}, so no post is coming to skip. Nothing was changed. "
            "`/debrief-admin resume` posts again."
            if why
            else "No post is planned to skip. Nothing was changed. `/debrief-admin setup` shows the days."
        )
    if on.weekday() not in schedule.weekdays:
        example = f", such as `/debrief-admin skip {planned}`" if planned else ""
        raise UserMustAct(f"{day(on)} has no post anyway. Nothing was changed. Type a posting day{example}.")
    return on


async def _take_back(it: Asked) -> Card:
    words = it.plain[1:]
    on = _day(it, words, "skip undo friday") if words else await _only_skip(it)
    await it.once()
    await organise.take_back_skip(it.core, it.group.id, it.member.person, on)
    return Note(f"{day(on)} isn't skipped any more. Next: {await _next(it)}.")


async def _only_skip(it: Asked) -> date:
    async with it.core.store.work() as work:
        schedule = await _schedule(work, it)
        rests = await work.schedules.rest_days([it.group.id], it.today)
        skipped = [
            on
            for (_, on), (kind, _) in sorted(rests.items())
            if kind == organise.SKIP and not await work.posts.on(it.group.id, schedule.slot, on)
        ]
    if not skipped:
        raise UserMustAct("No day to come is skipped. Nothing was changed.")
    if len(skipped) > 1:
        raise UserMustAct(
            f"Several days are skipped: {', '.join(map(day, skipped[:MOST_SKIPS]))}. Nothing was changed. "
            f"Say which, such as `/debrief-admin skip undo {skipped[0]}`."
        )
    return skipped[0]


async def post_now(it: Asked) -> Card:
    """Today's scenario at once."""
    _no_more_words(it, "post-now")
    if not await reopened(it):
        await it.once()
    await organise.post_now(it.core, it.group.id, it.member.person)
    return Note("Today's scenario is on its way: it stands in the channel within a minute.")


def _no_more_words(it: Asked, word: str) -> None:
    if it.words:
        raise UserMustAct(
            f"I can't read `{it.words[0].shown}` here. Nothing was changed. "
            f"Type `/debrief-admin {word}` alone."
        )


def _day(it: Asked, words: Sequence[str], example: str) -> date:
    found = day_ahead_among(words, it.today)
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
