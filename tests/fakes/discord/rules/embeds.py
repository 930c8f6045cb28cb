"""What an embed may hold."""

from collections.abc import Collection
from typing import Any

from tests.fakes.discord.rules.form import Form, Path, units

MOST_TOGETHER = 6_000
MOST_EMBEDS = 10
MOST_FIELDS = 25
FILE = "attachment"


def embeds(form: Form, at: Path, value: Any, files: Collection[str]) -> list[dict[str, Any]]:
    """All of a message: their texts together are limited too."""
    given = form.many(at, value, 0, MOST_EMBEDS)
    total = 0
    for number, each in enumerate(given):
        if not isinstance(each, dict):
            form.wrong((*at, number), "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
            return []
        total += _embed(form, (*at, number), each, files)
    if total > MOST_TOGETHER:
        said = f"Embed size exceeds maximum size of {MOST_TOGETHER}"
        form.wrong(at, "MAX_EMBED_SIZE_EXCEEDED", said)
    return [_kept(each) for each in given]


def _embed(form: Form, at: Path, embed: dict[str, Any], files: Collection[str]) -> int:
    texts = [
        form.text((*at, "title"), embed.get("title"), 0, 256),
        form.text((*at, "description"), embed.get("description"), 0, 4096),
        form.text((*at, "footer", "text"), _inner(embed, "footer", "text"), 0, 2048),
        form.text((*at, "author", "name"), _inner(embed, "author", "name"), 0, 256),
    ]
    fields = form.many((*at, "fields"), embed.get("fields"), 0, MOST_FIELDS)
    for number, each in enumerate(fields):
        place = (*at, "fields", number)
        texts.append(form.text((*place, "name"), each.get("name"), 1, 256, needed=True))
        texts.append(form.text((*place, "value"), each.get("value"), 1, 1024, needed=True))
    if embed.get("url") is not None:
        form.link((*at, "url"), embed["url"])
    pictures = [_picture(form, (*at, each), embed.get(each), files) for each in ("image", "thumbnail")]
    if not any(texts) and not any(pictures) and not embed.get("timestamp"):
        form.wrong((*at, "description"), "BASE_TYPE_REQUIRED", "This field is required")
    if embed.get("color") is not None:
        form.number((*at, "color"), embed["color"], 0, 0xFFFFFF)
    return sum(units(each) for each in texts)


def _inner(embed: dict[str, Any], name: str, inner: str) -> Any:
    part = embed.get(name)
    return part.get(inner) if isinstance(part, dict) else None


def _picture(form: Form, at: Path, value: Any, files: Collection[str]) -> bool:
    """An uploaded file is named by attachment://, and must have come along."""
    if value is None:
        return False
    link = str(value.get("url", ""))
    form.link((*at, "url"), link, ("http", "https", FILE))
    if link.startswith(f"{FILE}://") and link.partition("://")[2] not in files:
        said = "The referenced attachment was not found."
        form.wrong((*at, "url"), "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", said)
    return True


def _kept(embed: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in embed.items() if value not in (None, [])}
    return kept | {"type": "rich"}
