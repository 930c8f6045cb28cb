"""The room's addresses: what can be looked at. `posts` has what can be done."""

import re
from dataclasses import dataclass, field
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse

from adapters.web.look.security import from_elsewhere
from adapters.web.paper.printer import POLICY
from adapters.web.room.acts import Acts
from adapters.web.room.desk import Desk
from adapters.web.room.eyes import Eyes
from adapters.web.room.listened import STREAM, STREAMED, Listened
from adapters.web.room.parts import Beside, Seen
from adapters.web.room.room import Room
from adapters.web.room.scene import Unsent, page
from adapters.web.room.spots import home_of
from adapters.web.room.stream import ANEW, Stream, Streams, is_of_another_room
from adapters.web.room.values import Line
from adapters.web.room.views import Study
from bot.domain.cards import BoardCard, FileCard, SheetCard

FIRST_VIEWER = "you"
NOT_KEPT = {"Cache-Control": "no-store"}
_COUNT = re.compile("[0-9]{1,15}")


@dataclass(frozen=True, slots=True)
class Pages:
    room: Room
    acts: Acts
    study: Study
    seen: Seen
    streams: Streams = field(default_factory=Streams)

    @classmethod
    def of(cls, room: Room, desk: Desk, study: Study) -> "Pages":
        return cls(room, Acts(room, desk), study, Seen(room.count))

    @property
    def beside(self) -> Beside:
        return Beside(self.acts.desk, self.study, self.seen)

    def eyes(self, viewer: str) -> Eyes:
        if self.room.member(viewer) is None:
            raise HTTPException(404, "Nobody of that name is in this room.")
        return Eyes(self.room, viewer, self.study.zone)

    def root(self, eyes: Eyes, ref: str | None) -> Line | None:
        """What a thread that can be looked at hangs from."""
        line = self.room.line(ref, eyes.viewer) if ref else None
        return line if line and line.spot == eyes.root and line.only_for is None else None

    async def shown(
        self, eyes: Eyes, at: str, root: Line | None, unsent: Unsent | None = None
    ) -> HTMLResponse:
        status = 422 if unsent else 200
        return HTMLResponse(await page(eyes, self.beside, at, root, unsent), status, NOT_KEPT)


def look_in(pages: Pages) -> APIRouter:
    """Every page of the room, its pictures, its files, and its stream."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    async def start() -> Response:
        return RedirectResponse(home_of(FIRST_VIEWER), 303)

    @router.get("/room/{viewer}")
    async def channel(viewer: str) -> Response:
        eyes = pages.eyes(viewer)
        return await pages.shown(eyes, "channel", eyes.newest())

    @router.get("/room/{viewer}/thread/{ref}")
    async def thread(viewer: str, ref: str) -> Response:
        eyes = pages.eyes(viewer)
        root = pages.root(eyes, ref)
        if root is None:
            raise HTTPException(404, "That thread is not here, or what it hung from was deleted.")
        return await pages.shown(eyes, "thread", root)

    @router.get("/room/{viewer}/direct")
    async def direct_messages(request: Request, viewer: str) -> Response:
        eyes = pages.eyes(viewer)
        if not from_elsewhere(request.headers):
            pages.seen.read(viewer, pages.room.count)
        return await pages.shown(eyes, "direct", None)

    _files(router, pages)
    _stream(router, pages)
    return router


def _files(router: APIRouter, pages: Pages) -> None:
    @router.get("/room/{viewer}/picture/{ref}")
    async def picture(viewer: str, ref: str) -> Response:
        line = pages.room.line(ref, pages.eyes(viewer).viewer)
        card = line.card if line else None
        if not isinstance(card, BoardCard | SheetCard) or card.picture is None:
            raise HTTPException(404)
        return Response(card.picture.png, media_type="image/png")

    @router.get("/room/{viewer}/file/{ref}")
    async def file(viewer: str, ref: str) -> Response:
        card = _file(pages, viewer, ref)
        named = f"attachment; filename*=UTF-8''{quote(card.name, safe='')}"
        headers = {"Content-Disposition": named, **NOT_KEPT}
        return Response(card.content, media_type="application/octet-stream", headers=headers)

    @router.get("/room/{viewer}/page/{ref}")
    async def page_to_print(viewer: str, ref: str) -> Response:
        card = _file(pages, viewer, ref)
        if card.media_type != "text/html":
            raise HTTPException(404)
        return HTMLResponse(card.content, headers={"Content-Security-Policy": POLICY, **NOT_KEPT})


def _file(pages: Pages, viewer: str, ref: str) -> FileCard:
    line = pages.room.line(ref, pages.eyes(viewer).viewer)
    card = line.card if line else None
    if not isinstance(card, FileCard):
        raise HTTPException(404)
    return card


def _stream(router: APIRouter, pages: Pages) -> None:
    @router.get("/room/{viewer}/events")
    async def events(request: Request, viewer: str) -> Response:
        eyes, asked = pages.eyes(viewer), request.query_params
        if from_elsewhere(request.headers):
            raise HTTPException(403, "Only a page of Debrief's own can listen here.")
        count = _last_seen(request)
        if is_of_another_room(eyes, asked.get("room", ""), count):
            return StreamingResponse(iter([ANEW]), media_type=STREAM, headers=STREAMED)
        root = pages.room.line(asked.get("thread", ""), viewer)
        stream = Stream(eyes, pages.beside, asked.get("at", ""), root, count)
        return Listened(stream, pages.streams)


def _last_seen(request: Request) -> int:
    """A browser that connects again tells what it had last; all is told to one that tells nothing."""
    told = request.headers.get("last-event-id") or request.query_params.get("since", "")
    return int(told) if _COUNT.fullmatch(told) else 0
