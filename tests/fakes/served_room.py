"""The pages of a study room in memory, asked without a socket, as a browser without scripts would."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import httpx
from fastapi import FastAPI

from adapters.web.look.dress import dress
from adapters.web.look.security import hosts
from adapters.web.room.pages import Pages, look_in
from adapters.web.room.posts import act_in
from adapters.web.room.views import Jump, NextStep
from bot.domain.cards import Card
from bot.errors import UserMustAct
from bot.testing import FakeClock
from tests.fakes.rooms import PlayedRoom, played_room

ADDRESS = "http://127.0.0.1"
EVERY_TAG_WITHOUT_END = {"area", "base", "br", "circle", "hr", "img", "input", "link", "meta"}


@dataclass(slots=True)
class FakeStudy:
    clock: FakeClock
    group: str = "Mornings"
    zone: ZoneInfo = ZoneInfo("Europe/Berlin")  # noqa: RUF009  it can't be changed
    grader_says: str = "The automatic check reads."
    moving: bool = False
    bound_for: datetime | None = None
    step: NextStep | None = None
    jumped: list[str] = field(default_factory=list)
    trouble: Exception | None = None
    """What a jump raises."""

    async def jumps(self) -> Sequence[Jump]:
        to: datetime = self.clock.now() + timedelta(minutes=10)
        return [Jump("quiet", "10 quiet minutes", to, "Nothing happens.")]

    async def jump(self, key: str) -> None:
        if self.trouble is not None:
            raise self.trouble
        if key != "quiet":
            raise UserMustAct("The clock can't go there any more.")
        self.jumped.append(key)
        self.clock.forward(minutes=10)

    async def next_step(self, viewer: str) -> NextStep | None:
        return self.step


class PageRead(HTMLParser):
    """The words of a page and its forms, and whether its elements fit into each other."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.html = html
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self._open: list[str] = []
        self._words: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in EVERY_TAG_WITHOUT_END:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        if "script" not in self._open:
            self._words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self._words).split())


@dataclass(slots=True)
class ServedRoom:
    it: PlayedRoom
    study: FakeStudy
    pages: Pages
    client: httpx.AsyncClient

    async def page(self, path: str) -> PageRead:
        answer = await self.client.get(path)
        assert answer.status_code == 200, answer.text
        return PageRead(answer.text)

    async def post(self, path: str, **form: str) -> httpx.Response:
        return await self.client.post(path, data=form)

    async def live(self, path: str, **form: str) -> httpx.Response:
        """As the page's script sends it."""
        headers = {"Debrief-Live": "1", "Accept": "*/*"}
        return await self.client.post(path, data=form, headers=headers)

    def posted(self, card: Card) -> str:
        """The ref of a card in the channel."""
        return self.it.room.put(self.it.root, None, card=card).ref


@asynccontextmanager
async def served_room() -> AsyncIterator[ServedRoom]:
    with played_room() as it:
        study = FakeStudy(it.clock)
        pages = Pages.of(it.room, it.desk, study)
        app = FastAPI(openapi_url=None)
        app.include_router(look_in(pages))
        app.include_router(act_in(pages))
        dress(app, hosts("127.0.0.1"))
        transport = httpx.ASGITransport(app, raise_app_exceptions=True)
        headers = {"Accept": "text/html"}
        async with httpx.AsyncClient(transport=transport, base_url=ADDRESS, headers=headers) as client:
            yield ServedRoom(it, study, pages, client)
