"""Tells whoever may rule that something waits: once a day at most, and with nothing of the answer in it."""

from datetime import datetime, timedelta

from bot.domain.answer import Answer
from bot.domain.card_parts import Button
from bot.domain.cards import Card, Note
from bot.domain.delivery import Delivery, DeliveryKind, Owed
from bot.domain.happenings import Action
from bot.domain.ids import PersonId
from bot.domain.post import Post
from bot.domain.review import Case
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
        return [_owed(post, person, await _opens(work, post, person, now)) for person in sorted(organisers)]
    peers = await peers_of(work, post, answer.person)
    return [_owed(post, person, max(now, post.deadline_at)) for person in peers[:PEERS_ASKED]]


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


def _owed(post: Post, person: PersonId, due: datetime) -> Owed:
    key = f"{DeliveryKind.REVIEWS_WAIT}:{person}:{due:%Y-%m-%d}"
    return Owed(post.group, DeliveryKind.REVIEWS_WAIT, key, due, person, post.id)


async def review_letter(work: Work, delivery: Delivery, now: datetime) -> Card | None:
    """What waits for this reader by the time it is sent; None when somebody was quicker."""
    owed = delivery.owed
    if owed.person is None or owed.post is None:
        return None
    queue = await queue_for(work, owed.group, owed.person, now)
    if not queue.ready:
        return None
    count = len(queue.ready)
    waits = "An answer waits" if count == 1 else f"{count} answers wait"
    group = await work.groups.get(owed.group)
    oldest = min(case.oldest for case in queue.ready)
    return Note(
        f"{waits} for a person's ruling in {group.name}, the oldest for {in_days(now - oldest)}. "
        "You see the answer without its author's name, and its author isn't told yours.",
        (Button(Action.REVIEW, "Read the next one", str(owed.post)),),
    )


def in_days(age: timedelta) -> str:
    """Roughly, as people say it."""
    hours = int(age.total_seconds() // 3600)
    if hours < 1:
        return "less than an hour"
    if hours < 48:  # noqa: PLR2004  up to two days hours say more
        return "an hour" if hours == 1 else f"{hours} hours"
    return f"{hours // 24} days"


async def ask_peers(work: Work, case: Case, now: datetime) -> list[Owed]:
    """Once more about an organiser's own answer: members who can rule may have come since it was appealed."""
    return await letters_about(work, await work.answers.get(case.group, case.answer), now)
