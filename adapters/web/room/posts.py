"""What can be done in the room. Each works as a plain form; a page's script asks for less."""

import re
from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import urlsplit

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from adapters.web.room.field_posts import fields_sent, opened
from adapters.web.room.forms import answer_form, form_page, sent_note
from adapters.web.room.pages import NOT_KEPT, Pages
from adapters.web.room.scene import Unsent
from adapters.web.room.sent import LIVE, Sent, sentence
from adapters.web.room.spots import address, list_name, spot_named
from adapters.web.room.values import Spot, direct
from bot.domain.cards import Card
from bot.domain.forms import AnswerForm, FieldForm
from bot.errors import RetryLater, UserMustAct

_NUMBER = re.compile("[0-9]{1,3}")


def act_in(pages: Pages) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    async def sent(request: Request, viewer: str) -> Sent:
        eyes, form = pages.eyes(viewer), await request.form()
        path = _path(request.headers.get("referer", ""))
        return Sent(pages, eyes, form, LIVE in request.headers, path)

    @router.post("/room/{viewer}/say")
    async def say(request: Request, viewer: str) -> Response:
        it = await sent(request, viewer)
        return await _answered(it, _say(it))

    @router.post("/room/{viewer}/clock")
    async def clock(request: Request, viewer: str) -> Response:
        it = await sent(request, viewer)
        return await _answered(it, _set_clock(it))

    @router.post("/room/{viewer}/fields")
    async def fields(request: Request, viewer: str) -> Response:
        it = await sent(request, viewer)
        return await _answered(it, fields_sent(it))

    @router.post("/room/{viewer}/form/{post}")
    async def form(request: Request, viewer: str, post: str) -> Response:
        it = await sent(request, viewer)
        return await _answered(it, _fill(it, post))

    @router.post("/room/{viewer}/{what}/{ref}")
    async def change(request: Request, viewer: str, what: str, ref: str) -> Response:
        it = await sent(request, viewer)
        return await _answered(it, _change(it, what, ref))

    return router


def _path(referer: str) -> str:
    try:
        return urlsplit(referer).path
    except ValueError:
        return ""


async def _answered(it: Sent, doing: Awaitable[Response]) -> Response:
    """A page's script is told in a sentence what a person reads on a page."""
    try:
        return await doing
    except (UserMustAct, RetryLater) as refused:
        if not it.live:
            raise
        status = 422 if isinstance(refused, UserMustAct) else 503
        return PlainTextResponse(sentence(refused), status, NOT_KEPT)


async def _say(it: Sent) -> Response:
    spot = spot_named(it["at"], it.eyes.room.channel, it.viewer)
    try:
        card = await it.pages.acts.say(it.viewer, spot, it["text"])
    except (UserMustAct, RetryLater) as refused:
        if it.live:
            raise
        return await _shown_again(it, spot, sentence(refused))
    return _done(it, spot, card)


async def _shown_again(it: Sent, spot: Spot, trouble: str) -> Response:
    """The page that it was sent from, or the channel where that is gone, with the text in its field."""
    root = it.pages.root(it.eyes, spot.thread)
    if spot.direct_with is None and root is None:
        spot = it.eyes.root
    unsent = Unsent(list_name(spot), it["text"], trouble)
    if spot.direct_with is not None:
        it.pages.seen.read(it.viewer, it.eyes.room.count)
        return await it.pages.shown(it.eyes, "direct", None, unsent)
    if root is not None:
        return await it.pages.shown(it.eyes, "thread", root, unsent)
    return await it.pages.shown(it.eyes, "channel", it.eyes.newest(), unsent)


async def _set_clock(it: Sent) -> Response:
    await it.pages.study.jump(it["jump"])
    if it.live:
        return Response(status_code=204)
    home = it.eyes.home
    inside = it.came_from.startswith(f"{home}/thread/") or it.came_from == f"{home}/direct"
    return RedirectResponse(it.came_from if inside else home, 303)


async def _fill(it: Sent, post: str) -> Response:
    try:
        card = await it.pages.acts.fill(it.viewer, post, it["text"], aside=it.live)
    except (UserMustAct, RetryLater) as refused:
        if it.live:
            raise
        return await _form_again(it, post, sentence(refused))
    if it.live:
        return HTMLResponse(sent_note(it.eyes, card), headers=NOT_KEPT)
    found = it.eyes.scenario_of(post)
    spot = Spot(it.eyes.room.channel, found.ref) if found else it.eyes.root
    return RedirectResponse(f"{address(spot, it.viewer)}#end", 303)


async def _form_again(it: Sent, post: str, trouble: str) -> Response:
    """With the text in its field; in private where its scenario isn't here."""
    line = it.eyes.scenario_of(post)
    card = it.eyes.card_of(line) if line else None
    if card is None:
        return await _shown_again(it, direct(it.viewer), trouble)
    form = AnswerForm(post, card.title, card.prompt, it["text"], card.privacy)
    return HTMLResponse(form_page(it.eyes, form, trouble), 422, NOT_KEPT)


async def _change(it: Sent, what: str, ref: str) -> Response:
    change = _CHANGES.get(what)
    if change is None:
        raise HTTPException(404)
    spot = it.spot_of(ref)
    return _done(it, spot, await change(it, ref))


async def _press(it: Sent, ref: str) -> Card | None:
    """The button tells its place and what it said, so that nobody presses one that has changed since."""
    number, _, label = it["button"].partition(" ")
    place = int(number) if _NUMBER.fullmatch(number) else -1
    return await it.pages.acts.press(it.viewer, ref, place, label=label, shown_at=it.spot_of(ref))


async def _edit(it: Sent, ref: str) -> None:
    await it.pages.acts.edit(it.viewer, ref, it["text"])


async def _delete(it: Sent, ref: str) -> None:
    await it.pages.acts.delete(it.viewer, ref)


async def _take(it: Sent, ref: str) -> None:
    await it.pages.acts.take(it.viewer, ref, out=it["out"] != "no")


async def _dismiss(it: Sent, ref: str) -> None:
    await it.pages.acts.dismiss(it.viewer, ref)


_CHANGES: Mapping[str, Callable[[Sent, str], Awaitable[Card | None]]] = {
    "press": _press,
    "edit": _edit,
    "delete": _delete,
    "take": _take,
    "dismiss": _dismiss,
}


def _done(it: Sent, spot: Spot, card: Card | None) -> Response:
    """The room shows what came of it; a form is opened."""
    if isinstance(card, AnswerForm):
        made = answer_form(it.eyes, card) if it.live else form_page(it.eyes, card)
        return HTMLResponse(made, headers=NOT_KEPT)
    if isinstance(card, FieldForm):
        return opened(it, card, spot)
    if it.live:
        return Response(status_code=204)
    return RedirectResponse(f"{address(spot, it.viewer)}#end", 303)
