"""What becomes of a form of several fields that was sent."""

from fastapi.responses import HTMLResponse, RedirectResponse, Response

from adapters.web.room.field_forms import PREFIX, asked, fields_html, fields_page
from adapters.web.room.forms import sent_note
from adapters.web.room.pages import NOT_KEPT
from adapters.web.room.sent import Sent, sentence
from adapters.web.room.spots import address, spot_named
from adapters.web.room.values import Spot, direct
from bot.domain.forms import FieldForm
from bot.errors import RetryLater, UserMustAct


async def fields_sent(it: Sent) -> Response:
    """What the core says, in the form's place or where it was opened; the form again if need be."""
    form, spot = asked(it["form"]), _opened_at(it)
    values = {field.name: it[PREFIX + field.name] for field in form.fields}
    try:
        card = await it.pages.acts.fill_fields(it.viewer, form, values, spot, aside=it.live)
    except (UserMustAct, RetryLater) as refused:
        if it.live:
            raise
        page = fields_page(it.eyes, form.again(values, sentence(refused)), spot)
        return HTMLResponse(page, 422, NOT_KEPT)
    if isinstance(card, FieldForm):
        return opened(it, card, spot, 200 if it.live else 422)
    if it.live:
        return HTMLResponse(sent_note(it.eyes, card, form.title), headers=NOT_KEPT)
    return RedirectResponse(f"{address(spot, it.viewer)}#end", 303)


def opened(it: Sent, card: FieldForm, spot: Spot, status: int = 200) -> Response:
    made = fields_html(it.eyes, card, spot) if it.live else fields_page(it.eyes, card, spot)
    return HTMLResponse(made, status, NOT_KEPT)


def _opened_at(it: Sent) -> Spot:
    """A thread that is gone meanwhile leaves the answer in private."""
    spot = spot_named(it["at"], it.eyes.room.channel, it.viewer)
    if spot.thread is not None and it.pages.root(it.eyes, spot.thread) is None:
        return direct(it.viewer)
    return spot
