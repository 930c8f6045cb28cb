import pytest

from bot.grading.cues import Matcher, matches
from bot.grading.tokens import words_of


def hears(groups: list[str], text: str) -> bool:
    matcher = Matcher()
    cue = matcher.cue(3, groups)
    tokens = words_of(text)
    return matches(cue, matcher.spans(tokens), tokens)


STOP = ["stop* | pause* | turn off | hand off", "refus* | denial"]


@pytest.mark.parametrize(
    "text",
    [
        "We stop automatic refusals.",
        "REFUSALS are paused",
        "Turn the automatic refusals off now",
        "a handoff for every denial",
        "Refusals stop first, payments don't",
        "We don't just stop refusals, we reopen them",
        "We never pay before stopping the refusals",
    ],
)
def test_a_sentence_that_holds_every_group_is_heard(text: str) -> None:
    assert hears(STOP, text)


@pytest.mark.parametrize(
    "text",
    [
        "We stop payments.",
        "Refusals go on.",
        "We should not stop refusals",
        "We shouldn't stop the refusals",
        "Instead of stopping refusals we wait",
        "There is no need to stop refusals",
        "It would be a mistake to stop refusals",
        "We avoid pausing refusals",
        "I would not want us to pause refusals",
        "without stopping refusals",
    ],
)
def test_what_is_missing_or_taken_back_is_not_heard(text: str) -> None:
    assert not hears(STOP, text)


@pytest.mark.parametrize(
    ("groups", "text"),
    [
        (["not roll back | leave", "update"], "We do not roll back the update"),
        (["no | never", "refus*"], "No refusal goes out today"),
        (["without | unless", "person", "refus*"], "Never a refusal without a person"),
        (["representative | sample"], "The data is not representative"),
    ],
)
def test_a_negation_that_the_cue_asks_for_takes_nothing_back(groups: list[str], text: str) -> None:
    assert hears(groups, text)


@pytest.mark.parametrize(
    ("group", "text"),
    [
        ("<percent>", "below 80 %"),
        ("<money>", "under $1,500"),
        ("<duration>", "for two days"),
        ("<number> | none", "on 300 audits"),
        ("re-enable*", "we reenable it"),
        ("prioritis*", "prioritizing"),
        ("roll back", "a rollback"),
        ("can't tell", "we cannot tell"),
        ("on-call", "the on call nurse"),
    ],
)
def test_figures_spellings_and_joined_words_are_understood(group: str, text: str) -> None:
    assert hears([group], text)


def test_one_word_cannot_stand_for_two_groups() -> None:
    assert not hears(["refus* | stop*", "refus* | denial"], "We refuse.")
    assert hears(["refus* | stop*", "refus* | denial"], "We stop to refuse.")


def test_a_prefix_needs_its_star() -> None:
    assert hears(["refus*"], "refusal")
    assert not hears(["ref"], "refusal")


def test_copied_words_hold_no_group() -> None:
    matcher = Matcher()
    cue = matcher.cue(3, STOP)
    tokens = words_of("We stop refusals")
    assert not matches(cue, matcher.spans(tokens, frozenset({1})), tokens)
