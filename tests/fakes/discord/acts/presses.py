"""Members press buttons and choose from menus."""

from typing import Any

from tests.fakes.discord import shapes
from tests.fakes.discord.acts.asking import AskActs, Outcome
from tests.fakes.discord.interaction import COMPONENT
from tests.fakes.discord.permissions import computed
from tests.fakes.discord.refusal import NotPossible
from tests.fakes.discord.seen import Shown, _label, usable
from tests.fakes.discord.world import Channel, Guild, Member

BUTTON, SELECT, USERS, ROLES, MENTIONABLES, CHANNELS = 2, 3, 5, 6, 7, 8


class PressActs(AskActs):
    async def presses(self, member: Member, where: Shown, label: str) -> Outcome:
        """The button with this label (or this custom_id) on what they see."""
        self._must_see(member, where)
        found = [each for each in usable(where.components) if each["type"] == BUTTON]
        button = _one(found, label, [_label(each) for each in found])
        if button.get("disabled") or button.get("url"):
            raise NotPossible(f"{label!r} can't be pressed, or is a link")
        data = {"component_type": BUTTON, "custom_id": button["custom_id"], "id": 1}
        return await self._uses(member, where, data)

    async def chooses(self, member: Member, where: Shown, menu: str, *values: str) -> Outcome:
        """From the menu with this placeholder or custom_id: options by value or label, others by id."""
        self._must_see(member, where)
        found = [each for each in usable(where.components) if each["type"] != BUTTON]
        chosen = _one(found, menu, [str(each.get("placeholder")) for each in found])
        data = self.picked(chosen, values, where.channel)
        return await self._uses(member, where, data | {"component_type": chosen["type"], "id": 1})

    def picked(self, menu: dict[str, Any], values: tuple[str, ...], at: Channel) -> dict[str, Any]:
        """What a menu says when these are chosen."""
        least, most = menu.get("min_values", 1), menu.get("max_values", 1)
        if menu.get("disabled") or not least <= len(values) <= most:
            raise NotPossible(f"choose {least} to {most} of it, where it isn't disabled")
        data: dict[str, Any] = {"custom_id": menu["custom_id"]}
        if menu["type"] != SELECT:
            return data | {"values": list(values), "resolved": resolved(self._guild(at), values)}
        offered = {each["label"]: each["value"] for each in menu["options"]}
        meant = [offered.get(each, each) for each in values]
        if any(each not in offered.values() for each in meant):
            raise NotPossible(f"{values} isn't offered among {list(offered)}")
        return data | {"values": meant}

    async def _uses(self, member: Member, where: Shown, data: dict[str, Any]) -> Outcome:
        author = self.state.apps.get(where.author)
        if author is None:
            raise NotPossible("that isn't an app's message")
        return await self._asks(
            member,
            where.channel,
            COMPONENT,
            data,
            app=author,
            message=where.message,
            name=str(data["custom_id"]),
        )

    def _must_see(self, member: Member, where: Shown) -> None:
        self._must_stand_in(member, where.channel)
        if where.message.get("_to", member.id) != member.id:
            raise NotPossible(f"{member.name} doesn't see that")
        if where.id not in where.channel.messages and where.id not in where.channel.whispers:
            raise NotPossible("that message is gone")


def _one(found: list[dict[str, Any]], label: str, labels: list[str]) -> dict[str, Any]:
    for each, said in zip(found, labels, strict=True):
        if label in (said, each.get("label"), each.get("custom_id")):
            return each
    raise NotPossible(f"no {label!r} among {labels}")


def resolved(guild: Guild, ids: tuple[str, ...] | list[str]) -> dict[str, Any]:
    """People, roles and channels by their ids, as an interaction holds them."""
    members = {each: guild.members[each] for each in ids if each in guild.members}
    channels = {each: guild.channels[each] for each in ids if each in guild.channels}
    roles = {each: guild.roles[each] for each in ids if each in guild.roles}
    strange = set(ids) - set(members) - set(channels) - set(roles)
    if strange:
        raise NotPossible(f"nothing here is called {strange}")
    shape = {
        "users": {name: shapes.user(each.user) for name, each in members.items()},
        "members": {
            name: shapes.member(each, with_user=False) | {"permissions": "0"}
            for name, each in members.items()
        },
        "roles": {name: shapes.role(each) for name, each in roles.items()},
        "channels": {name: _partial(each) for name, each in channels.items()},
    }
    return {name: value for name, value in shape.items() if value}


def _partial(channel: Channel) -> dict[str, Any]:
    owner = channel.guild.members[channel.guild.owner_id] if channel.guild else None
    return shapes.channel(channel) | {"permissions": str(computed(channel, owner.user)) if owner else "0"}
