"""What the clock control offers: where to, and what will happen on the way, true for this moment."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from adapters.web.room.views import Jump
from adapters.web.study.deeds import Posted
from adapters.web.study.keeping import Plan
from bot.domain.calendar import DAY

QUIET, DEADLINE, BOARD = "quiet", "deadline", "friday"
_A_WEEK = timedelta(days=6)


def jumps_from(plan: Plan | None, posted: Sequence[Posted], now: datetime, zone: ZoneInfo) -> list[Jump]:
    """From the shortest to the longest."""
    if plan is None:
        return []
    found = [_quiet(plan, now), *_next_scenario(plan, posted, now, zone), *_board(plan, now, zone)]
    return sorted(found, key=lambda jump: jump.to)


def quiet_minutes(plan: Plan) -> int:
    return max(1, round(plan.group.quiet / timedelta(minutes=1)))


def _quiet(plan: Plan, now: datetime) -> Jump:
    minutes = quiet_minutes(plan)
    return Jump(
        key=QUIET,
        label=f"{minutes} quiet minutes",
        to=now + timedelta(minutes=minutes),
        says="An answer that isn't touched meanwhile is read then.",
    )


def _next_scenario(plan: Plan, posted: Sequence[Posted], now: datetime, zone: ZoneInfo) -> Iterator[Jump]:
    still_open = [one for one in posted if one.deadline > now]
    closes = still_open[-1].deadline if still_open else None
    if plan.next_post is not None and plan.next_post > now:
        yield Jump(
            key=DEADLINE,
            label="On to the next scenario" if closes is None else "On to the deadline and the next scenario",
            to=plan.next_post,
            says=_next_says(closes, plan.next_post, now, zone),
        )
    elif closes is not None:
        says = f"{_when(closes, now, zone)}: this scenario closes. No other one is planned."
        yield Jump(DEADLINE, "On to the deadline", closes, says)


def _next_says(closes: datetime | None, comes: datetime, now: datetime, zone: ZoneInfo) -> str:
    when = _when(comes, now, zone)
    if closes is None:
        return f"{when}: the next scenario is posted."
    if closes == comes:
        return f"{when}: this scenario closes, its senior notes open, and the next one is posted."
    return f"{_when(closes, now, zone)}: this scenario closes. {when}: the next one is posted."


def _board(plan: Plan, now: datetime, zone: ZoneInfo) -> Iterator[Jump]:
    if plan.next_board is None or plan.next_board <= now:
        return
    day = plan.next_board.astimezone(zone)
    yield Jump(
        key=BOARD,
        label=f"On to {day:%A}'s board",
        to=plan.next_board,
        says=f"{_when(plan.next_board, now, zone)}: the board of the week is posted. "
        "What falls due before is done on the way.",
    )


def _when(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    there, here = moment.astimezone(zone), now.astimezone(zone)
    if there.date() == here.date():
        return f"Today {there:%H:%M}"
    if there.date() == here.date() + DAY:
        return f"Tomorrow, {there:%A %H:%M}"
    return f"{there:%A %H:%M}" if moment - now < _A_WEEK else f"{there:%A %-d %B, %H:%M}"
