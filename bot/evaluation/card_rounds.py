"""The part of the model card on mock rounds: other scenarios, other answers, so figures of their own."""

from bot.evaluation.golden_figures import golden_sections
from bot.evaluation.markdown import tables
from bot.evaluation.results import GoldenResults

TITLE = "## Mock rounds, by the automatic check"
WHAT = """\
Each of these is what a candidate says to a round's first question; what the questions after it bring \
out was not measured. No cue was mended for one of these answers, but for some scenarios their scores \
together were seen while cues were mended \
([how far](explanation/offline-checker.md#stories-told-in-plain-words)). \
`debrief eval golden --rounds` measures a grader on them.\
"""
_SHOWN = ("raters", "agreement", "hired", "length", "kinds", "red_lines")


def rounds_part(results: GoldenResults) -> str:
    """Fewer tables than the daily answers have: so few answers bear no finer division."""
    sections = {section.key: section for section in golden_sections(results)}
    lines = [TITLE, "", _counted(results), "", WHAT, ""]
    return "\n".join([*lines, tables([sections[key] for key in _SHOWN if key in sections])])


def _counted(results: GoldenResults) -> str:
    scenarios = len({row.measured.scenario for row in results.rows})
    by = "; ".join(sorted({row.written_by for row in results.rows}))
    return f"{len(results.rows)} answers to {scenarios} scenarios. Written by {by}."
