"""reactions.*: the quiet marks."""

from typing import Any

from tests.fakes.slack.calls import Call, method
from tests.fakes.slack.refusal import Refused
from tests.fakes.slack.world import Message

_NAMES = (
    "memo eyes white_check_mark heavy_check_mark pencil pencil2 bookmark hourglass x tada bulb wave +1 -1"
)
NAMES = frozenset(_NAMES.split())


@method("reactions.add", "reactions:write", tier=3)
def add(call: Call) -> dict[str, Any]:
    message, name = _marked(call)
    marks: list[dict[str, Any]] = message.setdefault("reactions", [])
    mark = next((each for each in marks if each["name"] == name), None)
    if mark is None:
        mark = {"name": name, "users": [], "count": 0}
        marks.append(mark)
    if call.bot.id in mark["users"]:
        raise Refused("already_reacted")
    mark["users"].append(call.bot.id)
    mark["count"] = len(mark["users"])
    return {}


@method("reactions.remove", "reactions:write", tier=2)
def remove(call: Call) -> dict[str, Any]:
    message, name = _marked(call)
    marks: list[dict[str, Any]] = message.get("reactions", [])
    mark = next((each for each in marks if each["name"] == name and call.bot.id in each["users"]), None)
    if mark is None:
        raise Refused("no_reaction")
    mark["users"].remove(call.bot.id)
    mark["count"] = len(mark["users"])
    message["reactions"] = [each for each in marks if each["users"]]
    return {}


def _marked(call: Call) -> tuple[Message, str]:
    channel = call.channel()
    if call.bot.id not in channel.members:
        raise Refused("not_in_channel")
    if channel.archived:
        raise Refused("is_archived")
    message = channel.messages.get(call.text("timestamp", needed=True))
    if message is None:
        raise Refused("message_not_found")
    name = call.text("name", needed=True)
    if name not in NAMES:
        raise Refused("invalid_name")
    return message, name
