import asyncio

import pytest

from adapters.llm.gate import Gate, Shut


async def passes(gate: Gate, log: list[str], name: str, *, turned_away: float | None = None) -> None:
    async with gate.place():
        log.append(name)
        await asyncio.sleep(0)
        if turned_away is None:
            gate.served()
        else:
            gate.shut(turned_away)


async def test_no_more_than_its_places_are_under_way() -> None:
    gate, under_way, most = Gate(3), 0, 0

    async def call() -> None:
        nonlocal under_way, most
        async with gate.place():
            under_way += 1
            most = max(most, under_way)
            await asyncio.sleep(0)
            under_way -= 1

    await asyncio.gather(*(call() for _ in range(20)))
    assert most == 3


async def test_a_long_wait_sends_everybody_away_with_its_length() -> None:
    gate = Gate(2)
    gate.shut(600)
    with pytest.raises(Shut) as shut:
        async with gate.place():
            pytest.fail("nobody may pass")
    assert 599 < shut.value.after.total_seconds() <= 600


async def test_after_a_short_wait_one_goes_first_and_the_others_follow() -> None:
    gate, log = Gate(8), list[str]()
    gate.shut(0.05)
    began = asyncio.get_running_loop().time()

    async def call(name: str) -> None:
        async with gate.place():
            log.append(name)
            assert asyncio.get_running_loop().time() - began >= 0.05
            if name == log[0]:
                await asyncio.sleep(0.02)
                assert log == [name]
            gate.served()

    await asyncio.gather(*(call(str(number)) for number in range(8)))
    assert len(log) == 8


async def test_a_scout_that_is_turned_away_keeps_the_others_waiting() -> None:
    gate, log = Gate(4), list[str]()
    gate.shut(0.02)
    first = asyncio.create_task(passes(gate, log, "scout", turned_away=0.4))
    await asyncio.sleep(0.03)
    others = [asyncio.create_task(passes(gate, log, "other")) for _ in range(3)]
    await asyncio.sleep(0.02)
    assert log == ["scout"]

    await asyncio.gather(first, *others)
    assert log == ["scout", "other", "other", "other"]


async def test_unsaid_waits_grow_until_somebody_is_served() -> None:
    gate = Gate(1)
    waits = [gate.shut(None) for _ in range(4)]
    assert waits == pytest.approx([1, 2, 4, 8], abs=0.1)


async def test_a_caller_that_gives_up_leaves_its_place() -> None:
    gate = Gate(1)
    gate.shut(0.05)
    waiting = asyncio.create_task(passes(gate, [], "gives up"))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)

    async with asyncio.timeout(1):
        await passes(gate, [], "next")
