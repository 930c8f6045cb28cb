"""What the adapter itself says, where the core could not or need not."""

from datetime import timedelta

from bot.domain.cards import Card, FileCard, Note

BROKEN = Note(
    "Something went wrong on my side, and what you just did had no effect. It was written down for whoever "
    "runs me. Nothing that you wrote before is lost; please try it again."
)
PRESSED_NOTHING = Note("I don't know this button any more, so nothing was changed. Look for a newer card.")
NOT_YOURS = Note(
    "Only whoever wrote a message can say whether it belongs to their answer. Nothing was changed."
)
GOES_OUT = Note("If that message was part of your answer, it no longer is: its mark goes in a moment.")
GOES_IN = Note("If that message was taken out of your answer, it counts again: its mark comes in a moment.")
DONE = Note("Done.")
UNSHOWN = Note(
    "I have done what you asked, as far as I know, but I can't show you what came of it. It was written down "
    "for whoever runs me."
)
FORM_TOO_LATE = Note(
    "The form could not be opened: Discord allows three seconds for it, and it took longer. Nothing was "
    "changed. Please do it once more."
)
UNKNOWN_FORM = Note("I know no such form any more, so nothing was changed.")
OUTDATED = Note(
    "Discord still showed you a command that I don't have any more. Nothing was changed. Restart Discord to "
    "see the newer ones."
)
TO_COPY = "What you typed, to copy:"
ONLY_HERE = (
    "Only you see this file, and Discord shows it until it is closed or restarted: save it now. So no copy "
    "of it stays in the chat."
)
NO_FILE = Note(
    "The file isn't sent by direct message: a copy of it would stay there. Nothing was changed. Type the "
    "same as a slash command, such as `/debrief export`: then only you see the file, and no copy stays in "
    "the chat."
)


def without_file(card: Card) -> Card:
    """What stays in a direct conversation for good holds no file."""
    return NO_FILE if isinstance(card, FileCard) else card


def with_text(says: str, *texts: str) -> Note:
    """What was typed goes back to whoever typed it."""
    typed = [text for text in texts if text.strip()]
    return Note("\n\n".join([f"{says} {TO_COPY}", *typed]) if typed else says)


def away(after: timedelta) -> Note:
    seconds = max(1, round(after.total_seconds()))
    when = "in a minute" if seconds <= 60 else f"in {-(-seconds // 60)} minutes"  # noqa: PLR2004  a minute
    return Note(f"I can't reach my memory just now, so nothing was changed. Please try again {when}.")
