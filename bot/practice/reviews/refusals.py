"""Why somebody can't rule, or their ruling wasn't made."""

GONE = (
    "That case is closed: somebody has ruled on it, or its author took the words back. Your ruling was not "
    "made. What you were shown may have changed; `/debrief-admin review` shows what waits now."
)
CHANGED = (
    "Somebody else ruled on these words a moment ago, and their ruling stands. Yours was not made. "
    "Read it again if you still want to rule."
)
NOT_YOURS = "Only an organiser rules here, and somebody else on an organiser's own. Nothing was changed."
LATER = (
    "You haven't answered this scenario yet, and its rubric would give it away. Nothing was changed. "
    "Answer it first, or rule after its deadline."
)
NO_LEVELS = "This needs a level for every criterion. Nothing was changed. Give them all."
NOT_HERE = "Nothing of a group of yours is behind this button any more. Nothing was changed."
