"""What is said about linked accounts."""

from bot.domain.card_parts import Button
from bot.domain.cards import Note
from bot.domain.happenings import Action
from bot.domain.linking import LASTS, LINKS_WITHIN, MOST_LINKS, TRIES_WITHIN, spelled
from bot.store.links import Self

HOURS = int(LINKS_WITHIN.total_seconds() // 3600)
MINUTES = int(LASTS.total_seconds() // 60)
WHAT_IT_MEANS = (
    "From then on they are one person here: what you do from either counts once, on one board, with one "
    "streak, and `/debrief unlink` gives each its own again."
)
OPENS_NOTHING = (
    f"That code opens nothing: a code is good for {MINUTES} minutes and for one use. Nothing was changed. "
    "Type `/debrief link` with your other account to get a new one."
)
OPENS_NO_CHANNEL = (
    f"That code opens nothing: a code is good for {MINUTES} minutes and for one use. Nothing was changed. An "
    "organiser of the group gets a new one by `/debrief-admin share` in its own channel."
)
TOO_OFTEN = (
    f"That's too many wrong codes. Nothing was changed, and I take none from this account for up to "
    f"{int(TRIES_WITHIN.total_seconds() // 60)} minutes. Get a new code then; `/debrief help` "
    "lists what you can do meanwhile."
)
TOO_MANY_CODES = (
    "I gave you many codes within the hour. No new one was made. Ask again in an hour; `/debrief help` lists "
    "the rest."
)
TOO_MANY_LINKS = (
    f"These accounts were linked {MOST_LINKS} times within {HOURS} hours. Nothing was changed. "
    "Type `/debrief link` again tomorrow."
)
YOUR_OWN = (
    "That code is this account's own. Nothing was changed. Type it with your other account, in the other "
    "chat: `/debrief link` and the code."
)
SAME_CHAT = (
    "Both accounts are on {platform}. Nothing was changed. `/debrief link` joins accounts of two different "
    "chats."
)
TAKEN = (
    "One of the two accounts is linked already. Nothing was changed. To link it with another one, type "
    "`/debrief unlink` there first."
)
IN_A_ROUND = (
    "A mock interview, or a company loop, is under way with one of the two accounts. Nothing was changed. "
    "Finish or stop it first, then type `/debrief {command}` again."
)
NOT_LINKED = (
    "This account is linked with no other. Nothing was changed. `/debrief link` gives you a code to link it."
)
GONE = Note(
    "That code is used up, or its time is over. Nothing was changed. "
    "Type `/debrief link` with your other account to get a new one."
)

CHANNEL_CODE = (
    "The code for “{group}” is `{code}`. It is good for {minutes} minutes and for one use. In a channel of "
    "the other chat, where I am too, type `/debrief-admin share {code}`. From then on the group has both "
    "channels: every scenario, reveal and weekly board comes to both, with one deadline, and all answers "
    "count on one board. Sealed answers are shown in both channels at the reveal; open ones stand in the "
    "thread that they were written in. Give the code to nobody else: it opens your group to the channel "
    "where it's typed."
)
SHARED = (
    "Done: this channel is “{group}”'s now, beside the one that it has. Its scenarios come to both, from "
    "{first} one on, with the same deadline and one board. Whoever practises in both chats types "
    "`/debrief link` in one of them, so that they count once. To end it, remove me from this channel."
)
CHANNEL_TAKEN = (
    "A study group practises in this channel already. Nothing was changed. Type the code in a channel that "
    "has none; `/debrief-admin share` without a code makes one for this group."
)
IN_A_CHANNEL = (
    "A code for a channel is typed in that channel. Nothing was changed. Type `/debrief-admin share` and the "
    "code there."
)
NO_ORGANISER = (
    "Whoever took that code doesn't organise the group any more. Nothing was changed. An organiser of it "
    "gets a new one by `/debrief-admin share`."
)


def platform_of(name: str) -> str:
    return name[:1].upper() + name[1:]


def called(one: Self) -> str:
    name = " ".join(one.account.name.split())
    where = platform_of(one.account.platform)
    return f"{name} on {where}" if name else f"your account on {where}"


def code(made: str) -> Note:
    shown = spelled(made)
    return Note(
        f"Your code is `{shown}`. It is good for {MINUTES} minutes and for one use. With your account in the "
        f"other chat, type `/debrief link {shown}`. {WHAT_IT_MEANS}\n\nThis account's name and settings are "
        "the ones that hold. Give the code to nobody: whoever types it becomes one person with you."
    )


def linked_already(other: Self | None) -> Note:
    whom = called(other) if other else "an account that is gone"
    return Note(
        f"This account is one person with {whom} already. Nothing was changed. `/debrief unlink` ends that."
    )


def confirm(code_id: int, holder: Self) -> Note:
    return Note(
        f"That is the code of {called(holder)}. Your groups, answers, points and streak from here are put "
        f"together with that account's when you link them, and open to it. {WHAT_IT_MEANS} Where both have "
        "answered the same scenario one answer counts, the first that was on time; the other is kept as "
        "practice.\n\nNothing was changed yet. If that account isn't yours, leave it: the code runs out by "
        "itself.",
        (Button(Action.LINK, "Link them", str(code_id)),),
    )


def linked(holder: Self, both_answered: int) -> Note:
    return Note(
        f"Done: you and {called(holder)} are one person now. Its name and settings are the ones that hold."
        f"{_aside(both_answered)} `/debrief unlink` undoes it; `/debrief me` shows where you stand."
    )


def told(other: Self) -> Note:
    return Note(
        f"Your code was used: you and {called(other)} are one person now. What is done from either account "
        "counts for both, and either sees your results. If that wasn't you, type `/debrief unlink` here at "
        "once."
    )


def _aside(both_answered: int) -> str:
    if not both_answered:
        return ""
    times = "one scenario" if both_answered == 1 else f"{both_answered} scenarios"
    return f" To {times} both had answered: the first answer that was on time counts, the other is practice."


UNLINKED_ALONE = Note(
    "Done: this account is linked with no other any more. The other one is gone, so what both had stays with "
    "this one. `/debrief link` joins another account."
)
UNLINKED = Note(
    "Done: the two accounts are two people again. Each has its own answers, points and streak, and what came "
    "through it meanwhile. Boards already posted stay as they are. `/debrief link` joins them again."
)


def channel_shared(group: str, platform: str) -> Note:
    return Note(
        f"“{group}” has a channel on {platform_of(platform)} now, by the code that you took: its scenarios, "
        "reveals and weekly boards come there too. If that wasn't meant, have me removed from that channel; "
        "`/debrief-admin help` lists what organisers can do."
    )
