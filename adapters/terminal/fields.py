"""A form of several fields, set for a terminal."""

from rich.text import Text

from adapters.terminal.prose import Page, indented, plain
from bot.domain.forms import Field, FieldForm


def fields_page(card: FieldForm) -> Page:
    """What it asks, field by field, with what stands in each."""
    page: Page = [plain(card.title, "bold")]
    if card.trouble:
        page.append(plain(card.trouble, "bold"))
    if card.says:
        page += map(plain, card.says.split("\n\n"))
    for field in card.fields:
        page += [Text(), plain(field.label, "bold"), *_inside(field)]
    return [*page, Text(), plain(f"[{card.sends}] [Cancel]")]


def _inside(field: Field) -> Page:
    if field.choices:
        return [
            plain(f"({'x' if choice.value == field.draft else ' '}) {choice.label}")
            for choice in field.choices
        ]
    return [indented(plain(field.draft or "…"))]
