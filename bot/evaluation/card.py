"""`docs/model-card.md`: what is known of each grader under each set of rubrics, and what isn't."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.domain.grade import GraderKind
from bot.evaluation import card_words as words
from bot.evaluation.attack_figures import attack_sections
from bot.evaluation.card_rounds import rounds_part
from bot.evaluation.card_summary import in_short
from bot.evaluation.figure import Section
from bot.evaluation.golden_figures import golden_sections, labelled_by
from bot.evaluation.markdown import tables
from bot.evaluation.results import (
    AttackResults,
    Came,
    GoldenResults,
    Measured,
    Results,
    StabilityResults,
    graded_by,
    rubrics_of,
)
from bot.evaluation.stability_figures import stability_sections

_ONCE = {"outcomes", "takes"}
"""Sections that every run has; the golden run's is printed."""


@dataclass(frozen=True, slots=True)
class Known:
    """All runs of one grader under one set of rubrics and one prompt."""

    golden: GoldenResults | None = None
    attacks: AttackResults | None = None
    stability: StabilityResults | None = None

    @property
    def runs(self) -> tuple[Results, ...]:
        return tuple(run for run in (self.golden, self.attacks, self.stability) if run is not None)

    @property
    def measured(self) -> list[Measured]:
        return [one for run in self.runs for one in run.all_measured]

    @property
    def came(self) -> Came:
        return graded_by(self.measured)

    def takes(self, run: Results) -> bool:
        """Whether a run is of the same grader, the same prompt and the same rubrics."""
        own, other = self.came, graded_by(run.all_measured)
        if (own.grader, own.prompt_hash) != (other.grader, other.prompt_hash):
            return False
        rubrics = rubrics_of(self.measured)
        return all(rubrics.get(name, found) == found for name, found in rubrics_of(run.all_measured).items())

    def with_run(self, run: Results) -> "Known":
        """Of two runs of a kind the later one stands."""
        if isinstance(run, GoldenResults):
            return replace(self, golden=run)
        if isinstance(run, AttackResults):
            return replace(self, attacks=run)
        return replace(self, stability=run)


def model_card(
    runs: Iterable[Results],
    today: Mapping[str, str],
    practice: Section | None = None,
    rounds: GoldenResults | None = None,
) -> str:
    """The page. The same runs make the same page, to the byte. `today` are the rubrics as they stand.

    `rounds` are the automatic check's answers to scenarios of mock rounds.
    """
    known = grouped(runs)
    parts = [words.HEAD, words.PURPOSE, _labels([one.golden for one in known if one.golden])]
    parts += [_grader(one, today) for one in known]
    if not any(one.came.kind is GraderKind.MODEL for one in known):
        parts.append(words.UNMEASURED_MODEL)
    if rounds is not None:
        parts.append(rounds_part(rounds))
    parts.append(_practice(practice))
    return "\n".join([*parts, words.LIMITS])


def grouped(runs: Iterable[Results]) -> list[Known]:
    """Runs that may stand in one table."""
    found: list[Known] = []
    for run in runs:
        place = next((place for place, known in enumerate(found) if known.takes(run)), None)
        if place is None:
            found.append(Known().with_run(run))
        else:
            found[place] = found[place].with_run(run)
    return found


def _labels(runs: Sequence[GoldenResults]) -> str:
    rows = {(row.measured.scenario, row.measured.id): row for run in runs for row in run.rows}.values()
    if not rows:
        return "## The answers\n\nNo labelled answers were measured.\n"
    scenarios = len({row.measured.scenario for row in rows})
    levels = sum(len(row.consensus.levels) for row in rows)
    by = "; ".join(sorted({row.written_by for row in rows}))
    raters = list(dict.fromkeys(label.rater for row in rows for label in row.labels))
    counted = f"{len(rows)} answers to {scenarios} scenarios, {levels} labelled levels."
    lines = ["## The answers", "", f"{counted} Written by {by}. {labelled_by(raters)}", ""]
    if not any(label.by_person for row in rows for label in row.labels):
        lines += [words.NO_PEOPLE, *([words.AMONG_THEMSELVES] if len(raters) > 1 else [])]
    return "\n".join(lines)


def _grader(known: Known, today: Mapping[str, str]) -> str:
    sections = [*_of_golden(known), *_of_attacks(known), *_of_stability(known)]
    lines = [f"## {_name(known.came)}", "", *_identity(known, today), "", *in_short(sections), ""]
    missing = [
        sentence
        for run, sentence in (
            (known.golden, words.NO_GOLDEN),
            (known.attacks, words.NO_ATTACKS),
            (known.stability, words.NO_STABILITY),
        )
        if run is None
    ]
    return "\n".join([*lines, tables(sections), *(f"{sentence}\n" for sentence in missing)])


def _name(came: Came) -> str:
    return (
        f"The automatic check ({came.grader})"
        if came.kind is GraderKind.AUTOMATIC
        else f"Model {came.grader}"
    )


def _identity(known: Known, today: Mapping[str, str]) -> Iterator[str]:
    came = known.came
    prompt = f", prompt `{came.prompt_hash[:12]}`" if came.prompt_hash else ""
    dates = sorted({str(run.measured_on) for run in known.runs if run.measured_on})
    measured = f" Measured on {', '.join(dates)}." if dates else ""
    yield f"Rubrics `{came.rubric_hash[:12]}`{prompt}.{measured}"
    changed = sorted(name for name, found in rubrics_of(known.measured).items() if today.get(name) != found)
    if changed:
        yield f"**{words.OUTDATED}** {', '.join(changed)}."
    if came.kind is GraderKind.AUTOMATIC:
        yield words.OF_THE_CHECK


def _of_golden(known: Known) -> Iterator[Section]:
    if known.golden:
        yield from (s for s in golden_sections(known.golden) if not _silent(s, known))


def _of_attacks(known: Known) -> Iterator[Section]:
    if known.attacks:
        yield from (s for s in attack_sections(known.attacks) if s.key not in _ONCE)


def _of_stability(known: Known) -> Iterator[Section]:
    if known.stability:
        yield from (s for s in stability_sections(known.stability) if s.key not in _ONCE)


def _silent(section: Section, known: Known) -> bool:
    """A check without a model has no cost and states no confidence."""
    return known.came.kind is GraderKind.AUTOMATIC and section.key in {"takes", "confidence"}


def _practice(practice: Section | None) -> str:
    if practice is None:
        return f"## In practice\n\n{words.NO_PRACTICE}\n"
    return f"## In practice\n\n{tables([practice])}"
