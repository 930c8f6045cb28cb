"""Seasons: begun and ended by organisers. A post belongs to the one that was open when it was written."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.calendar import zone_named
from bot.domain.card_parts import Section
from bot.domain.cards import SheetCard
from bot.domain.ids import GroupId, PersonId
from bot.errors import UserMustAct
from bot.practice.band_source import settle_band_source
from bot.practice.core import Core
from bot.practice.organise import require_organiser
from bot.store.seasons import Season
from bot.store.work import Work

LONGEST_NAME = 40
MOST_LISTED = 12


async def open_season(core: Core, group: GroupId, actor: PersonId, name: str) -> Season:
    """Begin a season; the one before ends with it. Points of posts that are out stay where they are."""
    wanted = " ".join(name.split())
    if len(wanted) > LONGEST_NAME:
        raise UserMustAct(
            f"A season's name can have {LONGEST_NAME} characters. Nothing was changed. Give a shorter one."
        )
    now = core.clock.now()
    async with core.store.work() as work:
        await require_organiser(work, group, actor)
        await work.schedules.lock(group)  # two organisers at once take their turns
        before = await work.seasons.current(group)
        if before and before.name == wanted:
            raise UserMustAct(f"The season “{wanted}” is open already. Nothing was changed.")
        await work.seasons.close(group, now)
        opened = await work.seasons.named(group, await work.seasons.open(group, wanted, now))
        assert opened is not None  # noqa: S101  written by the line above
        await settle_band_source(core, work, group)
        await work.audit.note(group, actor, "season opened", now, name=opened.name, number=opened.number)
    return opened


async def close_season(core: Core, group: GroupId, actor: PersonId) -> Season:
    """End the season that is open. Posts from now on belong to none until the next one begins."""
    now = core.clock.now()
    async with core.store.work() as work:
        await require_organiser(work, group, actor)
        await work.schedules.lock(group)
        current = await work.seasons.current(group)
        if current is None:
            raise UserMustAct(
                "No season is open. Nothing was changed. `/debrief-admin season new` opens one."
            )
        await work.seasons.close(group, now)
        await work.audit.note(group, actor, "season closed", now, name=current.name, number=current.number)
    return current


async def season_sheet(work: Work, group: GroupId) -> SheetCard:
    """The group's seasons, the newest first."""
    schedule = await work.schedules.of(group)
    zone = zone_named(schedule.zone if schedule else "UTC")
    latest = await work.seasons.latest(group, MOST_LISTED)
    current = [season for season in latest if season.closed_at is None]
    earlier = [season for season in latest if season.closed_at is not None]
    sections = [Section("Open", tuple(_line(season, zone) for season in current) or ("None.",))]
    if earlier:
        sections.append(Section("Earlier", tuple(_line(season, zone) for season in earlier)))
    closing = (
        "A new season begins with `/debrief-admin season new`; posts that are out keep theirs."
        if current
        else "Points go on counting by week and for all time. `/debrief-admin season new` opens a season."
    )
    return SheetCard("Seasons", tuple(sections), closing)


def _line(season: Season, zone: ZoneInfo) -> str:
    since = _day(season.opened_at, zone)
    if season.closed_at is None:
        return f"{season.name}, since {since}"
    return f"{season.name}, {since} to {_day(season.closed_at, zone)}"


def _day(moment: datetime, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    return f"{local.day} {local:%B %Y}"
