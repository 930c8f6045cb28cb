"""A form that stood open while somebody else changed what it is about."""

from bot.testing import FakeClock
from tests.integration.discord.interact_stage import a_day, texts

MESSAGE, FORM = 4, 9


async def test_a_form_that_was_overtaken_is_shown_as_things_are_now(
    database_url: str, clock: FakeClock
) -> None:
    """After a restart. What stood in the older form takes nobody's change back."""
    async with a_day(database_url, clock) as day:
        asked = await day.types("/debrief-admin setup", who=day.organiser)
        await day.types("/debrief-admin setup 10:00", who=day.organiser)
        day.interactions.forms._kept.clear()
        standing = asked.messages[-1]
        anew = await day.presses(standing.buttons[0], standing, day.organiser)
        assert anew.answer == MESSAGE
        assert "Posting time: 09:00" in texts(anew).replace("\\", "")
        shown = anew.messages[-1]
        opened = await day.presses(shown.buttons[0], shown, day.organiser)
        assert opened.answer == FORM
        assert "10:00" in [each.get("value") for each in opened.form.fields.values()]


async def test_a_step_that_was_overtaken_keeps_what_was_typed(database_url: str, clock: FakeClock) -> None:
    async with a_day(database_url, clock) as day:
        asked = await day.types("/debrief-admin setup", who=day.organiser)
        opened = await day.presses(asked.messages[-1].buttons[0], asked.messages[-1], day.organiser)
        await day.types("/debrief-admin setup 10:00", who=day.organiser)
        day.interactions.forms._kept.clear()
        done = await day.submits(opened, name="Early birds")
        assert "Early birds" in texts(done)
        assert "10:00" in texts(done)
