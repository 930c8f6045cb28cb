"""Tells whoever may rule that something waits: once a day at most, and with nothing of the answer in it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.answer import Answer
from bot.domain.card_parts import Button
from bot.domain.cards import Card, Note
from bot.domain.delivery import Delivery, DeliveryKind, Owed
from bot.domain.happenings import Action
from bot.domain.ids import GroupId, PersonId, PostId
from bot.domain.post import Post
from bot.domain.review import Case, RoundCase
from bot.domain.round import Round
from bot.practice.reviews.queue import organisers_of, queue_for
from bot.store.work import Work

PEERS_ASKED = 2
"""Members who are asked about a sole organiser's answer; the first of them to rule settles it."""


async def letters_about(work: Work, answer: Answer, now: datetime) -> list[Owed]:
    """A debt to each organiser but the author; else to peers, once the rubric is open to them."""
    post = await work.posts.get(answer.group, answer.post)
    if post is None:
        return []
    organisers = set(await organisers_of(work, post.group)) - {answer.person}
    if organisers:
        opens = [(person, await _opens(work, post, person, now)) for person in sorted(organisers)]
        return [_owed(post.group, person, due, post.id) for person, due in opens]
    peers = await peers_of(work, post, answer.person)
    due = max(now, post.deadline_at)
    return [_owed(post.group, person, due, post.id) for person in peers[:PEERS_ASKED]]


async def letters_about_round(work: Work, it: Round, now: datetime) -> list[Owed]:
    """The same of a mock round. There is no deadline to wait for."""
    organisers = set(await organisers_of(work, it.group)) - {it.person}
    asked = sorted(organisers) or (await peers_of_round(work, it))[:PEERS_ASKED]
    return [_owed(it.group, person, now) for person in asked]


async def _opens(work: Work, post: Post, organiser: PersonId, now: datetime) -> datetime:
    """Whoever hasn't answered yet would read the rubric before they do."""
    answered = await work.reviews.debriefed(post.group, organiser, [post.id])
    return now if answered else max(now, post.deadline_at)


async def can_be_ruled_on(work: Work, post: Post, author: PersonId) -> bool:
    """Whether there is anybody in the group, an organiser or a peer, who may rule on the author's answer."""
    if set(await organisers_of(work, post.group)) - {author}:
        return True
    return bool(await peers_of(work, post, author))


async def peers_of(work: Work, post: Post, author: PersonId) -> list[PersonId]:
    """Members with a debrief of their own on this post, those first who were asked least."""
    members = {member.person for member in await work.people.members(post.group)} - {author}
    return [p for p in await work.reviews.who_answered(post.group, post.id) if p in members]


async def peers_of_round(work: Work, it: Round) -> list[PersonId]:
    """Members who know its scenario from words of their own, those first who were asked least."""
    members = {member.person for member in await work.people.members(it.group)} - {it.person}
    return [p for p in await work.round_reviews.who_met(it.group, it.scenario) if p in members]


def _owed(group: GroupId, person: PersonId, due: datetime, post: PostId | None = None) -> Owed:
    key = f"{DeliveryKind.REVIEWS_WAIT}:{person}:{due:%Y-%m-%d}"
    return Owed(group, DeliveryKind.REVIEWS_WAIT, key, due, person, post)


async def review_letter(work: Work, delivery: Delivery, now: datetime) -> Card | None:
    """What waits for this reader by the time it is sent; None when somebody was quicker."""
    owed = delivery.owed
    if owed.person is None:
        return None
    queue = await queue_for(work, owed.group, owed.person, now)
    if not queue.ready:
        return None
    group = await work.groups.get(owed.group)
    what = "round" if all(isinstance(case, RoundCase) for case in queue.ready) else "answer"
    read = (
        Button(Action.REVIEW, "Read the next one", str(owed.post))
        if owed.post is not None
        else Button(Action.REVIEW_IN_GROUP, "Read the next one", str(owed.group))
    )
    return Note(
        f"{told_count(queue.ready)} for a person's ruling in {group.name}, {how_long(queue.ready, now)}. "
        f"You see the {what} without its author's name, and its author isn't told yours.",
        (read,),
    )


def told_count(cases: Sequence[Case | RoundCase]) -> str:
    """How many wait, as the beginning of a sentence."""
    rounds = sum(isinstance(case, RoundCase) for case in cases)
    if rounds and rounds < len(cases):
        return f"{len(cases)} answers and mock rounds wait"
    what = "mock round" if rounds else "answer"
    if len(cases) == 1:
        return "A mock round waits" if rounds else "An answer waits"
    return f"{len(cases)} {what}s wait"


def how_long(cases: Sequence[Case | RoundCase], now: datetime) -> str:
    """They have waited: of several the one that came first."""
    since = in_days(now - min(case.oldest for case in cases))
    return f"for {since} now" if len(cases) == 1 else f"the oldest for {since}"


def in_days(age: timedelta) -> str:
    """Roughly, as people say it."""
    hours = int(age.total_seconds() // 3600)
    if hours < 1:
        return "less than an hour"
    if hours < 48:  # noqa: PLR2004  up to two days hours say more
        return "an hour" if hours == 1 else f"{hours} hours"
    return f"{hours // 24} days"


async def ask_peers(work: Work, case: Case | RoundCase, now: datetime) -> list[Owed]:
    """Once more about an organiser's own words: members who can rule may have come since it was appealed."""
    if isinstance(case, Case):
        return await letters_about(work, await work.answers.get(case.group, case.answer), now)
    it = await work.rounds.get(case.group, case.round)
    return await letters_about_round(work, it, now) if it else []
