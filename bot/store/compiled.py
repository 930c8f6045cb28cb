"""Statements of the busiest path, compiled once and sent straight through the driver.

SQLAlchemy writes them; executing them through it would cost several times what the database does.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol, TypeAlias

from psycopg import AsyncConnection
from psycopg.rows import tuple_row
from sqlalchemy import ClauseElement, ColumnElement, make_url

Driver: TypeAlias = AsyncConnection[Any]
"""The driver's connection below SQLAlchemy's: the same transaction."""


class Found(Protocol):
    """A row keyed by column, whether it came through SQLAlchemy or straight from the driver."""

    def __getitem__(self, column: Any, /) -> Any: ...  # noqa: ANN401  a column's value is of the column's type


_DIALECT = make_url("postgresql+psycopg://").get_dialect()()


Row: TypeAlias = dict[ColumnElement[Any], Any]


class Compiled:
    """A statement with named parameters; what it returns comes back keyed by column."""

    def __init__(self, statement: ClauseElement, columns: Iterable[ColumnElement[Any]] = ()) -> None:
        self._columns = tuple(columns)
        compiled = statement.compile(dialect=_DIALECT)
        self.fixed = {name: value for name, value in compiled.params.items() if value is not None}
        self.sql = str(compiled).encode()

    async def run(self, driver: Driver, values: Mapping[str, Any]) -> list[Row]:
        async with driver.cursor(row_factory=tuple_row) as cursor:
            await cursor.execute(self.sql, {**self.fixed, **values}, prepare=True)
            rows = await cursor.fetchall() if self._columns else []
        return [dict(zip(self._columns, row, strict=True)) for row in rows]

    async def first(self, driver: Driver, values: Mapping[str, Any]) -> Row | None:
        rows = await self.run(driver, values)
        return rows[0] if rows else None
