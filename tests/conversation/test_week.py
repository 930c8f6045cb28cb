"""One week of a group of twelve, as it was said. Each scene is a rule that groups have argued about."""

from collections import Counter

from bot.domain.calendar import in_time_for_streak
from bot.domain.cards import ScenarioCard
from bot.domain.ids import ScenarioId
from bot.domain.mode import Privacy
from bot.library.library import Library
from bot.store.work import Work
from tests.conversation import friday, monday, thursday, tuesday
from tests.conversation.stage import EVERYONE, Stage
from tests.conversation.twelve import NIGHT, STORM, WAY_UP, Twelve, gather


async def test_a_week_of_twelve(week: Stage, library: Library) -> None:
    them = await gather(week, library)

    await week.at("Mon 09:00")
    week.tells(EVERYONE, Privacy.OPEN)
    await monday.in_five_messages(week, them)
    await monday.bullets_from_a_phone(week, them)
    await monday.talk_is_not_an_answer(week, them)
    await monday.beside_the_thread(week, them)
    await monday.closed_direct_messages(week, them)
    await monday.deleted_before_it_was_read(week, them)
    await monday.copied(week, them)

    await week.at("Tue 09:00")
    week.tells(EVERYONE, Privacy.OPEN)
    await tuesday.the_night_owl_is_late(week, them)
    await tuesday.edited_after_the_debrief(week, them)
    await tuesday.three_tries(week, them)
    await tuesday.deleted_after_the_debrief(week, them)

    await tuesday.a_day_of_pause(week, them)
    await tuesday.later_than_any_owl(week, them)

    await thursday.sealed(week, them)
    await friday.revealed(week, them)
    await friday.too_late_for_points(week, them)

    await week.at("Sun 20:00")
    week.tells(EVERYONE, "The week's board. Points so far · week of 30 March. 1 Sample ")
    week.said_nothing_else()
    assert await week.points() == await _earned(them)
    _nothing_was_doubled(week)
    async with week.house.core.store.work() as work:
        await _lateness(work, week, them)
        members = [member.name for member in await work.people.members(week.group)]
    assert "Sample Ben" not in members
    assert len(members) == 11


async def _earned(them: Twelve) -> dict[str, int]:
    """By hand: arrival, and the band of the first graded text alone."""

    async def band(scenario: ScenarioId, kind: str, by: str = "") -> int:
        return await them.worth(scenario, them.answer(scenario, kind, by))

    return {
        "Ana": 10 + await them.worth(STORM, "\n\n".join(them.in_five())) + 10 + await band(NIGHT, "senior"),
        "Ben": 10 + await them.worth(STORM, "\n\n".join(them.bullets())) + 10 + await band(NIGHT, "strong"),
        "Cem": 10 + await band(STORM, "weak") + 10 + await band(NIGHT, "weak"),
        "Dia": 0,
        "Eli": 0,
        "Fay": 10 + await band(STORM, "weak", "Fay"),
        "Gus": 0,
        "Hana": 3 + await band(STORM, "weak", "Hana"),
        "Ivo": 3 + await band(STORM, "weak", "Ivo"),
        "Jo": 10 + await band(WAY_UP, "weak"),
        "Kim": 10 + await band(WAY_UP, "weak", "Kim") + 10 + await band(NIGHT, "strong", "Kim"),
    }


def _nothing_was_doubled(week: Stage) -> None:
    assert list(week.posts) == ["Mon", "Tue", "Thu"]
    posted = [seen for seen in week.platform.seen if isinstance(seen.card, ScenarioCard)]
    assert len(posted) == 3
    assert max(Counter(seen.key for seen in week.platform.seen).values()) == 1


async def _lateness(work: Work, week: Stage, them: Twelve) -> None:
    """Both were late for points; only one of them for the streak."""
    post = await work.posts.named(week.posts["Mon"].id)
    assert post is not None
    in_time = {}
    for member, zone in ((them.hana, "America/New_York"), (them.ivo, "Europe/Berlin")):
        answer = await work.answers.of(week.group, post.id, await member.id())
        assert answer is not None
        assert answer.arrived_at is not None
        assert answer.timeliness == "late"
        in_time[member.ref] = in_time_for_streak(answer.arrived_at, post.deadline_at, zone)
    assert in_time == {"Hana": True, "Ivo": False}
