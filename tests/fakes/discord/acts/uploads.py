"""Files that members attach to a command: up with them first, then the command names them."""

from dataclasses import dataclass
from typing import Any

from tests.fakes.discord.refusal import NotPossible
from tests.fakes.discord.state import State

MOST_BYTES = 10 * 1024 * 1024
"""Without a subscription."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file on a member's own machine."""

    name: str
    data: bytes
    kind: str = "text/plain"


class UploadId(str):
    """Of a file that lies there by now."""

    __slots__ = ()


def uploaded(state: State, options: dict[str, Any]) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """The options with their files' ids, and the files as an interaction resolves them."""
    lying: dict[str, dict[str, Any]] = {}
    given = dict(options)
    for name, value in options.items():
        if isinstance(value, Upload):
            shape = _laid(state, value)
            lying[shape["id"]] = shape
            given[name] = UploadId(shape["id"])
    return given, lying


def _laid(state: State, upload: Upload) -> dict[str, Any]:
    if len(upload.data) > MOST_BYTES:
        raise NotPossible(f"{upload.name} is too large to be uploaded")
    made = state.world.new_id()
    name = upload.name.replace(" ", "_")
    path = f"/ephemeral-attachments/{made}/{name}"
    if state.keeps_files:
        state.files[path] = (upload.data, upload.kind)
    return {
        "id": made,
        "filename": name,
        "size": len(upload.data),
        "url": f"{state.base}{path}",
        "proxy_url": f"{state.base}{path}",
        "content_type": upload.kind,
        "ephemeral": True,
    }
