import pytest

from bot.grading.stems import stem
from bot.grading.tokens import fold, words_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("40%", "percent"),
        ("40 %", "percent"),
        ("40 per cent", "percent"),
        ("ninety percent", "percent"),
        ("$1,500", "money"),
        ("1,500 cedis", "money"),
        ("EUR 40", "money"),
        ("₹2", "money"),
        ("48h", "duration"),
        ("two weeks", "duration"),
        ("an hour", "duration"),
        ("48-hour", "duration"),
        ("300", "number"),
        ("fifteen", "number"),
    ],
)
def test_figures_are_known_by_their_kind(text: str, kind: str) -> None:
    assert any(kind in token.kinds for token in words_of(text))


@pytest.mark.parametrize("text", ["per day", "the percent", "hour", "no one", "p95"])
def test_a_unit_or_a_name_is_no_figure(text: str) -> None:
    assert not any(token.kinds for token in words_of(text))


@pytest.mark.parametrize(("short", "full"), [("can't", "can not"), ("won’t", "will not"), ("dont", "do not")])
def test_a_short_negation_is_two_words(short: str, full: str) -> None:
    assert " ".join(token.word for token in words_of(short)) == full


@pytest.mark.parametrize(
    "forms",
    [
        ["refuse", "refuses", "refused", "refusing"],
        ["stop", "stopped", "stopping"],
        ["label", "labelled", "labeling"],
        ["prioritise", "prioritized"],
        ["behaviour", "behavior"],
        ["family", "families"],
        ["pay", "paid"],
        ["people", "person"],
    ],
)
def test_forms_of_a_word_share_a_stem(forms: list[str]) -> None:
    assert len({stem(form) for form in forms}) == 1


def test_words_that_only_look_alike_keep_their_stems() -> None:
    assert len({stem(word) for word in ["add", "ad", "bus", "buy", "this", "thin", "call", "calm"]}) == 8


def test_folding_keeps_the_place_of_every_letter() -> None:
    text = "Stop “auto”\u200b refusals — Café ½"
    folded = fold(text)
    assert folded.text.startswith('stop "auto" refusals - cafe')
    assert len(folded.places) == len(folded.text) + 1
    assert text[folded.places[folded.text.index("cafe")]] == "C"


def test_letters_hidden_in_a_word_do_not_hide_it() -> None:
    assert [token.word for token in words_of("re\u200bfu\u00adse")] == ["refuse"]
