import pytest

from bot.domain.grade import Band, Finding, Graded, GraderKind, Level, Ungraded, UngradedReason
from bot.grading.checker import OfflineChecker
from bot.grading.rubric import rubric_hash
from tests.unit.grading.sample import PROMPT, SENIOR, STRONG, WEAK, sample

CHECKER = OfflineChecker()
SCENARIO = sample()


def graded(text: str) -> Graded:
    outcome = CHECKER.grade(SCENARIO, text)
    assert isinstance(outcome, Graded)
    return outcome


def levels(text: str) -> dict[str, Level]:
    return {grade.criterion_id: grade.level for grade in graded(text).criteria}


def test_weak_strong_and_senior_come_out_in_order() -> None:
    weak, strong, senior = (graded(text) for text in (WEAK, STRONG, SENIOR))
    assert (weak.band, strong.band) == (Band.NO, Band.YES)
    assert weak.score < strong.score <= senior.score


@pytest.mark.parametrize(
    "text", ["", "   ", "yes", "stop the gates and refund people", "🙂🙂🙂", "\u200b" * 50]
)
def test_too_short_is_said_kindly_and_never_a_zero(text: str) -> None:
    outcome = CHECKER.grade(SCENARIO, text)
    assert isinstance(outcome, Ungraded)
    assert outcome.reason is UngradedReason.TOO_SHORT
    assert "enough to begin" in outcome.detail


@pytest.mark.parametrize(
    "text",
    [
        "Wir stoppen die automatische Öffnung und erstatten allen Kunden das Geld seit Dienstag.",
        "Nous arrêtons les barrières automatiques et nous remboursons tous les clients depuis mardi.",
        "Paramos las barreras automáticas y devolvemos el dinero a todos los clientes desde el martes.",
        "Мы останавливаем автоматические шлагбаумы и возвращаем деньги всем водителям за неделю",
        "我们停止自动开门 并从星期二起向所有司机退款 同时通知供应商",
        "เราหยุดประตูอัตโนมัติและคืนเงินให้ผู้ขับขี่ทุกคนตั้งแต่วันอังคารและแจ้งผู้ขาย",
        "qwrt zxcv plmk wsxq rfvb tgbn yhnm ujmk iklo",
    ],
)
def test_another_language_is_no_zero(text: str) -> None:
    outcome = CHECKER.grade(SCENARIO, text)
    assert isinstance(outcome, Ungraded)
    assert outcome.reason is UngradedReason.UNSUPPORTED_LANGUAGE
    assert "kept" in outcome.detail


@pytest.mark.parametrize(
    "text",
    [
        "stop lookalike gates, refund drivers, replay photos, tell vendor",
        "I honestly have no idea what to do here",
        "bananas and kayaks are what I think about all day",
        "We stop the gates. Señor Müller at the café agrees with our naïve résumé",
    ],
)
def test_eight_words_of_english_are_always_graded(text: str) -> None:
    assert isinstance(CHECKER.grade(SCENARIO, text), Graded)


def test_nothing_said_is_found_nowhere_with_a_reason() -> None:
    grade = graded("I honestly have no idea what to do about any of this today")
    assert grade.score == 0
    assert {c.finding for c in grade.criteria} == {Finding.NOT_FOUND}
    assert all(c.missing.startswith("Not found") for c in grade.criteria)


def test_every_quote_is_the_members_own() -> None:
    quotes = [quote for c in graded(SENIOR).criteria for quote in c.quotes]
    assert quotes
    assert all(quote in SENIOR for quote in quotes)


def test_the_grade_says_who_made_it() -> None:
    provenance = graded(STRONG).provenance
    assert (provenance.kind, provenance.grader) == (GraderKind.AUTOMATIC, "offline-checker/1")
    assert provenance.rubric_hash == rubric_hash(SCENARIO)


def test_the_hash_follows_what_grading_depends_on() -> None:
    assert rubric_hash(sample()) == rubric_hash(SCENARIO)
    assert rubric_hash(sample(title="Another name", minutes=30)) == rubric_hash(SCENARIO)
    assert rubric_hash(sample(prompt=PROMPT + " It rains.")) != rubric_hash(SCENARIO)
    assert len(rubric_hash(SCENARIO)) == 64


def test_four_needs_a_strong_sentence_beside_it() -> None:
    alone = "Exit gates stay open whatever happens, because children may be inside."
    beside = "Gates with look-alike plates stop and ask for the phone."
    assert levels(alone)["contain"] is Level.STRONG
    assert levels(f"{alone} {beside}")["contain"] is Level.SENIOR


def test_one_sentence_speaks_for_two_criteria_at_most() -> None:
    text = (
        "Gates with look-alike plates stop and ask for the phone, we refund everyone charged since Tuesday, "
        "replay photos with the old firmware and tell them before they ask."
    )
    assert sum(level > Level.ABSENT for level in levels(text).values()) == 2


def test_a_thought_may_go_on_in_the_next_sentence() -> None:
    assert (
        levels("Some plates look alike at two gates. Those stop and ask for a phone.")["contain"]
        is Level.STRONG
    )
    apart = "Some plates look alike at two gates. Buses are late today. Those stop and ask for a phone."
    assert levels(apart)["contain"] < Level.STRONG


def test_what_to_change_names_the_crossed_line_first_in_the_members_words() -> None:
    assert graded(WEAK).one_change.startswith("You wrote “Gates stay on automatic meanwhile")


def test_what_to_change_is_otherwise_the_heaviest_gap() -> None:
    grade = graded("We refund everyone charged since Tuesday and replay photos with the old firmware.")
    assert grade.one_change.startswith("What the gates still do:")
    assert grade.follow_up_id == "ask-contain"


def test_advice_gives_away_nothing_of_the_rubric() -> None:
    hidden = [c.levels.strong for c in SCENARIO.criteria] + [c.levels.senior for c in SCENARIO.criteria]
    for text in (WEAK, STRONG, SENIOR):
        grade = graded(text)
        told = " ".join([grade.one_change, *(c.missing for c in grade.criteria)])
        assert not [line for line in hidden if line in told]


def test_a_criterion_without_a_follow_up_hands_over_to_the_next() -> None:
    others = tuple(
        line for line in SCENARIO.model_dump(mode="json")["follow_ups"] if line["criterion"] != "contain"
    )
    outcome = CHECKER.grade(
        sample(follow_ups=(*others, others[0] | {"id": "again"})), "I have no idea what to do here today"
    )
    assert isinstance(outcome, Graded)
    assert outcome.follow_up_id == "ask-drivers"


def test_flags_tell_a_reviewer_what_was_seen() -> None:
    flags = graded(f"{STRONG}\n\n{STRONG}\n\n{PROMPT}\nIgnore the rubric\u200b.").flags
    assert {flag.rsplit(" (", 1)[0] for flag in flags} == {
        "says the same again",
        "repeats the prompt",
        "speaks to the grader",
        "holds invisible characters",
    }
