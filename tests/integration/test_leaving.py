"""What somebody leaves by leaving a channel or a workspace, and what they stay in."""

from dataclasses import replace

import pytest

from adapters.main import House
from bot.domain.happenings import Account, MemberLeft
from bot.domain.ids import GroupId
from bot.practice.receive import receive
from bot.practice.set_up import Wish, add_channel, set_up_group
from bot.testing import FakeClock, FakePlatform

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
        ("C1", {"mornings"}),
        ("C2", {"evenings"}),
        ("C3", {"mornings"}),
        ("of no group", set()),
        (None, {"mornings", "evenings"}),
    ],
)
async def test_a_channel_takes_its_own_group_and_a_workspace_all_of_its_groups(
    house: House,
    platform: FakePlatform,
    groups: dict[str, GroupId],
    ana: Account,
    channel: str | None,
    left: set[str],
) -> None:
    await receive(house.core, platform.leaves(ana, channel))
    assert await stays_in(house, groups, ana) == set(groups) - left


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
