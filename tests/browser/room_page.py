"""The study room as somebody uses it: places, lines and controls by the names that they are read out with."""

import re
import time
from collections.abc import Callable
from typing import Self

from playwright.sync_api import Locator, Page, expect

from tests.browser.watch import Watch

CHANNEL, THREAD, DIRECT = "Messages in the channel", "Messages in the thread", "Direct messages"
FIELDS = {CHANNEL: "Write in #daily-practice", THREAD: "Write in the thread", DIRECT: "Write to Debrief"}
SENDS = {CHANNEL: "Send to the channel", THREAD: "Send to the thread", DIRECT: "Send to Debrief"}
PATIENCE = 20.0
"""Seconds."""
LONG_WAIT = 30_000
"""Milliseconds for what the clock passes on its way to Friday."""


class RoomPage:
    def __init__(self, page: Page, watch: Watch) -> None:
        self.page = page
        self.watch = watch

    def open(self, path: str) -> Self:
        self.page.goto(path)
        return self

    def place(self, name: str) -> Locator:
        return self.page.get_by_role("region", name=name)

    def lines(self, place: str) -> Locator:
        return self.place(place).get_by_role("article")

    def line(self, place: str, words: str) -> Locator:
        return self.lines(place).filter(has_text=words)

    @property
    def scenario(self) -> Locator:
        """Today's, which is the newest that stands open in the channel."""
        return self.lines(CHANNEL).filter(has=self.page.get_by_role("link", name="Answer in the thread")).last

    @property
    def title(self) -> str:
        title: str = self.scenario.get_by_role("heading", level=2).inner_text()
        return title

    @property
    def thread_path(self) -> str:
        """Of today's scenario."""
        return self.scenario.get_by_role("link", name="Answer in the thread").get_attribute("href") or ""

    def question(self, turn: int) -> Locator:
        """Of a mock round."""
        return self.lines(DIRECT).filter(has_text=f"question {turn} of ")

    @property
    def round_title(self) -> str:
        """Which scenario the round is about, as its first question says."""
        said: str = self.question(1).get_by_text("Mock round").first.inner_text()
        return said.split(" · ")[1]

    @property
    def packet(self) -> Locator:
        return self.lines(DIRECT).filter(has_text="The committee’s packet")

    def grades_me(self) -> None:
        """From the thread's own bar, once the answer is there; waits for the debrief."""
        bar = self.page.get_by_role("button", name="Grade me").filter(visible=True).last
        bar.click()
        expect(self.what_next).to_contain_text("Your debrief is in your direct messages")

    def field(self, place: str) -> Locator:
        return self.page.get_by_role("textbox", name=FIELDS[place]).or_(
            self.page.get_by_role("combobox", name=FIELDS[place])
        )

    def says(self, place: str, text: str) -> None:
        """Typed and sent, and waits until it was taken or refused."""
        self.field(place).fill(text)
        self.page.get_by_role("button", name=SENDS[place]).click()
        expect(self.page.locator("form[aria-busy=true]")).to_have_count(0)

    def says_and_finds(self, place: str, text: str) -> str:
        """The id of the line that came of it."""
        mine = self.lines(place).filter(has_text="Delete this message")
        before = mine.count()
        self.says(place, text)
        expect(mine).to_have_count(before + 1)
        return mine.last.get_attribute("id") or ""

    def line_called(self, line_id: str) -> Locator:
        return self.page.locator(f"#{line_id}")

    def commands(self, place: str, text: str) -> Locator:
        """What only they see of what came of it."""
        self.says(place, text)
        return self.whispers(place).last

    def whispers(self, place: str) -> Locator:
        return self.lines(place).filter(has_text="Only you see this")

    def edits(self, line: Locator, text: str) -> None:
        line.get_by_text("Edit this message").click()
        line.get_by_role("textbox", name="Your message").fill(text)
        line.get_by_role("button", name="Save").click()

    def deletes(self, line: Locator) -> None:
        line.get_by_text("Delete this message").click()
        line.get_by_role("button", name="Delete it").click()

    def goes_to(self, name: str) -> None:
        """By a link of the room's navigation."""
        menu = self.page.get_by_role("link", name="Menu")
        if menu.is_visible():
            menu.click()
        self.page.get_by_role("navigation").get_by_role("link", name=name).click()

    def sets_clock(self, label: str) -> None:
        """As far as the button says, and waits until the clock stands again."""
        # Hidden, too: a menu that it was set from closes by itself.
        control = self.page.get_by_role("region", name="Clock", include_hidden=True)
        button = control.get_by_role("button", name=label)
        if not button.is_visible():
            control.get_by_text("Set it forward").click()
        before = self.hour.text_content()
        button.click()
        expect(self.hour).not_to_have_text(before or "", timeout=LONG_WAIT)
        expect(control).to_contain_text("the room’s own clock", timeout=LONG_WAIT)

    @property
    def hour(self) -> Locator:
        clock = self.page.get_by_role("region", name="Clock", include_hidden=True)
        return clock.get_by_role("time", include_hidden=True)

    @property
    def group(self) -> str:
        """Its name, as the navigation begins."""
        menu = self.page.get_by_role("navigation", include_hidden=True)
        return menu.get_by_role("paragraph", include_hidden=True).first.text_content() or ""

    @property
    def what_next(self) -> Locator:
        return self.page.get_by_role("region", name="What to do next")

    def loads_until(self, wanted: Callable[[], bool]) -> None:
        """For what a page without a script, or a part that isn't live, shows only when it's loaded again."""
        limit = time.monotonic() + PATIENCE
        while not wanted():
            assert time.monotonic() < limit, self.page.get_by_role("main").inner_text()
            self.page.reload()

    def has_no_sideways_scroll(self) -> bool:
        """The page itself; a table or a log may scroll within its own frame."""
        return bool(
            self.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        )

    def ran(self) -> object:
        """What a hostile text's script would have left behind."""
        return self.page.evaluate("window.ran")

    def stays_at(self, pattern: str) -> None:
        expect(self.page).to_have_url(re.compile(pattern))
