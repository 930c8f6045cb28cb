"""A case with everything that its reader sees, and what a ruling on it starts from."""

from dataclasses import dataclass

from bot.domain.grade import Graded, ReviewReason
from bot.domain.post import Post
from bot.domain.review import OWN_WORDS, Case, RoundCase, red_line_of
from bot.domain.scenario import Criterion, RedLine, Scenario
from bot.practice.first_verdict import verdict_on
from bot.store.grades import StoredGrade
from bot.store.work import Work

NOTHING_SHOWN = 0


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What any reader sees, whatever the case is about."""

    case: Case | RoundCase
    scenario: Scenario
    text: str
    shown: Graded | None
    """What the author was shown last of this text; None when nobody has graded it."""
    seen: int
    """By which a ruling proves that it was given on what stands."""
    taken_for_copy: bool = False
    is_cut: bool = False
    """Its author has taken words out since it was graded."""

    @property
    def is_blind(self) -> bool:
        """Chance alone has picked it: whoever knew the grade would only nod."""
        return all(review.reason is ReviewReason.AUDIT for review in self.case.reviews)

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """Those that a level is asked for."""
        whole = self.case.is_whole or not self._is_complete
        return tuple(c for c in self.scenario.criteria if whole or c.id in self.case.about)

    @property
    def red_lines(self) -> tuple[RedLine, ...]:
        appealed = {red_line_of(about) for about in self.case.about}
        return tuple(r for r in self.scenario.red_lines if self.case.is_whole or r.id in appealed)

    @property
    def asks_about_copying(self) -> bool:
        return self.taken_for_copy and (self.case.is_whole or OWN_WORDS in self.case.about)

    @property
    def _is_complete(self) -> bool:
        """A band that an organiser gave by itself comes without levels."""
        found = {c.criterion_id for c in self.shown.criteria} if self.shown else set()
        return found >= {c.id for c in self.scenario.criteria}


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFacts(CaseFacts):
    """Of an answer to a post."""

    case: Case
    post: Post
    grades: tuple[StoredGrade, ...]
    """All of the answer's, oldest first."""

    @property
    def stands(self) -> StoredGrade | None:
        return verdict_on(self.case.revision, self.grades)


async def answer_facts(work: Work, case: Case) -> AnswerFacts | None:
    """None when its post is gone."""
    post = await work.posts.get(case.group, case.post)
    if post is None:
        return None
    answer = await work.answers.get(case.group, case.answer)
    grades = tuple(await work.grades.of(case.group, case.answer))
    stands = verdict_on(case.revision, grades)
    return AnswerFacts(
        case=case,
        scenario=await work.posts.scenario(post.scenario_hash),
        text=await work.texts.revision_text(case.group, case.answer, case.revision),
        shown=stands.graded if stands else None,
        seen=stands.id if stands else NOTHING_SHOWN,
        taken_for_copy=answer.timeliness is not None and (await work.ledger.occasion(answer)).is_copy,
        is_cut=await work.texts.is_cut(case.group, case.answer, case.revision),
        post=post,
        grades=grades,
    )
