"""The upload in three steps: announced, bytes sent, completed."""

import asyncio
from dataclasses import replace
from typing import Any

from aiohttp import web

from tests.fakes.slack.calls import Call, method
from tests.fakes.slack.messages import by_bot, event_of, take_away, write
from tests.fakes.slack.methods.chat import root_in, writable
from tests.fakes.slack.refusal import Refused
from tests.fakes.slack.state import State
from tests.fakes.slack.world import Channel


@method("files.getUploadURLExternal", "files:write", tier=4)
def announce(call: Call) -> dict[str, Any]:
    name, length = call.text("filename", needed=True), call.text("length", needed=True)
    if not length.isdigit() or int(length) < 1:
        raise Refused("invalid_arguments", messages=["length must be a positive number"])
    file_id = call.state.world.new_id("F")
    call.state.files.announced[file_id] = {
        "id": file_id,
        "name": name,
        "size": int(length),
        "alt_txt": call.text("alt_txt"),
        "team": call.team.id,
    }
    return {"upload_url": f"{call.state.base}/upload/{file_id}", "file_id": file_id}


async def upload(state: State, request: web.Request) -> web.StreamResponse:
    """Where the bytes go, raw or in a form."""
    announced = state.files.announced.get(request.match_info["file_id"])
    if announced is None:
        return web.Response(status=404)
    content = await _bytes(request)
    if len(content) != announced["size"]:
        return web.Response(status=400, text="length doesn't match")
    state.files.arrived[announced["id"]] = content
    return web.Response(text=f"OK - {len(content)}")


async def _bytes(request: web.Request) -> bytes:
    if not request.content_type.startswith("multipart/"):
        return await request.read()
    for part in (await request.post()).values():
        if isinstance(part, web.FileField):
            return part.file.read()
    return b""


@method("files.completeUploadExternal", "files:write", tier=4)
def complete(call: Call) -> dict[str, Any]:
    asked = call.structure("files", "invalid_arguments")
    if not isinstance(asked, list) or not asked:
        raise Refused("invalid_arguments", messages=["missing required field: files"])
    files = [_completed(call, each) for each in asked]
    call.state.files.completed |= {each["id"]: each for each in files}
    if call.text("channel_id"):
        _share(call, files)
    return {"files": files}


def _completed(call: Call, asked: dict[str, Any]) -> dict[str, Any]:
    announced = call.state.files.announced.get(asked.get("id", ""))
    if (
        announced is None
        or announced["team"] != call.team.id
        or announced["id"] in call.state.files.completed
    ):
        raise Refused("file_not_found")
    if announced["id"] not in call.state.files.arrived:
        raise Refused("file_update_failed")
    kind = announced["name"].rpartition(".")[2].lower()
    return announced | {
        "title": asked.get("title") or announced["name"],
        "filetype": kind,
        "mimetype": {"png": "image/png", "csv": "text/csv"}.get(kind, "text/plain"),
        "user": call.bot.id,
        "url_private": f"{call.state.base}/files/{announced['id']}",
        "permalink": f"https://{call.team.domain}.slack.com/files/{call.bot.id}/{announced['id']}",
    }


def _share(call: Call, files: list[dict[str, Any]]) -> None:
    """The answer comes whether or not the message with the files does, and never says its ts.

    A fault of `share` with effect puts it off by its seconds; one without lets it never come.
    """
    shared = replace(call, args={**call.args, "channel": call.text("channel_id")})
    channel = writable(shared)
    root = root_in(shared, channel)
    fault = call.state.faults.of_call("share")
    if fault is None:
        _show(shared, channel, root, files)
    elif fault.effect:
        loop = asyncio.get_running_loop()
        loop.call_later(fault.seconds, _show, shared, channel, root, files)


def _show(call: Call, channel: Channel, root: str, files: list[dict[str, Any]]) -> None:
    """A message with files takes no metadata."""
    said = by_bot(call.state, call.bot) | {
        "subtype": "file_share",
        "text": call.text("initial_comment"),
        "files": files,
        "upload": True,
    }
    call.state.files.shared.update(each["id"] for each in files)
    call.state.tell(call.team, event_of(channel, write(call.state, channel, said, root)), channel)


@method("files.delete", "files:write", tier=3)
def delete(call: Call) -> dict[str, Any]:
    """The file goes from every message; a message that was nothing else goes with it."""
    file_id = call.text("file", needed=True)
    found = call.state.files.completed.get(file_id)
    if found is None or found["team"] != call.team.id:
        raise Refused("file_not_found")
    if found["user"] != call.bot.id:
        raise Refused("cant_delete_file")
    del call.state.files.completed[file_id]
    for channel in call.team.channels.values():
        for message in [each for each in channel.messages.values() if _holds(each, file_id)]:
            message["files"] = [each for each in message["files"] if each["id"] != file_id]
            if not message["files"] and not message.get("text"):
                call.state.tell(call.team, take_away(call.state, channel, message), channel)
    return {}


def _holds(message: dict[str, Any], file_id: str) -> bool:
    return any(each["id"] == file_id for each in message.get("files", ()))
