"""Asks a member to post again what they may have written while nothing was heard of it."""

from bot.domain.calendar import zone_named
from bot.domain.cards import Card, Note
from bot.domain.delivery import Delivery
from bot.practice import words
from bot.practice.way_in import answer_privately
from bot.store.work import Work


async def missed_letter(work: Work, delivery: Delivery) -> Card | None:
    """Where a chat lets nobody read what was written before."""
    owed = delivery.owed
    if owed.since is None or owed.person is None:
        return None
    zone = zone_named(await work.people.zone_of(owed.group, owed.person))
    when = f"From {words.in_words(owed.since, zone)} to {words.in_words(owed.due_at, zone)} I heard nothing"
    if owed.post is None:
        return Note(
            f"{when} of what was written here, and I'm not allowed to read it now. If you said something in "
            "your mock round then, please say it once more. If you wrote nothing, there is nothing to do."
        )
    post = await work.posts.get(owed.group, owed.post)
    if post is None:
        return None
    scenario = await work.posts.scenario(post.scenario_hash)
    group = await work.groups.get(owed.group)
    return Note(
        f"{when} of what was written in “{group.name}”, and I'm not allowed to read it now. If you answered "
        f"“{scenario.title}” then, or changed or deleted something there, please do it once more: post it "
        "again in the thread, or press Answer privately. If you wrote nothing, there is nothing to do.",
        (answer_privately(post),),
    )
