"""How a form's fields go into modals of five places each.

A form for which one modal is enough opens at once. Any other stands as a message, from which its steps are
opened. What was filled in before the last step travels in that message, so only short fields come before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from adapters.discord.wording.drafts import MOST_IN_INPUT, Drafted, further, spread
from adapters.discord.wording.escaping import units
from bot.domain.forms import Field, FieldForm
from bot.domain.text import storable
from bot.errors import Defect

PLACES = 5
MOST_KEPT = 100
"""What an option of a select takes, in which a field's name and value travel."""
MOST_OPTIONS = 25
_NEARLY_FULL = 3_200


@dataclass(frozen=True, slots=True)
class Asked:
    """A field with the inputs that it takes."""

    field: Field
    number: int
    parts: tuple[Drafted, ...]
    left_out: bool = False
    """What stands in it is longer than a modal: it comes empty."""

    @property
    def places(self) -> int:
        return -(-len(self.field.choices) // MOST_OPTIONS) or len(self.parts)

    @property
    def is_short(self) -> bool:
        """Its name and value fit where they travel."""
        return is_short(self.field)


Step = tuple[Asked, ...]


def is_short(field: Field) -> bool:
    longest = max((units(one.value) for one in field.choices), default=field.most)
    return len(field.name) + 1 + max(longest, units(field.draft)) <= MOST_KEPT and not field.tall


def in_one(fields: Sequence[Field], places: int) -> Step | None:
    """All of them in one modal, with a second input where one may not do; None when they don't fit."""
    asked = _as_tight_as_needed(all_asked(fields, places), places)
    spare = places - _taken(asked)
    if spare < 0:
        return None
    for place, one in enumerate(asked):
        if spare and _may_need_more(one):
            asked = (*asked[:place], _with_more(one), *asked[place + 1 :])
            spare -= 1
    return asked


def in_steps(form: FieldForm) -> tuple[Step, ...]:
    """Short fields first, and those that may be long together at the end."""
    asked = all_asked(form.fields, PLACES)
    steps: list[Step] = [()]
    for one in (it for it in asked if it.is_short):
        if _taken(steps[-1]) + one.places > PLACES:
            steps.append(())
        steps[-1] += (one,)
    long = within(tuple(it for it in asked if not it.is_short), PLACES)
    if _taken(steps[-1]) + _taken(long) > PLACES:
        steps.append(())
    steps[-1] += long
    return tuple(steps)


def is_sent_by_button(form: FieldForm) -> bool:
    """All that is filled in stands in the message with the steps: nothing need be opened to send it."""
    steps = in_steps(form)
    return len(steps) > 1 and all(it.is_short for step in steps for it in step)


def turns_of(form: FieldForm) -> int:
    """Its steps, and the button that sends it where there is one."""
    return len(in_steps(form)) + is_sent_by_button(form)


def all_asked(fields: Sequence[Field], places: int) -> Step:
    return tuple(_asked(field, number, places) for number, field in enumerate(fields))


def _asked(field: Field, number: int, room: int) -> Asked:
    draft = "" if field.choices else storable(field.draft)
    return Asked(field, number, tuple(spread(field.name, number, draft, room)))


def within(asked: Step, places: int) -> Step:
    """As many of their drafts as so many inputs hold; what stands in the others is left where it is kept."""
    if len(asked) > places:
        raise Defect(f"A form asks for {len(asked)} long texts at once, more than Discord can.")
    asked = _as_tight_as_needed(asked, places)
    while _taken(asked) > places:
        longest = max(asked, key=lambda one: one.places)
        asked = tuple(_emptied(one) if one is longest else one for one in asked)
    return asked


def _as_tight_as_needed(asked: Step, places: int) -> Step:
    """What several inputs took fits into as many again, if it's cut where each of them is full."""
    return asked if _taken(asked) <= places else tuple(map(_tight, asked))


def _tight(one: Asked) -> Asked:
    """With as few inputs as can be."""
    if one.field.choices:
        return one
    draft = storable(one.field.draft)
    least = -(-units(draft) // MOST_IN_INPUT) or 1
    return replace(one, parts=tuple(spread(one.field.name, one.number, draft, least)))


def _emptied(one: Asked) -> Asked:
    return replace(one, parts=tuple(spread(one.field.name, one.number, "", 1)), left_out=True)


def _taken(step: Step) -> int:
    return sum(one.places for one in step)


def _may_need_more(one: Asked) -> bool:
    if one.field.choices or one.field.most <= MOST_IN_INPUT:
        return False
    essay = one.field.tall and one.field.most > 2 * MOST_IN_INPUT
    return units(one.parts[-1].text) >= (0 if essay and len(one.parts) == 1 else _NEARLY_FULL)


def _with_more(one: Asked) -> Asked:
    return replace(one, parts=(*one.parts, further(one.field.name, one.number, len(one.parts))))
