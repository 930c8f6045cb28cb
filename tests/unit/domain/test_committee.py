"""The committee's rules: what counts, what caps, who contradicts whom, and how certain it is."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.assessment import Assessment, assess
from bot.domain.bands import band_of
from bot.domain.certainty import Doubt
from bot.domain.committee import ENGINEER, Committee, decide
from bot.domain.committee_needs import Seat
from bot.domain.competency import Competency
from bot.domain.grade import Band, Graded, Level, UngradedReason
from bot.domain.round_kinds import Kind
from bot.grading.checker import OfflineChecker
from tests.fakes.interviews import CHECK, LINE, crossed, unread, view
from tests.unit.grading.sample import STRONG, WEAK, sample

ALL_STRONG, ALL_SENIOR, ALL_NAMED = [3] * 7, [4] * 7, [1] * 7
levels = st.lists(st.integers(0, 4), min_size=7, max_size=7)
lines = st.lists(st.sampled_from([crossed(Band.NO), crossed(Band.LEAN_NO)]), max_size=1)
voices = st.lists(st.tuples(st.just(ENGINEER), st.sampled_from(list(Band))), max_size=1)


@st.composite
def loops(draw: st.DrawFn) -> list[Assessment]:
    told = []
    for place in range(1, draw(st.integers(1, 5)) + 1):
        if draw(st.integers(0, 5)) == 0:
            told.append(unread(place))
        else:
            weight, finished = draw(st.integers(1, 3)), draw(st.booleans())
            told.append(
                view(
                    place,
                    draw(levels),
                    lines=draw(lines),
                    weight=weight,
                    finished=finished,
                    voices=draw(voices),
                )
            )
    return told


def band(*told: Assessment) -> Band | None:
    return decide(told).band


def rank(it: Committee) -> int:
    return it.band.rank if it.band else -1


@given(loops(), st.randoms(use_true_random=False))
def test_the_order_in_which_assessments_come_in_changes_nothing(
    told: list[Assessment], chance: object
) -> None:
    shuffled = list(told)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert decide(shuffled) == decide(told)


@given(loops(), st.integers(0, 4), st.integers(0, 6))
def test_a_better_level_never_worsens_the_verdict(told: list[Assessment], which: int, criterion: int) -> None:
    one = told[which % len(told)]
    if one.graded is None:
        return
    better = [min(4, rated.level + (place == criterion)) for place, rated in enumerate(one.criteria)]
    spoken = [(voice.role, voice.band) for voice in one.voices]
    raised = view(
        one.place, better, lines=one.red_lines, weight=one.weight, finished=one.finished, voices=spoken
    )
    rest = [other for other in told if other is not one]
    assert rank(decide([*rest, raised])) >= rank(decide(told))


@given(loops())
def test_a_round_that_nobody_could_grade_changes_no_verdict(told: list[Assessment]) -> None:
    before, after = decide(told), decide([*told, unread(9, UngradedReason.TOO_SHORT)])
    assert (after.band, after.score, after.limits) == (before.band, before.score, before.limits)
    assert (after.conflicts, after.dissent, after.needs) == (before.conflicts, before.dissent, before.needs)


@given(levels, levels)
def test_conflicts_are_symmetric(first: list[int], second: list[int]) -> None:
    """Two interviewers who trade what they found contradict each other on the same things."""

    def abouts(it: Committee) -> list[object]:
        return [(found.about, found.higher.level, found.lower.level) for found in it.conflicts]

    assert abouts(decide([view(1, first), view(2, second)])) == abouts(
        decide([view(1, second), view(2, first)])
    )


@given(loops())
def test_each_conflict_has_a_higher_and_a_lower_side(told: list[Assessment]) -> None:
    for conflict in decide(told).conflicts:
        high, low = conflict.higher, conflict.lower
        assert high.of.place != low.of.place
        if conflict.about is None:
            assert high.band.rank >= Band.LEAN_YES.rank > low.band.rank
        else:
            assert (high.level or 0) - (low.level or 0) >= 2


@given(loops())
def test_a_crossed_line_caps_whatever_the_others_say(told: list[Assessment]) -> None:
    it = decide(told)
    caps = [line.cap.rank for one in told for line in one.red_lines]
    if it.band and caps:
        assert it.band.rank <= min(caps)


def test_a_majority_does_not_beat_a_red_line() -> None:
    convinced = [view(place, ALL_SENIOR) for place in (1, 2, 3)]
    it = decide([*convinced, view(4, ALL_SENIOR, lines=[crossed(Band.NO)])])
    assert (it.band, it.mean) == (Band.NO, Band.STRONG_YES)
    assert [limit.line.says for limit in it.limits if limit.line] == [LINE]
    assert [one.of.place for one in it.dissent] == [1, 2, 3]
    assert not it.calls_bar_raiser, "no further round lifts a red line"


def test_the_engineering_leads_no_sinks_a_packet() -> None:
    panel = view(3, ALL_STRONG, kind=Kind.PANEL, voices=[(ENGINEER, Band.NO)])
    it = decide([view(1, ALL_SENIOR), view(2, ALL_SENIOR), panel])
    assert (it.band, it.limits[0].voice) == (Band.LEAN_NO, panel.voices[0])


@pytest.mark.parametrize("voice", [(ENGINEER, Band.LEAN_NO), ("UX researcher", Band.NO)])
def test_other_voices_of_a_panel_are_dissent_and_no_limit(voice: tuple[str, Band]) -> None:
    it = decide([view(1, ALL_STRONG), view(2, ALL_STRONG, kind=Kind.PANEL, voices=[voice])])
    assert (it.band, it.limits) == (Band.YES, ())
    assert [one.voice.role for one in it.dissent if one.voice] == [voice[0]]


def test_rounds_count_by_their_weight() -> None:
    assert band(view(1, ALL_SENIOR), view(2, ALL_NAMED)) is Band.LEAN_YES
    assert band(view(1, ALL_SENIOR), view(2, ALL_NAMED, weight=3)) is Band.LEAN_NO


@pytest.mark.parametrize("told", [[], [view(1, ALL_SENIOR)], [view(1, ALL_SENIOR), unread(2), unread(3)]])
def test_with_too_little_there_is_no_verdict(told: Sequence[Assessment]) -> None:
    it = decide(told)
    assert (it.band, it.score, it.dissent, it.lever, it.calls_bar_raiser) == (None, None, (), None, False)
    assert Doubt.TOO_FEW in it.certainty.doubts


def test_two_sides_call_a_bar_raiser_once() -> None:
    told = [view(1, ALL_STRONG), view(2, ALL_STRONG), view(3, ALL_NAMED)]
    assert decide(told).calls_bar_raiser
    assert not decide([*told, view(4, ALL_STRONG, kind=Kind.BAR_RAISER)]).calls_bar_raiser
    assert not decide(told[:2]).calls_bar_raiser


def test_a_bar_raiser_who_was_left_waiting_is_not_called_again() -> None:
    told = [view(1, ALL_SENIOR), view(2, [2] * 7), view(3, ALL_NAMED)]
    waited = replace(unread(4), kind=Kind.BAR_RAISER, attended=False)
    assert decide(told).calls_bar_raiser
    assert not decide([*told, waited]).calls_bar_raiser
    low = [view(1, ALL_STRONG), view(2, [1] * 7), view(3, ALL_NAMED)]
    assert decide(low).calls_bar_raiser
    assert (decide([*low, waited]).limits, decide([*low, waited]).calls_bar_raiser) == ((), False)


def test_a_loop_without_a_bar_raiser_calls_none_and_says_that_they_differ() -> None:
    told = [view(1, ALL_STRONG), view(2, ALL_STRONG), view(3, ALL_NAMED)]
    it = decide(told, has_bar_raiser=False)
    assert not it.calls_bar_raiser
    assert Doubt.DIVIDED in it.certainty.doubts
    assert replace(decide(told), calls_bar_raiser=False) == it


def test_a_round_that_was_not_attended_counts_as_nothing_and_holds_the_verdict() -> None:
    missed = replace(unread(3), attended=False)
    it = decide([view(1, ALL_SENIOR), view(2, ALL_SENIOR), missed])
    assert (it.score, it.mean, it.band) == (100, Band.STRONG_YES, Band.LEAN_YES)
    assert (it.certainty.missed, it.certainty.ungraded) == (1, 0)
    low = decide([view(1, ALL_NAMED), view(2, ALL_NAMED), missed])
    assert (low.band, low.limits) == (Band.NO, ())


def test_both_sides_of_a_conflict_bring_their_words() -> None:
    high, low = view(1, {Competency.DEPTH: 4, Competency.VALUES: 3}), view(2, {Competency.DEPTH: 1})
    conflict = next(one for one in decide([high, low]).conflicts if one.about is Competency.DEPTH)
    assert (conflict.higher.level, conflict.lower.level) == (Level.SENIOR, Level.NAMED)
    assert conflict.higher.quote == conflict.lower.quote == "What I said of depth."


def test_what_was_never_asked_contradicts_nobody() -> None:
    """Whoever stops a round early is judged on what was said; a criterion's silence is no second view."""
    cut_short = view(2, ALL_NAMED, finished=False)
    assert [one.about for one in decide([view(1, ALL_STRONG), cut_short]).conflicts] == [None]


def test_the_lever_is_where_most_is_to_be_gained() -> None:
    weak = dict.fromkeys(Competency, 3) | {Competency.SYSTEMS: 0}
    it = decide([view(1, weak), view(2, weak, weight=2)])
    assert it.lever is not None
    assert (it.lever.competency, it.lever.by.place, it.lever.gain) == (Competency.SYSTEMS, 2, 11)
    assert it.lever.to is band_of((it.score or 0) + 11) is Band.YES


def test_no_lever_promises_more_than_a_red_line_allows() -> None:
    half = {Competency.DEPTH: 0, Competency.VALUES: 3}
    told = [view(1, half, lines=[crossed(Band.LEAN_NO)]), view(2, half)]
    lever = decide(told).lever
    assert (lever and lever.to) is Band.LEAN_NO


def test_each_seat_needs_its_own_weakest() -> None:
    heard = dict.fromkeys(Competency, 3) | {Competency.INFLUENCE: 0, Competency.EVALUATION: 2}
    needs = {need.seat: need for need in decide([view(1, heard), view(2, heard)]).needs}
    assert needs[Seat.PRODUCT].competency is needs[Seat.LEADERSHIP].competency is Competency.INFLUENCE
    assert (needs[Seat.ML].competency, needs[Seat.ML].is_met) == (Competency.EVALUATION, False)


def test_a_seat_whose_competencies_were_not_tested_says_so() -> None:
    needs = decide([view(1, {Competency.DEPTH: 3}), view(2, {Competency.DEPTH: 3})]).needs
    assert [(one.seat, one.competency, one.is_met) for one in needs] == [
        (Seat.PRODUCT, None, False),
        (Seat.ML, Competency.DEPTH, True),
        (Seat.LEADERSHIP, None, False),
    ]


def test_doubts_are_named() -> None:
    told = [view(1, ALL_STRONG, by=CHECK), view(2, ALL_NAMED, finished=False), unread(3)]
    it = decide([*told, replace(unread(4), attended=False)]).certainty
    assert set(it.doubts) == set(Doubt) - {Doubt.TOO_FEW, Doubt.CLOSE}
    assert (it.ungraded, it.unfinished) == (1, 1)
    close = decide([view(1, [3] * 7), view(2, [3] * 4 + [2] * 3), view(3, [2] * 3 + [3] * 4)])
    assert (close.score, close.certainty.doubts) == (68, (Doubt.CLOSE,))
    sure = decide([view(place, ALL_STRONG) for place in (1, 2, 3)])
    assert (sure.score, sure.certainty.doubts) == (75, ())


def test_an_interviewer_writes_from_what_a_grader_said_of_the_round() -> None:
    scenario = sample()
    weak, strong = (OfflineChecker().grade(scenario, text) for text in (WEAK, STRONG))
    assert isinstance(weak, Graded)
    roles = [one.asked_by for one in scenario.follow_ups]
    one = assess(scenario, weak, place=1, kind=Kind.PANEL, interviewer="Panel", asked=roles)
    assert (one.recommends, len(one.criteria)) == (weak.band, len(scenario.criteria))
    assert [line.says for line in one.red_lines] == [
        scenario.red_line(found.red_line_id).says for found in weak.red_lines if found.tripped
    ]
    assert {voice.role for voice in one.voices} == set(roles)
    other = assess(scenario, strong, place=2, kind=Kind.CASE, interviewer="PM", asked=roles)
    assert other.voices == (), "a case has one interviewer, whoever their questions quote"
    unheard = assess(scenario, weak, place=1, kind=Kind.PANEL, interviewer="Panel")
    assert replace(one, voices=()) == unheard
