"""Forms as the core makes them, and what is checked on their modals."""

from typing import Any

from adapters.discord.wording import modal
from bot.domain.forms import AnswerForm, Choice, Field, FieldForm
from bot.domain.happenings import Action
from bot.domain.mode import Privacy
from bot.practice.setup_form import form_of
from tests.fakes.discord.rules.forms import modal as taken
from tests.unit.discord.wording.limits import modal_problems
from tests.unit.discord.wording.markdown import read

LEVELS = tuple(Choice(str(level), f"level {level}: {'word ' * 12}") for level in range(5))
YES_NO = (Choice("no", "Not crossed"), Choice("yes", "Crossed"))
SAYS = "Your reason goes to the author with the new debrief."
SET_UP = {"name": "Study group", "at": "09:00", "weekdays": "mon-fri", "mode": "open", "quiet": "10"}


def an_answer(draft: str = "", privacy: Privacy = Privacy.SEALED, prompt: str = "A prompt.") -> AnswerForm:
    return AnswerForm("1", "The hailstorm", prompt, draft, privacy)


def a_form(*fields: Field, says: str = "It goes to the author.", **more: str) -> FieldForm:
    return FieldForm(Action.RULE, "1/2", "Rule: the hailstorm", says, fields, **more)


def a_ruling(because: str = "") -> FieldForm:
    """As long as the longest that the core makes."""
    criteria = tuple(Field(f"criterion-{n}", f"Criterion {n}", choices=LEVELS) for n in range(7))
    lines = tuple(Field(f"red:line-{n}", f"Red line: {'it ' * 35}{n}", choices=YES_NO) for n in range(4))
    return a_form(
        *criteria,
        *lines,
        Field("own words", "Is it a copy?", "no", choices=YES_NO),
        Field("because", "Why? (the author reads this)", because, most=1_000, tall=True),
        says=SAYS,
        about="The answer. " * 400,
    )


def set_up() -> FieldForm:
    return form_of("new/1234567890123456789", "A new study group", "Every day.", SET_UP, "Make the group")


def sound(form: AnswerForm | FieldForm, step: int = 0) -> dict[str, Any]:
    made = modal(form, step)
    assert modal_problems(made) == []
    assert taken(made) == made
    return made


def displayed(made: dict[str, Any]) -> str:
    return "\n".join(read(one["content"]) for one in made["components"] if one["type"] == 10)


def inputs(made: dict[str, Any]) -> list[dict[str, Any]]:
    return [one["component"] for one in made["components"] if one["type"] == 18]
