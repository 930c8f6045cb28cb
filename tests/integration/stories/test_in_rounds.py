"""A behavioural round names one of the member's stories, and notes the one that was told."""

from dataclasses import replace

import pytest

from adapters.main import House
from bot.domain.cards import PacketCard, QuestionCard
from bot.domain.ids import StoryId
from bot.domain.round_kinds import Kind
from bot.domain.story import Story, StoryText
from bot.library.library import Library
from bot.practice.rounds.begin import Beginning, begin_round
from bot.store.stories import NewStory
from bot.testing import FakeClock, FakePlatform
from tests.integration.rounds_stage import SCENARIO, Candidate, candidates
from tests.integration.stories.telling import NIGHT, TILLS

TOLD = (
    "At night a wrong label could have sent nobody to a patient, and nobody had measured that. I capped it "
    "to daytime and said no to it until nurses had read 400 labels. Missed calls fell for three months."
)


@pytest.fixture
async def ana(house: House, clock: FakeClock, platform: FakePlatform, library: Library) -> Candidate:
    return (await candidates(house, clock, platform, library))("Ana")


async def keeps(ana: Candidate, *texts: StoryText) -> list[StoryId]:
    async with ana.store.work() as work:
        person = await work.people.recognise(ana.account, ana.platform.installation_ref, ana.clock.now())
        place = await work.groups.installation(ana.platform.name, ana.platform.installation_ref)
        assert place is not None
        new = [NewStory(ana.group, person, place, text) for text in texts]
        return [await work.stories.keep(one, ana.clock.now()) for one in new]


async def bank(ana: Candidate) -> list[Story]:
    async with ana.store.work() as work:
        person = await work.people.known(ana.account)
        assert person is not None
        return await work.stories.of(ana.group, person)


async def begins(ana: Candidate, kind: Kind, event: str = "begun") -> None:
    async with ana.store.work() as work:
        person = await work.people.recognise(ana.account, ana.platform.installation_ref, ana.clock.now())
        place = await work.groups.installation(ana.platform.name, ana.platform.installation_ref)
        assert place is not None
        who = Beginning(ana.group, person, place, ana.account.scope, event, ana.clock.now(), kind)
        scenario = ana.core.library.get(SCENARIO)
        assert await begin_round(ana.core, work, who, scenario) is not None
    await ana.settle()


async def ends(ana: Candidate, *said: str) -> PacketCard:
    for words in said:
        await ana.says(words)
    await ana.stops()
    await ana.settle()
    found = [card for card in ana.platform.told(ana.account) if isinstance(card, PacketCard)]
    return found[-1]


def first_card(ana: Candidate) -> QuestionCard:
    return next(card for card in ana.platform.told(ana.account) if isinstance(card, QuestionCard))


async def test_a_behavioural_round_names_a_story(ana: Candidate) -> None:
    await keeps(ana, NIGHT, TILLS)
    await begins(ana, Kind.BEHAVIOURAL)

    (says,) = [note for note in first_card(ana).notes if "story bank" in note]
    assert says.endswith("in your story bank; tell another one if it's fresher.")
    assert "“Night calls”" in says or "“The tills”" in says


async def test_other_rounds_and_empty_banks_name_none(ana: Candidate) -> None:
    await begins(ana, Kind.BEHAVIOURAL)
    assert not [note for note in first_card(ana).notes if "story bank" in note]
    await ends(ana, TOLD)
    ana.platform.seen.clear()
    await keeps(ana, NIGHT)
    await begins(ana, Kind.CASE, "again")

    assert not [note for note in first_card(ana).notes if "story bank" in note]
    await ends(ana, TOLD)
    assert [story.told_at for story in await bank(ana)] == [None]


async def test_the_story_that_was_told_is_noted_with_the_verdict(ana: Candidate) -> None:
    await keeps(ana, TILLS, NIGHT)
    await begins(ana, Kind.BEHAVIOURAL)
    packet = await ends(ana, TOLD)

    tills, night = await bank(ana)
    assert tills.told_at is None
    assert night.told_at is not None
    assert packet.band is not None
    assert night.told_band is packet.band


async def test_another_story_than_those_kept_notes_nothing(ana: Candidate) -> None:
    before = await keeps(ana, TILLS)
    await begins(ana, Kind.BEHAVIOURAL)
    await ends(ana, TOLD)

    assert [(story.id, story.told_at) for story in await bank(ana)] == [(before[0], None)]


async def test_a_round_that_nobody_could_read_still_notes_what_was_told(ana: Candidate) -> None:
    await keeps(ana, NIGHT)
    await begins(ana, Kind.BEHAVIOURAL)
    ana.grader.away = True
    packet = await ends(ana, TOLD)
    assert packet.band is None
    (night,) = await bank(ana)
    assert (night.told_at is not None, night.told_band) == (True, None)

    ana.grader.away = False
    await ana.waits(hours=1)
    (later,) = await bank(ana)
    assert later.told_band is not None
    assert replace(later, told_at=night.told_at, told_band=None) == night
