"""Whatever somebody types is shown as the text that it is, to everybody, everywhere, and does nothing."""

import json
import re
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.hostile import HOSTILE, SHORT, essence, letters
from tests.browser.room_page import CHANNEL, DIRECT, THREAD, RoomPage
from tests.browser.words import three_messages

PHONE = (360, 740)
NEIGHBOUR = "Plain words that stand after it."
SIZES = (PHONE, (1280, 900))
LONGEST = 20_000


def is_harmless(it: RoomPage, kind: str = "") -> None:
    assert it.ran() is None, kind
    assert it.has_no_sideways_scroll(), kind
    expect(it.page.locator("h1")).to_have_count(1)
    expect(it.page.get_by_role("main")).to_have_count(1)


def says_who_and_when(line: Locator, kind: str) -> None:
    """From left to right, whatever direction the words have."""
    expect(line.get_by_role("time")).to_be_visible()
    who, when = line.evaluate(
        "(it) => [it.querySelector('header .member').getBoundingClientRect().right,"
        " it.querySelector('header time').getBoundingClientRect().left]"
    )
    assert who <= when, kind


def whole_text(line: Locator) -> str:
    """Folded or not, as the page holds it."""
    return "".join(line.get_by_role("paragraph", include_hidden=True).all_text_contents())


def test_a_message_is_shown_as_it_was_typed(visit: Callable[..., RoomPage]) -> None:
    you, ana = visit("/", size=PHONE), visit("/room/ana")
    you.open(you.thread_path)
    for kind, text in HOSTILE.items():
        ids = [you.says_and_finds(THREAD, said) for said in (text, NEIGHBOUR)]
        for viewer in (you, ana):
            line, neighbour = map(viewer.line_called, ids)
            expect(neighbour).to_contain_text(NEIGHBOUR)
            assert essence(text) in essence(whole_text(line)), kind
            says_who_and_when(line, kind)
            says_who_and_when(neighbour, kind)
            is_harmless(viewer, kind)
        you.page.reload()
        assert essence(text) in essence(whole_text(you.line_called(ids[0]))), kind
        is_harmless(you, kind)
        for line_id in ids:
            you.deletes(you.line_called(line_id))
            expect(you.line_called(line_id)).to_have_count(0)


def test_an_edit_is_shown_as_it_was_typed(visit: Callable[..., RoomPage]) -> None:
    you, ben = visit("/"), visit("/room/ben", size=PHONE)
    line_id = you.says_and_finds(CHANNEL, "// what was there before")
    for kind, text in HOSTILE.items():
        you.edits(you.line_called(line_id), f"{text} ({kind})")
        for viewer in (you, ben):
            edited = viewer.line_called(line_id)
            expect(edited).to_contain_text(f"({kind})")
            assert essence(text) in essence(whole_text(edited)), kind
            says_who_and_when(edited, kind)
            is_harmless(viewer, kind)


@pytest.mark.parametrize("size", SIZES)
def test_a_command_of_nobodys_is_told_as_text(visit: Callable[..., RoomPage], size: tuple[int, int]) -> None:
    you = visit("/", size=size)
    for kind, text in SHORT.items():
        for line in (f"/debrief {text}", f"/debrief help {text}", f"/debrief settings zone {text}"):
            before = you.whispers(CHANNEL).count()
            you.says(CHANNEL, line)
            expect(you.whispers(CHANNEL)).to_have_count(before + 1)
        is_harmless(you, kind)


def is_called(viewer: RoomPage, name: str) -> bool:
    """A name is kept without what nobody could see in it."""
    return letters(name) == letters(viewer.group)


def test_a_groups_name_is_shown_as_it_was_typed(visit: Callable[..., RoomPage]) -> None:
    you, cleo = visit("/"), visit("/room/cleo", size=PHONE)
    for kind, text in SHORT.items():
        expect(you.commands(CHANNEL, f"/debrief-admin setup named {text}")).to_be_visible()
        for viewer in (you, cleo):
            viewer.loads_until(partial(is_called, viewer, text))
            is_harmless(viewer, kind)
    you.says(CHANNEL, "/debrief-admin setup named Sample study group")


def test_a_debrief_quotes_it_as_text(visit: Callable[..., RoomPage]) -> None:
    you = visit("/", size=PHONE)
    title = you.title
    you.open(you.thread_path)
    hostile = SHORT["a picture that runs"]
    for message in three_messages(title):
        laced = re.sub(r"[.](?=\s|$)", f" {hostile}.", message)
        mine = you.line_called(you.says_and_finds(THREAD, laced))
        expect(mine).to_contain_text("part of your answer")
    you.grades_me()
    you.open("/room/you/direct")
    debrief = you.lines(DIRECT).last
    quotes = debrief.get_by_role("blockquote")
    expect(quotes.filter(has_text="onerror").first).to_be_visible()
    is_harmless(you)


def strings_in(held: object) -> Iterator[str]:
    if isinstance(held, str):
        yield held
    elif isinstance(held, dict | list):
        for part in held.values() if isinstance(held, dict) else held:
            yield from strings_in(part)


def test_an_export_holds_it_and_bears_a_plain_name(visit: Callable[..., RoomPage]) -> None:
    dev = visit("/room/dev")
    dev.scenario.get_by_role("button", name="Answer privately").click()
    form = dev.page.get_by_role("dialog")
    text = f"{' '.join(SHORT.values())} with enough words to be an answer of mine, as it were."
    form.get_by_role("textbox").fill(text)
    form.get_by_role("button", name="Send it privately").click()
    form.get_by_role("button", name="Close", exact=True).click()
    whisper = dev.commands(CHANNEL, "/debrief export")
    with dev.page.expect_download() as coming:
        whisper.get_by_role("link").click()
    assert coming.value.suggested_filename.isascii()
    assert coming.value.suggested_filename.endswith(".json")
    held = json.loads(coming.value.path().read_bytes())
    assert any(essence(text) in essence(one) for one in strings_in(held))
    is_harmless(dev)


@pytest.mark.parametrize("size", SIZES)
def test_the_form_holds_a_draft_as_it_was_typed(
    visit: Callable[..., RoomPage], size: tuple[int, int]
) -> None:
    you = visit("/", size=size)
    opener = you.scenario.get_by_role("button", name="Answer privately")
    opener.click()
    form = you.page.get_by_role("dialog")
    draft = HOSTILE["the end of a field"]
    form.get_by_role("textbox").fill(draft)
    form.get_by_role("button", name="Close, keep the draft").click()
    opener.click()
    expect(form.get_by_role("textbox")).to_have_value(draft)
    is_harmless(you)


def test_what_is_too_long_is_refused_and_kept(visit: Callable[..., RoomPage]) -> None:
    you = visit("/")
    text = "y" * (LONGEST + 1)
    with you.watch.expecting("422"):
        you.says(CHANNEL, text)
        expect(you.page.get_by_role("alert").filter(has_text="20,000")).to_be_visible()
    expect(you.field(CHANNEL)).to_have_value(text)
    you.says(CHANNEL, text[:LONGEST])
    expect(you.line(CHANNEL, "yyyy").last).to_be_visible()
    expect(you.field(CHANNEL)).to_have_value("")
    is_harmless(you)
    you.deletes(you.line(CHANNEL, "yyyy").last)


def test_the_policy_is_strict_on_every_page(visit: Callable[..., RoomPage]) -> None:
    you = visit("/")
    with you.watch.expecting("404"):
        for path in ("/room/you", "/room/you/direct", you.thread_path, "/look", "/nowhere"):
            reply = you.page.goto(path)
            assert reply
            policy = dict(
                part.strip().partition(" ")[::2]
                for part in reply.headers["content-security-policy"].split(";")
            )
            assert policy["default-src"] == "'none'"
            assert policy["script-src"] == policy["style-src"] == "'self'"
            assert "unsafe" not in reply.headers["content-security-policy"]
            assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
