"""What may have been missed is written down, whatever happens meanwhile."""

from datetime import UTC, datetime, timedelta

import pytest

from adapters.discord.heard.gaps import EARLIER, Gaps, Since

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)


class Noted:
    """What the core was told, and what goes wrong on the way."""

    def __init__(self) -> None:
        self.told: list[tuple[str, Since]] = []
        self.fails = 0
        self.woken = 0
        self.gaps = Gaps(self.within, self.anywhere, self.wake)
        self.meanwhile: list[tuple[str, Since]] = []

    async def within(self, guild: str, since: Since) -> None:
        for where, when in self.meanwhile:
            self.gaps.within([where], when)
        self.meanwhile.clear()
        if self.fails:
            self.fails -= 1
            raise RuntimeError("The database is away.")
        self.told.append((guild, since))

    async def anywhere(self, since: Since) -> None:
        await self.within("everywhere", since)

    def wake(self) -> None:
        self.woken += 1


async def test_each_server_once_from_the_earliest_moment_on() -> None:
    it = Noted()
    it.gaps.within(["3", "4"], LATER)
    it.gaps.within(["3"], NOW)
    it.gaps.anywhere(LATER)
    assert it.gaps.unwritten
    await it.gaps.write_down()
    assert it.told == [("3", NOW - EARLIER), ("4", LATER - EARLIER), ("everywhere", LATER - EARLIER)]
    assert (it.gaps.unwritten, it.woken) == (False, 3)


@pytest.mark.parametrize(("first", "second"), [(None, NOW), (NOW, None), (None, None)])
async def test_since_it_was_last_heard_is_the_earliest_moment(first: Since, second: Since) -> None:
    it = Noted()
    it.gaps.within(["3"], first)
    it.gaps.within(["3"], second)
    await it.gaps.write_down()
    assert it.told == [("3", None)]


async def test_what_cant_be_written_down_is_kept_until_it_can() -> None:
    it = Noted()
    it.gaps.within(["3"], LATER)
    it.fails, it.meanwhile = 1, [("3", NOW)]
    with pytest.raises(RuntimeError):
        await it.gaps.write_down()
    assert it.gaps.unwritten
    await it.gaps.write_down()
    assert it.told == [("3", NOW - EARLIER)]


async def test_what_is_missed_while_it_is_written_is_written_too() -> None:
    it = Noted()
    it.gaps.within(["3"], NOW)
    it.meanwhile = [("3", LATER)]
    await it.gaps.write_down()
    assert it.told == [("3", NOW - EARLIER), ("3", LATER - EARLIER)]
