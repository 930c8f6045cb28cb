"""An answer can't be swapped for another in slices, each too thin to be noticed."""

from bot.library.library import Library
from tests.conversation.stage import Member, Stage

SLICE = 3


def slices(text: str) -> list[str]:
    """From its first words to the whole, each a little longer than the one before."""
    words = text.split(" ")
    ends = [6]
    while ends[-1] < len(words):
        ends.append(ends[-1] + max(SLICE, ends[-1] // 2))
    return [" ".join(words[:end]) for end in ends]


async def edit_into(stage: Stage, member: Member, text: str) -> None:
    """A few words before the deadline; after it they grow, an edit at a time."""
    first, *rest = slices(text)
    said = await member.says(first, on="Mon")
    await stage.at("Tue 09:30")
    for longer in rest:
        stage.clock.forward(seconds=20)
        await member.edits(said, longer)
    await stage.at("Tue 10:30")


async def test_words_that_grow_after_the_deadline_are_late_and_the_senior_answer_stays_nobodys(
    stage: Stage, library: Library
) -> None:
    title = stage.posts["Mon"].card.title
    senior = next(s for s in library.scenarios.values() if s.title == title).answers.senior.text
    await edit_into(stage, stage.member("Mallory"), senior)
    assert await stage.points() == {"Mallory": 0}


async def test_whoever_grows_into_anothers_text_is_the_copier(stage: Stage, library: Library) -> None:
    title = stage.posts["Mon"].card.title
    text = next(s for s in library.scenarios.values() if s.title == title).answers.strong.text
    await stage.member("Ana").says(text)
    await edit_into(stage, stage.member("Mallory"), text)
    points = await stage.points()
    assert points["Ana"] > 10
    assert points["Mallory"] == 0
