"""Logs: lines for people in a terminal, JSON otherwise; ids and durations, never what a member wrote."""

import logging
import sys
import traceback
from collections.abc import Iterator, MutableMapping
from typing import Any, TextIO

import structlog
from psycopg import Error as DatabaseError

from bot.errors import DebriefError

QUIET = ("procrastinate", "uvicorn", "psycopg.pool", "alembic", "httpx", "discord")
"""Libraries that tell each of their steps. Their warnings are still heard."""

Event = MutableMapping[str, Any]


def set_up_logs(stream: TextIO = sys.stderr) -> None:
    """Send everything that is logged in this process to one place, in one form."""
    people = stream.isatty()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.stdlib.ExtraAdder(allow=EXTRAS),
            ],
            processors=[
                structlog.processors.TimeStamper(fmt="%H:%M:%S" if people else "iso", utc=not people),
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                without_words,
                structlog.dev.ConsoleRenderer() if people else structlog.processors.JSONRenderer(),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    # It warns of every sweep that takes longer than the interval, as one after an outage may.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    # What it meets on the way to Discord is said in our own words, without its way through the code.
    logging.getLogger("discord.client").setLevel(logging.CRITICAL)


EXTRAS = (
    "answer",
    "by",
    "chats",
    "database",
    "done",
    "found",
    "gone",
    "group",
    "job",
    "mode",
    "person",
    "post",
    "role",
    "row",
    "scenarios",
    "seconds",
    "until",
    "url",
    "why",
    "zone",
)
"""The only fields that a log line may carry. Anybody's own `extra` could hold anything."""


def without_words(_logger: object, _method: str, event: Event) -> Event:
    """Replace an exception by where it came from: its message may quote a row, or an answer."""
    error = event.pop("exc_info", None)
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        event["exception"] = "\n".join(_told(error, set()))
    return event


def _told(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _told(before, seen)
        yield "which led to"
    yield from (line.rstrip() for line in traceback.format_tb(error.__traceback__))
    yield _name(error)
    if isinstance(error, BaseExceptionGroup):
        for part in error.exceptions:
            yield from _told(part, seen)


def _name(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    if isinstance(error, DebriefError | OSError):
        return f"{name}: {error}"
    if isinstance(error, DatabaseError):
        # Its message and detail may quote a row; these name the rule that was broken.
        where = (error.sqlstate, error.diag.table_name, error.diag.column_name, error.diag.constraint_name)
        return f"{name}: {' '.join(part for part in where if part) or 'no connection'}"
    return name
