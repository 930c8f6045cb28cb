"""A form of several fields: in a dialog, or as a page of its own. The page carries what it asks with it."""

from adapters.web.room.as_json import card_as_json, card_from_json
from adapters.web.room.eyes import Eyes
from adapters.web.room.render import PAGES
from adapters.web.room.spots import list_name
from adapters.web.room.values import Spot
from bot.domain.forms import FieldForm
from bot.errors import UserMustAct

PREFIX = "field-"
"""Of a field's name, so that none of them is taken for one of the page's own."""
MOST_FIELDS = 20
MOST_ABREAST = 6
"""Choices that are all shown at once."""
_DAMAGED = (
    "The form that this came from can't be read any more, so nothing was sent. Go back to it: "
    "your text is still there. Open the form anew and copy it over."
)


def fields_html(eyes: Eyes, card: FieldForm, spot: Spot) -> str:
    """For a dialog."""
    return PAGES.get_template("parts/fields.html").render(_said(eyes, card, spot), alone=False)


def fields_page(eyes: Eyes, card: FieldForm, spot: Spot) -> str:
    return PAGES.get_template("fields_page.html").render(_said(eyes, card, spot), alone=True)


def asked(text: str) -> FieldForm:
    """The form that a page carried. Whatever it says was in its reader's hands, so the core checks it all."""
    try:
        card = card_from_json(text)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as wrong:
        raise UserMustAct(_DAMAGED) from wrong
    if not isinstance(card, FieldForm) or len(card.fields) > MOST_FIELDS:
        raise UserMustAct(_DAMAGED)
    return card


def _said(eyes: Eyes, card: FieldForm, spot: Spot) -> dict[str, object]:
    return {
        "card": card,
        "home": eyes.home,
        "at": list_name(spot),
        "carried": card_as_json(card.again({}, "")),
        "draft_name": f"{card.action.value}:{card.subject}",
        "prefix": PREFIX,
        "most_abreast": MOST_ABREAST,
    }
