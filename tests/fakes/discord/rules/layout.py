"""Components of the newer kind (flag 1<<15): text, sections, containers, pictures."""

from collections.abc import Collection
from typing import Any

from tests.fakes.discord.rules.components import BUTTON, ROW, Names, button, row
from tests.fakes.discord.rules.form import Form, Path, units

SECTION, TEXT, THUMBNAIL, GALLERY, FILE, LINE, CONTAINER = 9, 10, 11, 12, 13, 14, 17
MOST_COMPONENTS = 40
MOST_TEXT = 4_000
OUTSIDE = (ROW, SECTION, TEXT, GALLERY, FILE, LINE, CONTAINER)


class Layout:
    def __init__(self, form: Form, files: Collection[str]) -> None:
        self._form, self._files = form, files
        self._names = Names(form)
        self._count = self._length = 0

    def check(self, at: Path, value: Any) -> None:
        for number, each in enumerate(self._form.many(at, value, 1, MOST_COMPONENTS)):
            self._one((*at, number), each, OUTSIDE)
        if self._count > MOST_COMPONENTS:
            said = f"The total number of components cannot exceed {MOST_COMPONENTS}"
            self._form.wrong(at, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", said)
        if self._length > MOST_TEXT:
            said = f"The total displayable text size cannot exceed {MOST_TEXT}"
            self._form.wrong(at, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", said)

    def _one(self, at: Path, value: dict[str, Any], allowed: tuple[int, ...]) -> None:
        kind = self._form.one_of((*at, "type"), value.get("type"), allowed)
        self._count += 1 + (len(value.get("components", ())) if kind == ROW else 0)
        if kind == ROW:
            row(self._form, at, value, self._names)
        elif kind == TEXT:
            said = self._form.text((*at, "content"), value.get("content"), 1, MOST_TEXT, needed=True)
            self._length += units(said)
        elif kind == SECTION:
            self._section(at, value)
        elif kind == CONTAINER:
            inner = tuple(each for each in OUTSIDE if each != CONTAINER)
            for number, each in enumerate(
                self._form.many((*at, "components"), value.get("components"), 1, MOST_COMPONENTS)
            ):
                self._one((*at, "components", number), each, inner)
        elif kind == GALLERY:
            for number, each in enumerate(self._form.many((*at, "items"), value.get("items"), 1, 10)):
                self._media((*at, "items", number), each, "media")
        elif kind == FILE:
            self._media(at, value, "file")

    def _section(self, at: Path, value: dict[str, Any]) -> None:
        texts = self._form.many((*at, "components"), value.get("components"), 1, 3)
        for number, each in enumerate(texts):
            self._one((*at, "components", number), each, (TEXT,))
        beside = value.get("accessory")
        if not isinstance(beside, dict):
            self._form.wrong((*at, "accessory"), "BASE_TYPE_REQUIRED", "This field is required")
            return
        self._count += 1
        kind = self._form.one_of((*at, "accessory", "type"), beside.get("type"), (BUTTON, THUMBNAIL))
        if kind == BUTTON:
            button(self._form, (*at, "accessory"), beside, self._names)
        elif kind == THUMBNAIL:
            self._media((*at, "accessory"), beside, "media")

    def _media(self, at: Path, value: dict[str, Any], name: str) -> None:
        self._form.text((*at, "description"), value.get("description"), 0, 1024)
        link = str((value.get(name) or {}).get("url", ""))
        self._form.link((*at, name, "url"), link, ("http", "https", "attachment"))
        if link.startswith("attachment://") and link.partition("://")[2] not in self._files:
            said = "The referenced attachment was not found."
            code = "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND"
            self._form.wrong((*at, name, "url"), code, said)
