"""Says that something about an answer waits behind a button, to whoever takes no direct messages."""

from bot.domain.card_parts import Button
from bot.domain.cards import Note
from bot.domain.delivery import Delivery, DeliveryKind
from bot.domain.happenings import Action
from bot.store.work import Work


async def waits_letter(work: Work, delivery: Delivery) -> Note | None:
    owed = delivery.owed
    post = await work.posts.get(owed.group, owed.post) if owed.post else None
    if post is None:
        return None
    title = (await work.posts.scenario(post.scenario_hash)).title
    if owed.kind is DeliveryKind.DEBRIEF:
        says = f"Your debrief of “{title}” is ready, and couldn't come by direct message."
    else:
        says = f"There is word about your answer to “{title}”, and it couldn't come by direct message."
    button = Button(Action.MY_DEBRIEF, "My debrief", str(post.id))
    return Note(f"{says} Press My debrief to see it. {delivery.failure}".strip(), (button,))
