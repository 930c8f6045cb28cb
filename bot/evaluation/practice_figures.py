"""What became of grades in groups: appeals and audits, as the card shows them."""

from bot.evaluation.figure import Figure, Section, Unit, share
from bot.evaluation.proportions import Share
from bot.store.review_figures import ReviewFigures

_HOUR = 3600


def practice_section(figures: ReviewFigures) -> Section:
    """Of all groups of one installation together."""
    overturned, regretted = figures.overturned, figures.regretted
    hours = None if figures.median is None else figures.median.total_seconds() / _HOUR
    return Section(
        "practice",
        "Appeals and audits",
        (
            Figure("ruled", "grades that a person ruled on", figures.ruled, Unit.COUNT),
            share("overturned", "appeals that changed a level", Share(overturned.count, overturned.of)),
            share("regret", "random audits with another verdict", Share(regretted.count, regretted.of)),
            Figure(
                "latency", "hours to a ruling, median", hours, Unit.COUNT, note="" if hours else "none yet"
            ),
        ),
        "From the groups of the installation that wrote this card.",
    )
