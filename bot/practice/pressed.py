"""A press of a button that stands on a post."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.answer import Answer
from bot.domain.answering import Part
from bot.domain.happenings import ButtonPressed
from bot.domain.ids import PersonId
from bot.domain.post import Post
from bot.practice.core import Core
from bot.store.named import Named
from bot.store.work import Work

NOBODY = PersonId(0)


@dataclass(frozen=True, slots=True)
class Press:
    """A button press with what it names."""

    core: Core
    work: Work
    named: Named
    pressed: ButtonPressed
    now: datetime

    @property
    def post(self) -> Post:
        return self.named.post

    @property
    def person(self) -> PersonId:
        """NOBODY when nothing is known of the presser: pressing alone makes nobody known."""
        return self.named.person or NOBODY

    async def own(self) -> Answer | None:
        """The presser's answer to the post."""
        return await self.work.answers.of(self.post.group, self.post.id, self.person)

    async def answer(self) -> Answer | None:
        """The same, locked."""
        found = await self.own()
        return await self.work.answers.lock(self.post.group, found.id) if found else None

    async def parts(self, answer: Answer | None) -> list[Part]:
        return await self.work.messages.parts(answer.group, answer.id) if answer else []
