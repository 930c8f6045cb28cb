"""What `debrief review` prints, and how it reads a ruling that was typed."""

from collections.abc import Sequence

from adapters.terminal.harmless import harmless
from bot.domain.card_parts import Section
from bot.domain.review import OWN_WORDS, Case, RoundCase, crossing
from bot.errors import UserMustAct
from bot.practice.core import Core
from bot.practice.reviews.by_operator import case_of, cases_anywhere, outdated_anywhere, regrade_anywhere
from bot.practice.reviews.case_card import case_sections
from bot.practice.reviews.facts import CaseFacts
from bot.practice.reviews.figures import in_lines, review_figures
from bot.practice.reviews.letters import in_days
from bot.practice.reviews.rule_form import BECAUSE


async def told_of_all(core: Core) -> str:
    now = core.clock.now()
    lines = [
        f"{case.id:>6}  group {case.group}, {_about(case)}, for {in_days(now - case.oldest)}: "
        + ", ".join(sorted({str(review.reason) for review in case.reviews}))
        for case in await cases_anywhere(core)
    ]
    figures = in_lines(await review_figures(core), now)
    return "\n".join([*(lines or ["Nothing waits for a person."]), "", *figures])


def _about(case: Case | RoundCase) -> str:
    return f"mock round {case.round}" if isinstance(case, RoundCase) else f"post {case.post}"


async def told_of_one(core: Core, number: int) -> str:
    facts = await case_of(core, number)
    return "\n\n".join([*map(_section, case_sections(facts)), _how_to_rule(facts)])


async def told_of_outdated(core: Core) -> str:
    found = await outdated_anywhere(core)
    lines = [f"post {post}: {number} graded by an earlier rubric" for post, number in sorted(found.items())]
    return "\n".join(
        lines or ["Every grade was made by the rubric as it is now, or stands by a person's word."]
    )


async def told_of_regrading(core: Core, number: int) -> str:
    done = await regrade_anywhere(core, number)
    says = [f"Graded again: {done.again}, of which {done.moved} came to another band."]
    if done.left:
        says.append(
            f"Left as they are: {done.left} (held for a person, in hand, or another kind of grader's)."
        )
    if done.broke_off:
        says.append(f"Broke off: {done.broke_off} Run it again; what is done stays done.")
    return " ".join(says)


def typed_ruling(
    levels: Sequence[str], red_lines: Sequence[str], because: str, *, own_words: bool
) -> dict[str, str]:
    """As a form would send it. Raises UserMustAct for what isn't NAME=VALUE."""
    named = dict(_pair(level) for level in levels)
    crossed = {crossing(name): value for name, value in map(_pair, red_lines)}
    return {**named, **crossed, OWN_WORDS: "yes" if own_words else "no", BECAUSE: because}


def _pair(typed: str) -> tuple[str, str]:
    name, is_there, value = typed.partition("=")
    if not is_there or not name.strip():
        raise UserMustAct(
            f"“{typed}” isn't NAME=VALUE. Nothing was changed. Type for instance --level contain=3, "
            "or --red-line refused-forgotten=no."
        )
    return name.strip(), value.strip()


def _section(section: Section) -> str:
    return "\n".join([harmless(section.heading), *(f"  {harmless(line)}" for line in section.lines)])


def _how_to_rule(facts: CaseFacts) -> str:
    levels = [f"--level {criterion.id}=0…4" for criterion in facts.criteria]
    lines = [f"--red-line {line.id}=yes|no" for line in facts.red_lines]
    own = ["[--own-words]"] if facts.asks_about_copying else []
    return " ".join(["debrief review rule", str(facts.case.id), *levels, *lines, *own, "--because TEXT"])
