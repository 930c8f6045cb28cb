"""Reactions and pins."""

from typing import Any

from tests.fakes.discord import messages, shapes
from tests.fakes.discord.call import Call, route
from tests.fakes.discord.permissions import must
from tests.fakes.discord.refusal import Refused
from tests.fakes.discord.routes.places import message_of, open_thread
from tests.fakes.discord.state import State
from tests.fakes.discord.world import Channel, Message, User

ONE = "/channels/{channel_id}/messages/{message_id}"
MOST_REACTIONS = 20
MOST_PINS = 250


def is_emoji(name: str) -> bool:
    """A plain emoji, or one of a guild's by name and number. No guild here has any."""
    return bool(name) and len(name) <= 16 and not name.isascii()


def reaction_event(state: State, kind: str, message: Message, at: Channel, who: User, name: str) -> None:
    data: dict[str, Any] = {
        "user_id": who.id,
        "channel_id": at.id,
        "message_id": message["id"],
        "message_author_id": message["author"]["id"],
        "emoji": shapes.emoji(name),
        "burst": False,
        "type": 0,
    }
    if at.guild:
        data["guild_id"] = at.guild.id
        if kind == "MESSAGE_REACTION_ADD" and who.id in at.guild.members:
            data["member"] = shapes.member(at.guild.members[who.id])
    state.tell(kind, data, at=at)


@route(f"PUT {ONE}/reactions/{{emoji}}/@me", 1, 0.25, bucket="reactions")
def react(call: Call) -> Any:
    at = call.channel()
    must(at, call.bot, "read_message_history")
    message, name = message_of(call, at), call.params["emoji"]
    if not is_emoji(name):
        raise Refused(10014)
    open_thread(at)
    marks = message["_reactions"]
    if name not in marks:
        must(at, call.bot, "add_reactions")
        if len(marks) >= MOST_REACTIONS:
            raise Refused(30010)
    who = marks.setdefault(name, [])
    if call.bot.id not in who:
        who.append(call.bot.id)
        reaction_event(call.state, "MESSAGE_REACTION_ADD", message, at, call.bot, name)


@route(f"DELETE {ONE}/reactions/{{emoji}}/{{user_id}}", 1, 0.25, bucket="reactions")
def unreact(call: Call) -> Any:
    at = call.channel()
    message, name, wanted = message_of(call, at), call.params["emoji"], call.params["user_id"]
    wanted = call.bot.id if wanted == "@me" else wanted
    if wanted != call.bot.id:
        must(at, call.bot, "manage_messages")
    if not is_emoji(name):
        raise Refused(10014)
    open_thread(at)
    who = message["_reactions"].get(name, [])
    if wanted not in who:
        return
    who.remove(wanted)
    if not who:
        del message["_reactions"][name]
    user = call.state.world.users[wanted]
    reaction_event(call.state, "MESSAGE_REACTION_REMOVE", message, at, user, name)


@route(f"GET {ONE}/reactions/{{emoji}}")
def reacted(call: Call) -> Any:
    at = call.channel()
    message, name = message_of(call, at), call.params["emoji"]
    if not is_emoji(name):
        raise Refused(10014)
    return [shapes.user(call.state.world.users[each]) for each in message["_reactions"].get(name, [])]


@route("PUT /channels/{channel_id}/messages/pins/{message_id}")
@route("PUT /channels/{channel_id}/pins/{message_id}")
def pin(call: Call) -> Any:
    at = call.channel()
    if at.guild:
        must(at, call.bot, "pin_messages")
    message = message_of(call, at)
    open_thread(at)
    if message["pinned"]:
        return
    if sum(each["pinned"] for each in at.messages.values()) >= MOST_PINS:
        raise Refused(30003)
    message["pinned"] = True
    messages.updated(call.state, message, at, edited=False)
    _pins_changed(call, at)
    notice = messages.make(call.state, at, call.bot, kind=messages.PIN)
    notice["message_reference"] = {"type": 0, "channel_id": at.id, "message_id": message["id"]}
    messages.post(call.state, notice, at)


@route("DELETE /channels/{channel_id}/messages/pins/{message_id}")
@route("DELETE /channels/{channel_id}/pins/{message_id}")
def unpin(call: Call) -> Any:
    at = call.channel()
    if at.guild:
        must(at, call.bot, "pin_messages")
    message = message_of(call, at)
    open_thread(at)
    message["pinned"] = False
    messages.updated(call.state, message, at, edited=False)
    _pins_changed(call, at)


def _pins_changed(call: Call, at: Channel) -> None:
    data = {"channel_id": at.id, "last_pin_timestamp": None}
    call.state.tell("CHANNEL_PINS_UPDATE", data | ({"guild_id": at.guild.id} if at.guild else {}), at=at)
