"""What somebody tells: an act of their own, a person in particular, how many; and words that tell nothing."""

import pytest

from bot.grading.management import is_management
from bot.grading.sentences import split_sentences


def told(text: str, role: str) -> list[str]:
    return [t.word for sentence in split_sentences(text) for t in sentence.tokens if role in t.roles]


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("I asked the cook and wrote it down.", ["asked", "wrote"]),
        ("We then moved the lists to the door.", ["moved"]),
        ("I simply told him.", ["told"]),
        ("The cook laughed, and she gave me a plate.", []),
        ("I asked her, and she told me to go on.", ["asked"]),
        ("I did not tell my boss.", []),
        ("I aligned the leads and drove the roadmap.", []),
        ("I believed that it was fine.", []),
    ],
)
def test_an_act_is_told_by_whoever_did_it(text: str, acts: list[str]) -> None:
    assert told(text, "did") == acts


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Two drivers and the nurse waited for her.", ["drivers", "nurse", "her"]),
        ("The team aligned with its stakeholders and they agreed.", []),
    ],
)
def test_a_person_is_somebody_in_particular(text: str, people: list[str]) -> None:
    assert told(text, "who") == people


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Nine of forty letters came back, and it cost 300 euros.", ["nine", "forty", "300"]),
        ("12% of the doors stood open.", ["12%"]),
        ("Two of us had left, and three of them stayed.", []),
        ("It took three weeks and half a day.", []),
        ("He laughed twice, and a third of it was gone.", []),
    ],
)
def test_a_count_says_how_many_and_not_how_long_or_who(text: str, counts: list[str]) -> None:
    assert told(text, "count") == counts


@pytest.mark.parametrize(
    ("text", "made_of_them"),
    [
        ("I aligned all stakeholders around a shared vision.", True),
        ("Together we defined guardrails and a robust governance process.", True),
        ("I aligned 14 stakeholders around a shared vision.", False),
        ("I told the stakeholders that the oven was broken.", False),
        ("She let me switch the ovens off at night.", False),
    ],
)
def test_management_words_are_told_by_their_share(text: str, made_of_them: bool) -> None:  # noqa: FBT001
    (sentence,) = split_sentences(text)
    assert is_management(sentence.tokens) is made_of_them
