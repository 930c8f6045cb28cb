"""The checker of simulated rounds sees each fault that it is there for. Each transcript is spoilt by hand."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.domain.card_parts import CriterionLine
from bot.domain.cards import Note, PacketCard, QuestionCard
from bot.domain.grade import Band, Finding, Level
from bot.domain.ids import ScenarioId
from bot.domain.round import Question, State
from bot.domain.scenario import Scenario
from bot.library.library import Library
from tests.fakes.candidates.checker import faults
from tests.fakes.candidates.transcript import Does, Line, Transcript, text_of

SAID = (
    "I would stop automatic refusals within the hour, because a family in the rain can't wait for us.",
    "Of the 2,100 those who were refused twice come first; the head of claims signs for the rest.",
)
SECRET = "My former employer leaked its whole customer list to a broker last year."


def sends(card: QuestionCard | PacketCard | Note, key: str) -> Line:
    return Line(Does.SENDS, text_of(card), card=card, key=key)


def question(asked: Question, number: int) -> Line:
    return sends(QuestionCard("The hailstorm", asked.asked_by, asked.ask, number, 2), str(number))


@pytest.fixture
def scenario(library: Library) -> Scenario:
    return library.get(ScenarioId("the-hailstorm"))


@pytest.fixture
def sound(scenario: Scenario) -> Transcript:
    """Two questions, two answers, a packet."""
    second = scenario.follow_ups[0]
    questions = [
        Question("prompt", "Interviewer", scenario.prompt),
        Question(second.id, second.asked_by, f"You said “stop automatic refusals”. {second.ask}"),
    ]
    first = scenario.criteria[0]
    found = CriterionLine(first.title, first.competency, Level.STRONG, Finding.FOUND, (SAID[0],), "")
    asked = tuple(one.ask for one in questions)
    packet = PacketCard("The hailstorm", Band.YES, "automatic check", (found,), (), asked, "Say less.")
    lines = [
        question(questions[0], 1),
        Line(Does.SAYS, SAID[0], 0),
        Line(Does.ENDS, "presses Done"),
        question(questions[1], 2),
        Line(Does.SAYS, SECRET, 1),
        Line(Does.SAYS, SAID[1], 2),
        Line(Does.DELETES, "", 1),
        Line(Does.ENDS, "presses Done"),
        sends(packet, "packet"),
    ]
    read = ["\n\n".join(SAID)]
    return Transcript("by hand", scenario, lines, [State.CONCLUDED], questions, kept=list(SAID), read=read)


def rules(it: Transcript) -> set[str]:
    return {fault.rule for fault in faults(it)}


def test_a_sound_round_has_no_fault(sound: Transcript) -> None:
    assert faults(sound) == []


def repeats(it: Transcript) -> None:
    it.lines[3] = question(replace(it.questions[0], id="again"), 2)


def repeats_in_other_clothes(it: Transcript) -> None:
    asked = Question("again", "Engineer", f"Once more, please. {it.scenario.prompt}")
    it.lines[3] = question(asked, 2)
    it.questions[1] = asked


def sends_twice(it: Transcript) -> None:
    it.lines.insert(4, it.lines[3])


def leaks_a_level(it: Transcript) -> None:
    it.lines.insert(4, sends(Note(it.scenario.criteria[1].levels.senior), "hint"))


def leaks_a_check(it: Transcript) -> None:
    it.lines.insert(4, sends(Note(it.scenario.criteria[2].checks[-1].ask), "hint"))


def leaks_a_red_line(it: Transcript) -> None:
    it.lines.insert(4, sends(Note(it.scenario.red_lines[0].says), "hint"))


def leaks_an_answer(it: Transcript) -> None:
    it.lines.insert(4, Line(Does.REPLIES, it.scenario.answers.senior.text))


def says_nothing(it: Transcript) -> None:
    del it.lines[3]


def never_ends(it: Transcript) -> None:
    it.states[:] = [State.TALKING]


def ends_twice(it: Transcript) -> None:
    it.lines.append(sends(Note("You stopped, so there is no packet."), "parting"))


def ends_without_a_word(it: Transcript) -> None:
    it.lines[-1] = sends(Note("Bye."), "packet")


def asks_after_the_end(it: Transcript) -> None:
    third = it.scenario.follow_ups[1]
    asked = Question(third.id, third.asked_by, third.ask)
    it.questions.append(asked)
    it.lines.append(question(asked, 3))


def miscounts(it: Transcript) -> None:
    it.lines[3] = question(it.questions[1], 3)


def stores_something_else(it: Transcript) -> None:
    it.questions[1] = replace(it.questions[1], ask="What about the cost?")


def loses_a_turn(it: Transcript) -> None:
    it.kept = it.kept[:1]


def judges_half(it: Transcript) -> None:
    it.read = [SAID[0]]


def misquotes(it: Transcript) -> None:
    asked = replace(it.questions[1], ask="You said “stop everything for good”. Why?")
    it.questions[1] = asked
    it.lines[3] = question(asked, 2)


def quotes_the_deleted(it: Transcript) -> None:
    packet = it.packets[0]
    spoilt = replace(packet, criteria=(replace(packet.criteria[0], quotes=(SECRET,)),))
    it.lines[-1] = sends(spoilt, "packet")


def keeps_the_deleted(it: Transcript) -> None:
    it.kept.insert(1, SECRET)


SPOILT: tuple[tuple[Callable[[Transcript], None], str], ...] = (
    (repeats, "repeated"),
    (repeats_in_other_clothes, "repeated"),
    (sends_twice, "repeated"),
    (leaks_a_level, "leaked"),
    (leaks_a_check, "leaked"),
    (leaks_a_red_line, "leaked"),
    (leaks_an_answer, "leaked"),
    (says_nothing, "dead end"),
    (never_ends, "dead end"),
    (ends_twice, "unclean end"),
    (ends_without_a_word, "unclean end"),
    (asks_after_the_end, "unclean end"),
    (miscounts, "wrong state"),
    (stores_something_else, "wrong state"),
    (loses_a_turn, "lost words"),
    (judges_half, "lost words"),
    (misquotes, "false quote"),
    (quotes_the_deleted, "false quote"),
    (quotes_the_deleted, "deleted words"),
    (keeps_the_deleted, "deleted words"),
)


@pytest.mark.parametrize(("spoil", "rule"), SPOILT)
def test_a_spoilt_round_is_caught(sound: Transcript, spoil: Callable[[Transcript], None], rule: str) -> None:
    spoil(sound)
    assert rule in rules(sound)
