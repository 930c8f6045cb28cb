"""What somebody points at stays under the pointer."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.room_page import CHANNEL, THREAD, RoomPage

TOPS = "(it) => [it.getBoundingClientRect().left, it.getBoundingClientRect().top].map(Math.round)"


def is_pressed_where_it_stands(it: Locator) -> None:
    """The button goes down and comes up at one point: whatever moves between gets no click."""
    it.hover()
    before = it.evaluate(TOPS)
    it.page.mouse.down()
    # Two frames: the page has drawn itself with whatever the press has changed.
    it.page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert it.evaluate(TOPS) == before
    it.page.mouse.up()


@pytest.mark.parametrize("place", [CHANNEL, THREAD])
def test_a_press_elsewhere_while_a_field_has_the_focus(visit: Callable[..., RoomPage], place: str) -> None:
    you = visit("/")
    you.says(place, "// a note of mine")
    mine = you.line(place, "a note of mine").last
    expect(mine).to_be_visible()
    you.field(place).focus()
    is_pressed_where_it_stands(mine.get_by_text("Edit this message"))
    expect(mine.get_by_role("textbox", name="Your message")).to_be_visible()


def test_a_press_on_send_while_its_field_has_the_focus(visit: Callable[..., RoomPage]) -> None:
    """Some browsers give no focus to a button that is pressed: the field loses its own all the same."""
    you = visit("/")
    you.field(THREAD).fill("// sent by a browser of that kind")
    send = you.page.get_by_role("button", name="Send to the thread")
    send.evaluate(
        "(it) => it.addEventListener('mousedown', (event) => {"
        " event.preventDefault(); document.activeElement.blur(); })"
    )
    is_pressed_where_it_stands(send)
    expect(you.line(THREAD, "sent by a browser of that kind")).to_be_visible()
