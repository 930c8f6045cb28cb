"""What was deleted is nowhere on a page that was open before."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.room_page import CHANNEL, THREAD, RoomPage

SECRET = "// my number is 555-0199"


@pytest.mark.parametrize("width", [360, 1280])
def test_a_threads_beginning_goes_from_every_open_page(visit: Callable[..., RoomPage], width: int) -> None:
    ana, you, ben = visit("/room/ana"), visit("/", size=(width, 900)), visit("/room/ben")
    line_id = ana.says_and_finds(CHANNEL, SECRET)
    expect(ben.line_called(line_id)).to_contain_text(SECRET)
    you.open(f"/room/you/thread/{line_id.removeprefix('line-')}")
    you.page.get_by_text("What it is about").click()
    expect(you.page.get_by_text(SECRET).filter(visible=True).last).to_be_visible()
    assert you.page.locator(f"[id='{line_id}']").count() == 1

    ana.edits(ana.line_called(line_id), "// my number is secret now")
    for page in (you, ben):
        expect(page.page.locator("body")).not_to_contain_text("555-0199")
        expect(page.page.locator("body")).to_contain_text("my number is secret now")
    ana.deletes(ana.line_called(line_id))

    for page in (you, ben):
        expect(page.page.locator("body")).not_to_contain_text("my number is")
    expect(you.page.get_by_text("It was deleted, so nothing more can be written here.")).to_be_visible()
    with you.watch.expecting("422"):
        you.says(THREAD, "// are you there?")
        expect(you.page.get_by_text("was deleted, so nothing was sent")).to_be_visible()
    assert you.field(THREAD).input_value() == "// are you there?"
