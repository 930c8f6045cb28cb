"""Photograph the study room: every state into build/screenshots/, the README's into docs/images/."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Literal

from playwright.sync_api import Locator, expect, sync_playwright

from scripts.palette_png import with_few_colours
from tests.browser.chromium import missing, program, switches
from tests.browser.room_page import CHANNEL, DIRECT, THREAD, RoomPage
from tests.browser.study_room import study_room
from tests.browser.visitors import Visitors
from tests.browser.words import a_turn, three_messages

ROOT = Path(__file__).parent.parent
ALL, SHOWN = ROOT / "build/screenshots", ROOT / "docs/images"
SIZES = {360: 740, 768: 1024, 1280: 900}
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDE = (1280, 900)
IN_THE_DOCS = {
    "study-room": "answering-1280-light",
    "study-room-dark": "answering-1280-dark",
    "study-room-debrief": "debrief-768-light",
    "study-room-phone": "arriving-360-light",
}
PATIENCE = 15_000
LARGEST = 200_000
"""Bytes of a picture in the repository."""


@dataclass(frozen=True, slots=True)
class Camera:
    you: RoomPage

    def shoot(self, name: str, subject: Locator | None = None) -> None:
        """The state as it is, in every size and theme; the subject stands at the top."""
        page = self.you.page
        for (width, height), theme in product(SIZES.items(), THEMES):
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            if subject is not None:
                subject.evaluate("(it) => it.scrollIntoView({ block: 'start' })")
            page.screenshot(path=ALL / f"{name}-{width}-{theme}.png", animations="disabled")
        page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})


def answers(you: RoomPage, message: str) -> None:
    expect(you.line_called(you.says_and_finds(THREAD, message))).to_contain_text("part of your answer")


def first_day(camera: Camera) -> None:
    you = camera.you
    camera.shoot("arriving", you.scenario)
    you.open("/room/you#rail")
    camera.shoot("menu")
    you.open("/room/you/direct")
    camera.shoot("nothing-yet")
    you.open("/room/you")
    you.sets_clock("10 quiet minutes")
    first, *others = three_messages(you.title)
    beginning, *points = first.split("\n- ")
    answers(you, f"{beginning}\n- {points[0]}")
    you.field(THREAD).fill(f"- {points[1].partition('. ')[0]}.")
    camera.shoot("answering", you.scenario)
    you.open(you.thread_path)
    camera.shoot("thread")
    for message in ("\n- ".join(("", *points[1:])).strip(), *others):
        answers(you, message)
    camera.shoot("answered")
    you.lines(THREAD).last.get_by_text("Edit this message").click()
    camera.shoot("editing", you.lines(THREAD).last)


def what_comes_of_it(camera: Camera) -> None:
    you = camera.you
    you.grades_me()
    you.open("/room/you/direct")
    debrief = you.lines(DIRECT).last
    expect(debrief).to_contain_text("The one change")
    camera.shoot("debrief", debrief)
    camera.shoot("debrief-end")
    you.open("/room/you")
    board = you.commands(CHANNEL, "/debrief board")
    expect(board.get_by_role("table")).to_be_visible()
    camera.shoot("board", board)
    you.field(CHANNEL).press_sequentially("/debrief ")
    camera.shoot("commands")
    you.field(CHANNEL).fill("")


def days_later(camera: Camera) -> None:
    you = camera.you
    you.sets_clock("On to the deadline and the next scenario")
    camera.shoot("next-day", you.scenario)
    you.scenario.get_by_role("button", name="Answer privately").click()
    expect(you.page.get_by_role("dialog")).to_be_visible()
    camera.shoot("form")
    you.page.keyboard.press("Escape")
    you.sets_clock("On to Friday's board")
    picture = you.lines(CHANNEL).filter(has=you.page.get_by_role("img")).last
    picture.scroll_into_view_if_needed()
    # By its name: a phone may show the table alone.
    camera.shoot("friday", you.line_called(picture.get_attribute("id") or ""))


def a_mock_round(camera: Camera) -> None:
    you = camera.you
    you.open("/room/you/direct")
    you.says(DIRECT, "/debrief mock")
    for turn in (1, 2, 3):
        expect(you.question(turn)).to_be_visible()
        you.says(DIRECT, a_turn(you.round_title, turn))
        camera.shoot(f"question-{turn}", you.question(turn))
        you.question(turn).get_by_role("button", name="Done").click()
    expect(you.packet).to_be_visible()
    camera.shoot("packet", you.packet)


def beside_the_room(camera: Camera) -> None:
    you = camera.you
    for name, path in {"sample": "/room/ana", "look": "/look", "missing": "/nowhere"}.items():
        you.open(path)
        camera.shoot(name)


@contextmanager
def camera_in_a_room() -> Iterator[Camera]:
    with (
        tempfile.TemporaryDirectory() as folder,
        study_room(Path(folder)) as room,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=program(), args=switches())
        with Visitors(browser, room.address, Path(folder), PATIENCE) as visitors:
            yield Camera(visitors.arrive("/", size=WIDE))
        browser.close()


def publish() -> None:
    for name, taken in IN_THE_DOCS.items():
        picture = ALL / f"{taken}.png"
        small = with_few_colours(picture.read_bytes())
        if len(small) > LARGEST:
            raise SystemExit(f"{picture.name} has {len(small):,} bytes: too many for the repository.")
        (SHOWN / f"{name}.png").write_bytes(small)


def main() -> None:
    if missing():
        raise SystemExit(missing())
    shutil.rmtree(ALL, ignore_errors=True)
    ALL.mkdir(parents=True)
    with camera_in_a_room() as camera:
        for scene in (first_day, what_comes_of_it, days_later, a_mock_round, beside_the_room):
            scene(camera)
    publish()
    print(f"Taken: {len(list(ALL.iterdir()))} pictures, {len(IN_THE_DOCS)} of them for the docs.")


if __name__ == "__main__":
    main()
