"""What organisers decide about how a group plays: open or sealed, quiet minutes, tracks, points."""

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.ids import GroupId, PersonId
from bot.domain.mode import Mode
from bot.domain.scenario import Track
from bot.errors import UserMustAct
from bot.practice.core import Core
from bot.practice.organise import require_organiser

SHORTEST_QUIET, LONGEST_QUIET = timedelta(minutes=1), timedelta(minutes=120)
MOST_POINTS = 100


@dataclass(frozen=True, slots=True)
class SettingsChange:
    """What to change; None leaves a thing as it is. A post that's out keeps its mode."""

    mode: Mode | None = None
    quiet: timedelta | None = None
    tracks: frozenset[str] | None = None
    points_on_time: int | None = None
    points_late: int | None = None


async def change_settings(core: Core, group: GroupId, actor: PersonId, change: SettingsChange) -> None:
    """Change a group's rules from now on. Raises UserMustAct on what can't be."""
    values = _values(change)
    now = core.clock.now()
    async with core.store.work() as work:
        await require_organiser(work, group, actor)
        if values:
            await work.groups.change(group, **values)
            await work.audit.note(
                group, actor, "settings changed", now, **{name: str(value) for name, value in values.items()}
            )


async def rename(core: Core, group: GroupId, actor: PersonId, name: str) -> None:
    """Call a group otherwise from now on."""
    now = core.clock.now()
    async with core.store.work() as work:
        await require_organiser(work, group, actor)
        before = await work.groups.get(group)
        await work.groups.change(group, name=name)
        await work.audit.note(group, actor, "renamed", now, before=before.name, after=name)


def check_quiet(quiet: timedelta) -> None:
    if not SHORTEST_QUIET <= quiet <= LONGEST_QUIET:
        raise UserMustAct("Quiet time can be 1 to 120 minutes. Nothing was changed.")


def _values(change: SettingsChange) -> dict[str, str | int | list[str]]:
    values: dict[str, str | int | list[str]] = {}
    if change.mode is not None:
        values["mode"] = change.mode
    if change.quiet is not None:
        check_quiet(change.quiet)
        values["quiet_minutes"] = int(change.quiet.total_seconds() // 60)
    if change.tracks is not None:
        unknown = change.tracks - set(Track)
        if unknown:
            raise UserMustAct(
                f"There is no track “{min(unknown)}”. Nothing was changed. There are: {', '.join(Track)}."
            )
        values["tracks"] = sorted(change.tracks)
    for name, points in (("points_on_time", change.points_on_time), ("points_late", change.points_late)):
        if points is not None:
            if not 0 <= points <= MOST_POINTS:
                raise UserMustAct(f"Points can be 0 to {MOST_POINTS}. Nothing was changed.")
            values[name] = points
    return values
