"""response_url: five answers in half an hour, without a token."""

import json
from typing import Any

from aiohttp import web

from tests.fakes.slack.block_kit import problems
from tests.fakes.slack.messages import by_bot, edit, event_of, take_away, with_ids, write
from tests.fakes.slack.state import HOOK_USES, Hook, State
from tests.fakes.slack.world import Channel, Member, Message


async def serve(state: State, request: web.Request) -> web.StreamResponse:
    hook = state.hooks.get(request.match_info["hook"])
    if hook is None:
        return _no("invalid_url", 404)
    if state.world.now() > hook.until:
        return _no("expired_url", 404)
    if hook.uses >= HOOK_USES:
        return _no("used_url", 404)
    try:
        said = json.loads(await request.read())
    except ValueError:
        return _no("invalid_payload", 400)
    hook.uses += 1
    trouble = _carry_out(state, hook, said)
    return _no(trouble, 400) if trouble else web.Response(text="ok")


def _no(error: str, status: int) -> web.Response:
    return web.json_response({"ok": False, "error": error}, status=status)


def _carry_out(state: State, hook: Hook, said: dict[str, Any]) -> str:
    if said.get("delete_original"):
        return _replace(state, hook, None)
    content, trouble = content_of(state, said)
    if trouble:
        return trouble
    if said.get("replace_original"):
        return _replace(state, hook, content)
    thread = {"thread_ts": said["thread_ts"]} if said.get("thread_ts") else {}
    if said.get("response_type", "ephemeral") == "in_channel":
        _aloud(state, hook, content, str(thread.get("thread_ts", "")))
    else:
        _quietly(state, hook.channel, hook.member, content | thread)
    return ""


def content_of(state: State, said: dict[str, Any]) -> tuple[Message, str]:
    """What is to be shown, or what is wrong with it."""
    blocks = said.get("blocks") or []
    if not said.get("text") and not blocks:
        return {}, "no_text"
    if problems(blocks, "message"):
        return {}, "invalid_blocks"
    return {"text": said.get("text", ""), "blocks": with_ids(state, blocks)}, ""


def whisper(state: State, channel: Channel, member: Member, said: Any) -> None:
    """Show what a command was answered with in its acknowledgement."""
    if isinstance(said, str):
        said = {"text": said}
    if isinstance(said, dict) and (said.get("text") or said.get("blocks")):
        hook = Hook(channel, member, state.world.now() + 1)
        trouble = _carry_out(state, hook, said)
        assert not trouble, trouble


def _quietly(state: State, channel: Channel, member: Member, content: Message) -> None:
    ours = _bot(state, channel)
    own = {"_to": member.id, "ts": channel.stamp(state.world.clock), "channel": channel.id}
    channel.whispers.append(ours | content | own)


def _aloud(state: State, hook: Hook, content: Message, thread_ts: str) -> None:
    message = write(state, hook.channel, _bot(state, hook.channel) | content, thread_ts)
    state.tell(state.world.team_of(hook.channel), event_of(hook.channel, message), hook.channel)


def _replace(state: State, hook: Hook, content: Message | None) -> str:
    """A whisper is changed in place, which no history shows; a message by an event."""
    origin, channel = hook.origin or {}, hook.channel
    kept = next((each for each in channel.whispers if each["ts"] == origin.get("ts")), None)
    if kept is not None:
        channel.whispers.remove(kept)
        if content is not None:
            channel.whispers.append(kept | content)
        return ""
    message = channel.messages.get(origin.get("ts", ""))
    if message is None:
        return "no_original"
    event = take_away(state, channel, message) if content is None else edit(state, channel, message, content)
    state.tell(state.world.team_of(channel), event, channel)
    return ""


def _bot(state: State, channel: Channel) -> Message:
    install = state.install_of(state.world.team_of(channel))
    return by_bot(state, install.bot) if install else {}
