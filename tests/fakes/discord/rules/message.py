"""What a message may hold, sent or edited, in a channel or as an answer."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.discord.refusal import Refused
from tests.fakes.discord.rules import components, mentions
from tests.fakes.discord.rules.embeds import embeds
from tests.fakes.discord.rules.form import Form
from tests.fakes.discord.rules.layout import Layout
from tests.fakes.discord.wire import File, Sent

CONTENT = 2_000
SUPPRESS, EPHEMERAL, SILENT, LAYOUT = 1 << 2, 1 << 6, 1 << 12, 1 << 15
MOST_FILES = 10
MOST_BYTES = 10 * 1024**2
"""Of one file, where nobody pays for more."""
MOST_REQUEST = 25 * 1024**2
NONCE = 25


@dataclass(slots=True)
class Draft:
    """What was sent, sound as it stands. None: nothing was said of it."""

    content: str | None = None
    embeds: list[dict[str, Any]] | None = None
    components: list[dict[str, Any]] | None = None
    keeps: list[str] | None = None
    """Attachments of before that stay."""
    files: dict[int, File] = field(default_factory=dict)
    descriptions: dict[int, str] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    flags: int = 0
    allowed: dict[str, Any] | None = None


def draft(
    body: Mapping[str, Any],
    sent: Sent,
    *,
    takes: int = SUPPRESS | SILENT | LAYOUT,
    earlier: Collection[str] = (),
) -> Draft:
    """`takes`: flags that may be set here; `earlier`: names of files that the message has already."""
    form = Form()
    flags = form.number(("flags",), body.get("flags") or 0, 0, 1 << 20)
    if flags & ~takes:
        form.wrong(("flags",), "BITWISE_FLAGS_INVALID", "Flags can't be set here")
    made = Draft(flags=flags, files=sent.files)
    _attachments(form, body.get("attachments"), made)
    _parts(form, body, made, {*(made.names.get(n, each.name) for n, each in sent.files.items()), *earlier})
    if body.get("allowed_mentions") is not None:
        mentions.allowed(form, body["allowed_mentions"])
        made.allowed = body["allowed_mentions"]
    form.check()
    _sizes(sent)
    return made


def _parts(form: Form, body: Mapping[str, Any], made: Draft, files: Collection[str]) -> None:
    if body.get("content") is not None:
        made.content = form.text(("content",), body["content"], 0, CONTENT).strip()
    elif "content" in body:
        made.content = ""
    if "embeds" in body:
        made.embeds = embeds(form, ("embeds",), body["embeds"], files)
    if made.flags & LAYOUT:
        _only_layout(form, body)
    if "components" in body:
        _components(form, body, made, files)


def nonce(body: Mapping[str, Any]) -> str:
    """What makes a repeated call recognisable; empty where it needn't be."""
    form = Form()
    given = body.get("nonce")
    text = form.text(("nonce",), None if given is None else str(given), 0, NONCE)
    form.check()
    return text if body.get("enforce_nonce") else ""


def _only_layout(form: Form, body: Mapping[str, Any]) -> None:
    for name in ("content", "embeds"):
        if body.get(name):
            said = f"The '{name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            form.wrong((name,), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", said)


def _components(form: Form, body: Mapping[str, Any], made: Draft, files: Collection[str]) -> None:
    made.components = body["components"] or []
    if made.flags & LAYOUT:
        Layout(form, files).check(("components",), made.components)
    else:
        components.rows(form, ("components",), made.components)


def _attachments(form: Form, value: Any, made: Draft) -> None:
    if value is None:
        return
    made.keeps = []
    for number, each in enumerate(form.many(("attachments",), value, 0, MOST_FILES)):
        at = ("attachments", number)
        name = str(each.get("id"))
        said = form.text((*at, "description"), each.get("description"), 0, 1024)
        if name.isdigit() and int(name) in made.files:
            made.descriptions[int(name)] = said
            if each.get("filename"):
                made.names[int(name)] = str(each["filename"])
        elif name.isdigit() and int(name) > MOST_FILES:
            made.keeps.append(name)
        else:
            form.wrong(at, "ATTACHMENT_NOT_FOUND", "Attachment with this id was not uploaded")


def _sizes(sent: Sent) -> None:
    if len(sent.files) > MOST_FILES:
        raise Refused(30015)
    sizes = [len(each.data) for each in sent.files.values()]
    if sum(sizes) > MOST_REQUEST or max(sizes, default=0) > MOST_BYTES:
        raise Refused(40005)
    if any(size == 0 for size in sizes):
        raise Refused(50046)
