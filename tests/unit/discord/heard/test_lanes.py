"""A few events at once, what concerns the same thing in order, and nothing forgotten."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.heard import lanes
from adapters.discord.heard.lanes import Lanes, Work

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


async def test_no_more_than_a_few_at_once() -> None:
    it, running, most = Lanes(at_once=3), 0, 0

    async def work() -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0)
        running -= 1

    for number in range(20):
        assert it.put(str(number), NOW, work)
    await it.finish()
    assert (most, it.busy) == (3, 0)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 3)), max_size=30))
def test_what_concerns_the_same_thing_stays_in_order(events: list[tuple[str, int]]) -> None:
    done: list[tuple[str, int]] = []

    async def run() -> None:
        it = Lanes(at_once=4)

        def work(about: str, number: int, pauses: int) -> Work:
            async def do() -> None:
                for _ in range(pauses):
                    await asyncio.sleep(0)
                done.append((about, number))

            return do

        for number, (about, pauses) in enumerate(events):
            it.put(about, NOW, work(about, number, pauses))
        await it.finish()

    asyncio.run(run())
    for about in "abc":
        wanted = [(one, number) for number, (one, _) in enumerate(events) if one == about]
        assert [one for one in done if one[0] == about] == wanted


async def test_since_when_something_waits() -> None:
    it, held = Lanes(), asyncio.Event()

    async def waits() -> None:
        await held.wait()

    it.put("a", NOW + timedelta(seconds=1), waits)
    it.put("b", NOW, waits)
    assert (it.oldest, it.busy) == (NOW, 2)
    held.set()
    await it.finish()
    assert it.oldest is None


async def test_what_is_too_much_is_turned_away() -> None:
    it, held = Lanes(at_once=1, most_waiting=2), asyncio.Event()

    async def waits() -> None:
        await held.wait()

    assert [it.put(name, NOW, waits) for name in "abc"] == [True, True, False]
    held.set()
    await it.finish()


async def test_one_that_breaks_holds_up_no_other(caplog: pytest.LogCaptureFixture) -> None:
    it, done = Lanes(), []

    async def breaks() -> None:
        raise RuntimeError("Nobody expected this.")

    async def works() -> None:
        done.append("done")

    it.put("a", NOW, breaks)
    it.put("a", NOW, works)
    await it.finish()
    assert done == ["done"]
    assert "could not be dealt with" in caplog.text


async def test_nobody_is_waited_for_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes, "LONGEST", 0.01)
    it = Lanes()
    for name in "ab":
        it.put(name, NOW, asyncio.Event().wait)  # type: ignore[arg-type]  # its result interests nobody
    await it.finish()
    assert it.busy == 0


async def test_a_flood_in_one_server_leaves_room_for_others() -> None:
    it, held = Lanes(most_of_one=2), asyncio.Event()

    async def waits() -> None:
        await held.wait()

    taken = [it.put(str(number), NOW, waits, of="flooded") for number in range(4)]
    assert taken == [True, True, False, False]
    assert it.put("4", NOW, waits, of="quiet")
    held.set()
    await it.finish()
    assert it.put("5", NOW, waits, of="flooded")
    await it.finish()
    assert it._of == {}


async def test_what_somebody_wrote_waits_under_their_name_until_it_is_kept() -> None:
    it, kept = Lanes(), asyncio.Event()

    async def work() -> None:
        await kept.wait()

    for number, by in enumerate(("7", "8", "7", "")):
        assert it.put(str(number), NOW, work, by)
    mine = it.waiting("7")
    assert (len(mine), len(it.waiting("8")), len(it.waiting("9"))) == (2, 1, 0)
    kept.set()
    await asyncio.wait(mine)
    await it.finish()
    assert it.waiting("7") == frozenset()
