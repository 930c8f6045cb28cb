"""What every process has that is made to be killed: it sweeps and works until then, and may get stuck."""

import asyncio
from collections.abc import Awaitable, Callable

from adapters.main import House
from bot.domain.cards import Card
from bot.domain.happenings import Happening, MessagePosted
from bot.practice.core import Core
from bot.practice.receive import receive
from bot.practice.sweep import sweep


async def schedule(built: House, *, every: float = 0.2) -> None:
    while True:
        await sweep(built.core)
        await asyncio.sleep(every)


async def work(built: House, *, concurrency: int = 4) -> None:
    await built.jobs.run_worker_async(
        concurrency=concurrency,
        install_signal_handlers=False,
        fetch_job_polling_interval=0.1,
        delete_jobs="always",
    )


def stuck_at(
    words: str, core: Core, says_so: Callable[[], object], *, kept: bool
) -> Callable[[Happening], Awaitable[Card | None]]:
    """Takes what happens, and stops for ever at a message with these words: once it is kept, or before."""

    async def take(happening: Happening) -> Card | None:
        stuck = isinstance(happening, MessagePosted) and bool(words) and words in happening.text
        card = await receive(core, happening) if kept or not stuck else None
        if stuck:
            says_so()
            await asyncio.Event().wait()
        return card

    return take
