"""The room's file: what is in it after a restart, what isn't any more, and files that are none of ours."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from adapters.web.room.kept import RoomTaken, Written, kept_at
from adapters.web.room.room import Room
from adapters.web.room.values import direct
from bot.domain.cards import Note
from bot.errors import RetryLater, UserMustAct
from bot.ports import InChannel
from bot.testing import FakeClock
from tests.contract.cards import a_scenario, every_card
from tests.fakes.rooms import PlayedRoom, played_room

SECRET = "the heron keeps bees"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "room.sqlite"


def everything(path: Path) -> bytes:
    """All that is on disk of the room."""
    return b"".join(file.read_bytes() for file in path.parent.iterdir())


def state(it: PlayedRoom) -> object:
    room = it.room
    seen = {ref: room.changed_since(0, ref) for ref in room.members}
    return seen, room.count, dict(room.members), room.queue, room.is_closed, room.closed_to, room.setting("x")


async def test_a_room_is_found_as_it_was_left(path: Path) -> None:
    with played_room(path) as it:
        for number, card in enumerate(every_card("blackbird")):
            await it.platform.publish(InChannel("study-room", it.room.channel), card, f"card-{number}")
        it.room.put(it.root, None, card=Note("psst"), only_for="ana", key="k")
        await it.acts.say("you", direct("you"), "hello")
        await it.acts.say("ana", it.root, "to all")
        await it.acts.dismiss("ana", it.room.lines(it.root, "ana")[-2].ref)
        it.away = True
        await it.acts.say("ben", it.root, "kept for later")
        it.room.close_direct("ana")
        it.room.close()
        it.room.keep_setting("x", "y")
        before = state(it)

    with played_room(path) as again:
        assert state(again) == before
        assert again.desk.waiting("ben") == 1


async def test_refs_are_never_given_twice(path: Path) -> None:
    """Not even when the file has lost its last moments, as it can without power, and counts anew."""
    refs = []
    for file in (path, path.with_suffix(".new")):
        with played_room(file) as it:
            await it.acts.say("you", it.root, "hello")
            refs += [it.room.lines(it.root, "you")[-1].ref, it.heard[-1].source.event_ref]

    assert len(set(refs)) == 4


async def test_what_is_deleted_edited_revised_or_dismissed_is_nowhere_on_disk(path: Path) -> None:
    with played_room(path) as it:
        here = InChannel("study-room", it.room.channel)
        await it.acts.say("you", it.root, f"{SECRET} 1")
        await it.acts.say("you", it.root, f"{SECRET} 2")
        await it.platform.publish(here, Note(f"{SECRET} 3"), "key")
        whisper = it.room.put(it.root, None, card=Note(f"{SECRET} 4"), only_for="you")
        first, second, *_ = it.room.lines(it.root, "you")
        assert everything(path).count(SECRET.encode()) >= 4

        await it.acts.delete("you", first.ref)
        await it.acts.edit("you", second.ref, "something else")
        await it.platform.revise(here, "key", Note("something else"))
        await it.acts.dismiss("you", whisper.ref)

        assert SECRET.encode() not in everything(path)


async def test_commands_and_private_answers_leave_nothing_behind(path: Path) -> None:
    with played_room(path) as it:
        await it.acts.say("you", it.root, f"/debrief {SECRET}")
        it.room.put(it.root, None, card=a_scenario())
        await it.acts.fill("you", "1", SECRET)

        assert len(it.heard) == 2
        assert SECRET.encode() not in everything(path)


async def test_words_that_are_deleted_before_the_core_has_them_never_reach_it(path: Path) -> None:
    with played_room(path) as it:
        it.away = True
        await it.acts.say("you", it.root, SECRET)
        await it.acts.delete("you", it.room.lines(it.root, "you")[0].ref)
        assert it.desk.waiting("you") == 2
        assert SECRET.encode() not in everything(path)

        it.away, it.elapsed.now = False, 60.0
        await it.desk.carry_all()

        assert not it.desk.waiting("you")
        assert SECRET not in repr(it.heard)


def test_one_process_has_the_room_at_a_time(path: Path) -> None:
    with kept_at(path) as kept:
        kept.write(Written(settings=[("a", "b")]))
        with pytest.raises(RoomTaken, match="Use the one that runs"), kept_at(path):
            pass
        assert kept.settings() == {"a": "b"}

    with kept_at(path) as kept:
        assert kept.settings() == {"a": "b"}


def a_text(path: Path) -> None:
    path.write_text("This is no database.\n" * 100)


def somebody_elses(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE cats (name TEXT)")
    connection.close()


def a_later_layout(path: Path) -> None:
    with kept_at(path):
        pass
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()


@pytest.mark.parametrize("make", [a_text, somebody_elses, a_later_layout])
def test_a_file_that_is_none_of_ours_is_left_as_it_is(path: Path, make: Callable[[Path], None]) -> None:
    make(path)
    before = path.read_bytes()

    with pytest.raises(UserMustAct, match="--fresh"), kept_at(path):
        pass

    assert path.read_bytes() == before


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserMustAct, match="can't be opened"), kept_at(tmp_path / "none" / "room.sqlite"):
        pass


def test_a_file_that_can_not_be_written_changes_nothing(path: Path) -> None:
    with kept_at(path) as kept:
        kept._connection.execute("PRAGMA max_page_count = 8").fetchall()
        it = PlayedRoom(Room(kept, FakeClock()), FakeClock())
        before = state(it)

        with pytest.raises(RetryLater, match="Nothing was changed"):
            it.room.put(it.root, "you", text="a" * 100_000)
        assert state(it) == before

        it.room.put(it.root, "you", text="short")
        assert [line.text for line in it.room.lines(it.root, "you")] == ["short"]
