"""What the committee says: each note from its own round, the card a page long, nothing said twice."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.assessment import Assessment, Crossed
from bot.domain.card_parts import Button
from bot.domain.cards import SheetCard
from bot.domain.committee import ENGINEER, decide
from bot.domain.committee_needs import CARES
from bot.domain.competency import Competency
from bot.domain.grade import Band, UngradedReason
from bot.domain.happenings import Action
from bot.domain.round_kinds import Kind
from bot.practice.committee.asks import BY_SEAT, TO_DISSENT
from bot.practice.committee.notes import notes_of, shape_of
from bot.practice.committee.phrases import LISTENS_FOR, OPENINGS, Shape
from bot.practice.committee.quoting import MOST_WORDS, ended, in_short
from bot.practice.committee.sheet import committee_sheet
from bot.practice.committee.tell import PAST_THE_LINE, tell
from tests.fakes.interviews import CHECK, LINE, WHY, crossed, unread, view

DAY = date(2026, 3, 14)
PAGE = 650
"""Words that one printed side holds."""
SHAPES = {
    Shape.CROSSED: view(1, [4] * 7, lines=[crossed()]),
    Shape.THIN: view(1, [1, 0, 1]),
    Shape.UNEVEN: view(1, [4, 2, 1]),
    Shape.SOUND: view(1, [2, 3, 3]),
    Shape.FLAT: view(1, [2, 2, 2]),
    Shape.STRONG: view(1, [3, 4, 3]),
}


def sheet(*told: Assessment) -> SheetCard:
    return committee_sheet(tell("The classic", DAY, decide(told)))


def said(card: SheetCard, heading: str = "") -> str:
    return "\n".join(line for one in card.sections if heading in one.heading for line in one.lines)


def test_where_a_loop_has_no_bar_raiser_none_is_spoken_of() -> None:
    told = [view(1, [4] * 7), view(2, [4] * 7), view(3, [0] * 7)]
    having, lacking = (
        committee_sheet(tell("The classic", DAY, decide(told, has_bar_raiser=has))) for has in (True, False)
    )
    assert "bar raiser" in having.closing
    assert "bar raiser" not in str(lacking).lower()
    assert "The interviewers stand on both sides." in said(lacking, "How certain")


def test_after_a_ruling_a_bar_raiser_is_spoken_of_and_not_promised() -> None:
    divided, close = [view(1, [4] * 7), view(2, [0] * 7)], [view(1, [3, 3, 1, 2]), view(2, [1, 3, 3, 2])]
    for told, why in ((divided, "on both sides."), (close, "contradict each other.")):
        it = tell("The classic", DAY, decide(told), ruled_on=True)
        assert why in it.bar_raiser
        assert it.bar_raiser.endswith("would have been called; the loop is over, so none comes.")
    agreed = tell("The classic", DAY, decide([view(1, [4] * 7), view(2, [4] * 7)]), ruled_on=True)
    assert agreed.bar_raiser == ""


def test_a_round_that_was_not_attended_is_named_wherever_it_matters() -> None:
    missed = replace(unread(2), attended=False)
    card = sheet(view(1, [4] * 7), missed, view(3, [4] * 7))
    assert "Round 2, Interviewer 2: not attended." in said(card, "What the interviewers wrote")
    assert "Round 2, Interviewer 2, was not attended, which holds the verdict at lean yes." in said(card)
    assert "One round was not attended" in said(card, "How certain")
    assert "round 2, Interviewer 2" in said(card, "The one change")
    assert "engineering lead" not in str(card).lower()


@pytest.mark.parametrize(("shape", "one"), SHAPES.items())
def test_a_note_is_worded_by_what_was_found(shape: Shape, one: Assessment) -> None:
    assert shape_of(one) is shape
    openings = [opening.format(lens=LISTENS_FOR[one.kind]) for opening in OPENINGS[shape]]
    assert notes_of([one])[0].whole[0] == openings[0]


def test_rounds_that_look_alike_are_told_in_other_words() -> None:
    notes = notes_of([view(place, [2, 2, 2]) for place in (1, 2, 3)])
    assert len({note.gist for note in notes}) == 3
    assert not {said for note in notes[:1] for said in note.whole} & set(notes[1].whole)


def test_a_note_knows_its_own_round_alone() -> None:
    alone = notes_of([view(1, [4, 0, 2])])
    assert notes_of([view(1, [4, 0, 2]), view(2, [1] * 7, lines=[crossed()])])[0] == alone[0]


def test_whoever_cannot_be_graded_is_not_refused() -> None:
    short, nobody = notes_of([unread(1, UngradedReason.TOO_SHORT), unread(2)])
    assert short.whole == ("I recommend nothing, and that is not a no.", "That is too short to grade.")
    assert "that is not a no" in nobody.gist
    assert "Round 1, Interviewer 1: no recommendation." in said(sheet(unread(1), unread(2)))


def test_every_kind_and_every_seat_has_its_words() -> None:
    assert set(LISTENS_FOR) == set(Kind)
    assert set(OPENINGS) == set(Shape)
    assert set(TO_DISSENT) == set(Competency)
    assert set(BY_SEAT) == {(seat, one) for seat, cares in CARES.items() for one in cares}
    assert len(set(BY_SEAT.values())) == len(BY_SEAT), "two seats never ask the same"


def test_a_red_line_comes_before_all_else() -> None:
    card = sheet(view(1, [4] * 7), view(2, [4] * 7, lines=[crossed()]))
    assert card.title == "The committee: no · The classic"
    assert card.sections[0].lines[0] == "One of two would hire."
    assert card.sections[0].lines[2:] == (
        "A red line holds the verdict at no, and no majority lifts it.",
        f"Red line: {LINE}",
    )
    assert said(card, "one change") == f"Stay behind that line; all else comes second. {WHY}"


def test_nobody_signs_past_a_limit() -> None:
    limited = sheet(view(1, [4] * 7), view(2, [4] * 7, lines=[crossed()]))
    assert said(limited, "would need").splitlines() == [
        "Product would sign, were it not for the red line. (●●●● senior)",
        "ML would sign, were it not for the red line. (●●●● senior)",
        f"Leadership {PAST_THE_LINE}",
    ]
    panel = view(2, [4] * 7, kind=Kind.PANEL, voices=[(ENGINEER, Band.NO)])
    sunk = sheet(view(1, [4] * 7), panel)
    assert said(sunk, "would need").count("would sign once the engineering lead does.") == 3
    free = sheet(view(1, [4] * 7), view(2, [4] * 7))
    assert said(free, "would need").count("and enough") == 3


def test_a_note_never_praises_and_misses_the_same_thing() -> None:
    (note,) = notes_of([view(1, [2, 2])])
    assert [sentence for sentence in note.whole if "About judgment" in sentence] == [note.whole[1]]
    assert "About depth" in note.gist


def test_the_engineering_leads_no_is_said_as_one() -> None:
    card = sheet(view(1, [4] * 7), view(2, [3] * 7, kind=Kind.PANEL, voices=[(ENGINEER, Band.NO)]))
    assert "engineering lead's own questions came to no" in said(card)
    assert "(Engineering lead: no)" in said(card, "interviewers")
    assert said(card, "one change").startswith("Answer the engineering lead in an engineer's terms")


def test_both_sides_are_quoted_and_a_bar_raiser_is_called() -> None:
    card = sheet(view(1, [4] * 7), view(2, [1] * 7), view(3, [3] * 7))
    assert "Hire or not. Interviewer 1 (round 1): strong yes, “What I said of judgment.”" in said(card)
    assert "Against that Interviewer 2 (round 2): ●○○○ named, “What I said of judgment.”" in said(card)
    assert "And 6 more, on the page." in said(card, "contradict")
    assert "bar raiser" in card.closing


def test_dissent_says_why_and_what_would_change_it() -> None:
    card = sheet(view(1, [3] * 7), view(2, [3] * 7), view(3, [1] * 7))
    assert said(card, "Dissent") == (
        "Interviewer 3 (round 3) would have said no. About judgment: named. "
        f"To change their mind: {TO_DISSENT[Competency.JUDGMENT]}."
    )


def test_too_little_is_no_verdict_and_no_refusal() -> None:
    card = sheet(view(1, [4] * 7, by=CHECK), unread(2))
    assert card.title == "The committee: no verdict · The classic"
    assert card.sections[0].lines == (
        "One of two rounds could be graded; a committee needs two.",
        "There is no verdict: not a bad one, none.",
    )
    assert "counted as nothing, not as zero" in said(card, "certain")
    assert "automatic check" in said(card, "certain")


def test_without_a_verdict_nobody_signs() -> None:
    assert "sign" not in said(sheet(view(1, [4] * 7), unread(2)))


def test_the_line_that_holds_the_verdict_comes_first() -> None:
    lesser = Crossed("A lesser line.", "It matters less.", Band.LEAN_NO)
    card = sheet(view(1, [4] * 7, lines=[lesser]), view(2, [4] * 7, lines=[crossed()]))
    assert card.sections[0].lines[-2:] == (f"Red line: {LINE}", "Red line: A lesser line.")


def test_none_is_none() -> None:
    assert "None of two would hire." in said(sheet(view(1, [1] * 7), view(2, [2] * 7)))


def test_the_one_change_is_worth_naming() -> None:
    """From strong throughout the next step is senior, and a gain that rounds to nothing is none."""
    assert said(sheet(view(1, [3] * 7), view(2, [3] * 7)), "one change").startswith(
        "Judgement under ambiguity. Senior throughout, it would add 4 points of 100; the verdict stays."
    )
    assert said(sheet(view(1, [4] * 7), view(2, [4] * 7)), "one change") == ""


def test_that_they_are_divided_is_said_once() -> None:
    card = sheet(view(1, [4] * 7), view(2, [1] * 7), view(3, [3] * 7))
    told = f"{said(card)} {card.closing}"
    assert told.count("stand on both sides") == 1
    limited = sheet(view(1, [4] * 7), view(2, [4] * 7, lines=[crossed()]))
    assert said(limited, "certain").count("stand on both sides") == 1


def test_a_long_quote_is_cut_at_a_word() -> None:
    assert in_short("one two three four", 3) == "one two three …"
    assert in_short(" one\n two three ", 3) == "one two three"
    long = "so I would stop it " * 40
    assert in_short(long).endswith("so I would stop …")
    assert len(in_short(long).split()) == MOST_WORDS + 1
    assert ended("He said “stop.”") == "He said “stop.”"
    assert ended("He said “stop”") == "He said “stop”."


def test_buttons_stand_on_the_card() -> None:
    button = Button(Action.END_TURN, "Do it", "1")
    packet = tell("The classic", DAY, decide([unread(1)]))
    assert committee_sheet(packet, (button,)).buttons == (button,)


levels = st.lists(st.integers(0, 4), min_size=7, max_size=7)


@settings(max_examples=60)
@given(st.lists(levels, min_size=1, max_size=6), st.lists(st.just(crossed()), max_size=1))
def test_the_card_keeps_to_a_page(rounds: list[list[int]], lines: list[Crossed]) -> None:
    told = [view(place, one, lines=lines, kind=Kind.PANEL) for place, one in enumerate(rounds, start=1)]
    card = sheet(*told)
    assert len(" ".join(line for one in card.sections for line in one.lines).split()) <= PAGE
    assert "{" not in said(card)
    assert all(line.strip() and ".." not in line and " ." not in line for line in said(card).splitlines())
