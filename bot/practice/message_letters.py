"""What is said to a member about a message of theirs: it names the message, for it may be read elsewhere."""

from bot.domain.answer import Answer
from bot.domain.answering import MOST_GRADINGS
from bot.domain.calendar import zone_named
from bot.domain.cards import Card
from bot.domain.delivery import Delivery
from bot.domain.ids import PersonId
from bot.domain.post import Post
from bot.practice import words
from bot.store.work import Work


async def offer_letter(work: Work, delivery: Delivery) -> Card | None:
    owed = delivery.owed
    channel = await work.groups.channel(owed.group, owed.channel) if owed.channel else None
    about = await _about(work, delivery)
    if about is None or channel is None:
        return None
    post, person, answer = about
    if answer and answer.arrived_at:
        return None  # they found the thread meanwhile
    subject = f"{post.id}/{channel.ref}/{owed.message_ref}"
    return words.offer(post, subject, await _title(work, post), await _where(work, delivery, person))


async def ask_for_text_letter(work: Work, delivery: Delivery) -> Card | None:
    about = await _about(work, delivery)
    if about is None:
        return None
    post, person, _ = about
    return words.ask_for_text(await _title(work, post), await _where(work, delivery, person))


async def after_debrief_letter(work: Work, delivery: Delivery) -> Card | None:
    """None once they are at a new try."""
    about = await _about(work, delivery)
    post, _, answer = about or (None, None, None)
    if post is None or answer is None or answer.debriefed_at is None or answer.reopened:
        return None
    return words.after_debrief(post, await _title(work, post), used_up=answer.gradings >= MOST_GRADINGS)


async def _about(work: Work, delivery: Delivery) -> tuple[Post, PersonId, Answer | None] | None:
    owed = delivery.owed
    post = await work.posts.get(owed.group, owed.post) if owed.post else None
    if post is None or owed.person is None:
        return None
    return post, owed.person, await work.answers.of(owed.group, post.id, owed.person)


async def _title(work: Work, post: Post) -> str:
    return (await work.posts.scenario(post.scenario_hash)).title


async def _where(work: Work, delivery: Delivery, person: PersonId) -> str:
    owed = delivery.owed
    zone = zone_named(await work.people.zone_of(owed.group, person))
    return words.wrote_in((await work.groups.get(owed.group)).name, owed.due_at, zone)
