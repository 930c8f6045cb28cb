"""Members fill in forms."""

from typing import Any

from tests.fakes.discord.acts.asking import Outcome
from tests.fakes.discord.acts.commands import CommandActs
from tests.fakes.discord.acts.presses import PressActs
from tests.fakes.discord.interaction import MODAL
from tests.fakes.discord.refusal import NotPossible
from tests.fakes.discord.rules.form import units
from tests.fakes.discord.seen import ShownForm, labelled
from tests.fakes.discord.world import Member

INPUT, RADIO, CHECKBOXES, CHECKBOX = 4, 21, 22, 23


class FormActs(PressActs, CommandActs):
    async def submits(self, member: Member, form: ShownForm, /, **typed: Any) -> Outcome:
        """Fields by custom_id; those not named keep what stood in them. See `by_label` for others."""
        if form.viewer.id != member.id:
            raise NotPossible(f"{member.name} doesn't see that form")
        unknown = set(typed) - set(form.fields)
        if unknown:
            raise NotPossible(f"there's no {unknown} among {list(form.fields)}")
        components = [self._sent(form, each, typed) for each in form.form["components"]]
        data = {"custom_id": form.form["custom_id"], "components": components}
        return await self._asks(
            member,
            form.channel,
            MODAL,
            data,
            app=self.app,
            message=form.message,
            name=form.title,
        )

    def by_label(self, form: ShownForm, label: str) -> str:
        """The custom_id of the field under this label."""
        for said, each in labelled(form.form["components"]):
            if said == label:
                return str(each.get("component", each)["custom_id"])
        raise NotPossible(f"no {label!r} among {form.labels}")

    def _sent(self, form: ShownForm, part: dict[str, Any], typed: dict[str, Any]) -> dict[str, Any]:
        if part["type"] == 18:
            inner = self._value(form, part["component"], typed)
            return {"type": 18, "id": 1, "component": inner}
        if part["type"] == 10:
            return {"type": 10, "id": 1}
        return {
            "type": 1,
            "id": 1,
            "components": [self._value(form, each, typed) for each in part["components"]],
        }

    def _value(self, form: ShownForm, field: dict[str, Any], typed: dict[str, Any]) -> dict[str, Any]:
        name, kind = field["custom_id"], field["type"]
        shape: dict[str, Any] = {"type": kind, "id": 1, "custom_id": name}
        if kind == INPUT:
            return shape | {"value": _text(field, typed.get(name, field.get("value") or ""))}
        if kind == CHECKBOX:
            return shape | {"value": bool(typed.get(name, field.get("default", False)))}
        given = typed.get(name, _default(field))
        values = (given,) if isinstance(given, str) else tuple(given)
        if field.get("required", True) and not values:
            raise NotPossible(f"{name} is required")
        if kind == RADIO:
            return shape | {"value": _offered(field, values)[0] if values else None}
        if kind == CHECKBOXES:
            return shape | {"values": _offered(field, values)}
        if not values:
            return shape | {"values": []}
        return shape | self.picked(field, values, form.channel)


def _text(field: dict[str, Any], said: str) -> str:
    """Within its lengths; what isn't required may be empty."""
    least, most = field.get("min_length") or 0, field.get("max_length") or 4000
    if not said and field.get("required", True):
        raise NotPossible(f"{field['custom_id']} is required")
    if said and not least <= units(said) <= most:
        raise NotPossible(f"{field['custom_id']} takes {least} to {most} characters, not {units(said)}")
    return said


def _default(field: dict[str, Any]) -> tuple[str, ...]:
    return tuple(each["value"] for each in field.get("options") or () if each.get("default"))


def _offered(field: dict[str, Any], values: tuple[str, ...]) -> list[str]:
    known = {each["label"]: each["value"] for each in field["options"]}
    meant = [known.get(each, each) for each in values]
    if any(each not in known.values() for each in meant):
        raise NotPossible(f"{values} isn't among {list(known)}")
    return meant
