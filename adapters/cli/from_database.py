"""The core on this installation's database, for a command that reads what groups did."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from adapters.configured.database import database
from adapters.main import Parts, house
from adapters.settings import read_settings
from bot.practice.core import Core

T = TypeVar("T")


def with_core(use: Callable[[Core], Awaitable[T]]) -> T:
    """Nothing is graded and nobody is written to: the core is wired with no chat."""

    async def used(url: str) -> T:
        async with house(url, Parts()) as built:
            return await use(built.core)

    with database(read_settings()) as url:
        return asyncio.run(used(url))
