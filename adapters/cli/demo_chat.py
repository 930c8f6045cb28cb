"""The study room as a chat of the product: how the core speaks there, what listens, what is served."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fastapi import Depends, FastAPI

from adapters.main import Chat, House
from adapters.roles import Duty
from adapters.web.look.dress import dress
from adapters.web.look.security import hosts
from adapters.web.room.acts import Acts
from adapters.web.room.desk import Desk
from adapters.web.room.pages import Pages, look_in
from adapters.web.room.platform import RoomPlatform
from adapters.web.room.posts import act_in
from adapters.web.study.caretaker import Caretaker
from adapters.web.study.cast import SAMPLES
from adapters.web.study.keeping import Keeping
from adapters.web.study.opening import LeftRoom
from adapters.web.study.samples import SampleMembers
from adapters.web.study.study import Study
from adapters.web.study.written import Written, load, shipped
from adapters.web.study.zone import local_zone
from bot.library.library import Library

log = logging.getLogger(__name__)


@dataclass(slots=True)
class StudyChat:
    left: LeftRoom
    host: str
    grader_says: str
    welcome: Callable[[str], None]
    """Called once, when the newcomer may come in, with where they come in."""
    _pages: Pages | None = None
    _study: Study | None = None

    def chat(self) -> Chat:
        return Chat(RoomPlatform(self.left.room), self._listen, self._serve)

    def _listen(self, built: House) -> Duty:
        study = self._study_of(built)
        return Caretaker(study, self._come_in, self._see_off)

    def _serve(self, built: House, app: FastAPI) -> None:
        study = self._study_of(built)
        self._pages = Pages.of(self.left.room, study.keeping.desk, study)

        async def until_ready() -> None:
            await study.ready.wait()

        for router in (look_in(self._pages), act_in(self._pages)):
            app.include_router(router, dependencies=[Depends(until_ready)])
        dress(app, hosts(self.host))

    def _come_in(self) -> None:
        study = self._study
        if study is not None:
            there = self.left.clock.now().astimezone(study.zone)
            self.welcome(f"It is {there:%A %H:%M} there, by the room's own clock.")

    def _see_off(self) -> None:
        if self._pages is not None:
            self._pages.streams.end()

    def _study_of(self, built: House) -> Study:
        if self._study is None:
            self._study = study_of(self.left, built, self.grader_says, local_zone())
        return self._study


def study_of(left: LeftRoom, built: House, grader_says: str, zone: str) -> Study:
    """The study on a room and a product. `zone` is for a group that has yet to be made."""
    desk = Desk.of(left.room, built.core)
    samples = SampleMembers(Acts(left.room, desk), _written(built.core.library))
    keeping = Keeping(built.core, built.settle, left.clock, desk, samples)
    return Study(left, keeping, zone, grader_says)


def _written(library: Library) -> Mapping[str, Mapping[str, Written]]:
    """By title, which is what a card in the room tells of its scenario."""
    samples = load(shipped(), SAMPLES)
    for problem in samples.problems:
        log.warning("A file of sample answers was left out: %s", problem)
    known = library.scenarios
    return {known[name].title: answers for name, answers in samples.by_scenario.items() if name in known}
