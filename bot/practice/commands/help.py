"""Help, made from the table of commands, so that it can't tell of one that isn't there."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.card_parts import Section
from bot.domain.cards import Card, SheetCard
from bot.domain.commanding import Typed
from bot.domain.happenings import Command as Slash
from bot.library.spelling import nearest
from bot.practice.commands.asked import Asked, Command

TITLES = {Slash.MEMBER: "What you can type", Slash.ORGANISER: "What organisers can type"}
WHO_SEES = "Only you see what comes back."
TO_ANSWER = (
    "To take part, write your answer in the scenario's thread, or press Answer privately on its card. For "
    "anything else I know these words only:"
)
YOUR_MESSAGES = Section(
    "Your messages in a thread",
    (
        "A mark below one says that it is part of your answer.",
        "In that message's own menu you can take it out, or put it back.",
        "What begins with // is a note to yourself, and no part of it.",
    ),
)
MISTYPED = 2
"""Words; more of them, of which the first is none of ours, are a sentence and no slip."""


async def help_sheet(it: Asked) -> Card:
    """All commands, or one with its examples."""
    if not it.words:
        sheet = _all(it, TITLES[it.given.command], _closing(it))
        if it.given.command is Slash.MEMBER:
            return replace(sheet, sections=(*sheet.sections, YOUR_MESSAGES))
        return sheet
    asked = it.words[0]
    command = it.table.get(asked.plain)
    return unknown(it, it.words[:1]) if command is None else _one(it.given.command, command)


def unknown(it: Asked, words: Sequence[Typed]) -> SheetCard:
    """There is no such word: the one that was meant, and all there are."""
    asked = words[0]
    if it.given.in_message and len(words) > MISTYPED:
        found = _all(it, "What you can ask me for", f"Nothing was changed. {_instead(it)} {WHO_SEES}")
        return replace(found, sections=(Section("", (TO_ANSWER,)), *found.sections))
    return _all(it, f"There is no `{asked.shown}`", f"Nothing was changed. {_meant(it, asked)}")


def _meant(it: Asked, asked: Typed) -> str:
    other = Slash.ORGANISER if it.given.command is Slash.MEMBER else Slash.MEMBER
    if asked.plain in it.others:
        return f"It stands behind the other command: type `/{other} {asked.plain}`."
    close = nearest(asked.plain[:40], tuple(it.table)) or nearest(asked.plain[:40], tuple(it.others))
    if not close:
        return _instead(it)
    slash = it.given.command if close in it.table else other
    return f"Did you mean `{close}`? Type `/{slash} {close}`."


def _instead(it: Asked) -> str:
    return f"Type one of these, for instance `/{it.given.command} {next(iter(it.table))}`."


def _all(it: Asked, title: str, closing: str) -> SheetCard:
    lines = tuple(f"`{command.word}`: {command.says}" for command in it.table.values())
    return SheetCard(title, (Section(f"Behind /{it.given.command}", lines),), closing)


def _closing(it: Asked) -> str:
    sentences = [f"`/{it.given.command} help WORD` shows examples. {WHO_SEES}"]
    if it.given.command is Slash.MEMBER and it.organises and not it.given.in_message:
        sentences.append("As an organiser you also have `/debrief-admin help`.")
    if it.here.group is None:
        sentences.append(it.here.nowhere.replace("Nothing was changed. ", ""))
    return " ".join(sentences)


def _one(slash: Slash, command: Command) -> SheetCard:
    forms = tuple(f"`{line}`" for line in typed_forms(slash, command))
    examples = tuple(f"`/{slash} {example}`" for example in command.examples)
    sections = [Section("What to type", forms)]
    if examples:
        sections.append(Section("For example", examples))
    return SheetCard(
        f"/{slash} {command.word}", (Section("", (command.says,)), *sections), f"For {command.whom}."
    )


def typed_forms(slash: Slash, command: Command) -> list[str]:
    """Each form of a command, whole."""
    return [f"/{slash} {command.word} {form}".strip() for form in command.forms]
