"""`debrief demo --terminal` as people run it: piped, in a terminal, interrupted, twice, and beside itself."""

import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len

from adapters.postgres import postmaster
from adapters.postgres.home import Home
from tests.fakes.throwaway_home import throwaway_home

CHECKOUT = Path(__file__).resolve().parents[2]
PATIENCE = 90
COLOUR = re.compile(r"\x1b\[(?:[\d;]*;)?(?:3\d|4\d|9\d|10\d)(?:;[\d;]*)?m")


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    with throwaway_home() as place:
        yield place


# A shell's background jobs ignore interrupts, and their children inherit that.
RUN = """
import signal
from adapters.cli import main
signal.signal(signal.SIGINT, signal.default_int_handler)
main()
"""


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", RUN, "demo", *arguments]


def environment(home: Path, **more: str) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DATABASE_URL", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES")
    }
    return {**kept, "DEBRIEF_HOME": str(home), **more}


def start(home: Path, *arguments: str, **more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command(*arguments),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=CHECKOUT,
        env=environment(home, **more),
    )


def server_runs(home: Path) -> bool:
    return postmaster.running(Home((home / "demo").resolve()).data) is not None


def test_piped_it_is_plain_text_of_80_columns(home: Path) -> None:
    with start(home, "--terminal", "--fast") as process:
        said, complaint = process.communicate(timeout=PATIENCE)

    assert (process.returncode, complaint) == (0, "")
    assert "\x1b" not in said
    assert max(map(cell_len, said.splitlines())) <= 80
    assert "What a senior answer said" in said
    assert not server_runs(home)


def test_two_at_once_play_the_same_day_and_leave_a_configured_database_alone(home: Path) -> None:
    elsewhere = "postgresql://nobody@127.0.0.1:1/nowhere"
    both = [start(home, "--terminal", "--fast", DATABASE_URL=elsewhere) for _ in range(2)]
    said = []
    for process in both:
        with process:
            out, complaint = process.communicate(timeout=PATIENCE)
        assert (process.returncode, complaint) == (0, "")
        assert "DATABASE_URL is left alone" in out
        said.append(out[out.index("Monday 2 March") :])

    assert said[0] == said[1]
    assert not server_runs(home)


def test_an_interrupt_ends_it_cleanly(home: Path) -> None:
    with start(home, "--terminal", PYTHONUNBUFFERED="1") as process:
        assert process.stdout is not None
        for line in process.stdout:
            if "scenario is posted" in line:
                break
        process.send_signal(signal.SIGINT)
        said, complaint = process.communicate(timeout=PATIENCE)

    assert (process.returncode, complaint) == (130, "")
    assert "Stopped." in said
    assert not server_runs(home)


def test_no_color_keeps_the_marks_and_drops_the_colours(home: Path) -> None:
    coloured = in_a_terminal(home, TERM="xterm-256color")
    plain = in_a_terminal(home, TERM="xterm-256color", NO_COLOR="1")

    assert COLOUR.search(coloured)
    assert not COLOUR.search(plain)
    for shown in (coloured, plain):
        assert "●●●○ strong" in shown
        assert "Red line" in shown


def test_a_person_at_a_terminal_goes_on_by_enter_and_leaves_by_an_interrupt(home: Path) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command("--terminal"), stdin=theirs, stdout=theirs, stderr=theirs, cwd=CHECKOUT, env=environment(home)
    ) as process:
        os.close(theirs)
        _until(ours, "[Enter for more]")
        os.write(ours, b"\n")
        _until(ours, "[Enter for more]")
        process.send_signal(signal.SIGINT)
        said = _until(ours, "Stopped.")
    os.close(ours)

    assert process.returncode == 130
    assert "Traceback" not in said
    assert not server_runs(home)


def _until(terminal: int, wanted: str) -> str:
    said = b""
    while wanted.encode() not in said:
        chunk = _chunk(terminal)
        assert chunk, said.decode()
        said += chunk
    return said.decode()


def in_a_terminal(home: Path, **more: str) -> str:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command("--terminal", "--fast"),
        stdout=theirs,
        stderr=theirs,
        cwd=CHECKOUT,
        env=environment(home, **more),
    ) as process:
        os.close(theirs)
        shown = b"".join(iter(lambda: _chunk(ours), b""))
    os.close(ours)
    assert process.returncode == 0, shown.decode()
    return shown.decode()


def _chunk(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # how Linux tells that the other side has closed
        return b""
