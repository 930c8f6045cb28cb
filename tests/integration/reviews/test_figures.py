"""How reviewing goes, in numbers that somebody could count by hand."""

import pytest

from adapters.metrics.counts import Counts
from adapters.metrics.scrape import scrape
from bot.domain.grade import Band
from bot.domain.ids import AnswerId, GroupId, PostId
from bot.domain.review import AUDITED_IN, is_audited
from bot.practice.reviews.figures import in_lines, review_figures
from bot.practice.rule_on_answer import Ruled, rule_on_answer
from tests.conversation.stage import Member
from tests.integration.reviews.conftest import Desk


async def test_latency_and_overturn_rate(desk: Desk, ana: Member, bo: Member, lou: Member) -> None:
    for member, levels in ((lou, "333333"), (ana, "222222"), (bo, "111111")):
        await desk.graded(member, levels)
    await desk.appeals(ana, desk.criteria[0])
    desk.stage.clock.forward(hours=2)
    await desk.rules(lou, {desk.criteria[0]: "4"})
    await desk.appeals(bo, desk.criteria[0])
    desk.stage.clock.forward(hours=4)
    await desk.rules(lou, {})
    await desk.appeals(bo, desk.criteria[1])
    figures = await review_figures(desk.stage.house.core)
    assert (figures.open, figures.ruled) == (1, 2)
    assert figures.median is not None
    assert figures.median.total_seconds() == pytest.approx(3 * 3600)
    assert figures.p95 is not None
    assert figures.p95.total_seconds() == pytest.approx((2 + 0.95 * 2) * 3600)
    assert (figures.overturned.of, figures.overturned.count) == (2, 1)
    assert figures.regretted.rate is None
    page = (await scrape(desk.stage.house.core, Counts())).decode()
    assert "debrief_reviews_open 1.0" in page
    assert "debrief_appeals_overturned_ratio 0.5" in page
    assert "audits_regretted" not in page
    lines = in_lines(figures, desk.stage.clock.now())
    assert "appeals that changed a level: 1 of 2 (50%, too few to say much)" in lines
    assert "audits that came to another verdict: none ruled on yet" in lines


async def test_an_audit_that_comes_to_another_verdict_is_a_regret(
    desk: Desk, ana: Member, lou: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as chance:
        chance.setattr("bot.practice.reviews.open_reviews.is_audited", lambda group, answer: True)
        await desk.graded(ana, "111111")
    await desk.graded(lou, "333333")
    lines = {f.name: "no" for f in (await desk.rule_form(lou)).fields if f.name.startswith("red line ")}
    said = await desk.rules(lou, {**dict.fromkeys(desk.criteria, "4"), **lines})
    assert "The grader had said “no”" in said
    figures = await review_figures(desk.stage.house.core)
    assert (figures.regretted.of, figures.regretted.count) == (1, 1)
    assert figures.median is None
    assert (await desk.stands_for(ana)).points == 20


async def test_a_band_ruling_closes_what_was_asked(desk: Desk, ana: Member, lou: Member) -> None:
    await desk.graded(ana, "444444", "suspect")
    core, group = desk.stage.house.core, desk.stage.group
    ruled = Ruled(PostId(int(desk.post)), await ana.id(), Band.LEAN_YES, "It asks for its grade.")
    await rule_on_answer(core, group, await lou.id(), ruled)
    assert await desk.cases() == []
    assert (await desk.stands_for(ana)).points == 16
    assert not (await desk.grades(ana))[-1].graded.held


def test_chance_picks_one_in_fifty_and_the_same_ones_again() -> None:
    picked = [n for n in range(20_000) if is_audited(GroupId(3), AnswerId(n))]
    assert picked == [n for n in range(20_000) if is_audited(GroupId(3), AnswerId(n))]
    assert len(picked) == pytest.approx(20_000 / AUDITED_IN, rel=0.15)
    assert picked != [n for n in range(20_000) if is_audited(GroupId(4), AnswerId(n))]
