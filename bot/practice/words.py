"""Short messages that say what happened, what was kept, and what to do."""

from datetime import datetime
from math import ceil
from zoneinfo import ZoneInfo

from bot.domain.answering import MOST_GRADINGS, SHORTEST_ANSWER, GradeRequest
from bot.domain.card_parts import Button
from bot.domain.cards import Note
from bot.domain.grade import UngradedReason
from bot.domain.happenings import Action
from bot.domain.mode import Mode
from bot.domain.post import Post
from bot.domain.scenario import Scenario
from bot.practice.way_in import answer_privately

FEWER = f"fewer than {SHORTEST_ANSWER} words"
TOO_SHORT = Note(
    f"What you wrote is kept, and at {FEWER} it's too short to say anything fair about. "
    "Add to it the way you sent it, and I'll read the whole."
)
UNGRADED = Note(
    "Your answer is kept and counts as answered. The automatic check reads English only, "
    "so there is no grade: not a bad one, none. Add an English version if you want one."
)
NO_GRADER = Note(
    "Your answer is kept and counts as answered. No grader answers just now, so there is no grade yet. "
    "I try again every hour; you need do nothing."
)
READ_BY_A_PERSON = Note(
    "Your answer is kept and counts as answered. No model would read it, which says nothing of how good it "
    "is: their providers' rules are blunt. A person grades it instead, and you hear by direct message."
)
ASKED_ENOUGH = Note(
    "Your answer is kept and counts as answered. It changed each time while it was read, and a model isn't "
    "asked about it any more. A person grades it instead, and you hear by direct message."
)
LEFT_OUT = Note("Your answer won't be shown with the others. It still counts for you.")
LEFT_OUT_BUT_SEEN = Note(
    "Your answer won't be shown with the others. It still counts for you. "
    "What you wrote in the channel can still be read there."
)
IN_THE_OPEN = Note(
    "It's already in the channel; delete your message to remove it. "
    "Deleted, it no longer counts as your answer."
)
SHOWN = Note("It was shown already, so nothing was changed.")
NOT_SHOWN = Note("Nobody else was shown your answer, and nobody will be. Nothing was changed.")
NOTHING_TO_SKIP = Note(
    "You have answered this one already; there is nothing to skip. Your answer stays as it is."
)
SEEN_BY_ALL = "what you write in the thread everyone sees"
SOON_MINUTES = 90
"""Further off than this, a time of day says more than minutes."""

USED_UP = Note(
    f"This scenario was graded {MOST_GRADINGS} times for you, which is the most. All are kept; "
    "the next scenario is a fresh start."
)
REFUSED_OPENLY = {
    GradeRequest.NOTHING_YET: "I have no answer of yours. Write in the thread, or press Answer privately.",
    GradeRequest.TOO_SHORT: f"That's {FEWER}, too short to say anything fair about. "
    "It's kept: write on and press Grade me again.",
    GradeRequest.UNCHANGED: "Nothing has changed since your debrief. Edit your answer, or press Try again.",
}
REFUSED_PRIVATELY = {
    GradeRequest.NOTHING_YET: f"I have no answer of yours. Press Answer privately; {SEEN_BY_ALL}.",
    GradeRequest.TOO_SHORT: f"That's {FEWER}, too short to say anything fair about. "
    "It's kept: add to it by Answer privately, then press Grade me again.",
    GradeRequest.UNCHANGED: "Nothing has changed since your debrief. Press Answer privately for a new try.",
}


def refusal(request: GradeRequest, post: Post, *, private: bool) -> Note:
    """Why Grade me did nothing, and by which way to go on."""
    if request is GradeRequest.USED_UP:
        return USED_UP
    if private:
        return Note(REFUSED_PRIVATELY[request], (answer_privately(post),))
    return Note(REFUSED_OPENLY[request])


def new_try(post: Post, *, private: bool) -> Note:
    if private:
        return Note(
            f"Go ahead: press Answer privately for your new try; {SEEN_BY_ALL}. "
            "Give the whole answer again: only what you send from now on is read. "
            "It's practice: your points stay as they are.",
            (answer_privately(post),),
        )
    return Note(
        "Go ahead. Write the whole answer again, in the thread: only what you write from now on is read. "
        "It's practice: your points stay as they are."
    )


NOBODY_HERE = (
    "Nobody in this group can yet: nobody else organises it, or has been debriefed on this scenario. A "
    "member who is gets asked, after the deadline; until then only whoever runs this bot can, by "
    "`debrief review`."
)


def ungraded(reason: UngradedReason) -> Note:
    if reason is UngradedReason.TOO_SHORT:
        return TOO_SHORT
    if reason is UngradedReason.REFUSED:
        return READ_BY_A_PERSON
    if reason is UngradedReason.ASKED_ENOUGH:
        return ASKED_ENOUGH
    return UNGRADED if reason is UngradedReason.UNSUPPORTED_LANGUAGE else NO_GRADER


def grading_due(due: datetime | None, now: datetime, zone: ZoneInfo) -> str:
    """When an answer is graded by itself, as a sentence."""
    if due is None:
        return "Press Grade me when it's whole."
    minutes = ceil((due - now).total_seconds() / 60)
    if minutes <= 0:
        return "I'm reading it now."
    if minutes > SOON_MINUTES:
        when = f"on {in_words(due, zone)}"
    else:
        when = "in about a minute" if minutes == 1 else f"in about {minutes} minutes"
    return f"I grade it {when}, or when you press Grade me."


def too_short_yet(*, private: bool) -> str:
    """What to say of an answer that waits for more."""
    how = "by Answer privately" if private else "in the thread"
    return f"At {FEWER} it's too short to say anything fair about. Add to it {how}."


def kept_form(post: Post, grading: str, now: datetime, zone: ZoneInfo) -> Note:
    """What becomes of a private answer: who sees it, and when it's graded."""
    if post.mode is Mode.SEALED and now < post.deadline_at:
        return Note(
            f"Kept. Private until {in_words(post.deadline_at, zone)}, then shown in the channel with the "
            f"others, unless you leave yourself out. {grading}",
            (leave_me_out(post),),
        )
    return Note(f"Kept, seen by nobody else. {grading}")


def leave_me_out(post: Post) -> Button:
    return Button(Action.HIDE_ANSWER, "Leave me out of the reveal", str(post.id))


def in_words(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%A %H:%M} ({zone.key})"


def wrote_in(group: str, written_at: datetime, zone: ZoneInfo) -> str:
    """A message, for whoever reads this elsewhere or later."""
    return f"the channel of “{group}” on {in_words(written_at, zone)}"


def offer(post: Post, subject: str, scenario: str, where: str) -> Note:
    """`where` the message stands that looks like an answer."""
    take = Button(Action.USE_AS_ANSWER, "Use this as my answer", subject)
    if post.mode is Mode.SEALED:
        return Note(
            f"What you wrote in {where} looks like an answer to “{scenario}”. Everyone in the channel can "
            "read it there, and answers to this scenario are sealed. Shall I take it all the same? If it "
            "shouldn't be seen, delete it and press Answer privately.",
            (take, answer_privately(post)),
        )
    return Note(
        f"What you wrote in {where} looks like an answer to “{scenario}”, but it's not in its thread. "
        "Use this as my answer?",
        (take,),
    )


def ask_for_text(scenario: str, where: str) -> Note:
    return Note(
        f"I can't read attachments, so what you sent in {where} isn't part of your answer to “{scenario}” "
        "yet. Type the main points in its thread."
    )


def after_debrief(post: Post, scenario: str, *, used_up: bool) -> Note:
    says = (
        f"Your debrief of “{scenario}” is out, so what you write about it now is conversation: it isn't "
        "read, and changes no grade."
    )
    if used_up:
        return Note(f"{says} {USED_UP.text}")
    return Note(
        f"{says} If it's a better answer, press Try again and send the whole of it. That is "
        "practice: your points stay as they are.",
        (Button(Action.TRY_AGAIN, "Try again", str(post.id)),),
    )


def debriefed_already(post: Post) -> Note:
    if post.mode is Mode.SEALED:
        return Note(
            "You have your debrief for this scenario. Press Answer privately for a new try.",
            (answer_privately(post),),
        )
    return Note("You have your debrief for this scenario. Press Try again first, then write.")


def taken(post: Post) -> Note:
    if post.mode is Mode.SEALED:
        return Note(
            "Taken as your answer. Where you wrote it, everyone can still read it. "
            "Add to it by Answer privately, or press Grade me.",
            (answer_privately(post),),
        )
    return Note("Taken as your answer. Add to it in the thread, or press Grade me.")


def reminder(scenario: Scenario, post: Post, zone: ZoneInfo) -> Note:
    return Note(
        f"“{scenario.title}” closes {in_words(post.deadline_at, zone)}, and there is no answer of yours yet. "
        f"About {scenario.minutes} minutes will do.",
        (answer_privately(post), Button(Action.SKIP_TODAY, "Skip today", str(post.id))),
    )


def channel_gone(group: str) -> Note:
    return Note(
        f"I can't post in a channel of “{group}”: I'm not in it (never invited, or removed), or it was "
        "deleted. Answers, points and streaks are kept. Invite me again, as you would a member, and "
        "type `/debrief-admin setup` there: a scenario that could be posted nowhere for this comes then, if "
        "it's only a few hours late; `/debrief-admin post-now` posts it later on its day."
    )
