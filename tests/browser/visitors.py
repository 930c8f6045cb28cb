"""People who open the study room, each in a browser profile of their own, all of them watched."""

from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from playwright.sync_api import Browser

from tests.browser.room_page import RoomPage
from tests.browser.watch import Watch


class Visitors:
    def __init__(self, browser: Browser, address: str, folder: Path, patience: int) -> None:
        self._patience = patience
        self._browser = browser
        self._address = address
        self._folder = folder
        self._pages: list[RoomPage] = []
        self._leave = ExitStack()

    def arrive(
        self,
        path: str = "/",
        *,
        size: tuple[int, int] = (1280, 900),
        theme: Literal["light", "dark"] = "light",
        javascript: bool = True,
        motion: Literal["reduce", "no-preference"] = "no-preference",
    ) -> RoomPage:
        """A page on the room, in a profile without any past."""
        context = self._browser.new_context(
            base_url=self._address,
            viewport={"width": size[0], "height": size[1]},
            color_scheme=theme,
            reduced_motion=motion,
            java_script_enabled=javascript,
            locale="en-GB",
        )
        self._leave.callback(context.close)
        context.set_default_timeout(self._patience)
        watch = Watch(context)
        page = RoomPage(context.new_page(), watch)
        self._pages.append(page)
        page.open(path)
        return page

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave.close()

    def faults(self) -> list[str]:
        """Of all their pages."""
        return [fault for page in self._pages for fault in page.watch.faults]

    def photograph(self) -> list[str]:
        """Each page as it stands, for whoever reads of a failure."""
        taken = []
        for number, room_page in enumerate(self._pages):
            picture = self._folder / f"page-{number}.png"
            room_page.page.screenshot(path=picture)
            taken.append(f"{room_page.page.url} looks like {picture}")
        return taken
