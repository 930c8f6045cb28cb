"""Rulings and lists for whoever runs the bot: every group's cases, no author's name."""

from collections.abc import Mapping

from bot.domain.ids import GroupId, PostId, ReviewId
from bot.domain.review import Case, RoundCase
from bot.errors import UserMustAct
from bot.practice.core import Core
from bot.practice.reviews.outdated import outdated_in
from bot.practice.reviews.regrade import NO_POST, Regraded, regrade_post
from bot.practice.reviews.rule_form import read_ruling
from bot.practice.reviews.rulings import AnyFacts, case_named, facts_of, locked_facts, rule

NO_CASE = (
    "No open case has that number: it was ruled on, or its author took the words back. Nothing was changed. "
    "`debrief review list` shows what waits."
)


async def cases_anywhere(core: Core) -> list[Case | RoundCase]:
    async with core.store.work() as work:
        cases: list[Case | RoundCase] = [
            *await work.reviews.waiting_anywhere(),
            *await work.round_reviews.waiting_anywhere(),
        ]
    return sorted(cases, key=lambda case: case.turn)


async def case_of(core: Core, number: int) -> AnyFacts:
    """One case whole. Raises UserMustAct when it is open no more."""
    async with core.store.work() as work:
        group = await work.reviews.group_of(ReviewId(number))
        case = await case_named(work, group, ReviewId(number)) if group else None
        facts = await facts_of(work, case) if case else None
    if facts is None:
        raise UserMustAct(NO_CASE)
    return facts


async def rule_as_operator(core: Core, number: int, values: Mapping[str, str]) -> str:
    """Rule on what stands at this moment. Raises UserMustAct with what is missing."""
    seen = await case_of(core, number)
    async with core.store.work() as work:
        facts = await locked_facts(work, seen.case.group, seen.case.id, seen.seen)
        try:
            ruling = read_ruling(facts, values)
        except UserMustAct as lacking:
            hint = f"`debrief review show {number}` ends with what to type."
            raise UserMustAct(f"{lacking.message} {hint}") from lacking
        ruled = await rule(work, facts, ruling, None, core.clock.now())
    told = "Its author gets a new debrief." if ruled.told else "What its author was shown stays as it was."
    return f"Ruled: {ruled.graded.band}. {told}"


async def outdated_anywhere(core: Core) -> dict[PostId, int]:
    async with core.store.work() as work:
        groups = await work.outdated.groups()
        return {
            post: number
            for group in groups
            for post, number in (await outdated_in(work, core.library, group)).items()
        }


async def regrade_anywhere(core: Core, number: int) -> Regraded:
    async with core.store.work() as work:
        post = await work.posts.named(PostId(number))
    if post is None:
        raise UserMustAct(NO_POST)
    return await regrade_post(core, GroupId(post.group), post.id)
