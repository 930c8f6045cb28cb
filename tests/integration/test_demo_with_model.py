"""The study room with a model: it reads, and the page says so; while it is away, answers wait."""

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from html import unescape
from pathlib import Path

import httpx
import pytest

from bot.library.library import load, shipped
from bot.library.own_question import general
from tests.fakes.model_server import ModelServer, in_a_thread
from tests.fakes.model_wire import error
from tests.fakes.reading_model import reads
from tests.fakes.role_process import RoleProcess, until
from tests.fakes.throwaway_home import throwaway_home
from tests.integration.test_demo_command import address, opened

ANSWER = (
    "I stop the automatic refusals within the hour, because a refused family can't take that back at all.",
    "Payments under $1,500 go on outside the hail counties, and the 60 adjusters take everything else first.",
    "By tomorrow I compare Thursday's photos at both compressions, and hail counties against the rest.",
)
QUESTION = "A bank wants a model to refuse loans by itself. What do you ask before you say yes or no?"


@pytest.fixture
def model() -> Iterator[ModelServer]:
    with in_a_thread(ModelServer(reads([*load([shipped()]).scenarios.values(), general()]))) as server:
        yield server


@pytest.fixture
def home() -> Iterator[Path]:
    with throwaway_home() as place:
        yield place


def room_with(model: ModelServer, home: Path, folder: Path) -> AbstractContextManager[RoleProcess]:
    environ = {"OPENAI_BASE_URL": model.address, "OPENAI_API_KEY": "sk-fake", "DEBRIEF_MODEL": "fake-model"}
    return opened(home, folder, "--port", "0", **environ)


@contextmanager
def visited(running: RoleProcess) -> "Iterator[Visitor]":
    with httpx.Client(base_url=address(running), follow_redirects=True, timeout=30) as client:
        yield Visitor(client)


class Visitor:
    """The newcomer, in a browser without scripts."""

    def __init__(self, client: httpx.Client) -> None:
        self.client = client

    def page(self, path: str = "") -> str:
        return self.client.get(f"/room/you{path}").text

    def told(self) -> str:
        """Their direct messages, as words."""
        words = unescape(re.sub(r"<[^>]+>", " ", self.page("/direct")))
        return " ".join(words.split()).replace(" ,", ",")

    def sends(self, path: str, **form: str) -> str:
        answer = self.client.post(f"/room/you{path}", data=form)
        assert answer.is_success, answer.text
        return answer.text

    def answers(self) -> None:
        found = re.search(r"/room/you/thread/([\w-]+)", self.page())
        assert found
        thread = found[1]
        for part in ANSWER:
            self.sends("/say", at=f"thread:{thread}", text=part)
        until(lambda: self.page(f"/thread/{thread}").count("part of your answer") >= len(ANSWER), self.page)
        button = re.search(r'name="button" value="(\d+ Grade me)"', self.page())
        assert button
        self.sends(f"/press/{thread}", button=button[1])

    def sets_the_clock_forward(self) -> None:
        found = re.search(r'name="jump" value="([^"]+)"', self.page())
        assert found
        self.sends("/clock", jump=found[1])

    def asks(self) -> None:
        form = self.sends("/say", at="direct", text=f"/debrief ask {QUESTION}")
        carried = re.search(r'name="form" value="([^"]*)"', form)
        assert carried
        assert "A model reads the question and your answer" in form
        values = {"field-question": QUESTION, "field-answer": " ".join(ANSWER)}
        self.sends("/fields", at="direct", form=unescape(carried[1]), **values)


def test_the_model_reads_and_the_page_says_so(home: Path, tmp_path: Path, model: ModelServer) -> None:
    with room_with(model, home, tmp_path) as running, visited(running) as you:
        for says in (running.said(), unescape(you.page())):
            assert "read by the model fake-model, the samples' answers too" in says
            assert f"sent to {model.address}, without names" in says
            assert "so it costs nothing" in says

        you.answers()
        until(lambda: "The one change that moves it most" in you.told(), you.told)
        assert "fake-model, not calibrated" in you.told()

        you.asks()
        until(lambda: "Read by a general rubric" in you.told(), you.told)
        assert QUESTION[:30] in you.told()
        assert all("Ana" not in str(came.body) for came in model.arrived)


def test_an_endpoint_that_fails_leaves_a_promise_and_a_word_that_doesnt_count(
    home: Path, tmp_path: Path, model: ModelServer
) -> None:
    reading = model.behave
    model.behave = lambda _asked: error(500, "server_error", "It burns.")
    with room_with(model, home, tmp_path) as running, visited(running) as you:
        you.answers()
        you.sets_the_clock_forward()
        until(lambda: "For now, from the automatic check. It doesn't count" in you.told(), you.told)

        model.behave = reading
        you.sets_the_clock_forward()
        until(lambda: "fake-model, not calibrated" in you.told(), you.told)
