"""What one person sees."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.fakes.discord.permissions import can, sees
from tests.fakes.discord.world import DM, Channel, Member, Message


@dataclass(frozen=True, slots=True)
class Shown:
    """A message on somebody's screen."""

    channel: Channel
    message: Message
    viewer: Member | None
    whispered: bool = False
    """Only the viewer sees it."""

    @property
    def id(self) -> str:
        return str(self.message["id"])

    @property
    def author(self) -> str:
        return str(self.message["author"]["id"])

    @property
    def kind(self) -> int:
        return int(self.message["type"])

    @property
    def text(self) -> str:
        return str(self.message["content"])

    @property
    def embeds(self) -> list[dict[str, Any]]:
        return list(self.message["embeds"])

    @property
    def files(self) -> list[dict[str, Any]]:
        return list(self.message["attachments"])

    @property
    def thinking(self) -> bool:
        """It says that it's being thought about."""
        return bool(self.message["flags"] & (1 << 7))

    @property
    def reply_to(self) -> str | None:
        reference = self.message.get("message_reference")
        return str(reference["message_id"]) if reference and self.kind == 19 else None

    @property
    def words(self) -> str:
        """Everything there is to read."""
        return "\n".join(
            each for each in [self.text, *_of_embeds(self.embeds), *_of(self.components)] if each
        )

    @property
    def components(self) -> list[dict[str, Any]]:
        return list(self.message["components"])

    @property
    def buttons(self) -> list[str]:
        return [_label(each) for each in usable(self.components) if each["type"] == 2]

    @property
    def menus(self) -> list[str]:
        """By what stands in them before something is chosen, else by custom_id."""
        found = [each for each in usable(self.components) if each["type"] != 2]
        return [str(each.get("placeholder") or each["custom_id"]) for each in found]

    @property
    def marks(self) -> list[str]:
        return list(self.message["_reactions"])


@dataclass(frozen=True, slots=True)
class ShownForm:
    """A modal on somebody's screen."""

    form: dict[str, Any]
    viewer: Member
    channel: Channel
    message: Message | None = None

    @property
    def title(self) -> str:
        return str(self.form["title"])

    @property
    def fields(self) -> dict[str, dict[str, Any]]:
        """What can be filled in, by custom_id."""
        return {each["custom_id"]: each for each in usable(self.form["components"])}

    @property
    def labels(self) -> list[str]:
        return [label for label, _ in labelled(self.form["components"])]

    @property
    def words(self) -> str:
        said = [
            f"{label}\n{each.get('description') or ''}" for label, each in labelled(self.form["components"])
        ]
        return "\n".join([self.title, *said, *_of(self.form["components"])])


def labelled(components: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each label of a form with what stands under it."""
    for each in components:
        if each["type"] == 18:
            yield str(each["label"]), each
        for inner in each.get("components", ()):
            if inner.get("label"):
                yield str(inner["label"]), inner


def usable(value: Any) -> Iterator[dict[str, Any]]:
    """All that has a custom_id, and links."""
    if isinstance(value, dict):
        if "type" in value and ("custom_id" in value or value.get("type") == 2):
            yield value
            return
        for name in ("components", "component", "accessory"):
            yield from usable(value.get(name))
    elif isinstance(value, list):
        for each in value:
            yield from usable(each)


def _label(button: dict[str, Any]) -> str:
    emoji = (button.get("emoji") or {}).get("name") or ""
    return " ".join(each for each in (emoji, button.get("label") or "") if each)


def _of(components: Any) -> Iterator[str]:
    if isinstance(components, dict):
        if components.get("type") == 10:
            yield str(components["content"])
        for name in ("components", "accessory"):
            yield from _of(components.get(name))
    elif isinstance(components, list):
        for each in components:
            yield from _of(each)


def _of_embeds(embeds: list[dict[str, Any]]) -> Iterator[str]:
    for each in embeds:
        yield (each.get("author") or {}).get("name") or ""
        yield each.get("title") or ""
        yield each.get("description") or ""
        for field in each.get("fields", ()):
            yield f"{field['name']}\n{field['value']}"
        yield (each.get("footer") or {}).get("text") or ""


def on_screen(channel: Channel, viewer: Member | None) -> list[Shown]:
    """In order. Only its addressee sees a whisper; None sees what all see."""
    if viewer is not None and not sees(channel, viewer.user):
        return []
    reads = viewer is None or channel.type == DM or can(channel, viewer.user, "read_message_history")
    common = [Shown(channel, each, viewer) for each in channel.messages.values()] if reads else []
    private = [
        Shown(channel, each, viewer, whispered=True)
        for each in channel.whispers.values()
        if viewer and each["_to"] == viewer.id
    ]
    return sorted(common + private, key=lambda each: int(each.id))
