"""Keys of installations: the newest install's is never lost to an older renewal, and begins afresh."""

from datetime import datetime, timedelta

from adapters.sealing import sealing
from bot.domain.speaking import Credential, Site
from bot.practice.installing.keep import keep_installation
from bot.practice.refused import note_refused
from bot.store.credentials import Sealed, SealedCredential
from tests.conversation.stage import Stage

SITE = Site("fake", "T1")
SEAL = sealing("k" * 32)


async def installs(stage: Stage, token: str) -> SealedCredential:
    key = Credential(SITE, {"token": token}, stage.clock.now() + timedelta(hours=12))
    await keep_installation(stage.house.core, SEAL, key, "Heron Study")
    return await key_of(stage)


async def key_of(stage: Stage) -> SealedCredential:
    async with stage.house.core.store.work() as work:
        found = await work.credentials.of(SITE)
    assert found is not None
    return found


async def is_claimed(stage: Stage, until: datetime) -> bool:
    now = stage.clock.now()
    async with stage.house.core.store.work() as work:
        found = await work.credentials.claim_expiring("fake", now + timedelta(days=1), now, until)
    return found is not None


async def test_a_renewal_that_ends_after_an_install_puts_no_old_key_back(stage: Stage) -> None:
    old = await installs(stage, "first")
    new = await installs(stage, "second")
    renewed = Sealed(b"renewed from the first", None)
    async with stage.house.core.store.work() as work:
        assert not await work.credentials.replace(old, renewed, stage.clock.now())

    assert await key_of(stage) == new
    async with stage.house.core.store.work() as work:
        assert await work.credentials.replace(new, renewed, stage.clock.now())
    assert (await key_of(stage)).sealed == renewed


async def test_a_new_key_waits_for_nobody_who_had_the_old_one_in_hand(stage: Stage) -> None:
    await installs(stage, "first")
    an_hour = stage.clock.now() + timedelta(hours=1)
    assert await is_claimed(stage, an_hour)
    assert not await is_claimed(stage, an_hour)

    await installs(stage, "second")
    assert await is_claimed(stage, an_hour)


async def test_what_was_refused_before_an_install_is_told_again_if_it_still_is(stage: Stage) -> None:
    await installs(stage, "first")
    told = [await refused(stage) for _ in range(2)]
    await installs(stage, "second")

    assert [*told, await refused(stage)] == [1, 1, 2]


async def refused(stage: Stage) -> int:
    """How often organisers have been told of it in all."""
    await note_refused(stage.house.core, "fake", "T1", "reactions:write", "Allow me to react.")
    stage.clock.forward(minutes=1)
    await stage.settle()
    return sum("Allow me to react." in said for said in stage.heard["Lou"])
