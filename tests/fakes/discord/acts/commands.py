"""Members type commands, are offered words while they type, and use menus beside messages and people."""

from typing import Any

from tests.fakes.discord import shapes
from tests.fakes.discord.acts.asking import AskActs, Outcome
from tests.fakes.discord.acts.presses import resolved
from tests.fakes.discord.acts.uploads import UploadId, uploaded
from tests.fakes.discord.app import Application
from tests.fakes.discord.interaction import AUTOCOMPLETE, COMMAND
from tests.fakes.discord.permissions import ALL, can, computed
from tests.fakes.discord.refusal import NotPossible
from tests.fakes.discord.seen import Shown
from tests.fakes.discord.world import DM, Channel, Member

SUB, GROUP, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, FILE = range(1, 12)
IDS = (USER, CHANNEL, ROLE, MENTIONABLE)
Command = dict[str, Any]


class CommandActs(AskActs):
    def commands(
        self, member: Member, channel: Channel, kind: int = 1, app: Application | None = None
    ) -> list[str]:
        """The names that Discord offers this member here."""
        return [each["name"] for each in self._offered(member, channel, kind, app or self.app)]

    async def types_command(
        self,
        member: Member,
        channel: Channel,
        path: str,
        /,
        *,
        app: Application | None = None,
        **options: Any,
    ) -> Outcome:
        """`discord.types_command(ada, practice, "debrief board", period="week")`."""
        who = app or self.app
        command = self._command(member, channel, path.split(maxsplit=1)[0], who)
        data = self._data(command, channel)
        values, files = uploaded(self.state, options)
        data["options"], given = _nest(command, path.split()[1:], values)
        if given and channel.guild:
            data["resolved"] = resolved(channel.guild, given)
        if files:
            data["resolved"] = {**data.get("resolved", {}), "attachments": files}
        return await self._asks(member, channel, COMMAND, data, app=who, name=path)

    async def completes(
        self, member: Member, channel: Channel, path: str, option: str, typed: str, /, **others: Any
    ) -> list[tuple[str, Any]]:
        """What is offered for this option once so much was typed."""
        command = self._command(member, channel, path.split(maxsplit=1)[0], self.app)
        data = self._data(command, channel)
        data["options"], _ = _nest(command, path.split()[1:], {option: typed, **others}, focused=option)
        outcome = await self._asks(member, channel, AUTOCOMPLETE, data, app=self.app, name=path)
        return outcome.choices

    async def uses_context_command(
        self, member: Member, what: Shown | Member, name: str, at: Channel | None = None
    ) -> Outcome:
        """From the menu beside a message, or beside a person (who's looked at in `at`)."""
        channel = what.channel if isinstance(what, Shown) else at
        if channel is None or (isinstance(what, Shown) and what.whispered):
            raise NotPossible("there's no such menu there")
        kind = 3 if isinstance(what, Shown) else 2
        command = self._command(member, channel, name, self.app, kind)
        data = self._data(command, channel) | {"target_id": what.id}
        if isinstance(what, Shown):
            data["resolved"] = {"messages": {what.id: shapes.message(what.message)}}
        else:
            data["resolved"] = resolved(what.guild, [what.id])
        return await self._asks(member, channel, COMMAND, data, app=self.app, name=name)

    def _command(
        self, member: Member, channel: Channel, name: str, app: Application, kind: int = 1
    ) -> Command:
        offered = self._offered(member, channel, kind, app)
        for each in offered:
            if each["name"] == name:
                return each
        raise NotPossible(f"{member.name} is offered {[each['name'] for each in offered]}, and no {name!r}")

    def _offered(self, member: Member, channel: Channel, kind: int, app: Application) -> list[Command]:
        """Of the app's commands those that this member may use here."""
        self._must_stand_in(member, channel)
        guild = channel.guild
        if guild and (
            app.bot.id not in guild.members or not can(channel, member.user, "use_application_commands")
        ):
            return []
        local = app.guild_commands.get(guild.id, {}) if guild else {}
        known = [*local.values(), *app.global_commands.values()]
        return [each for each in known if each["type"] == kind and _is_offered(each, member, channel)]

    def _data(self, command: Command, channel: Channel) -> dict[str, Any]:
        data = {"id": command["id"], "name": command["name"], "type": command["type"]}
        return data | ({"guild_id": command["guild_id"]} if "guild_id" in command else {})


def _is_offered(command: Command, member: Member, channel: Channel) -> bool:
    contexts, held = command.get("contexts"), command.get("default_member_permissions")
    if contexts is not None and (1 if channel.type == DM else 0) not in contexts:
        return False
    if channel.guild is None or held is None:
        return True
    own = computed(channel, member.user)
    return own == ALL or (int(held) != 0 and own & int(held) == int(held))


def _nest(
    command: Command, path: list[str], options: dict[str, Any], *, focused: str = ""
) -> tuple[list[dict[str, Any]], list[str]]:
    """Options as they're sent, and the ids among them."""
    if path:
        inner = next((each for each in command["options"] if each["name"] == path[0]), None)
        if inner is None or inner["type"] not in (SUB, GROUP):
            raise NotPossible(f"{command['name']} has no {path[0]!r}")
        nested, ids = _nest(inner, path[1:], options, focused=focused)
        return [{"name": inner["name"], "type": inner["type"], "options": nested}], ids
    known = {each["name"]: each for each in command.get("options") or ()}
    if any(each["type"] in (SUB, GROUP) for each in known.values()):
        raise NotPossible(f"{command['name']} needs one of {list(known)}")
    missing = [name for name, each in known.items() if each.get("required") and name not in options]
    if set(options) - set(known) or (missing and not focused):
        raise NotPossible(f"{command['name']} takes {list(known)}, and needs {missing}")
    given = [_option(known[name], value, focused=name == focused) for name, value in options.items()]
    ids = [each["value"] for each in given if each["type"] in IDS]
    return given, ids


def _option(known: dict[str, Any], value: Any, *, focused: bool) -> dict[str, Any]:
    said = value.id if hasattr(value, "id") else value
    kinds: dict[int, tuple[type, ...]] = {INTEGER: (int,), BOOLEAN: (bool,), NUMBER: (int, float)}
    if (known["type"] == FILE) != isinstance(said, UploadId):
        raise NotPossible(f"{known['name']} takes {'a file' if known['type'] == FILE else 'no file'}")
    if not focused:
        if not isinstance(said, kinds.get(known["type"], (str,))):
            raise NotPossible(f"{known['name']} doesn't take {said!r}")
        offered = {each["name"]: each["value"] for each in known.get("choices") or ()}
        said = offered.get(said, said)
        if offered and said not in offered.values():
            raise NotPossible(f"{said!r} isn't among {list(offered)}")
        _within(known, said)
    shape = {"name": known["name"], "type": known["type"], "value": said}
    return shape | ({"focused": True} if focused else {})


def _within(known: dict[str, Any], said: Any) -> None:
    size = len(said) if isinstance(said, str) else said
    least, most = (
        (known.get("min_length"), known.get("max_length"))
        if isinstance(said, str)
        else (
            known.get("min_value"),
            known.get("max_value"),
        )
    )
    if (least is not None and size < least) or (most is not None and size > most):
        raise NotPossible(f"{known['name']} takes {least} to {most}")
