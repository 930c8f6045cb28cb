"""`debrief practice` as people play it: in a terminal, pasted into, interrupted, and with nobody there."""

import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
PATIENCE = 60
# A shell's background jobs ignore interrupts, and their children inherit that.
RUN = """
import signal
from adapters.cli import main
signal.signal(signal.SIGINT, signal.default_int_handler)
main()
"""
COMMAND = (sys.executable, "-c", RUN, "practice", "--scenario", "the-hailstorm")
PASTED = "I would stop automatic refusals within the hour.\n\nOf the 2,100 those refused twice come first.\n"


@dataclass(slots=True)
class Terminal:
    """Somebody's terminal, with the command running in it."""

    process: subprocess.Popen[bytes]
    screen: int
    shown: str = ""
    read: int = 0

    @classmethod
    @contextmanager
    def opened(cls) -> Iterator["Terminal"]:
        screen, keys = pty.openpty()
        variables = {
            **os.environ,
            "COLUMNS": "80",
            "TERM": "dumb",
            "OPENAI_API_KEY": "",
            "OPENAI_BASE_URL": "",
        }
        process = subprocess.Popen(
            COMMAND, stdin=keys, stdout=keys, stderr=keys, cwd=CHECKOUT, env=variables, start_new_session=True
        )
        os.close(keys)
        with process:
            try:
                yield cls(process, screen)
            finally:
                process.kill()
                os.close(screen)

    def until(self, words: str) -> None:
        """Read the screen until these words stand there that didn't before."""
        give_up = time.monotonic() + PATIENCE
        while words not in self.shown[self.read :]:
            assert time.monotonic() < give_up, self.shown
            try:
                self.shown += os.read(self.screen, 4096).decode(errors="replace")
            except OSError:
                raise AssertionError(f"“{words}” never came:\n{self.shown}") from None
        self.read = self.shown.index(words, self.read) + len(words)

    def types(self, text: str) -> None:
        os.write(self.screen, text.encode())

    def ends(self) -> int:
        return self.process.wait(PATIENCE)


def test_a_round_is_played_to_its_packet() -> None:
    with Terminal.opened() as terminal:
        terminal.until("two weeks?")
        terminal.until("> ")
        terminal.types(PASTED + "\n")
        terminal.until("question 2 of 3")
        terminal.types("The head of claims signs for the rest by Friday.\n/done\n")
        terminal.until("question 3 of 3")
        terminal.types("The examiner gets a list of all who were refused.\n/done\n")
        terminal.until("You were asked")

        assert terminal.ends() == 0
        assert "the packet: " in terminal.shown


def test_an_interrupt_while_typing_says_what_was_kept() -> None:
    with Terminal.opened() as terminal:
        terminal.until("two weeks?")
        terminal.until("> ")
        terminal.process.send_signal(signal.SIGINT)
        terminal.until("Stopped, without a packet.")

        assert terminal.ends() == 130
        assert "Traceback" not in terminal.shown


def test_who_stops_before_a_word_isnt_told_of_files() -> None:
    with Terminal.opened() as terminal:
        terminal.until("two weeks?")
        terminal.until("> ")
        terminal.types("/stop\n")
        terminal.until("Nothing was said, so there is no packet.")

        assert terminal.ends() == 3
        assert "--answers" not in terminal.shown


def test_with_standard_input_closed_it_asks_for_a_file() -> None:
    shell = ("sh", "-c", 'exec "$@" <&-', "sh", *COMMAND)
    done = subprocess.run(shell, cwd=CHECKOUT, capture_output=True, text=True, timeout=PATIENCE, check=False)

    assert done.returncode == 2
    assert "give --answers FILE" in done.stderr
    assert "Traceback" not in done.stderr
