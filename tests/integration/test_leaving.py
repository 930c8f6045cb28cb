"""What somebody leaves by leaving a channel or a workspace, and what they stay in."""

from dataclasses import replace

import pytest

from adapters.main import House
from bot.domain.group import Role
from bot.domain.happenings import Account, ChannelClosed, MemberLeft
from bot.domain.ids import GroupId
from bot.practice.receive import receive
from bot.practice.set_up import Wish, add_channel, set_up_group
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import CHANNEL, first_day

ANSWER = "I would stop it, tell everyone whom it misled, and read a week of its logs with two people."
HERE, ELSEWHERE = "T1", "T2"
PLACES = {"mornings": (HERE, "C1"), "evenings": (HERE, "C2"), "weekends": (ELSEWHERE, "C1")}


@pytest.fixture
def ana(platform: FakePlatform) -> Account:
    """An account that is one in every workspace, as on Discord."""
    return replace(platform.account("Ana"), scope="")


@pytest.fixture
async def groups(house: House, platform: FakePlatform, ana: Account) -> dict[str, GroupId]:
    """Three groups, Ana in each: two in one workspace, and one in another's channel of the same name."""
    found = {}
    for name, (installation, channel) in PLACES.items():
        wish = Wish(name, platform.name, installation, channel, ana, "UTC")
        found[name] = await set_up_group(house.core, wish)
    second = Wish("mornings", platform.name, HERE, "C3", ana, "UTC")
    await add_channel(house.core, found["mornings"], second)
    return found


async def stays_in(house: House, groups: dict[str, GroupId], ana: Account) -> set[str]:
    async with house.core.store.work() as work:
        person = await work.people.known(ana)
        assert person is not None
        kept = await work.people.groups_of(person)
    return {name for name, group in groups.items() if group in kept}


@pytest.mark.parametrize(
    ("channel", "left"),
    [
        ("C2", {"evenings"}),
        # Mornings has another channel in this workspace.
        ("C1", set()),
        ("C3", set()),
        ("of no group", set()),
        (None, {"mornings", "evenings"}),
    ],
)
async def test_a_groups_only_channel_takes_its_group_and_a_workspace_all_of_its_groups(
    house: House,
    platform: FakePlatform,
    groups: dict[str, GroupId],
    ana: Account,
    channel: str | None,
    left: set[str],
) -> None:
    await receive(house.core, platform.leaves(ana, channel))
    assert await stays_in(house, groups, ana) == set(groups) - left


async def test_the_last_living_channel_takes_its_group(
    house: House, platform: FakePlatform, clock: FakeClock, groups: dict[str, GroupId], ana: Account
) -> None:
    await receive(house.core, ChannelClosed(platform.source(), "C1", clock.now()))
    await receive(house.core, platform.leaves(ana, "C3"))
    assert await stays_in(house, groups, ana) == {"evenings", "weekends"}


async def test_an_organiser_who_leaves_one_of_two_channels_keeps_the_office(
    house: House, platform: FakePlatform, groups: dict[str, GroupId], ana: Account
) -> None:
    await receive(house.core, platform.leaves(ana, "C3"))
    async with house.core.store.work() as work:
        (organiser,) = await work.people.members(groups["mornings"], role=Role.ORGANISER)
        assert organiser.person == await work.people.known(ana)


async def test_news_of_leaving_from_before_they_joined_or_wrote_are_old(
    house: House, clock: FakeClock, platform: FakePlatform
) -> None:
    stage = await first_day(house, clock, platform)
    lou, bo = stage.member("Lou"), stage.member("Bo")

    async def names() -> set[str]:
        async with house.core.store.work() as work:
            return {member.name for member in await work.people.members(stage.group)}

    before = clock.now()
    clock.forward(hours=1)
    await bo.says(ANSWER)
    await receive(house.core, MemberLeft(platform.source(), bo.account, before, CHANNEL))
    assert "Sample Bo" in await names()  # joined since

    left = clock.now()
    await receive(house.core, platform.leaves(bo.account, CHANNEL))
    assert "Sample Bo" not in await names()
    await stage.at("Tue 09:00")
    await bo.says(ANSWER, on="Tue")
    await receive(house.core, MemberLeft(platform.source(), bo.account, left, CHANNEL))
    assert "Sample Bo" in await names()  # wrote since
    await receive(house.core, platform.leaves(lou.account, CHANNEL))
    await receive(house.core, platform.leaves(bo.account, CHANNEL))
    assert await names() == set()


async def test_a_channel_of_another_workspace_is_another_channel(
    house: House, platform: FakePlatform, groups: dict[str, GroupId], ana: Account, clock: FakeClock
) -> None:
    source = replace(platform.source(), installation_ref=ELSEWHERE)
    await receive(house.core, MemberLeft(source, ana, clock.now(), "C1"))
    assert await stays_in(house, groups, ana) == {"mornings", "evenings"}


async def test_whoever_leaves_takes_nobody_along(
    house: House, platform: FakePlatform, groups: dict[str, GroupId], ana: Account, clock: FakeClock
) -> None:
    bo = replace(platform.account("Bo"), scope="")
    async with house.core.store.work() as work:
        person = await work.people.recognise(bo, HERE, clock.now())
        await work.people.join(groups["mornings"], person, clock.now())
    await receive(house.core, platform.leaves(ana))
    assert await stays_in(house, groups, bo) == {"mornings"}
