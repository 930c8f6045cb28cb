"""Processes that hear Slack, each its own: the product, and a bare handler of the same library."""

import asyncio
import multiprocessing
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from fastapi import FastAPI, Request, Response
from psycopg_pool import AsyncConnectionPool
from slack_bolt.adapter.fastapi.async_handler import AsyncSlackRequestHandler
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from adapters.configured.chats import slack_chat
from adapters.main import Parts, house
from adapters.settings import Settings
from adapters.slack.access import Access
from adapters.slack.heard.http import EVENTS
from adapters.web.serve import Serve, address, listen
from bot.library.library import load, shipped
from bot.store import migrate

Duty = Callable[[asyncio.Event], Awaitable[None]]
PATIENCE = 60.0
POOL = 12
"""As many as the product has at a peak."""
GRACE = 2.0


@dataclass(frozen=True, slots=True)
class Member:
    """What the database calls somebody who has answered before."""

    answer: int
    person: int


@dataclass(frozen=True, slots=True)
class Orders:
    """For a bare handler: what the product says to the database for one message, and in whose name."""

    url: str
    access: Access
    said: tuple[tuple[str, Mapping[str, Any]], ...]
    event_ref: str
    message_ref: str
    author: str
    members: Mapping[str, Member]


Hears = Callable[[Orders, Connection], None]


@contextmanager
def process(hears: Hears, orders: Orders) -> Iterator[str]:
    """Where it serves; empty for one that listens by socket."""
    ours, theirs = multiprocessing.Pipe()
    child = multiprocessing.get_context("spawn").Process(target=hears, args=(orders, theirs), daemon=True)
    child.start()
    try:
        if not ours.poll(PATIENCE):
            raise TimeoutError("What should hear Slack didn't start.")
        yield ours.recv()
    finally:
        ours.send("stop")
        child.join(PATIENCE)
        child.terminate()


def product(orders: Orders, line: Connection) -> None:
    asyncio.run(_product(orders, line))


def bare(orders: Orders, line: Connection) -> None:
    asyncio.run(_bare(orders, line))


async def _product(orders: Orders, line: Connection) -> None:
    chat = slack_chat(orders.access, Settings())
    assert chat.listen is not None
    assert chat.serve is not None
    async with house(orders.url, Parts((chat,), library=load([shipped()]))) as built:
        if orders.access.app_token:
            await _until_told(chat.listen(built), line)
        else:
            pages = FastAPI()
            chat.serve(built, pages)
            await _served(pages, line)


async def _bare(orders: Orders, line: Connection) -> None:
    async with AsyncConnectionPool(
        migrate.libpq_url(orders.url), min_size=POOL, max_size=POOL, open=False
    ) as pool:
        app = _handler(orders, pool)
        if not orders.access.app_token:
            pages, handler = FastAPI(), AsyncSlackRequestHandler(app)

            async def events(request: Request) -> Response:
                return await handler.handle(request)

            pages.add_api_route(EVENTS, events, methods=["POST"])
            await _served(pages, line)
            return
        client = AsyncWebClient(orders.access.app_token, orders.access.api_url)
        socket = AsyncSocketModeHandler(app, orders.access.app_token, web_client=client)

        async def listening(stop: asyncio.Event) -> None:
            await socket.connect_async()  # type: ignore[no-untyped-call]  # the library's
            await stop.wait()
            await socket.close_async()  # type: ignore[no-untyped-call]  # as above

        await _until_told(listening, line)


def _handler(orders: Orders, pool: AsyncConnectionPool[Any]) -> AsyncApp:
    async def authorize(team_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None,
            team_id=team_id,
            bot_token=orders.access.bot_token,
            bot_id="B",
            bot_user_id="U",
        )

    app = AsyncApp(
        signing_secret=orders.access.signing_secret, process_before_response=True, authorize=authorize
    )

    @app.event("message")
    async def message(body: Mapping[str, Any]) -> None:
        told = _of(orders, body)
        async with pool.connection() as connection:
            for statement, values in told:
                await connection.execute(statement.encode(), values, prepare=True)

    return app


def _of(orders: Orders, body: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    """The statements with this message's own refs in them."""
    event = body["event"]
    member = orders.members[event["user"]]
    fresh = {
        orders.event_ref: body["event_id"],
        orders.message_ref: event["ts"],
        orders.author: event["user"],
    }
    ids = {"answer": member.answer, "person": member.person}
    return [
        (
            statement,
            {
                name: ids[name] if name in ids else fresh.get(v, v) if isinstance(v, str) else v
                for name, v in values.items()
            },
        )
        for statement, values in orders.said
    ]


async def _served(pages: FastAPI, line: Connection) -> None:
    bound = listen("127.0.0.1", 0)
    try:
        await _until_told(Serve(pages, bound, GRACE), line, address(bound))
    finally:
        bound.close()


async def _until_told(duty: Duty, line: Connection, where: str = "") -> None:
    stop = asyncio.Event()
    working = asyncio.ensure_future(duty(stop))
    line.send(where)
    await asyncio.to_thread(line.recv)
    stop.set()
    await working
