"""The committee's packet for its member: a card, and the page to print behind it."""

from dataclasses import replace
from datetime import date

from bot.domain.card_parts import Button
from bot.domain.cards import Card, FileCard
from bot.domain.committee import Committee
from bot.ports import Printer
from bot.practice.committee.sheet import committee_sheet
from bot.practice.committee.tell import tell

NAME = "committee-packet.html"
SAYS = (
    "The whole packet as a page, to read or to print: every interviewer's note, and your own words behind it."
)


def committee_cards(
    printer: Printer | None,
    loop: str,
    day: date,
    committee: Committee,
    *,
    corrections: tuple[str, ...] = (),
    ruled_on: bool = False,
    buttons: tuple[Button, ...] = (),
) -> tuple[Card, ...]:
    """What a member gets of a loop, by its title: the card, then the page where one can be made.

    The day is its reader's own; the buttons stand on the card. `corrections` say what was appealed, and
    `ruled_on` that a person has ruled on some of it.
    """
    packet = replace(tell(loop, day, committee, ruled_on=ruled_on), corrections=corrections)
    sheet = committee_sheet(packet, buttons)
    if printer is None:
        return (sheet,)
    return sheet, FileCard(NAME, "text/html", printer.page(packet), SAYS)
