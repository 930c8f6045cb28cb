from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from adapters.web.study.cast import ANA, BEN, CLEO, DEV
from adapters.web.study.deeds import Posted, deeds, still_to_do
from adapters.web.study.written import Written

AT = datetime(2026, 3, 3, 8, 30, tzinfo=UTC)
ANSWERS = {
    ANA: Written(("one", "two", "three")),
    BEN: Written(("first", "second")),
    CLEO: Written(("a", "b")),
    DEV: Written(("late",), late=True),
}


def posted(*, hours: float = 24, sealed: bool = False) -> Posted:
    return Posted("d1", "7", "The hailstorm", AT, AT + timedelta(hours=hours), sealed, grade_me=1)


def test_the_first_word_comes_a_minute_and_a_half_after_the_post() -> None:
    first = deeds(posted(), ANSWERS)[0]

    assert (first.member, first.due - AT, first.text) == (ANA, timedelta(seconds=90), "one")


def test_ben_presses_grade_me_with_his_last_message() -> None:
    assert [deed.then_grade_me for deed in deeds(posted(), ANSWERS) if deed.member == BEN] == [False, True]


def test_cleo_sends_one_form_and_dev_comes_after_the_deadline() -> None:
    found = {deed.member: deed for deed in deeds(posted(), ANSWERS)}

    assert (found[CLEO].private, found[CLEO].text) == (True, "a\n\nb")
    assert found[DEV].due > posted().deadline


def test_in_a_sealed_post_everybody_sends_one_form() -> None:
    found = deeds(posted(sealed=True), ANSWERS)

    assert sorted(deed.member for deed in found) == [ANA, BEN, CLEO, DEV]
    assert all(deed.private for deed in found)


@given(st.floats(min_value=0.02, max_value=24))
def test_however_short_a_post_is_open_who_isnt_late_is_in_time_and_in_order(hours: float) -> None:
    it = posted(hours=hours)
    found = [deed for deed in deeds(it, ANSWERS) if deed.member != DEV]

    assert all(it.at < deed.due < it.deadline for deed in found)
    for member in (ANA, BEN):
        mine = [deed.place for deed in found if deed.member == member]
        assert mine == sorted(mine)


def test_what_couldnt_be_done_for_hours_isnt_done_any_more() -> None:
    every = deeds(posted(), ANSWERS)

    assert len(still_to_do(every, AT)) == len(every)
    assert {deed.member for deed in still_to_do(every, AT + timedelta(hours=7))} == {CLEO, DEV}
