"""The figures of any run."""

from bot.errors import UserMustAct
from bot.evaluation.attack_figures import attack_sections
from bot.evaluation.comparing import Comparison, compare_attacks, compare_golden
from bot.evaluation.figure import Section
from bot.evaluation.golden_figures import golden_sections
from bot.evaluation.results import AttackResults, GoldenResults, Results
from bot.evaluation.stability_figures import stability_sections


def sections_of(results: Results, *, for_programs: bool = False) -> tuple[Section, ...]:
    """A program also gets what would only confuse a reader: each criterion by itself."""
    if isinstance(results, GoldenResults):
        return golden_sections(results, for_programs=for_programs)
    if isinstance(results, AttackResults):
        return attack_sections(results)
    return stability_sections(results)


def compared(before: Results, after: Results) -> Comparison:
    """Raises UserMustAct when the two can't be compared."""
    if isinstance(before, GoldenResults) and isinstance(after, GoldenResults):
        return compare_golden(before, after)
    if isinstance(before, AttackResults) and isinstance(after, AttackResults):
        return compare_attacks(before, after)
    raise UserMustAct("Two golden runs can be compared, or two runs of attacks. These are neither.")
