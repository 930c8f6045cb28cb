"""Messages come into being, change and go, and all who may hear of it are told."""

from typing import Any

from tests.fakes.discord import shapes
from tests.fakes.discord.app import Application
from tests.fakes.discord.gateway.intents import blanked
from tests.fakes.discord.rules.mentions import Named, named, reached
from tests.fakes.discord.rules.message import LAYOUT, SILENT, Draft
from tests.fakes.discord.state import Ping, State
from tests.fakes.discord.world import Channel, Message, User, iso

DEFAULT, PIN, JOIN, THREAD_MADE, REPLY, COMMAND, STARTER, MENU_COMMAND = 0, 6, 7, 18, 19, 20, 21, 23
CHANGEABLE = (DEFAULT, REPLY, COMMAND, MENU_COMMAND)


def make(state: State, at: Channel, author: User, text: str = "", *, kind: int = DEFAULT) -> Message:
    """A message that stands nowhere yet."""
    return {
        "id": state.world.new_id(),
        "channel_id": at.id,
        "type": kind,
        "author": shapes.user(author),
        "content": text,
        "timestamp": iso(state.world.now()),
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "mention_channels": [],
        "attachments": [],
        "embeds": [],
        "components": [],
        "pinned": False,
        "flags": 0,
        "_reactions": {},
        "_author": author,
        "_rule": None,
        "_replied": "",
        **({"position": at.thread.sent} if at.thread else {}),
    }


def fill(state: State, message: Message, at: Channel, draft: Draft) -> None:
    """Put into a message what a draft says, and leave what it doesn't speak of."""
    for name in ("content", "embeds", "components"):
        value = getattr(draft, name)
        if value is not None:
            message[name] = value
    message["flags"] = (message["flags"] & ~4) | draft.flags
    if draft.components is not None and draft.flags & LAYOUT:
        message["content"], message["embeds"] = "", []
    if draft.keeps is not None and not draft.files:
        message["attachments"] = [each for each in message["attachments"] if each["id"] in draft.keeps]
    elif draft.keeps is not None:
        kept = [each for each in message["attachments"] if each["id"] in draft.keeps]
        message["attachments"] = kept
    message["attachments"] = message["attachments"] + _uploaded(state, at, draft)
    if draft.allowed is not None:
        message["_rule"] = draft.allowed
    name_people(state, message, at)


def _uploaded(state: State, at: Channel, draft: Draft) -> list[dict[str, Any]]:
    shapes_: list[dict[str, Any]] = []
    for number, each in sorted(draft.files.items()):
        made, name = state.world.new_id(), draft.names.get(number, each.name)
        path = f"/attachments/{at.id}/{made}/{name}"
        state.files[path] = (each.data, each.kind)
        shape = {
            "id": made,
            "filename": name,
            "size": len(each.data),
            "url": f"{state.base}{path}",
            "proxy_url": f"{state.base}{path}",
            "content_type": "image/png" if name.endswith(".png") else each.kind,
        }
        said = draft.descriptions.get(number)
        shapes_.append(shape | ({"description": said} if said else {}))
    return shapes_


def name_people(state: State, message: Message, at: Channel) -> Named:
    """`mentions` and its like, by what the message says and its sender allowed."""
    text = message["content"] + "\n".join(_texts(message["components"]))
    who = named(text, message["_author"], at, message["_rule"], message["_replied"])
    people = [state.world.users[each] for each in who.users if each in state.world.users]
    message["mentions"] = [shapes.user(each) for each in people]
    message["mention_roles"], message["mention_everyone"] = list(who.roles), who.everyone
    return who


def _texts(components: Any) -> list[str]:
    if isinstance(components, dict):
        own = [str(components["content"])] if components.get("type") == 10 else []
        inner = [components.get(name) for name in ("components", "accessory")]
        return own + [text for each in inner for text in _texts(each)]
    return [text for each in components or () for text in _texts(each)]


def post(state: State, message: Message, at: Channel) -> Message:
    """It stands in its channel, whom it names is notified, and all who may hear it do."""
    at.messages[message["id"]] = message
    _wake(state, at, message)
    who = name_people(state, message, at)
    if not message["flags"] & SILENT:
        ids = reached(who, at, message["_author"])
        state.pings += [Ping(message["id"], at.id, each) for each in ids]
    _draw_in(state, at, [message["_author"].id, *who.users])
    state.tell("MESSAGE_CREATE", state.message_event(message, at), at=at)
    return message


def _wake(state: State, at: Channel, message: Message) -> None:
    """A message in an archived thread opens it again."""
    if at.thread is None:
        return
    at.thread.active_at = state.world.now()
    at.thread.sent += message["type"] != STARTER
    if at.thread.archived:
        at.thread.archived, at.thread.archived_at = False, state.world.now()
        state.tell("THREAD_UPDATE", shapes.channel(at), at=at)


def _draw_in(state: State, at: Channel, ids: list[str]) -> None:
    """Who writes in a thread, or is named in a public one, is in it."""
    if at.thread is None or at.guild is None:
        return
    writer, *others = ids
    wanted = [writer, *(others if at.type != 12 else [])]
    add_to_thread(state, at, [each for each in wanted if each in at.guild.members])


def add_to_thread(state: State, at: Channel, ids: list[str]) -> None:
    assert at.thread is not None
    new = [each for each in dict.fromkeys(ids) if each not in at.thread.members]
    for each in new:
        at.thread.members[each] = state.world.now()
        app = state.of_bot(each)
        if app and at.guild:
            state.tell_one(app, "THREAD_CREATE", shapes.thread_for(at, app.bot), at.guild)
    if new:
        members_update(state, at, added=new)


def members_update(state: State, at: Channel, *, added: list[str] = [], removed: list[str] = []) -> None:  # noqa: B006  # never changed
    assert at.thread is not None
    assert at.guild is not None
    data: dict[str, Any] = {
        "id": at.id,
        "guild_id": at.guild.id,
        "member_count": min(50, len(at.thread.members)),
    }
    if added:
        people = [at.guild.members[each] for each in added]
        data["added_members"] = [
            shapes.thread_member(at, each.id) | {"member": shapes.member(each), "presence": None}
            for each in people
        ]
    if removed:
        data["removed_member_ids"] = removed
    state.tell("THREAD_MEMBERS_UPDATE", data, at=at)


def updated(state: State, message: Message, at: Channel, *, edited: bool = True) -> None:
    if edited:
        message["edited_timestamp"] = iso(state.world.now())
    state.tell("MESSAGE_UPDATE", state.message_event(message, at), at=at)


def remove(state: State, message_id: str, at: Channel) -> None:
    del at.messages[message_id]
    data = {"id": message_id, "channel_id": at.id}
    state.tell("MESSAGE_DELETE", data | ({"guild_id": at.guild.id} if at.guild else {}), at=at)


def read(state: State, message: Message, at: Channel, app: Application) -> dict[str, Any]:
    """As a REST call gives it: blank where the app may not read what people write."""
    shape = shapes.message(message, app.bot)
    reference = message.get("message_reference")
    if reference and "referenced_message" in message:
        origin = state.world.channels.get(reference["channel_id"])
        found = origin.messages.get(reference.get("message_id", "")) if origin else None
        shape["referenced_message"] = shapes.message(found, app.bot) if found else None
    return shape if at.guild is None or app.reads_content() else blanked(shape, app)
