"""What whoever gave a code away is told when it was used: so that a stolen one is seen."""

from bot.domain.cards import Card
from bot.domain.delivery import Delivery
from bot.practice.linking.words import channel_shared, told
from bot.store.work import Work


async def linked_letter(work: Work, delivery: Delivery) -> Card | None:
    """None once the link has ended."""
    person = delivery.owed.person
    number = delivery.owed.key.rpartition(":")[2]
    link = await work.links.named(int(number), person) if person and number.isdecimal() else None
    if link is None or person is None:
        return None
    selves = await work.links.selves(person)
    other = next((one for one in selves if one.own == link.other), None)
    return told(other) if other else None


async def shared_letter(work: Work, delivery: Delivery) -> Card | None:
    owed = delivery.owed
    channel = await work.groups.channel(owed.group, owed.channel) if owed.channel else None
    return channel_shared((await work.groups.get(owed.group)).name, channel.platform) if channel else None
