"""What the adapter itself says, where the core could not or need not."""

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.cards import Note

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


@dataclass(frozen=True, slots=True)
class _WithText:
    says: str

    def with_text(self, text: str) -> Note:
        return Note(f"{self.says}\n\n{text}" if text else self.says)


UNKNOWN_FORM = _WithText("I know no such form any more, so nothing was changed. What you typed, to copy:")


def away(after: timedelta) -> Note:
    seconds = max(1, round(after.total_seconds()))
    when = "in a minute" if seconds <= 60 else f"in {-(-seconds // 60)} minutes"  # noqa: PLR2004  a minute
    return Note(f"I can't reach my memory just now, so nothing was changed. Please try again {when}.")
