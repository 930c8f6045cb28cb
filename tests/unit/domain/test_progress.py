"""Where somebody stands in each competency: the middle of their levels, compared only where it's fair."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.competency import Competency
from bot.domain.grade import GraderKind, Level
from bot.domain.progress import AnswerLevels, of_one_scale, progress

ONE, OTHER = Competency.JUDGMENT, Competency.DEPTH
ANSWERS = st.lists(
    st.builds(
        AnswerLevels,
        st.sampled_from(GraderKind),
        st.dictionaries(
            st.sampled_from(Competency),
            st.lists(st.sampled_from(Level), min_size=1, max_size=3).map(tuple),
        ),
    ),
    max_size=12,
)


def answer(*levels: int, competency: Competency = ONE, kind: GraderKind = GraderKind.MODEL) -> AnswerLevels:
    return AnswerLevels(kind, {competency: tuple(map(Level, levels))})


def test_the_middle_level_stands_and_the_strongest_first() -> None:
    found = progress([answer(1), answer(3), answer(4), answer(4, competency=OTHER)])

    assert [(come.competency, come.level, come.answers) for come in found] == [
        (OTHER, Level.SENIOR, 1),
        (ONE, Level.STRONG, 3),
    ]


def test_two_on_either_side_are_compared_and_fewer_are_not() -> None:
    assert progress([answer(4), answer(1), answer(1)])[0].before is None
    [rising] = progress([answer(4), answer(3), answer(2), answer(1)])

    assert (rising.level, rising.before) == (Level.STRONG, Level.NAMED)


def test_a_checks_levels_and_a_models_are_never_mixed() -> None:
    by_check, by_model = answer(4, kind=GraderKind.AUTOMATIC), answer(1)
    ruled = answer(2, kind=GraderKind.HUMAN)

    assert of_one_scale([ruled, by_model, by_check]) == [ruled, by_model]
    assert of_one_scale([by_check, by_model, ruled]) == [by_check, ruled]
    assert of_one_scale([ruled]) == [ruled]
    assert of_one_scale([]) == []
    assert progress([]) == []


@given(ANSWERS)
def test_any_answers_are_told_within_what_they_reached(answers: list[AnswerLevels]) -> None:
    for come in progress(answers):
        reached = [level for it in answers for level in it.levels.get(come.competency, ())]
        assert min(reached) <= come.level <= max(reached)
        assert come.answers == sum(come.competency in it.levels for it in answers)
    assert {come.competency for come in progress(answers)} == {one for it in answers for one in it.levels}
