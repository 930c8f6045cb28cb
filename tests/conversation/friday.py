"""Good Friday: no scenario, and the reveal of Thursday's."""

from bot.domain.cards import RevealCard
from tests.conversation.stage import CHANNEL, EVERYONE, Stage
from tests.conversation.twelve import NIGHT, Twelve


async def revealed(week: Stage, them: Twelve) -> None:
    await week.at("Fri 09:00")
    week.tells(EVERYONE, "Answers to “Two in the morning”.")
    (reveal,) = week.platform.in_thread(CHANNEL)
    assert isinstance(reveal.card, RevealCard)
    assert [(answer.name, answer.text) for answer in reveal.card.answers] == [
        ("Sample Ana", them.answer(NIGHT, "senior")),
        ("Sample Cem", them.answer(NIGHT, "weak")),
    ]
    assert reveal.card.hidden == 1
    week.tells(them.jo, "What you wrote is kept, and at fewer than 8 words it's too short")


async def too_late_for_points(week: Stage, them: Twelve) -> None:
    dia = them.dia
    await week.at("Fri 10:00")
    await dia.fills_in(them.answer(NIGHT, "senior", "Dia"), on="Thu")
    await week.at("Fri 10:10")
    text = them.answer(NIGHT, "senior", "Dia")
    week.tells(dia, "Kept", await them.debrief(NIGHT, text, "+0 after the reveal"))
