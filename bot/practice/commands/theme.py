"""`theme`: a week of scenarios that practise one idea."""

from collections.abc import Iterator
from datetime import date

from bot.domain.card_parts import Section
from bot.domain.cards import Card, Note, SheetCard
from bot.domain.themes import THEMES, Theme, ThemedWeek
from bot.domain.typed_times import day_ahead_among
from bot.errors import UserMustAct
from bot.library.spelling import nearest
from bot.practice.commands.asked import Asked
from bot.practice.schedule_words import day
from bot.practice.wishes import begin_theme, end_theme

CLOSING = "To set one: `/debrief-admin theme containment`, from another day `… theme containment monday`."


async def theme(it: Asked) -> Card:
    """Show the themes, begin a week of one, or end it."""
    if not it.words:
        return await _sheet(it)
    if it.plain in (("off",), ("none",), ("end",)):
        await it.once()
        await end_theme(it.core, it.group.id, it.member.person)
        return Note("No theme any more: scenarios of every kind take turns again.")
    chosen, first = _chosen(it), _first(it)
    await it.once()
    week = await begin_theme(it.core, it.group.id, it.member.person, chosen, first)
    return Note(
        f"{_told(week)}. Scenarios of it that are new here come first; pins and the queue still go before. "
        "`/debrief-admin theme off` ends it."
    )


def _chosen(it: Asked) -> Theme:
    named = it.plain[0]
    if named not in THEMES:
        close = nearest(named[:40], tuple(THEMES))
        meant = f"Did you mean `{close}`? " if close else ""
        raise UserMustAct(
            f"There is no theme `{it.words[0].shown[:40]}`. {meant}Nothing was changed. "
            f"There are: {', '.join(THEMES)}."
        )
    return THEMES[named]


def _first(it: Asked) -> date:
    words = [word for word in it.plain[1:] if word != "week"]
    if not words:
        return it.today
    found = day_ahead_among(words, it.today)
    if found is None:
        raise UserMustAct(
            "I can't read from which day. Nothing was changed. Type today, tomorrow, a weekday or a date: "
            f"`/debrief-admin theme {it.plain[0]} monday`."
        )
    return found


async def _sheet(it: Asked) -> Card:
    async with it.core.store.work() as work:
        wishes = (await work.wishes.of([it.group.id], it.today)).get(it.group.id)
    week = wishes.week if wishes else None
    now = _told(week) if week else "No theme: scenarios of every kind take turns."
    return SheetCard("Themed weeks", (Section("Now", (now,)), Section("There are", tuple(_all()))), CLOSING)


def _all() -> Iterator[str]:
    return (f"`{theme.word}`: {theme.says}" for theme in THEMES.values())


def _told(week: ThemedWeek) -> str:
    return f"{week.theme.title}, {day(week.first)} to {day(week.last)}"
