"""Draw docs/images/discord-*.png: what a sample group's members see, from what Discord is really sent.

The look is ours, in the general manner of a chat; nothing of Discord's is copied.
"""

import asyncio
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import product
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from adapters.cli.demo_database import fresh_database
from adapters.configured.database import home_of
from adapters.discord.wording import filled, messages, modal
from adapters.main import Chat, Parts, house
from adapters.pictures.painter import ChildPainter
from adapters.settings import Settings
from bot.domain.cards import BoardCard, Card, QuestionCard, ScenarioCard, SheetCard
from bot.domain.forms import AnswerForm, FieldForm
from bot.testing import FakeClock, FakePlatform
from scripts.discord_page import ZONE, Screen, page
from scripts.palette_png import with_few_colours
from scripts.slack_week import CHANNEL, Week, expected
from tests.browser.chromium import missing, program, switches

ROOT = Path(__file__).parent.parent
ALL, SHOWN = ROOT / "build/discord", ROOT / "docs/images"
WIDTHS = (360, 768, 1280)
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
NAMES = ("setup", "setup-form", "daily", "answer", "debrief", "review", "board", "round")
IN_THE_DOCS = {
    **{name: f"{name}-768-light" for name in NAMES},
    **{f"{name}-phone": f"{name}-360-light" for name in ("daily", "setup")},
    **{f"{name}-dark": f"{name}-360-dark" for name in ("debrief", "daily")},
}
LARGEST = 150_000
"""Bytes of a picture in the repository."""


@dataclass
class KeptWeek(Week):
    """The same week, of which the cards are kept."""

    kept: dict[str, tuple[datetime, Card]] = field(default_factory=dict)

    def keep(self, name: str, card: Card) -> None:
        self.kept.setdefault(name, (self.clock.now(), card))

    def _show(self, *_: object, **__: object) -> None:
        """Nothing of Slack's is drawn here."""

    def _window(self, name: str, form: AnswerForm | FieldForm) -> None:
        self.keep(name, form)

    async def _home(self) -> None:
        """Discord has no such page."""

    async def _review(self) -> None:
        organiser = self._account("organiser")
        self.keep("review", expected(SheetCard, await self._types(organiser, "review", admin=True)))

    async def _appeals(self) -> None:
        self.keep("debrief", self._debrief("ana"))
        self.keep("daily", expected(ScenarioCard, self.platform.in_channel(CHANNEL)[-1].card))
        await super()._appeals()

    async def _board(self) -> None:
        await super()._board()
        self.keep("board", [seen.card for seen in self.platform.seen if isinstance(seen.card, BoardCard)][-1])

    async def _round(self) -> None:
        await super()._round()
        asked = [card for card in self.platform.told(self._account("ana")) if isinstance(card, QuestionCard)]
        self.keep("round", asked[-1])


async def screens(url: str) -> list[Screen]:
    """On an empty, migrated database."""
    clock, painter = FakeClock(), ChildPainter()
    platform = FakePlatform(clock)
    async with house(url, Parts((Chat(platform),), clock, painter=painter, closing=painter.rest)) as built:
        week = KeptWeek(built, clock, platform)
        await week.play()
    return [screen for name, (now, card) in week.kept.items() for screen in _screens(name, now, card)]


def _screens(name: str, now: datetime, card: Card) -> Iterator[Screen]:
    place, private = f"# {CHANNEL}", name in ("setup", "review")
    match card:
        case AnswerForm():
            yield Screen(name, place, now, window=modal(card))
        case FieldForm():
            yield Screen(name, place, now, messages(card), private=private)
            yield Screen(f"{name}-form", place, now, window=modal(filled(card, {"zone": ZONE.key}), 0))
        case _:
            where = "@ Debrief" if name in ("debrief", "round") else place
            yield Screen(name, where, now, messages(card), private=private)


def photograph(browser: Browser, screen: Screen, folder: Path) -> None:
    """The whole of it, however long, in each width and theme."""
    for width, theme in product(WIDTHS, THEMES):
        sheet = browser.new_page(viewport={"width": width, "height": 240}, color_scheme=theme)
        sheet.set_content(page(screen))
        wider = sheet.evaluate("document.documentElement.scrollWidth")
        if wider > width:
            raise SystemExit(f"{screen.name} is {wider} px wide, on a screen of {width}.")
        sheet.screenshot(path=folder / f"{screen.name}-{width}-{theme}.png", full_page=True)
        sheet.close()


def publish(folder: Path) -> None:
    for old in SHOWN.glob("discord-*.png"):
        old.unlink()
    for name, taken in IN_THE_DOCS.items():
        small = with_few_colours((folder / f"{taken}.png").read_bytes())
        if len(small) > LARGEST:
            raise SystemExit(f"{taken}.png has {len(small):,} bytes: too many for the repository.")
        (SHOWN / f"discord-{name}.png").write_bytes(small)


def main(given: Sequence[str]) -> None:
    if missing():
        raise SystemExit(missing())
    folder = Path(given[0]) if given else ALL
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with fresh_database(home_of(Settings()) / "demo", lambda _: None) as url:
        found = asyncio.run(screens(url))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=switches())
        for screen in found:
            photograph(browser, screen, folder)
        browser.close()
    publish(folder)
    print(f"Drawn: {len(list(folder.iterdir()))} pictures, {len(IN_THE_DOCS)} of them for the docs.")


if __name__ == "__main__":
    main(sys.argv[1:])
