"""Draw docs/images/committee-packet.png: an invented candidate's loop, as it's printed.

Its answers are the reference answers of shipped scenarios, read by the automatic check.
"""

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from adapters.web.paper.printer import PaperPrinter
from bot.domain.assessment import Assessment, assess
from bot.domain.committee import decide
from bot.domain.committee_told import CommitteePacket
from bot.domain.ids import ScenarioId
from bot.domain.round_kinds import Kind
from bot.grading.checker import OfflineChecker
from bot.library.library import all_shipped, load
from bot.library.loops import load_loops, shipped_loops
from bot.practice.committee.tell import tell
from scripts.palette_png import with_few_colours
from tests.browser.chromium import missing, program, switches

IMAGES = Path(__file__).parent.parent / "docs/images"
NAME, WIDTH, HEIGHT = "committee-packet.png", 880, 1220
DAY = date(2026, 3, 14)
LOOP = "classic"
PLAYED = {
    Kind.SCREEN: ("one-line-of-your-cv", "strong"),
    Kind.CASE: ("this-decision-is-final", "weak"),
    Kind.BEHAVIOURAL: ("bring-me-the-opposite", "senior"),
    Kind.PANEL: ("the-platform-edge", "strong"),
}
"""By its kind, which scenario each round asks, and which of its reference answers is given."""


def sample() -> CommitteePacket:
    loop = load_loops(shipped_loops()).formats[LOOP]
    return tell(f"{loop.title} (a sample)", DAY, decide(_played()))


def _played() -> Iterator[Assessment]:
    library, checker = load(all_shipped()), OfflineChecker()
    for place, one in enumerate(load_loops(shipped_loops()).formats[LOOP].rounds, start=1):
        name, which = PLAYED[one.kind]
        scenario = library.get(ScenarioId(name))
        yield assess(
            scenario,
            checker.grade(scenario, getattr(scenario.answers, which).text),
            place=place,
            kind=one.kind,
            interviewer=one.interviewer,
            weight=one.weight,
            asked=[follow_up.asked_by for follow_up in scenario.follow_ups],
        )


def photograph(browser: Browser, page: Path) -> bytes:
    tab = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
    tab.goto(page.as_uri())
    tab.evaluate("document.fonts.ready")
    return with_few_colours(tab.screenshot())


def main() -> None:
    if missing():
        raise SystemExit(missing())
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = Path(folder) / "packet.html"
        page.write_bytes(PaperPrinter().page(sample()))
        browser = playwright.chromium.launch(executable_path=program(), args=switches())
        (IMAGES / NAME).write_bytes(photograph(browser, page))
        browser.close()
    print(f"Written: {NAME}, in {IMAGES.name}.")


if __name__ == "__main__":
    main()
