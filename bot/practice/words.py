"""Short messages that say what happened, what was kept, and what to do."""

from bot.domain.cards import Button, Note
from bot.domain.grade import UngradedReason
from bot.domain.happenings import Action
from bot.domain.post import Post
from bot.domain.scenario import Scenario

TOO_SHORT = Note(
    "What you wrote is kept, and at fewer than 8 words it's too short to say anything fair about. "
    "Add to it in the thread, and I'll read the whole."
)
UNGRADED = Note(
    "Your answer is kept and counts as answered. The automatic check reads English only, "
    "so there is no grade: not a bad one, none. Add an English version if you want one."
)
ASK_FOR_TEXT = Note(
    "I can't read attachments, so this isn't part of your answer yet. Type the main points in the thread."
)


def ungraded(reason: UngradedReason) -> Note:
    return TOO_SHORT if reason is UngradedReason.TOO_SHORT else UNGRADED


def offer(subject: str) -> Note:
    return Note(
        "This looks like an answer to today's scenario, but it's not in its thread. Use this as my answer?",
        (Button(Action.USE_AS_ANSWER, "Use this as my answer", subject),),
    )


def reminder(scenario: Scenario, post: Post) -> Note:
    return Note(
        f"“{scenario.title}” closes soon, and there is no answer of yours yet. "
        f"About {scenario.minutes} minutes will do.",
        (
            Button(Action.ANSWER_PRIVATELY, "Answer privately", str(post.id)),
            Button(Action.SKIP_TODAY, "Skip today", str(post.id)),
        ),
    )


def channel_gone(channel_ref: str) -> Note:
    return Note(
        f"I can't post in the channel {channel_ref} any more: it was deleted, or I was removed from it. "
        "Answers, points and streaks are kept. Add me to a channel again and run setup there."
    )
