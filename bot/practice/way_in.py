"""By which way a member writes: nobody is sent into the open with what is private."""

from collections.abc import Iterable

from bot.domain.answering import Part
from bot.domain.card_parts import Button
from bot.domain.happenings import Action
from bot.domain.mode import Mode
from bot.domain.post import Post

FORM = "form-"
"""How the ref of a part begins that came by the form rather than by a message."""


def by_form(parts: Iterable[Part]) -> list[Part]:
    """Those parts that nobody else was shown when they were written."""
    return [part for part in parts if part.ref.startswith(FORM)]


def writes_privately(post: Post, parts: Iterable[Part]) -> bool:
    """Whether to send the member to the form: the post is sealed, or they used the form before."""
    return post.mode is Mode.SEALED or bool(by_form(parts))


def answer_privately(post: Post) -> Button:
    return Button(Action.ANSWER_PRIVATELY, "Answer privately", str(post.id))
