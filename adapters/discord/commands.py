"""The app's commands as Discord registers them, made from the core's tables; and what differs from them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from adapters.discord.needs import Payload
from adapters.discord.options import Option, options_of
from bot.domain.happenings import Command as Slash
from bot.practice.commands.asked import Command
from bot.practice.commands.table import TABLES

CHAT, MESSAGE, ENTRY_POINT = 1, 3, 4
SUBCOMMAND, STRING, FILE = 1, 3, 11
IN_SERVERS, DIRECTLY = 0, 1
FOR_SERVERS = 0
MANAGE_SERVER = "32"
TAKE_OUT, PUT_BACK = "Take out of my answer", "Put back into my answer"
"""In the menu beside a message."""
MOST_SAID = 100
SAYS = {
    Slash.MEMBER: "Your practice: boards, debriefs, mock interviews, settings",
    Slash.ORGANISER: "For organisers: set up the group, its days and scenarios, read appeals",
}
_ADMIN = {Slash.ORGANISER: MANAGE_SERVER}
_WHERE = {Slash.MEMBER: [IN_SERVERS, DIRECTLY], Slash.ORGANISER: [IN_SERVERS]}
"""Permissions are a server's: in direct messages Discord would offer the organisers' command to everybody."""
_EACH = ("type", "name", "description", "required", "min_length", "max_length", "autocomplete")
_ABSENT: Mapping[str, object] = {"required": False, "autocomplete": False, "description": "", "type": CHAT}


def commands() -> list[dict[str, Any]]:
    """All of them: what is registered beside them goes."""
    return [*(_slash(one) for one in Slash), *(_menu(name) for name in (TAKE_OUT, PUT_BACK))]


def differences(registered: Sequence[Payload], ours: Sequence[Payload]) -> list[str]:
    """A sentence for each command that isn't as ours; none when all are."""
    there, here = ({_name(one): _meant(one) for one in of} for of in (_own(registered), ours))
    return [
        *(f"{name} isn't registered yet." for name in here if name not in there),
        *(f"{name} is registered, and isn't ours any more." for name in there if name not in here),
        *(
            _difference(name, there[name], here[name])
            for name in here
            if there.get(name, here[name]) != here[name]
        ),
    ]


def to_register(registered: Sequence[Payload], ours: Sequence[Payload]) -> list[dict[str, Any]]:
    """Ours, and the one command that Discord lets nobody take away: the entry point of an app's activity."""
    kept = [dict(one) for one in registered if one.get("type") == ENTRY_POINT]
    return [*map(dict, ours), *kept]


def _slash(slash: Slash) -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": CHAT,
        "name": slash.value,
        "description": SAYS[slash],
        "options": [_subcommand(slash, command) for command in TABLES[slash].values()],
        "contexts": _WHERE[slash],
        "integration_types": [FOR_SERVERS],
    }
    return made | ({"default_member_permissions": _ADMIN[slash]} if slash in _ADMIN else {})


def _subcommand(slash: Slash, command: Command) -> dict[str, Any]:
    says = command.says.replace("`", "")
    described = f"{says[:1].upper()}{says[1:]}"
    return {
        "type": SUBCOMMAND,
        "name": command.word,
        "description": described if len(described) <= MOST_SAID else f"{described[: MOST_SAID - 1]}…",
        "options": [_option(one) for one in options_of(slash, command)],
    }


def _option(one: Option) -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": FILE if one.is_file else STRING,
        "name": one.name,
        "description": one.says,
        "required": one.required,
    }
    if one.is_file:
        return made
    if one.choices:
        return made | {"choices": [{"name": shown, "value": typed} for shown, typed in one.choices]}
    return made | {"max_length": one.most}


def _menu(name: str) -> dict[str, Any]:
    """Answers stand in servers alone."""
    return {"type": MESSAGE, "name": name, "contexts": [IN_SERVERS], "integration_types": [FOR_SERVERS]}


def _own(registered: Iterable[Payload]) -> list[Payload]:
    return [one for one in registered if one.get("type") != ENTRY_POINT]


def _name(command: Payload) -> str:
    name = str(command["name"])
    return f"/{name}" if command.get("type", CHAT) == CHAT else f"“{name}”"


def _meant(command: Payload) -> dict[str, Any]:
    """What we say about a command, without what Discord adds by itself."""
    held = command.get("default_member_permissions")
    return _option_meant(command) | {
        "default_member_permissions": None if held is None else str(held),
        "contexts": sorted(command.get("contexts") or ()),
        "integration_types": sorted(command.get("integration_types") or (FOR_SERVERS,)),
    }


def _option_meant(one: Payload) -> dict[str, Any]:
    meant = {key: one.get(key, _ABSENT.get(key)) for key in _EACH}
    choices = [(each["name"], each["value"]) for each in one.get("choices") or ()]
    return meant | {"choices": choices, "options": [_option_meant(each) for each in one.get("options") or ()]}


def _difference(name: str, there: Payload, here: Payload) -> str:
    old, new = ({each["name"]: each for each in of["options"]} for of in (there, here))
    changed = sorted(word for word in old.keys() | new.keys() if old.get(word) != new.get(word))
    told = f": {', '.join(changed)}" if changed else ""
    return f"{name} is registered otherwise{told}."
