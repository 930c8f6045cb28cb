"""Forms that are open somewhere, kept until they come back. What is gone is asked of the core again."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from adapters.discord.heard.asker import Asker
from adapters.discord.needs import Payload
from adapters.discord.wording import FieldsTo, reads_form
from adapters.discord.wording.form_ids import Purpose
from adapters.discord.wording.inputs import called
from bot.domain.forms import FieldForm
from bot.domain.happenings import Action, ButtonPressed, Command, CommandGiven

OVERTAKEN = (
    "This was changed in the meantime. Nothing of yours was sent: below is how it stands now. What stood in "
    "your form otherwise:"
)
KEPT = timedelta(hours=1)
MOST = 500
_BY_COMMAND = {Action.SET_UP: (Command.ORGANISER, "setup"), Action.ASK: (Command.MEMBER, "ask")}
"""All others open by a button, and so does the set-up form of a group that there is."""

Key = tuple[str, Action, str]


@dataclass(frozen=True, slots=True)
class Forms:
    """Of this process alone."""

    _kept: OrderedDict[Key, tuple[FieldForm, datetime]] = field(default_factory=OrderedDict)

    def keep(self, asker: Asker, form: FieldForm, now: datetime) -> None:
        key = (asker.account.ref, form.action, form.subject)
        self._kept[key] = form, now
        self._kept.move_to_end(key)
        while len(self._kept) > MOST:
            self._kept.popitem(last=False)

    def get(self, asker: Asker, to: FieldsTo, now: datetime) -> FieldForm | None:
        form, since = self._kept.get((asker.account.ref, to.action, to.subject), (None, now))
        return form if now - since < KEPT else None

    def drop(self, asker: Asker, to: FieldsTo) -> None:
        self._kept.pop((asker.account.ref, to.action, to.subject), None)


def again(asker: Asker, to: FieldsTo, now: datetime) -> ButtonPressed | CommandGiven:
    """What opened the form, once more. That alone changes nothing that whoever acts didn't ask for."""
    is_groups = to.action is Action.SET_UP and to.subject[:1].isdigit()
    if to.action in _BY_COMMAND and not is_groups:
        command, text = _BY_COMMAND[to.action]
        where = None if asker.direct else asker.channel_ref
        return CommandGiven(asker.source(), asker.account, command, text, now, where)
    return ButtonPressed(asker.source(), asker.account, to.action, to.subject, now)


def overtaken(form: FieldForm, values: Mapping[str, str]) -> FieldForm:
    """Somebody else was quicker: the form as things are now, with what was filled in only to be read.

    Not all of it was typed. What merely stood there before would take the other's change back.
    """
    lines = [
        f"{called(one)}: {values[one.name]}"
        for one in form.fields
        if one.name in values and values[one.name] != one.draft
    ]
    return replace(form, trouble="\n".join([OVERTAKEN, *lines]))


def has_steps(message: Payload) -> bool:
    """Whether it is one from which a form's steps are opened; none that others see is."""
    ids = (
        str(one.get("custom_id") or "")
        for row in message.get("components") or ()
        for one in row.get("components") or ()
    )
    found = map(reads_form, ids)
    return any(isinstance(it, FieldsTo) and it.purpose is not Purpose.FORM for it in found)
