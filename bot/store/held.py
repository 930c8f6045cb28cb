"""What one table holds about a person: how that is told to them, and how it is forgotten."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Delete,
    FromClause,
    Label,
    Select,
    Table,
    Update,
    bindparam,
    select,
)

from bot.store.tables import answers, groups, memberships, posts, scenario_versions

PERSON = bindparam("person", type_=BigInteger)


class Fate(StrEnum):
    """What forgetting does to a row."""

    BLANKED = "blanked"
    DELETED = "deleted"
    STAYS = "stays"


@dataclass(frozen=True, slots=True)
class Held:
    """One table. Every column is told or untold; every text is blanked, deleted, or kept for a reason."""

    table: Table
    heading: str
    """Of its section in the export."""
    whose: ColumnElement[bool]
    """The rows of the person bound as `person`."""
    told: tuple[ColumnElement[Any], ...]
    """What the export shows; labels are its words. None at all: `untold` says why."""
    fate: Fate
    told_if: ColumnElement[bool] | None = None
    """Which of the rows the export shows, if not all."""
    source: FromClause | None = None
    """The table, joined with those that give its ids a name."""
    untold: Mapping[str, str] = field(default_factory=dict)
    """Columns that the export leaves out, and why."""
    blank: Mapping[str, object] = field(default_factory=dict)
    """Columns that forgetting overwrites, with nothing that tells when it was."""
    kept: Mapping[str, str] = field(default_factory=dict)
    """Texts and ids that outlast forgetting, and why."""

    @property
    def export(self) -> Select[Any] | None:
        if not self.told:
            return None
        source = self.table if self.source is None else self.source
        shown = self.whose if self.told_if is None else self.whose & self.told_if
        return select(*self.told).select_from(source).where(shown).order_by(*self.table.primary_key)

    @property
    def forgetting(self) -> Update | Delete | None:
        if self.fate is Fate.DELETED:
            return self.table.delete().where(self.whose)
        if self.fate is Fate.BLANKED:
            return self.table.update().where(self.whose).values(self.blank)
        return None


def of_person(table: Table) -> ColumnElement[bool]:
    """A person's rows, through the groups that they are or were in: that is where indexes begin."""
    groups_of = select(memberships.c.group_id).where(memberships.c.person_id == PERSON)
    return table.c.group_id.in_(groups_of) & (table.c.person_id == PERSON)


def their_answers() -> Select[Any]:
    """The ids of a person's answers, in every group."""
    return select(answers.c.id).where(of_person(answers))


def in_group(table: Table) -> FromClause:
    return table.join(groups, groups.c.id == table.c.group_id)


def to_post(table: Table) -> FromClause:
    """With the group and the post that a row belongs to, if it belongs to one."""
    return in_group(table).outerjoin(posts, posts.c.id == table.c.post_id)


def of_answer(table: Table) -> FromClause:
    """With the group and the post of the answer that a row belongs to."""
    joined = table.join(answers, answers.c.id == table.c.answer_id)
    return joined.join(groups, groups.c.id == answers.c.group_id).join(posts, posts.c.id == answers.c.post_id)


GROUP = groups.c.name.label("group")


def title_of(digest: ColumnElement[Any]) -> Label[Any]:
    """What a scenario was called when it was used."""
    title = select(scenario_versions.c.body["title"].astext).where(scenario_versions.c.hash == digest)
    return title.scalar_subquery().label("scenario title")


POST = (
    GROUP,
    posts.c.local_date.label("day"),
    posts.c.scenario_id.label("scenario"),
    title_of(posts.c.scenario_hash),
)
MACHINERY = "how the work is shared out, nothing about the person"
NUMBER = "an internal number; the export gives names instead"
IDS: Mapping[str, str] = dict.fromkeys(("id", "group_id", "person_id", "answer_id", "post_id"), NUMBER)


def untold(table: Table, **others: str) -> dict[str, str]:
    """The internal numbers that a table has, and what else it doesn't tell."""
    return {name: why for name, why in {**IDS, **others}.items() if name in table.c}
