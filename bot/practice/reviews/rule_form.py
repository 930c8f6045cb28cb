"""The form of a ruling, made from what stands in question; and what was sent, read against it."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.forms import Choice, Field, FieldForm
from bot.domain.grade import Graded, Level
from bot.domain.happenings import Action
from bot.domain.review import OWN_WORDS, crossing
from bot.domain.scenario import Criterion, RedLine
from bot.errors import UserMustAct
from bot.grading.ruled import Findings
from bot.practice.reviews.facts import AnswerFacts, CaseFacts

BECAUSE = "because"
LONGEST_BECAUSE = 1_000
_YES, _NO = "yes", "no"
SAYS = (
    "Your reason goes to the author with the new debrief, from “{by}”. Quote their words where you can. "
    "What you decide counts at once, points included."
)
SAYS_OF_ROUND = (
    "Your reason goes to the author with the corrected packet, from “{by}”. Quote their words where you can. "
    "What you decide counts at once, for their rating and for the verdict of a loop too."
)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a reader decided, as far as the form could ask."""

    said: Findings
    because: str
    own_words: bool = False
    """It was taken for a copy, and isn't one."""


def rule_form(facts: CaseFacts, by: str) -> FieldForm:
    shown = None if facts.is_blind else facts.shown
    fields = [_level_field(criterion, shown) for criterion in facts.criteria]
    fields += [_line_field(line, shown) for line in facts.red_lines]
    if facts.asks_about_copying:
        choices = (
            Choice(_NO, "Nearly the same as an earlier answer"),
            Choice(_YES, "The author's own words"),
        )
        fields.append(Field(OWN_WORDS, "Is it a copy?", _NO, choices=choices))
    fields.append(Field(BECAUSE, "Why? (the author reads this)", most=LONGEST_BECAUSE, tall=True))
    action, head = (Action.RULE, facts.post.id) if isinstance(facts, AnswerFacts) else _of_round(facts)
    says = (SAYS if action is Action.RULE else SAYS_OF_ROUND).format(by=by)
    subject, title = f"{head}/{facts.case.id}/{facts.seen}", f"Rule: {facts.scenario.title}"
    return FieldForm(action, subject, title, says, tuple(fields), "Rule", about=facts.text)


def _of_round(facts: CaseFacts) -> tuple[Action, int]:
    """A round belongs to no post: what is done about it names the group."""
    return Action.RULE_ON_ROUND, facts.case.group


def read_ruling(facts: CaseFacts, values: Mapping[str, str]) -> Ruling:
    """Raises UserMustAct with what is missing; whatever the form didn't ask for is left aside."""
    levels = {
        c.id: _chosen(values, c.id, c.title, [str(int(level)) for level in Level]) for c in facts.criteria
    }
    lines = {r.id: _chosen(values, crossing(r.id), r.says, [_YES, _NO]) for r in facts.red_lines}
    own = facts.asks_about_copying and _chosen(values, OWN_WORDS, "Is it a copy?", [_YES, _NO]) == _YES
    because = values.get(BECAUSE, "").strip()
    if not because:
        raise UserMustAct("A ruling needs a reason. Nothing was changed. Say in a sentence what you saw.")
    if len(because) > LONGEST_BECAUSE:
        raise UserMustAct(
            f"The reason has {len(because):,} characters, and {LONGEST_BECAUSE:,} is the most. "
            "Nothing was changed. Shorten it."
        )
    said = Findings(
        {name: Level(int(level)) for name, level in levels.items()},
        {name: crossed == _YES for name, crossed in lines.items()},
    )
    return Ruling(said, because, own)


def levels_of(ruling: Ruling) -> dict[str, int]:
    crossed = {crossing(line): int(was) for line, was in ruling.said.crossed.items()}
    return {criterion: int(level) for criterion, level in ruling.said.levels.items()} | crossed


def _chosen(values: Mapping[str, str], name: str, called: str, offered: list[str]) -> str:
    value = values.get(name, "").strip()
    if value not in offered:
        raise UserMustAct(f"Choose one for “{called}”. Nothing was changed.")
    return value


def _level_field(criterion: Criterion, shown: Graded | None) -> Field:
    given = next((c.level for c in shown.criteria if c.criterion_id == criterion.id), None) if shown else None
    choices = tuple(Choice(str(int(level)), _label(criterion, level)) for level in Level)
    return Field(criterion.id, criterion.title, "" if given is None else str(int(given)), choices=choices)


def _label(criterion: Criterion, level: Level) -> str:
    if level is Level.ABSENT:
        return f"{level.marks} {level.word}: not found in the answer"
    return f"{level.marks} {level.word}: {criterion.levels.text(level)}"


def _line_field(line: RedLine, shown: Graded | None) -> Field:
    found = next((r for r in shown.red_lines if r.red_line_id == line.id), None) if shown else None
    draft = "" if shown is None else (_YES if found and found.tripped else _NO)
    choices = (Choice(_NO, "Not crossed"), Choice(_YES, "Crossed"))
    return Field(crossing(line.id), f"Red line: {line.says}", draft, choices=choices)
