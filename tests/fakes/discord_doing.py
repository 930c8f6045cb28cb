"""What a member does in Discord in several steps: a command by its options, a form by its windows."""

from collections.abc import Mapping, Sequence
from typing import Any

from adapters.discord.wording import reads
from adapters.discord.wording.ids import carried_back
from tests.fakes.discord.acts.asking import Outcome
from tests.fakes.discord.interaction import COMMAND
from tests.fakes.discord.server import Channel, FakeDiscord, Member, Shown, ShownForm
from tests.fakes.discord_typed import raw_data, typed_options

SELECT = 3
ORGANISERS = "organisers"
FORM, UPDATED = 9, 7


async def types(discord: FakeDiscord, member: Member, where: Channel, line: str) -> Outcome:
    """A command: in the fields that Discord offers, else as from a client that still offers other ones.

    Whoever types the organisers' one is allowed to: the core decides what becomes of it.
    """
    if line.startswith("debrief-admin"):
        may_organise(discord, member)
    known = typed_options(line)
    if known is None:
        app = discord.app
        return await discord._asks(member, where, COMMAND, raw_data(line), app=app, name=line)
    path, options = known[0], dict[str, Any](known[1])
    return await discord.types_command(member, where, path, **options)


def shown_by(outcome: Outcome) -> list[Shown]:
    """What a member reads because of it: new messages, or the one that was changed."""
    return [outcome.message] if outcome.answer == UPDATED else outcome.messages


def may_organise(discord: FakeDiscord, member: Member) -> None:
    """Manage Server, as those have who are offered the organisers' command."""
    roles = member.guild.roles.values()
    role = next((one for one in roles if one.name == ORGANISERS), None)
    role = role or discord.role(member.guild, ORGANISERS, "manage_guild")
    if role.id not in member.roles:
        discord.gives_role(member, role)


async def fills(discord: FakeDiscord, member: Member, opened: Outcome, values: Mapping[str, str]) -> Outcome:
    """All windows of a form, by the names of its fields. What isn't named stays as it is."""
    if opened.answer == FORM:
        return await _sends(discord, member, opened.form, values)
    at = shown_by(opened)[-1]
    steps = [each for each in at.buttons if each.startswith("Step ")] or at.buttons
    sends = at.buttons[len(steps) :]
    last = opened
    for label in steps:
        window = await discord.presses(member, at, label)
        last = await _sends(discord, member, window.form, values)
        if last.answer == UPDATED:
            at = last.message
    return await discord.presses(member, at, sends[0]) if sends else last


async def _sends(discord: FakeDiscord, member: Member, form: ShownForm, values: Mapping[str, str]) -> Outcome:
    typed: dict[str, Any] = {}
    for name, value in values.items():
        typed |= _in_places(form, name, value)
    return await discord.submits(member, form, **typed)


def _in_places(form: ShownForm, name: str, value: str) -> dict[str, Any]:
    """A long text takes several inputs, and a long list several menus."""
    places = [place for place in form.fields if _names(place) == name]
    menus = [place for place in places if form.fields[place]["type"] == SELECT]
    if menus:
        offers = {place: [one["value"] for one in form.fields[place]["options"]] for place in menus}
        return {place: (value,) for place in menus if value in offers[place]}
    typed: dict[str, Any] = {}
    for place in places:
        most = form.fields[place].get("max_length") or 4000
        typed[place], value = value[:most], value[most:]
    return typed


def _names(custom_id: str) -> str:
    parts = custom_id.split(":", 4)
    return carried_back(parts[4]) if len(parts) == 5 else ""


def button_at(seen: Sequence[Shown], action: str, subject: str) -> tuple[Shown, str] | None:
    """The newest button of this meaning among these messages, by its custom_id."""
    for message in reversed(seen):
        for row in message.components:
            for each in row.get("components") or ():
                pressed = reads(str(each.get("custom_id") or ""))
                if pressed and pressed.action.value == action and pressed.subject == subject:
                    return message, str(each["custom_id"])
    return None
