"""A board: who stands where, told so that nobody is shown as last and everybody finds themselves."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.board import LEAST_COMPARED, MOST_NAMED, AllTime, Measure, OneSeason, Period, Week
from bot.domain.calendar import local_date
from bot.domain.cards import BoardCard, BoardRow
from bot.domain.ids import GroupId, PersonId
from bot.practice import board_words as say
from bot.practice.board_count import Count, Own, count_points, count_values
from bot.practice.streak import streaks_of
from bot.practice.what_comes import what_comes
from bot.store.standings import COUNTED
from bot.store.work import Work


@dataclass(frozen=True, slots=True)
class BoardWanted:
    """Which board, and in whose eyes; without a viewer it's the one that everybody may see."""

    group: GroupId
    viewer: PersonId | None
    period: Period
    measure: Measure
    now: datetime
    most: int = MOST_NAMED


async def board_card(work: Work, wanted: BoardWanted) -> BoardCard:
    """One board as it stands now. A viewer's own row and the notes on it are for their eyes alone."""
    match wanted.measure:
        case Measure.POINTS:
            return await _points(work, wanted)
        case Measure.IMPROVED:
            return await _improved(work, wanted)
        case Measure.STREAK:
            return await _streaks(work, wanted)


async def _points(work: Work, wanted: BoardWanted) -> BoardCard:
    season = await say.season_of(work, wanted.group, wanted.period)
    count = await count_points(work, wanted.group, wanted.period, wanted.viewer, wanted.most)
    subtitle = f"Points · {say.in_words(wanted.period, season, wanted.now)}"
    going_on = say.goes_on(wanted.period, season, local_date(wanted.now, count.zone))
    if not going_on:
        return _card(count, say.POINTS_THEN, subtitle, "" if count.took_part else say.NOTHING_COUNTED)
    if count.took_part == 0:
        hidden = await work.standings.anybody(wanted.group, wanted.period.key)
        return _card(count, say.POINTS, subtitle, await _empty(work, wanted, wanted.period, hidden=hidden))
    if count.own is None or count.own.value > 0:
        return _card(count, say.POINTS, subtitle)
    comes = await what_comes(work, wanted.group, wanted.viewer, wanted.period, wanted.now)
    return _card(count, replace(say.POINTS, begins=comes.for_somebody_without_points()), subtitle)


async def _empty(work: Work, wanted: BoardWanted, period: Period, *, hidden: bool) -> str:
    """What a board without names says; `hidden`: somebody who isn't shown has a value there."""
    if hidden:
        return say.NOBODY_NAMED
    return (await what_comes(work, wanted.group, wanted.viewer, period, wanted.now)).for_an_empty_board()


async def _improved(work: Work, wanted: BoardWanted) -> BoardCard:
    season = await say.season_of(work, wanted.group, wanted.period)
    subtitle = f"Most improved · {say.in_words(wanted.period, season, wanted.now)}"
    before = await _before(work, wanted)
    if before is None:
        alone = say.ALL_TIME_ALONE if isinstance(wanted.period, AllTime) else say.FIRST_SEASON
        return BoardCard(say.TITLE, subtitle, (), notes=(alone,))
    rises = await work.standings.rises(wanted.group, wanted.period.key, before.key, LEAST_COMPARED)
    count = await count_values(work, wanted.group, rises, wanted.viewer, wanted.most)
    wording = say.RISE if wanted.viewer in rises else say.NOT_COMPARED
    empty = say.RISES_WAIT if count.took_part == 0 else ""
    return _card(count, wording, f"{subtitle}, against the one before", empty)


async def _before(work: Work, wanted: BoardWanted) -> Period | None:
    match wanted.period:
        case Week():
            return wanted.period.before
        case OneSeason(season):
            before = await work.seasons.before(wanted.group, season)
            return OneSeason(before.id) if before else None
        case AllTime():
            return None


async def _streaks(work: Work, wanted: BoardWanted) -> BoardCard:
    streaks = dict(await streaks_of(work, wanted.group, wanted.now))
    count = await count_values(work, wanted.group, streaks, wanted.viewer, wanted.most)
    if count.took_part == 0:
        empty = await _empty(work, wanted, AllTime(), hidden=any(streaks.values()))
        return _card(count, say.STREAK, say.STREAKS, empty)
    return _card(count, say.STREAK, say.STREAKS)


def _card(count: Count, wording: say.Wording, subtitle: str, empty: str = "") -> BoardCard:
    own, note = _own(count.own, wording) if count.own else (None, "")
    crowd = say.CROWD if count.took_part > COUNTED else ""
    return BoardCard(
        title=say.TITLE,
        subtitle=subtitle,
        rows=tuple(BoardRow(one.rank, say.name(one.name), wording.value(one.value)) for one in count.named),
        own=own,
        more=0 if crowd else count.took_part - len(count.named),
        notes=tuple(said for said in (crowd, empty or note) if said),
    )


def _own(own: Own, wording: say.Wording) -> tuple[BoardRow, str]:
    """The viewer's row; whoever is last is told what comes next in place of a rank."""
    name = say.name(own.name)
    if own.value <= 0:
        return BoardRow(None, name, wording.nothing), wording.begins if own.listed else ""
    row = BoardRow(own.rank, name, wording.value(own.value))
    if not own.listed:
        return BoardRow(None, name, row.value), say.NOT_ON_BOARDS
    if own.last:
        return BoardRow(None, name, row.value), wording.more(own.short)
    return row, ""
