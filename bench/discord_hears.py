"""What hears Discord in a process of its own: the product, and bare clients of the same library.

The product is imported where it is begun: a bare client's memory is without it.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

from discord import Client, Interaction, MemberCacheFlags, Message
from psycopg_pool import AsyncConnectionPool

from adapters.discord.heard.intents import WANTED
from bench.discord_process import Known, Orders, serve

POOL = 12
"""As many as the product has at a peak."""
KEEP = (
    "insert into events (installation_id, event_ref, kind, channel_ref, message_ref, received_at)"
    " select id, %s, 'posted', %s, %s, now() from installations"
    " where platform = 'discord' and external_ref = %s on conflict do nothing"
)
Pool = AsyncConnectionPool[Any]
Built = Callable[[], Awaitable[asyncio.Event]]


async def product(orders: Orders, built: Built) -> None:
    from adapters.configured.chats import discord_chat  # noqa: PLC0415  see above
    from adapters.main import Parts, house  # noqa: PLC0415  see above
    from bot.library.library import load, shipped  # noqa: PLC0415

    chat = discord_chat(orders.access)
    assert chat.listen is not None
    async with house(orders.url, Parts((chat,), library=load([shipped()]))) as it:
        listen = chat.listen(it)
        await listen(await built())


class Answering(Client):
    """Says to the database what the product says, and answers with the same words."""

    def __init__(self, orders: Orders, pool: Pool) -> None:
        super().__init__(intents=WANTED)
        self._orders = orders
        self._pool = pool

    async def on_interaction(self, interaction: Interaction) -> None:
        fresh = _fresh(self._orders.listened, self._known(interaction))
        for transaction in self._orders.said:
            async with self._pool.connection() as connection:
                for statement, values in transaction:
                    await connection.execute(statement.encode(), _as_of(values, fresh), prepare=True)
        await interaction.response.send_message(self._orders.answer, ephemeral=True, suppress_embeds=True)

    def _known(self, interaction: Interaction) -> Known:
        told: Mapping[str, Any] = dict(interaction.data or {})
        author = str(interaction.user.id)
        answer, person = self._orders.members[author]
        if "custom_id" not in told:
            return Known(str(interaction.id), author, answer, person, str(told["target_id"]))
        opened = str(told["custom_id"]).partition("|")[2].partition(".")[0]
        return Known(f"form:{opened}:{author}:bare", author, answer, person, f"form-{answer}-{opened}")


def _fresh(listened: Known, known: Known) -> Mapping[object, object]:
    names = ("event", "author", "answer", "person", "part")
    return {getattr(listened, name): getattr(known, name) for name in names}


def _as_of(values: Mapping[str, Any], fresh: Mapping[object, object]) -> dict[str, Any]:
    return {
        name: fresh.get(value, value) if type(value) in {str, int} else value
        for name, value in values.items()
    }


class Keeping(Client):
    """Keeps each message's event, and nothing else of it."""

    def __init__(self, pool: Pool, **how: Any) -> None:  # noqa: ANN401  the library's own settings
        super().__init__(intents=WANTED, **how)
        self._pool = pool

    async def on_message(self, message: Message) -> None:
        at, guild = str(message.channel.id), message.guild
        values = (f"message:{message.id}:", at, str(message.id), str(guild.id if guild else ""))
        async with self._pool.connection() as connection:
            await connection.execute(KEEP, values, prepare=True)


async def answering(orders: Orders, built: Built) -> None:
    async with _pool(orders) as pool:
        await _connected(Answering(orders, pool), orders, built)


async def cached(orders: Orders, built: Built) -> None:
    async with _pool(orders) as pool:
        await _connected(Keeping(pool), orders, built)


async def uncached(orders: Orders, built: Built) -> None:
    async with _pool(orders) as pool:
        flags = MemberCacheFlags.none()
        bare = Keeping(pool, max_messages=None, member_cache_flags=flags, chunk_guilds_at_startup=False)
        await _connected(bare, orders, built)


@asynccontextmanager
async def _pool(orders: Orders) -> AsyncIterator[Pool]:
    url = orders.libpq_url
    async with AsyncConnectionPool(url, min_size=POOL, max_size=POOL, open=False) as pool:
        yield pool


async def _connected(client: Client, orders: Orders, built: Built) -> None:
    orders.access.point()
    stop = await built()
    async with client:
        living = asyncio.create_task(client.start(orders.access.bot_token))
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({living, stopping}, return_when=asyncio.FIRST_COMPLETED)
        await client.close()
        await asyncio.gather(living, stopping)


if __name__ == "__main__":
    serve({one.__name__: one for one in (product, answering, cached, uncached)})
