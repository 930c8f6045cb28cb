import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.grading.by_model.intake import _UNUSUAL, LONGEST, as_it_stands, clean, cleaned


def test_what_cannot_be_seen_is_gone_and_the_quote_is_the_members_own() -> None:
    answer = clean("We st\u200bop refu\u00adsals at once \U000e0041\U000e0042 and pay cafe\u0301s.")

    assert answer.text == "We stop refusals at once and pay cafés."
    start = answer.text.index("pay")
    assert unicodedata.normalize("NFC", answer.words(start, len(answer.text))) == "pay cafés."
    assert answer.hides


def test_joiners_of_a_script_and_of_emoji_stay_and_are_no_sign() -> None:
    family, persian = (
        "\U0001f469\u200d\U0001f469\u200d\U0001f467",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    )
    answer = clean(f"Our {family} users say {persian} and leave.")

    assert family in answer.text
    assert persian in answer.text
    assert not answer.hides


def test_a_flag_of_a_country_hides_nothing() -> None:
    scotland = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"

    assert not clean(f"We begin in {scotland} next week.").hides


def test_marks_of_direction_are_innocent_beside_right_to_left_words() -> None:
    thanks, yes = "\u2067\u0634\u0643\u0631\u0627\u2069", "\u2067\u0646\u0639\u0645\u2069"

    assert not clean(f"She wrote {thanks} and {yes}.").hides
    assert clean("ab\u202ecd\u202c ef\u202egh\u202c").hides


def test_runs_are_cut_and_figures_are_not() -> None:
    assert clean("Nooooooooo!!!!!!!! 10000000   claims").text == "Noooo!!!! 10000000 claims"


def test_what_goes_on_for_too_long_is_cut_and_says_so() -> None:
    answer = clean("We stop it now. " * LONGEST)

    assert len(answer.text) == LONGEST
    assert answer.cut
    assert answer.words(LONGEST - 4, LONGEST)


@given(st.text(max_size=200))
def test_any_text_is_taken_in(text: str) -> None:
    answer = clean(text)

    assert len(answer.places) >= len(answer.text)
    assert not any(
        unicodedata.category(char) in {"Cc", "Cn", "Co", "Cs"} for char in answer.text if char != "\n"
    )
    for sentence in answer.sentences:
        assert isinstance(answer.words(sentence.start, sentence.end), str)


@pytest.mark.parametrize("mention", ["<@U024BE7LH>", "<@!80351110224678912>", "<@&8035>", "<@U0|sample.ana>"])
def test_a_mentioned_account_stays_here(mention: str) -> None:
    found = clean(f"I would ask {mention} to decide, and wait for <{4}> days.")
    assert found.text == "I would ask somebody to decide, and wait for <4> days."
    end = found.text.index(" to decide")
    assert found.words(2, end) == f"would ask {mention}"
    assert found.words(end, len(found.text)) == "to decide, and wait for <4> days."


@given(st.text(alphabet=st.sampled_from("ab \n09<@#!>.’—\t\u200b\u0301é"), max_size=30))
def test_what_is_taken_as_it_stands_would_come_out_the_same(text: str) -> None:
    if _UNUSUAL.search(text) is None:
        assert as_it_stands(text) == cleaned(text)


def test_an_ordinary_answer_is_taken_as_it_stands() -> None:
    assert _UNUSUAL.search("“Stop it”, I’d say – at once:\n\n1. tell them…\n2. pay €4,000 < £5,000.") is None
