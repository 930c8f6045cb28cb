"""A group's posts, one a local date and slot, and the scenario each one carries."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from json import dumps

from sqlalchemy import any_, bindparam, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar import SkipReason
from bot.domain.ids import GroupId, PostId, ScenarioId
from bot.domain.mode import Mode
from bot.domain.post import PlannedPost, Post, PostState, SkippedDay
from bot.domain.scenario import Scenario
from bot.store.compiled import Compiled, Driver, Found
from bot.store.rows import bigints
from bot.store.tables import postings, posts, scenario_versions

_WRITE = text(
    "insert into posts (group_id, slot, local_date, state, skip_reason, scenario_id, scenario_hash, mode,"
    " repeated, theme, season_id, due_at, deadline_at, created_at)"
    " select g, s, d, st, sk, sc, h, m, r, t,"
    " (select id from seasons where seasons.group_id = g and closed_at is null), du, de, :now"
    " from json_to_recordset(cast(:rows as json)) as n(g bigint, s text, d date, st text, sk text, sc text,"
    " h text, m text, r boolean, t text, du timestamptz, de timestamptz)"
    " on conflict (group_id, local_date, slot) do update set state = excluded.state, skip_reason = '',"
    " scenario_id = excluded.scenario_id, scenario_hash = excluded.scenario_hash, mode = excluded.mode,"
    " repeated = excluded.repeated, theme = excluded.theme, season_id = excluded.season_id,"
    " due_at = excluded.due_at, deadline_at = excluded.deadline_at,"
    " created_at = excluded.created_at"
    " where posts.state = 'skipped' and excluded.state = 'open' and (posts.skip_reason = :nowhere"
    " or posts.skip_reason = :missed and not exists"
    " (select from postings p where p.group_id = posts.group_id and p.post_id = posts.id))"
    " returning id, group_id, state"
)
# A clock that was ahead for a moment writes days off that are still to come: they take their post after
# all. So does a day that had no channel, once it has one. Not so a day whose post came nowhere in time.

_SKIP_IF_NOWHERE = text(
    "update posts set state = 'skipped', skip_reason = :reason, scenario_id = null, scenario_hash = null,"
    " closed_at = null, lease_until = null where group_id = :g and id = :p and state <> 'skipped'"
    " and not exists (select from postings p"
    " where p.group_id = :g and p.post_id = :p and p.state <> 'failed')"
    " and not exists (select from answers a where a.group_id = :g and a.post_id = :p)"
)

_STANDS = (
    select(postings.c.id)
    .where(
        postings.c.group_id == posts.c.group_id,
        postings.c.post_id == posts.c.id,
        postings.c.state == "sent",
    )
    .exists()
)

_DAYS_COLUMNS = (posts.c.local_date, posts.c.state, posts.c.skip_reason, _STANDS.label("stands"))
_DAYS_BEFORE = Compiled(
    select(*_DAYS_COLUMNS)
    .where(posts.c.group_id == bindparam("group"), posts.c.local_date < bindparam("day"))
    .order_by(posts.c.local_date.desc())
    .limit(14),
    _DAYS_COLUMNS,
)

_UNREAD = ("skip_reason", "season_id", "closed_at", "lease_until", "created_at")
POST_COLUMNS = tuple(column for column in posts.c if column.name not in _UNREAD)
"""What `post_of` reads."""
_GET = Compiled(
    select(*POST_COLUMNS).where(
        posts.c.group_id == bindparam("group"), posts.c.id == bindparam("post"), posts.c.state != "skipped"
    ),
    POST_COLUMNS,
)


def post_of(row: Found) -> Post:
    return Post(
        id=PostId(row[posts.c.id]),
        group=GroupId(row[posts.c.group_id]),
        slot=row[posts.c.slot],
        local_date=row[posts.c.local_date],
        state=PostState(row[posts.c.state]),
        scenario=ScenarioId(row[posts.c.scenario_id]),
        scenario_hash=row[posts.c.scenario_hash],
        mode=Mode(row[posts.c.mode]),
        repeated=row[posts.c.repeated],
        theme=row[posts.c.theme],
        due_at=row[posts.c.due_at],
        deadline_at=row[posts.c.deadline_at],
    )


def _row(plan: PlannedPost, versions: Mapping[tuple[GroupId, ScenarioId], str]) -> dict[str, object]:
    """As `_WRITE` reads it. One text is sent far quicker than a dozen arrays."""
    return {
        "g": plan.group,
        "s": plan.slot,
        "d": plan.local_date.isoformat(),
        "st": "skipped" if plan.skipped else "open",
        "sk": plan.skipped or "",
        "sc": plan.scenario,
        "h": versions[plan.group, plan.scenario] if plan.scenario else None,
        "m": plan.mode,
        "r": plan.repeated,
        "t": plan.theme,
        "du": plan.due_at.isoformat(),
        "de": plan.deadline_at.isoformat(),
    }


class Posts:
    def __init__(self, connection: AsyncConnection, driver: Driver) -> None:
        self._connection = connection
        self._driver = driver

    async def write(
        self,
        planned: Sequence[PlannedPost],
        versions: Mapping[tuple[GroupId, ScenarioId], str],
        now: datetime,
    ) -> list[tuple[GroupId, PostId]]:
        """Write due days down; group and id of new posts that are not skips.

        A date that has a row keeps it; but a post takes the place of a skip for being too late, or for
        want of a channel.
        """
        rows = await self._connection.execute(
            _WRITE,
            {
                "rows": dumps([_row(plan, versions) for plan in planned]),
                "now": now,
                "missed": SkipReason.TOO_LATE,
                "nowhere": SkipReason.NO_CHANNEL,
            },
        )
        return [(GroupId(r.group_id), PostId(r.id)) for r in rows if r.state == "open"]

    async def keep_scenarios(self, scenarios: Mapping[str, Scenario], now: datetime) -> None:
        """Keep each version that was ever posted, so that a changed file changes no grade."""
        kept = await self._connection.execute(
            select(scenario_versions.c.hash).where(scenario_versions.c.hash.in_(list(scenarios)))
        )
        for digest in sorted(set(scenarios) - set(kept.scalars())):
            await self._connection.execute(
                upsert(scenario_versions)
                .values(
                    hash=digest,
                    scenario_id=scenarios[digest].id,
                    body=scenarios[digest].model_dump(mode="json"),
                    first_used_at=now,
                )
                .on_conflict_do_nothing()
            )

    async def reword(self, group: GroupId, post: PostId, digest: str) -> None:
        """Let a post go by another version of its scenario."""
        await self._connection.execute(
            update(posts).where(posts.c.group_id == group, posts.c.id == post).values(scenario_hash=digest)
        )

    async def scenario(self, digest: str) -> Scenario:
        row = await self._connection.execute(
            select(scenario_versions.c.body).where(scenario_versions.c.hash == digest)
        )
        return Scenario.model_validate(row.scalar_one())

    async def seen(self, groups: Sequence[GroupId]) -> dict[GroupId, list[ScenarioId]]:
        """What each group was posted, oldest first."""
        rows = await self._connection.execute(
            select(posts.c.group_id, posts.c.scenario_id)
            .where(posts.c.group_id == any_(bigints(groups)), posts.c.scenario_id.is_not(None))
            .order_by(posts.c.group_id, posts.c.local_date, posts.c.id)
        )
        seen: dict[GroupId, list[ScenarioId]] = {}
        for group, scenario in rows:
            seen.setdefault(GroupId(group), []).append(ScenarioId(scenario))
        return seen

    async def get(self, group: GroupId, post: PostId) -> Post | None:
        """None for a post of another group, or a day that was skipped."""
        row = await _GET.first(self._driver, {"group": group, "post": post})
        return None if row is None else post_of(row)

    async def on(self, group: GroupId, slot: str, day: date) -> bool:
        """Whether a local date was decided: posted, or skipped for good."""
        found = await self._connection.execute(
            select(posts.c.id).where(
                posts.c.group_id == group,
                posts.c.slot == slot,
                posts.c.local_date == day,
                posts.c.skip_reason != SkipReason.NO_CHANNEL,
            )
        )
        return found.first() is not None

    async def had_no_channel(self, group: GroupId, slot: str, now: datetime) -> datetime | None:
        """When the post was due that would be open now, had there been a channel for it."""
        found = await self._connection.execute(
            select(posts.c.due_at)
            .where(
                posts.c.group_id == group,
                posts.c.slot == slot,
                posts.c.state == "skipped",
                posts.c.skip_reason == SkipReason.NO_CHANNEL,
                posts.c.due_at <= now,
                posts.c.deadline_at > now,
            )
            .order_by(posts.c.due_at.desc())
            .limit(1)
        )
        due: datetime | None = found.scalar_one_or_none()
        return due

    async def named(self, post: PostId) -> Post | None:
        """The post that a button names. The way in: it finds the group, so it is given none."""
        rows = await self._connection.execute(
            select(posts).where(posts.c.id == post, posts.c.state != "skipped")
        )
        row = rows.mappings().one_or_none()
        return None if row is None else post_of(row)

    async def latest_open(self, group: GroupId) -> Post | None:
        rows = await self._connection.execute(
            select(posts)
            .where(posts.c.group_id == group, posts.c.state == "open")
            .order_by(posts.c.due_at.desc())
            .limit(1)
        )
        row = rows.mappings().one_or_none()
        return None if row is None else post_of(row)

    async def skipped_before(self, group: GroupId, day: date) -> list[SkippedDay]:
        """The skipped days between the last post and this one."""
        skipped: list[SkippedDay] = []
        for row in await _DAYS_BEFORE.run(self._driver, {"group": group, "day": day}):
            before, state, why, stands = row.values()
            if stands:
                break
            # A post that stands nowhere by the time of the next one is about to be given up.
            reason = why if state == "skipped" else SkipReason.TOO_LATE
            skipped.append(SkippedDay(before, SkipReason(reason)))
        return skipped[::-1]

    async def lock(self, group: GroupId, post: PostId) -> None:
        """Hold a post for this transaction; answers to it still come in."""
        await self._connection.execute(
            select(posts.c.id)
            .where(posts.c.group_id == group, posts.c.id == post)
            .with_for_update(key_share=True)
        )

    async def skip_if_nowhere(self, group: GroupId, post: PostId, reason: SkipReason) -> None:
        """Turn a post into a skip when it failed in every channel and nobody answered it."""
        await self._connection.execute(_SKIP_IF_NOWHERE, {"g": group, "p": post, "reason": reason})

    async def close(self, group: GroupId, post: PostId, now: datetime) -> bool:
        changed = await self._connection.execute(
            update(posts)
            .where(posts.c.group_id == group, posts.c.id == post, posts.c.state == "open")
            .values(state="closed", closed_at=now)
        )
        return changed.rowcount > 0
