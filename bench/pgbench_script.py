"""Turns what Debrief says to the database for one message into a pgbench script for any member's."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from unittest import mock

import psycopg
from sqlalchemy import event

from adapters.main import House
from bot.domain.happenings import MessagePosted
from bot.practice.receive import receive
from bot.store.compiled import Compiled, Driver, Row

Said = list[tuple[str, Mapping[str, Any]]]

_BY_NAME = {
    "answer": ":answer",
    "person": ":person",
}
_HINT = (
    "select unnest(procrastinate_defer_jobs_v1(array[row('message.mark', 'message.mark', 10, null, null,"
    " '{\"id\": 1}'::jsonb, null)]::procrastinate_job_to_defer_v1[])) as id;"
)


async def captured(house: House, message: MessagePosted) -> Said:
    """The statements of one message, in order; the queue's own follows them."""
    said: Said = []
    run = Compiled.run

    async def listen(self: Compiled, driver: Driver, values: Mapping[str, Any]) -> list[Row]:
        said.append((self.sql.decode(), {**self.fixed, **values}))
        return await run(self, driver, values)

    def refuse(*heard: object) -> None:
        raise AssertionError(f"a message says more than its compiled statements: {heard[2]}")

    engine = house.core.store.engine.sync_engine
    event.listen(engine, "before_cursor_execute", refuse)
    with mock.patch.object(Compiled, "run", listen):
        await receive(house.core, message)
    event.remove(engine, "before_cursor_execute", refuse)
    return said


def script(url: str, members: int, said: Said, message: MessagePosted) -> str:
    """A transaction for a random member, with a message and an event that nobody sent before."""
    with psycopg.connect(url) as sql:
        row = sql.execute(
            "select (select min(id) - 1 from answers), (select min(person_id) - 1 from answers)"
        ).fetchone()
    assert row is not None
    fresh = {
        message.at.message_ref: "('m-' || :u)",
        message.source.event_ref: "('e-' || :u)",
        message.author.ref: "('U' || :m)",
    }
    lines = [
        f"\\set m random(1, {members})",
        "\\set u random(1, 1000000000000000)",
        f"\\set answer {row[0]} + :m",
        f"\\set person {row[1]} + :m",
        "begin;",
        *(_spoken(statement, values, fresh) for statement, values in said),
        _HINT,
        "commit;",
    ]
    return "\n".join(lines) + "\n"


def _spoken(statement: str, values: Mapping[str, Any], fresh: Mapping[str, str]) -> str:
    def value(found: re.Match[str]) -> str:
        name = found.group(1)
        return _BY_NAME.get(name) or _literal(values[name], fresh)

    return re.sub(r"%\((\w+)\)s", value, " ".join(statement.split())) + ";"


def _literal(value: object, fresh: Mapping[str, str]) -> str:
    if value is None:
        return "null"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, datetime):
        return f"timestamptz '{value.isoformat()}'"
    if isinstance(value, list):
        return f"array[{', '.join(_literal(one, fresh) for one in value)}]"
    text = str(value)
    return fresh.get(text) or "'" + text.replace("'", "''") + "'"
