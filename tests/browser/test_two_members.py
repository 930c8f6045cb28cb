"""Two people in one room: each sees at once what is theirs to see, and nothing else."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.room_page import CHANNEL, DIRECT, THREAD, RoomPage
from tests.browser.study_room import StudyRoom
from tests.browser.watch import NO_SERVER

HELP = "who practised most this week"


def test_what_one_writes_edits_and_deletes_the_other_sees(visit: Callable[..., RoomPage]) -> None:
    you, ana = visit("/"), visit("/room/ana")
    you.says(THREAD, "// lunch at one?")
    hers = ana.line(THREAD, "lunch at one?")
    expect(hers).to_be_visible()
    expect(hers.get_by_text("Edit this message")).to_have_count(0)
    you.edits(you.line(THREAD, "lunch at one?"), "// lunch at two?")
    expect(ana.line(THREAD, "lunch at two?")).to_contain_text("edited")
    expect(ana.line(THREAD, "lunch at one?")).to_have_count(0)
    you.deletes(you.line(THREAD, "lunch at two?"))
    expect(ana.line(THREAD, "lunch at two?")).to_have_count(0)


def test_a_whisper_is_seen_by_nobody_else(visit: Callable[..., RoomPage]) -> None:
    you, ben = visit("/"), visit("/room/ben")
    expect(you.commands(CHANNEL, "/debrief help")).to_contain_text(HELP)
    you.says(CHANNEL, "The help is useful, everyone.")
    expect(ben.line(CHANNEL, "The help is useful")).to_be_visible()
    expect(ben.page.get_by_text(HELP)).to_have_count(0)
    ben.page.reload()
    expect(ben.line(CHANNEL, "The help is useful")).to_be_visible()
    expect(ben.page.get_by_text(HELP)).to_have_count(0)
    expect(you.page.get_by_text(HELP)).to_be_visible()


def test_direct_messages_are_seen_by_nobody_else(visit: Callable[..., RoomPage]) -> None:
    you, cleo = visit("/room/you/direct"), visit("/room/cleo/direct")
    you.says(DIRECT, "This is between us.")
    expect(you.line(DIRECT, "This is between us.")).to_be_visible()
    cleo.page.reload()
    expect(cleo.field(DIRECT)).to_be_visible()
    expect(cleo.line(DIRECT, "This is between us.")).to_have_count(0)


def test_nothing_moves_for_who_wants_no_motion(visit: Callable[..., RoomPage]) -> None:
    you, dev = visit("/", motion="reduce"), visit("/room/dev")
    dev.says(THREAD, "// does this slide in?")
    expect(you.line(THREAD, "does this slide in?")).to_be_visible()
    assert (
        you.page.evaluate("document.getAnimations().filter((it) => it.playState === 'running').length") == 0
    )
    longest = you.page.evaluate(
        "Math.max(...[...document.querySelectorAll('*')].flatMap((it) => {"
        " const style = getComputedStyle(it);"
        " return [...style.transitionDuration.split(','), ...style.animationDuration.split(',')]"
        ".map((it) => parseFloat(it)); }))"
    )
    assert longest <= 0.001


def test_a_page_finds_its_server_again_and_misses_nothing(
    visit: Callable[..., RoomPage], room: StudyRoom
) -> None:
    you, ana = visit("/"), visit("/room/ana")
    status = you.page.get_by_role("status").filter(has_text="Reconnecting")
    with you.watch.expecting(*NO_SERVER), ana.watch.expecting(*NO_SERVER):
        you.field(THREAD).fill("Typed while nobody answers")
        room.kill()
        expect(status).to_be_visible()
        you.page.get_by_role("button", name="Send to the thread").click()
        expect(you.page.get_by_role("alert").filter(has_text="Your text is still here")).to_be_visible()
        expect(you.field(THREAD)).to_have_value("Typed while nobody answers")
        room.start()
        expect(status).to_be_hidden()
        you.page.get_by_role("button", name="Send to the thread").click()
        expect(ana.line(THREAD, "Typed while nobody answers")).to_be_visible()
