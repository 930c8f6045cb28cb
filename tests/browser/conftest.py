"""A study room that runs, a Chromium that looks at it, and what neither may do."""

import os
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.chromium import missing, program, switches
from tests.browser.study_room import StudyRoom, study_room

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.room_page import RoomPage

PATIENCE = 30_000
"""Milliseconds that a page may take for anything, on a busy machine."""
FAILED = pytest.StashKey[bool]()
REQUIRED = os.environ.get("DEBRIEF_BROWSER") == "required"


class NotRun(pytest.Item):
    """Stands for the tests of a file on a machine that can't run them."""

    def runtest(self) -> None:
        if REQUIRED:
            pytest.fail(missing(), pytrace=False)
        pytest.skip(missing())


class NotImported(pytest.Module):
    def collect(self) -> Iterator[pytest.Item]:
        yield NotRun.from_parent(self, name="needs_a_browser")


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Module | None:
    """Without playwright a file of these tests can't even be imported."""
    found: pytest.Module | None = NotImported.from_parent(parent, path=module_path) if missing() else None
    return found


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """For a file and no longer: while it lasts, no asynchronous test can run in this process."""
    from playwright.sync_api import expect, sync_playwright  # noqa: PLC0415  a bare machine hasn't got it

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program(), args=switches())
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StudyRoom]:
    """One for a file whose tests leave each other's lines alone."""
    with study_room(tmp_path_factory.mktemp("room")) as running:
        yield running


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture
def visit(
    browser: "Browser", room: StudyRoom, request: pytest.FixtureRequest, tmp_path: Path
) -> "Iterator[Callable[..., RoomPage]]":
    """Opens the room for somebody, as often as is wanted. Nothing that goes wrong on a page goes unseen."""
    from tests.browser.visitors import Visitors  # noqa: PLC0415  it needs playwright

    with Visitors(browser, room.address, tmp_path, PATIENCE) as visitors:
        yield visitors.arrive
        if request.node.stash.get(FAILED, False):
            print(*visitors.photograph(), *visitors.faults(), room.said(), sep="\n")  # noqa: T201  in the report
        else:
            assert not visitors.faults(), "\n".join(visitors.faults())
