"""Listens to what the product says to the database, by SQLAlchemy and past it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import Enum
from typing import Any
from unittest import mock

from sqlalchemy import Engine, event

from bench.discord_process import Said, Statement
from bot.store.compiled import Compiled, Driver, Row


class Listening:
    """Hears the statements of each transaction, in order; the queue's own aren't among them."""

    def __init__(self) -> None:
        self._said: list[list[Statement]] = [[]]

    @property
    def said(self) -> Said:
        return tuple(tuple(one) for one in self._said if one)

    def statement(self, sql: str, values: Mapping[str, Any]) -> None:
        plain = {name: value.value if isinstance(value, Enum) else value for name, value in values.items()}
        self._said[-1].append((sql, plain))

    def committed(self, _connection: object) -> None:
        self._said.append([])


@contextmanager
def listening(engine: Engine) -> Iterator[Listening]:
    heard, run = Listening(), Compiled.run

    async def compiled(self: Compiled, driver: Driver, values: Mapping[str, Any]) -> list[Row]:
        heard.statement(self.sql.decode(), {**self.fixed, **values})
        return await run(self, driver, values)

    def executed(*told: Any) -> None:  # noqa: ANN401  as SQLAlchemy tells it
        heard.statement(told[2], told[3])

    told_of = {"before_cursor_execute": executed, "commit": heard.committed}
    for name, tell in told_of.items():
        event.listen(engine, name, tell)
    try:
        with mock.patch.object(Compiled, "run", compiled):
            yield heard
    finally:
        for name, tell in told_of.items():
            event.remove(engine, name, tell)
