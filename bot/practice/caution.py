"""How far to trust a check that reads words."""

from bot.domain.grade import Finding, Graded

AUTOMATIC = (
    "An automatic check looked for words; it can be wrong, most often by missing what was said in other "
    "words. Not calibrated: nobody has compared its verdicts with people's yet."
)
BY_MODEL = "A model wrote this, and it can be wrong. Appeal what you see otherwise; a person decides."
UNSURE = "Unsure: it found one sign only."


def caution_of_check(graded: Graded) -> str:
    """What "unsure" means is said only where it stands beside a criterion."""
    unsure = any(found.finding is Finding.UNSURE for found in graded.criteria)
    return f"{AUTOMATIC} {UNSURE}" if unsure else AUTOMATIC
