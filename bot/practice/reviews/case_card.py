"""One case as its reader sees it: the words first, whose they are never."""

from dataclasses import replace

from bot.domain.card_parts import Section
from bot.domain.grade import CriterionGrade, Graded, GraderKind, Level, ReviewReason
from bot.domain.review import AUDITED_IN, OWN_WORDS, Review, red_line_of
from bot.domain.scenario import Criterion, RedLine, Scenario
from bot.domain.taken_out import GAP
from bot.practice.reviews.facts import CaseFacts
from bot.practice.reviews.round_facts import NOTHING_SAID, RoundFacts

WHY = {
    ReviewReason.APPEAL: "The author appeals",
    ReviewReason.DISAGREEMENT: "Two readings of the model disagree.",
    ReviewReason.RED_LINE: "One reading saw a red line crossed, the other didn't.",
    ReviewReason.SUSPECT: (
        "The grade is hard to believe of this text: it's better than the words bear out, or some of them "
        "speak to the grader. An honest answer can look so."
    ),
    ReviewReason.LOW_CONFIDENCE: "The grader isn't sure.",
    ReviewReason.REFUSED: "No model would read it, or it changed whenever one did. Yours is the first grade.",
    ReviewReason.AUDIT: f"Chance picked it, as it does with one grade in {AUDITED_IN}.",
}
BLIND = "You read it blind: what the grader said of it you are told once you have ruled."

IS_CUT = (
    f"Its author has taken words out since it was graded; “{GAP}” stands where they were. "
    "Rule on what is left."
)

OF_A_ROUND = (
    "It is a mock round: private, but for this appeal. Whoever rules on it has met its scenario, so that an "
    "answer or a round of their own over it counts for no rating from then on."
)
LEVELS_MEAN = "What you are asked about, and what each level means"


def case_sections(facts: CaseFacts) -> tuple[Section, ...]:
    """Why it's here, the text, what was found, and what the levels in question mean."""
    why = [_why(facts.scenario, review) for review in facts.case.reviews]
    why += [IS_CUT] * facts.is_cut + [BLIND] * facts.is_blind
    why += [OF_A_ROUND] * isinstance(facts, RoundFacts)
    sections = [Section(f"“{facts.scenario.title}”: why it waits", tuple(why)), *_words(facts)]
    if facts.shown is not None and not facts.is_blind:
        sections.append(Section("What was said of it", tuple(_found(facts, facts.shown))))
    asked = [_rubric(one, facts.shown, blind=facts.is_blind) for one in facts.criteria]
    asked += [_line(one, facts.shown, blind=facts.is_blind) for one in facts.red_lines]
    if len(asked) > 1:
        asked = [Section(LEVELS_MEAN, ()), *(replace(one, folded=True) for one in asked)]
    return (*sections, *asked)


def _words(facts: CaseFacts) -> list[Section]:
    """What the author wrote; of a round with its questions, and the long one of the brief folded."""
    if not isinstance(facts, RoundFacts):
        return [Section("The answer", tuple(facts.text.split("\n")))]
    told = []
    for number, one in enumerate(facts.had, start=1):
        asked = one.question
        heading = f"Question {number} of {len(facts.had)}, by {asked.asked_by}"
        told.append(Section(heading, _lines(asked.ask), folded=number == 1))
        told.append(Section("They said", _lines(one.said or NOTHING_SAID)))
    return told


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.rstrip() for line in text.split("\n") if line.strip())


def named(scenario: Scenario, about: str) -> str:
    """What an appeal is about, in the words that its author chose it by."""
    if about == OWN_WORDS:
        return "being taken for a copy"
    line = red_line_of(about)
    if line is not None:
        return next((f"the red line “{r.says}”" for r in scenario.red_lines if r.id == line), "a red line")
    return next((f"“{c.title}”" for c in scenario.criteria if c.id == about), "a criterion")


def _why(scenario: Scenario, review: Review) -> str:
    if review.reason is not ReviewReason.APPEAL:
        return WHY[review.reason]
    return f"{WHY[review.reason]} {named(scenario, review.about)}: “{review.said}”"


def _found(facts: CaseFacts, shown: Graded) -> list[str]:
    automatic = shown.provenance.kind is GraderKind.AUTOMATIC
    lines = [f"{shown.band}, by {'the automatic check' if automatic else shown.provenance.grader}"]
    for found in shown.criteria:
        criterion = next((c for c in facts.scenario.criteria if c.id == found.criterion_id), None)
        if criterion is not None:
            lines.append(_level(criterion, found))
    lines += [f"Noticed: {flag}" for flag in shown.flags]
    return [*lines, "It was taken for a copy."] if facts.taken_for_copy else lines


def _level(criterion: Criterion, found: CriterionGrade) -> str:
    quotes = "".join(f" “{quote}”" for quote in found.quotes)
    return f"{found.level.marks} {found.level.word} · {criterion.title}{quotes}"


def _rubric(criterion: Criterion, shown: Graded | None, *, blind: bool) -> Section:
    """All levels of one criterion, the one that was given marked as such."""
    given = None
    if shown is not None and not blind:
        given = next((c.level for c in shown.criteria if c.criterion_id == criterion.id), None)
    lines = [
        f"{level.marks} {level.word}{' (given)' if level is given else ''}: {criterion.levels.text(level)}"
        for level in Level
        if level is not Level.ABSENT
    ]
    return Section(criterion.title, tuple(lines))


def _line(red_line: RedLine, shown: Graded | None, *, blind: bool) -> Section:
    found = next((r for r in shown.red_lines if r.red_line_id == red_line.id), None) if shown else None
    said = (
        [f"The grader says: {'crossed' if found.tripped else 'not crossed'}."] if found and not blind else []
    )
    quotes = [f"“{quote}”" for quote in found.quotes] if found and not blind else []
    return Section(f"Red line: {red_line.says}", (red_line.why, *said, *quotes))
