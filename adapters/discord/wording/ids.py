"""What a button carries: what it does, on what it stands, and by which key its message is met again.

Discord takes 100 characters, so a long key is carried as its digest: it is only ever compared.
"""

import re
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any
from urllib.parse import quote, unquote

from adapters.discord.wording.values import Component, DiscordMessage
from bot.domain.happenings import Action
from bot.errors import Defect

MOST = 100
PREFIX = "debrief"
_DIGEST = "#"
_DIGEST_BYTES = 9
MOST_UNMARKED = MOST - 18
"""Leaves room for a bar, a digest and its sign, a point and a part below a thousand."""
_WITH_MARK = re.compile(r"(?P<before>[^|]*)(?:\|(?P<key>[^|]*)\.(?P<part>[0-9]{1,4}))?")
_BUTTON = re.compile(r"debrief:(?P<action>[a-z]+):[0-9]+:(?P<subject>.*)", re.DOTALL)
_ACTIONS = {action.value: action for action in Action}


@dataclass(frozen=True, slots=True)
class Mark:
    """Of which card a message is a part."""

    key: str = ""
    """As it is carried: whole, or as its digest."""
    part: int = 0

    def is_of(self, key: str) -> bool:
        return bool(self.key) and self.key in (carried(key), _digest(key))


@dataclass(frozen=True, slots=True)
class Pressed:
    action: Action
    subject: str
    mark: Mark = Mark()


def button_id(action: Action, place: int, subject: str) -> str:
    """Raises Defect for a subject that would leave no room for a key."""
    made = f"{PREFIX}:{action.value}:{place}:{carried(subject)}"
    return fitting(made)


def fitting(custom_id: str) -> str:
    """With room for a key. Raises Defect."""
    if len(custom_id) > MOST_UNMARKED:
        raise Defect(f"{custom_id[:40]}… has {len(custom_id):,} characters, too many for Discord.")
    return custom_id


def signed(message: DiscordMessage, key: str, part: int) -> DiscordMessage:
    """The message with its key in each of its components, by which it's found when history is read."""
    rows = tuple(
        {**row, "components": [_signed(one, key, part) for one in row["components"]]}
        for row in message.components
    )
    return replace(message, components=rows)


def reads(custom_id: str) -> Pressed | None:
    """None for a button that none of our cards has."""
    found = _BUTTON.fullmatch(unmarked(custom_id))
    action = _ACTIONS.get(found["action"]) if found else None
    return Pressed(action, carried_back(found["subject"]), mark_in(custom_id)) if found and action else None


def mark_in(custom_id: str) -> Mark:
    found = _WITH_MARK.fullmatch(custom_id)
    return Mark(found["key"], int(found["part"])) if found and found["key"] else Mark()


def custom_ids(message: Mapping[str, Any]) -> list[str]:
    """Of all that can be pressed on a message, as Discord tells of it."""
    rows = message.get("components") or ()
    return [str(one.get("custom_id") or "") for row in rows for one in row.get("components") or ()]


def mark_of(message: Mapping[str, Any]) -> Mark:
    """Of a message as Discord tells of it; an empty one where nothing of ours can be pressed."""
    return next(
        (mark_in(one) for one in custom_ids(message) if one.startswith(PREFIX) and "|" in one), Mark()
    )


def unmarked(custom_id: str) -> str:
    return custom_id.partition("|")[0]


def carried(text: str) -> str:
    """In signs that no other part of a custom id is made of."""
    return quote(text, safe="/:-_.~", errors="surrogatepass")


def carried_back(text: str) -> str:
    return unquote(text, errors="surrogatepass") if "%" in text else text


def _signed(component: Component, key: str, part: int) -> Component:
    custom_id = unmarked(component["custom_id"])
    made = f"{custom_id}|{carried(key)}.{part}"
    if len(made) > MOST:
        made = f"{custom_id}|{_digest(key)}.{part}"
    return {**component, "custom_id": made}


def _digest(key: str) -> str:
    made = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES).digest()
    return _DIGEST + urlsafe_b64encode(made).decode()
