"""The sample members at work: each deed is done once, by what the room and its queue already hold."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from adapters.web.room.acts import Acts, form_sent
from adapters.web.room.room import Room
from adapters.web.room.values import Line, Spot
from adapters.web.study.deeds import Deed, Posted, deeds, still_to_do
from adapters.web.study.written import Written
from bot.domain.cards import ScenarioCard
from bot.domain.happenings import Action
from bot.domain.mode import Privacy
from bot.errors import UserMustAct

log = logging.getLogger(__name__)

LOOKS_BACK = timedelta(days=4)
"""Older posts have nothing to come: a Friday's late answer is there by Monday."""


def posts(room: Room) -> tuple[Posted, ...]:
    """The scenarios that stand in the channel, in order."""
    standing = (room.lines_by_ref[ref] for ref in room.lines_by_ref)
    root = Spot(room.channel)
    return tuple(
        _posted(line, line.card)
        for line in standing
        if line.spot == root and isinstance(line.card, ScenarioCard) and not line.gone
    )


def _posted(line: Line, card: ScenarioCard) -> Posted:
    places = [n for n, button in enumerate(card.buttons) if button.action is Action.GRADE_ME]
    return Posted(
        thread=line.ref,
        post=next((button.subject for button in card.buttons), ""),
        title=card.title,
        at=line.at,
        deadline=card.deadline,
        sealed=card.privacy is Privacy.SEALED,
        grade_me=places[0] if places else None,
    )


@dataclass(frozen=True, slots=True)
class SampleMembers:
    acts: Acts
    written: Mapping[str, Mapping[str, Written]]
    """By the scenario's title, which is all that a card tells."""

    @property
    def room(self) -> Room:
        return self.acts.room

    def to_come(self) -> tuple[Deed, ...]:
        """What is still to be done, in the order in which it falls due."""
        if self.room.is_closed:
            return ()
        now = self.room.clock.now()
        recent = (posted for posted in posts(self.room) if posted.at > now - LOOKS_BACK)
        found = [deed for posted in recent for deed in self._of(posted, now)]
        return tuple(sorted(found, key=lambda deed: deed.due))

    async def do_due(self) -> int:
        """Do what is due. A deed that the room refuses is passed over and said in the log."""
        due = [deed for deed in self.to_come() if deed.due <= self.room.clock.now()]
        for deed in due:
            try:
                await self._do(deed)
            except UserMustAct as refused:
                log.warning("A sample member couldn't act: %s", refused.message)
        return len(due)

    def _of(self, posted: Posted, now: datetime) -> Iterator[Deed]:
        answers = self.written.get(posted.title)
        if answers is None:
            return
        for deed in still_to_do(deeds(posted, answers), now):
            if not self._is_done(deed):
                yield deed

    def _is_done(self, deed: Deed) -> bool:
        # Whoever speaks through a sample's eyes takes its next words from it.
        if not deed.private:
            thread = Spot(self.room.channel, deed.posted.thread)
            standing = self.room.lines_by_ref.values()
            return sum(line.spot == thread and line.author == deed.member for line in standing) > deed.place
        return self.room.setting(form_sent(deed.posted.post, deed.member)) is not None

    async def _do(self, deed: Deed) -> None:
        posted = deed.posted
        if deed.private:
            await self.acts.fill(deed.member, posted.post, deed.text)
            return
        await self.acts.say(deed.member, Spot(self.room.channel, posted.thread), deed.text)
        if deed.then_grade_me and posted.grade_me is not None:
            await self.acts.press(deed.member, posted.thread, posted.grade_me)
