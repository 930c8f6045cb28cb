import asyncio

import pytest

from adapters.roles.together import Duty, together
from bot.errors import Defect, UserMustAct


def obedient(did: list[str], name: str, takes: float = 0.0) -> Duty:
    async def duty(stop: asyncio.Event) -> None:
        await stop.wait()
        await asyncio.sleep(takes)
        did.append(name)

    return duty


def failing(error: Exception | None) -> Duty:
    async def duty(stop: asyncio.Event) -> None:
        if error is not None:
            raise error

    return duty


async def test_all_finish_what_they_have_in_hand() -> None:
    did: list[str] = []
    stop = asyncio.Event()
    asyncio.get_running_loop().call_soon(stop.set)

    await together({"web": obedient(did, "web"), "worker": obedient(did, "worker", 0.05)}, stop, grace=5)

    assert did == ["web", "worker"]


async def test_one_that_is_too_slow_is_cut_off() -> None:
    did: list[str] = []
    stop = asyncio.Event()
    stop.set()

    slow = obedient(did, "worker", 3600)
    await together({"web": obedient(did, "web"), "worker": slow}, stop, grace=0, last_words=0.05)

    assert did == ["web"]


async def test_one_that_breaks_stops_the_others_and_is_named() -> None:
    did: list[str] = []
    cause = KeyError("what a member wrote")

    with pytest.raises(Defect, match="the worker broke: KeyError") as told:
        await together({"web": obedient(did, "web"), "worker": failing(cause)}, asyncio.Event(), grace=5)

    assert did == ["web"]
    assert told.value.__cause__ is cause
    assert "member" not in str(told.value)


async def test_what_a_person_can_mend_is_passed_on() -> None:
    with pytest.raises(UserMustAct, match="Renew the token"):
        await together({"slack": failing(UserMustAct("Renew the token."))}, asyncio.Event(), grace=5)


async def test_one_that_ends_unasked_is_a_defect() -> None:
    with pytest.raises(Defect, match="the scheduler ended by itself"):
        await together({"scheduler": failing(None)}, asyncio.Event(), grace=5)


async def test_being_cancelled_leaves_nothing_running() -> None:
    ended = asyncio.Event()

    async def endless(stop: asyncio.Event) -> None:
        try:
            await asyncio.sleep(3600)
        finally:
            ended.set()

    running = asyncio.create_task(together({"worker": endless}, asyncio.Event(), grace=3600))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    running.cancel()

    with pytest.raises(asyncio.CancelledError):
        await running
    assert ended.is_set()
