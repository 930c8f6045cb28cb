"""The form of a private answer: in a dialog, or as a page of its own."""

from dataclasses import replace
from urllib.parse import quote

from adapters.web.room.eyes import Eyes
from adapters.web.room.render import PAGES, card_html
from bot.domain.cards import Card, Note
from bot.domain.forms import AnswerForm, FieldForm
from bot.domain.mode import Privacy

KEPT_FOR_LATER = Note("Kept. Debrief answers as soon as it is back.")


def answer_form(eyes: Eyes, card: AnswerForm, trouble: str = "") -> str:
    """For a dialog."""
    return PAGES.get_template("parts/form.html").render(_said(eyes, card, trouble), alone=False)


def form_page(eyes: Eyes, card: AnswerForm, trouble: str = "") -> str:
    return PAGES.get_template("form_page.html").render(_said(eyes, card, trouble), alone=True)


def sent_note(eyes: Eyes, card: Card | None, title: str = "Your answer") -> str:
    """What the core says to the form, in the dialog's place."""
    shown = card_html(without_buttons(card or KEPT_FOR_LATER), eyes.zone)
    return PAGES.get_template("parts/sent.html").render(shown=shown, title=title)


def without_buttons(card: Card) -> Card:
    """They can be pressed where the room shows the card."""
    return card if isinstance(card, AnswerForm | FieldForm) else replace(card, buttons=())


def _said(eyes: Eyes, card: AnswerForm, trouble: str) -> dict[str, object]:
    in_the_open = card.privacy is Privacy.OPEN
    return {
        "card": card,
        "home": eyes.home,
        "action": f"{eyes.home}/form/{quote(card.post, safe='')}",
        "trouble": trouble,
        "who_sees": "Nobody else sees what you write in this form." if in_the_open else card.privacy.value,
    }
