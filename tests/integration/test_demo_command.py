"""`debrief demo` as people run it: the study room, started, stopped, killed, started again and twice."""

import http.client
import signal
import socket
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from adapters.cli.demo_home import ADDRESS, AlreadyOpen, note_address, only_one
from adapters.cli.demo_reader import AUTOMATIC, reader_of
from adapters.postgres import EmbeddedPostgres, postmaster
from adapters.postgres.home import Home
from adapters.settings import Settings
from tests.fakes.role_process import DEBRIEF, RoleProcess, started, until
from tests.fakes.throwaway_home import throwaway_home

PLAIN = {"DATABASE_URL": "", "OPENAI_API_KEY": "", "OPENAI_BASE_URL": "", "TZ": "Europe/Berlin"}
OPEN = "The study room is open:"


@pytest.fixture
def home() -> Iterator[Path]:
    with throwaway_home() as place:
        yield place
        _end_server(place / "study-room")


def _end_server(room: Path) -> None:
    """Left behind by a room that was killed: whoever joins such a server last takes it down."""
    if (room / "data" / "postmaster.pid").exists():
        with EmbeddedPostgres(room):
            pass


def demo(home: Path, folder: Path, *options: str, **environ: str) -> AbstractContextManager[RoleProcess]:
    command = (*DEBRIEF, "demo", "--no-browser", *options)
    return started(command, folder, {**PLAIN, "DEBRIEF_HOME": str(home), **environ})


@contextmanager
def opened(home: Path, folder: Path, *options: str, **environ: str) -> Iterator[RoleProcess]:
    with demo(home, folder, *(options or ("--port", "0")), **environ) as running:
        until(lambda: OPEN in running.said() or running.process.poll() is not None, running.said)
        assert OPEN in running.said(), running.said()
        yield running


def address(running: RoleProcess) -> str:
    line = next(line for line in running.said().splitlines() if OPEN in line)
    return line.split()[-1]


@contextmanager
def asked(running: RoleProcess, path: str) -> Iterator[http.client.HTTPResponse]:
    place = urlsplit(address(running))
    with closing(http.client.HTTPConnection(place.hostname or "", place.port, timeout=30)) as connection:
        connection.request("GET", path)
        with connection.getresponse() as reply:
            assert reply.status == 200
            yield reply


def page(running: RoleProcess, path: str) -> str:
    with asked(running, path) as reply:
        return reply.read().decode()


def server_runs(home: Path) -> bool:
    return postmaster.running(Home((home / "study-room").resolve()).data) is not None


def test_it_opens_says_what_comes_next_and_stops_on_a_signal(home: Path, tmp_path: Path) -> None:
    with opened(home, tmp_path) as running:
        assert "The hailstorm" in page(running, "/room/you")
        said = running.said()
        assert "It is Tuesday 09:31 there" in said
        assert "read by the automatic check; no key is needed" in said
        assert "Ctrl-C stops it" in said
        assert "--fresh` begins anew" in said

        assert running.stop() == 0
        assert (
            running.said().splitlines()[-1] == "Stopped. The room is kept: the next start goes on from here."
        )
        assert "{" not in running.said()  # nothing of the log
    assert not server_runs(home)


def test_a_listening_page_keeps_nobody_waiting_at_the_end(home: Path, tmp_path: Path) -> None:
    with opened(home, tmp_path) as running, asked(running, "/room/you/events") as stream:
        assert stream.readline()
        running.send(signal.SIGINT)
        assert running.process.wait(4) == 0


def test_it_goes_on_where_it_was_left_and_fresh_begins_anew(home: Path, tmp_path: Path) -> None:
    with opened(home, tmp_path) as running:
        first = page(running, "/room/you")
        running.send(signal.SIGKILL)
        running.end()

    with opened(home, tmp_path) as running:
        assert "Opening the study room where you left it" in running.said()
        assert _root(page(running, "/room/you")) == _root(first)
        running.stop()

    with opened(home, tmp_path, "--fresh", "--port", "0") as running:
        assert "Setting up the study room" in running.said()
        assert _root(page(running, "/room/you")) != _root(first)
        running.stop()


def _root(shown: str) -> str:
    """What tells one room from another: the line that its first scenario has."""
    return shown.split('id="line-', 1)[1].split('"', 1)[0]


def test_a_first_start_that_was_killed_is_begun_anew(home: Path, tmp_path: Path) -> None:
    with demo(home, tmp_path, "--port", "0") as running:
        until(lambda: _has_a_group(home) or OPEN in running.said(), running.said)
        assert OPEN not in running.said()
        running.send(signal.SIGKILL)
        running.end()

    with opened(home, tmp_path) as running:
        assert "Setting up the study room" in running.said()
        assert "The hailstorm" in page(running, "/room/you")
        running.stop()


def test_a_first_start_that_is_stopped_says_that_it_didnt_get_there(home: Path, tmp_path: Path) -> None:
    with demo(home, tmp_path, "--port", "0") as running:
        until(lambda: _has_a_group(home) or OPEN in running.said(), running.said)
        assert OPEN not in running.said()

        assert running.stop() == 0
        assert running.said().splitlines()[-1].startswith("Stopped before the room was open.")
    assert not server_runs(home)


def _has_a_group(home: Path) -> bool:
    found = postmaster.running(Home((home / "study-room").resolve()).data)
    if found is None or not found.is_ready:
        return False
    address = f"host={found.socket_folder} port=5432 user=debrief dbname=debrief"
    try:
        with psycopg.connect(address, connect_timeout=5) as connection:
            return connection.execute("select count(*) from posts").fetchone() == (1,)
    except psycopg.Error:  # no database yet, or no table
        return False


def test_a_second_start_says_where_the_room_is(home: Path, tmp_path: Path) -> None:
    with opened(home, tmp_path) as running:
        with demo(home, tmp_path) as second:
            assert second.end() == 0
            assert second.said() == f"The study room is open already, at {address(running)}.\n"
        with demo(home, tmp_path, "--fresh") as third:
            assert third.end() == 2
            assert "Nothing was started" in third.said()
        assert "The hailstorm" in page(running, "/room/you")
        running.stop()


def test_a_second_start_sends_the_browser_there(home: Path, tmp_path: Path) -> None:
    noted = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > {noted}\n', encoding="utf-8")
    browser.chmod(0o755)
    screen = {**PLAIN, "DEBRIEF_HOME": str(home), "DISPLAY": ":99", "BROWSER": str(browser)}
    with opened(home, tmp_path) as running:
        with started((*DEBRIEF, "demo"), tmp_path, screen) as second:
            assert second.end() == 0
        until(noted.exists, second.said)
        assert noted.read_text(encoding="utf-8") == address(running)
        running.stop()


@pytest.mark.parametrize("left", ["http://127.0.0.1:1", "somewhere else"])
def test_an_address_that_a_killed_process_left_is_not_believed(tmp_path: Path, left: str) -> None:
    (tmp_path / ADDRESS).write_text(left, encoding="utf-8")
    with only_one(tmp_path):
        with pytest.raises(AlreadyOpen) as told, only_one(tmp_path):
            pass
        assert told.value.address == ""  # not noted yet by the one that opens it
        note_address(tmp_path, "http://127.0.0.1:8001")
        with pytest.raises(AlreadyOpen) as told, only_one(tmp_path):
            pass
        assert told.value.address == "http://127.0.0.1:8001"


def test_an_address_is_not_written_through_a_link(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("kept", encoding="utf-8")
    (tmp_path / ADDRESS).symlink_to(precious)

    note_address(tmp_path, "http://127.0.0.1:8001")

    assert precious.read_text(encoding="utf-8") == "kept"
    assert (tmp_path / ADDRESS).stat().st_mode & 0o077 == 0


def test_a_host_that_is_not_this_machines_starts_nothing(home: Path, tmp_path: Path) -> None:
    with demo(home, tmp_path, "--host", "192.0.2.77") as running:
        assert running.end() == 2
        assert "192.0.2.77 is no address of this machine" in running.said()
    assert not server_runs(home)


def test_where_up_listens_is_no_matter_of_the_room(home: Path, tmp_path: Path) -> None:
    with opened(home, tmp_path, DEBRIEF_HOST="0.0.0.0") as running:
        assert address(running).startswith("http://127.0.0.1:")
        assert "no sign-in" not in running.said()
        running.stop()


def test_a_room_that_all_can_reach_says_so(home: Path, tmp_path: Path) -> None:
    with opened(home, tmp_path, "--host", "0.0.0.0", "--port", "0") as running:
        assert address(running).startswith("http://127.0.0.1:")
        assert "the study room has no sign-in" in running.said()
        running.stop()


def test_a_port_that_was_asked_for_and_is_taken_starts_nothing(home: Path, tmp_path: Path) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        demo(home, tmp_path, "--port", str(taken.getsockname()[1])) as running,
    ):
        assert running.end() == 2
        assert "can't be had: something else uses it" in running.said()
        assert "Nothing was started." in running.said()
    assert not server_runs(home)


def test_a_configured_database_is_left_alone_and_said_so(home: Path, tmp_path: Path) -> None:
    with opened(home, tmp_path, DATABASE_URL="postgresql://nobody@127.0.0.1:1/nowhere") as running:
        assert "DATABASE_URL is left alone" in running.said()
        assert running.stop() == 0


def test_an_address_that_cant_be_a_models_ends_it_with_a_sentence(home: Path, tmp_path: Path) -> None:
    with demo(home, tmp_path, "--port", "0", OPENAI_BASE_URL="nowhere") as running:
        assert running.end() == 2
        assert "Correct OPENAI_BASE_URL" in running.said()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--fast",), "`debrief demo --terminal --fast` for that day"),
        (("--pace", "2"), "`debrief demo --terminal --pace 2` for that day"),
        (("--terminal", "--fresh"), "--fresh can only be had with the study room"),
    ],
)
def test_options_of_the_other_demo_are_told_apart(
    home: Path, tmp_path: Path, options: tuple[str, ...], told: str
) -> None:
    with started((*DEBRIEF, "demo", *options), tmp_path, {**PLAIN, "DEBRIEF_HOME": str(home)}) as running:
        assert running.end() == 2
        assert told in running.said()
    assert not home.exists()


def test_who_reads_is_said_in_one_place() -> None:
    def says(**settings: str) -> str:
        nothing = {"OPENAI_API_KEY": "", "OPENAI_BASE_URL": ""}
        return reader_of(Settings.model_validate(nothing | settings)).says

    assert says() == AUTOMATIC
    paid = says(OPENAI_API_KEY="k", DEBRIEF_MODEL="gpt-5-mini")
    assert "read by the model gpt-5-mini" in paid
    assert "sent to https://api.openai.com/v1, without names" in paid
    assert "about 0.4 US cents" in paid
    own = says(OPENAI_BASE_URL="http://127.0.0.1:11434/v1", DEBRIEF_MODEL="qwen")
    assert "read by the model qwen" in own
    assert "so it costs nothing" in own
    assert "isn't known here" in says(OPENAI_API_KEY="k", DEBRIEF_MODEL="somebodys")
