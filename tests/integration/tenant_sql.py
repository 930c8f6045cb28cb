"""Listens to every statement, and says which of them fail to name their group."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from psycopg import AsyncCursor

from bot.store.tables import metadata

SCOPED = sorted(table.name for table in metadata.sorted_tables if "group_id" in table.c)
_NAMED = re.compile(rf"\b(?:from|join|into|update)\s+({'|'.join([*SCOPED, 'groups'])})\b")
_TO = r"(?:\s*=\s*(?:any\s*\()?(?:cast\()?%\(| in \(| = n\.group_id)"
_SCOPE = {name: re.compile(rf"\bgroup_id{_TO}") for name in SCOPED} | {"groups": re.compile(rf"\bid{_TO}")}


@dataclass(slots=True)
class Listener:
    """What was said to the database, and on whose behalf."""

    acting: int | None = None
    """The group in which a member or an organiser does something now; None while a sweep serves all."""
    statements: set[str] = field(default_factory=set)
    strayed: list[str] = field(default_factory=list)
    """Statements that were bound to another group than the one that acts."""

    def hears(self, statement: Any, bound: Any) -> None:
        text = statement.decode() if isinstance(statement, bytes) else str(statement)
        flat = " ".join(text.split())
        bound = bound if isinstance(bound, Mapping) else {}
        self.statements.add(flat)
        named = {key: bound[key] for key in bound if key in ("g", "group") or key.startswith("group_id")}
        if self.acting is not None and any(value != self.acting for value in named.values()):
            self.strayed.append(f"{named} while {self.acting} acts: {flat}")

    def unscoped(self) -> set[str]:
        """Statements on a group's rows whose condition, or whose new row, names no group."""
        return {s for s in self.statements if not _is_scoped(s)}


def _is_scoped(statement: str) -> bool:
    lowered = statement.lower()
    tables = {*_NAMED.findall(lowered)}
    if not tables or lowered.startswith("insert into groups"):
        return True
    # A new row names the group among its columns, everything else in its condition.
    new_row = re.match(r"insert into \w+ \(([^)]*)\)", lowered)
    if new_row:
        return "group_id" in new_row.group(1)
    condition = lowered.partition(" where ")[2]
    return any(_SCOPE[table].search(condition) for table in tables)


@contextmanager
def listening() -> Iterator[Listener]:
    """Hear at the driver, because the busiest statements go past SQLAlchemy."""
    listener = Listener()
    execute, executemany = AsyncCursor.execute, AsyncCursor.executemany

    async def one(cursor: AsyncCursor[Any], query: Any, bound: Any = None, **options: Any) -> Any:
        listener.hears(query, bound)
        return await execute(cursor, query, bound, **options)

    async def many(cursor: AsyncCursor[Any], query: Any, every: Any, **options: Any) -> None:
        for bound in every:
            listener.hears(query, bound)
        await executemany(cursor, query, every, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(AsyncCursor, "execute", one)
        patch.setattr(AsyncCursor, "executemany", many)
        yield listener
