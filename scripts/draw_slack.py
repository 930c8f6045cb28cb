"""Draw docs/images/slack-*.png: what a sample group's members see, from what Slack is really sent."""

import asyncio
import shutil
from itertools import product
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from adapters.cli.demo_database import fresh_database
from adapters.configured.database import home_of
from adapters.settings import Settings
from scripts.palette_png import with_few_colours
from scripts.slack_look import Screen, page
from scripts.slack_week import screens
from tests.browser.chromium import missing, program, switches

ROOT = Path(__file__).parent.parent
ALL, SHOWN = ROOT / "build/slack", ROOT / "docs/images"
NAMES = ("setup", "daily", "answer", "debrief", "review", "home", "board", "round")
WIDTHS = (360, 768)
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
IN_THE_DOCS = {
    **{name: f"{name}-768-light" for name in NAMES},
    **{f"{name}-phone": f"{name}-360-light" for name in ("daily", "setup")},
    **{f"{name}-dark": f"{name}-360-dark" for name in ("debrief", "home")},
}
LARGEST = 150_000
"""Bytes of a picture in the repository."""


def photograph(browser: Browser, screen: Screen) -> None:
    """The whole of it, however long, in each width and theme."""
    for width, theme in product(WIDTHS, THEMES):
        sheet = browser.new_page(viewport={"width": width, "height": 240}, color_scheme=theme)
        sheet.set_content(page(screen))
        wider = sheet.evaluate("document.documentElement.scrollWidth")
        if wider > width:
            raise SystemExit(f"{screen.name} is {wider} px wide, on a screen of {width}.")
        sheet.screenshot(path=ALL / f"{screen.name}-{width}-{theme}.png", full_page=True)
        sheet.close()


def publish() -> None:
    for old in SHOWN.glob("slack-*.png"):
        old.unlink()
    for name, taken in IN_THE_DOCS.items():
        small = with_few_colours((ALL / f"{taken}.png").read_bytes())
        if len(small) > LARGEST:
            raise SystemExit(f"{taken}.png has {len(small):,} bytes: too many for the repository.")
        (SHOWN / f"slack-{name}.png").write_bytes(small)


def main() -> None:
    if missing():
        raise SystemExit(missing())
    shutil.rmtree(ALL, ignore_errors=True)
    ALL.mkdir(parents=True)
    with fresh_database(home_of(Settings()) / "demo", lambda _: None) as url:
        found = asyncio.run(screens(url))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=switches())
        for screen in found:
            photograph(browser, screen)
        browser.close()
    publish()
    print(f"Drawn: {len(list(ALL.iterdir()))} pictures, {len(IN_THE_DOCS)} of them for the docs.")


if __name__ == "__main__":
    main()
