"""Who may add to a pack and take out of it, how much, and what is written down about it."""

import asyncio
from collections.abc import Sequence

import pytest
from sqlalchemy import text

from bot.domain.ids import PersonId
from bot.domain.pack import MOST_OWN, PackFile
from bot.errors import UserMustAct
from bot.library.beside import There
from bot.library.given import check
from bot.practice.core import Core
from bot.practice.packs.add import ADDED, Added, Refused, add_to_pack
from bot.practice.packs.listing import pack_of
from bot.practice.packs.remove import REMOVED
from bot.store.audit import AuditEntry
from tests.fakes.own_pack import own_file, own_text
from tests.integration.packs.conftest import Circle

WAITING = text(
    "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
)


async def audited(circle: Circle) -> Sequence[AuditEntry]:
    async with circle.house.core.store.work() as work:
        return await work.audit.of(circle.group)


async def ids(circle: Circle) -> list[str]:
    return [str(listed.own.id) for listed in await pack_of(circle.house.core, circle.group)]


async def test_what_is_added_is_told_and_audited(alder: Circle) -> None:
    done = await alder.adds("wet-paint", "dry-dock")
    assert isinstance(done, Added)
    assert [one.id for one in done.new] == ["wet-paint", "dry-dock"]
    newest = (await audited(alder))[0]
    assert (newest.actor, newest.action) == (alder.organiser, ADDED)
    assert newest.details == {"new": "wet-paint, dry-dock", "replaced": ""}
    again = await alder.gives(own_file("wet-paint"), own_file("dry-dock", title="Drier"))
    assert isinstance(again, Added)
    assert [one.id for one in again.same] == ["wet-paint"]
    assert [one.id for one in again.replaced] == ["dry-dock"]
    await alder.drops("dry-dock")
    newest = (await audited(alder))[0]
    assert (newest.action, newest.details) == (REMOVED, {"scenario": "dry-dock"})


async def test_all_or_nothing(alder: Circle) -> None:
    broken = PackFile("dry-dock.yaml", b"id: dry-dock\n")
    done = await alder.gives(own_file("wet-paint"), broken)
    assert isinstance(done, Refused)
    assert {problem.file for problem in done.problems} == {"dry-dock.yaml"}
    assert await ids(alder) == []
    assert all(entry.action != ADDED for entry in await audited(alder))


async def test_only_this_groups_organisers_may(alder: Circle, birch: Circle) -> None:
    core = alder.house.core
    with pytest.raises(UserMustAct, match="Only this group's organisers"):
        await add_to_pack(core, alder.group, birch.organiser, [own_file("wet-paint")])
    with pytest.raises(UserMustAct, match="Only this group's organisers"):
        await add_to_pack(core, alder.group, PersonId(10**9), [own_file("wet-paint")])
    with pytest.raises(UserMustAct, match="Only this group's organisers"):  # before any file is judged
        await add_to_pack(core, alder.group, birch.organiser, [PackFile("wet-paint.yaml", b"")])
    await alder.adds("wet-paint")
    birch.organiser, mine = alder.organiser, birch.organiser
    with pytest.raises(UserMustAct, match="Only this group's organisers"):
        await birch.drops("wet-paint")
    birch.organiser = mine
    with pytest.raises(UserMustAct, match="has no scenario `wet-paint` of its own"):
        await birch.drops("wet-paint")
    assert await ids(alder) == ["wet-paint"]


async def test_no_file_is_refused(alder: Circle) -> None:
    with pytest.raises(UserMustAct, match=r"No scenario file was given\. Nothing was changed\."):
        await alder.gives()


async def has(alder: Circle, count: int) -> None:
    await alder.adds("wet-paint")
    async with alder.house.core.store.engine.begin() as connection:
        await connection.execute(
            text(
                "insert into pack_scenarios select group_id, 'n-' || n, title, difficulty, track, system,"
                " tests, text, digest, body, added_by, added_at"
                " from pack_scenarios, generate_series(2, :most) n"
            ),
            {"most": count},
        )


async def test_a_group_has_a_bounded_number(alder: Circle) -> None:
    await has(alder, MOST_OWN - 1)
    await alder.adds("dry-dock")
    with pytest.raises(UserMustAct, match=f"can have {MOST_OWN} .* this has {MOST_OWN}, and would have 201"):
        await alder.adds("red-kite")
    assert isinstance(await alder.gives(own_file("dry-dock", title="Drier")), Added)
    assert len(await ids(alder)) == MOST_OWN


async def test_two_who_add_at_once_both_do(alder: Circle) -> None:
    done = await asyncio.gather(*(alder.adds(name) for name in ("wet-paint", "dry-dock", "red-kite")))
    assert all(isinstance(one, Added) for one in done)
    assert await ids(alder) == ["dry-dock", "red-kite", "wet-paint"]


async def test_two_who_add_at_once_do_not_go_beyond_the_most(alder: Circle) -> None:
    await has(alder, MOST_OWN - 1)
    core = alder.house.core
    (kite,) = check([own_file("red-kite")], There({})).scenarios
    async with core.store.work() as work:  # one who is about to add the last
        await work.schedules.lock(alder.group)
        second = asyncio.create_task(alder.adds("dry-dock"))
        while not await waiting_at_locks(core):
            assert not second.done(), "it did not wait"
            await asyncio.sleep(0)
        await work.packs.put(alder.group, [kite], alder.organiser, core.clock.now())
    with pytest.raises(UserMustAct, match="would have 201"):
        await second
    assert len(await ids(alder)) == MOST_OWN


async def waiting_at_locks(core: Core) -> int:
    async with core.store.engine.connect() as connection:
        count: int = (await connection.execute(WAITING)).scalar_one()
        return count


async def test_taking_out_says_what_waited(alder: Circle) -> None:
    await alder.adds("wet-paint")
    await alder.queues("wet-paint", "no-way-up")
    assert await alder.drops("wet-paint") == (
        "Taken out: `wet-paint`. Its text is deleted; where it was posted, the post stays as it was. "
        "It waited in the queue, and does so no more."
    )
    async with alder.house.core.store.work() as work:
        assert (await work.queue.of([alder.group]))[alder.group] == ["no-way-up"]
    with pytest.raises(UserMustAct, match="has no scenario `wet-paint`"):
        await alder.drops("wet-paint")


async def test_a_pin_goes_with_it(alder: Circle) -> None:
    await alder.adds("wet-paint")
    assert "Pinned to" in await alder.types("queue pin wet-paint friday")
    assert "It was pinned to a day, which is free again." in await alder.drops("wet-paint")
    assert "Pinned" not in await alder.types("queue")


async def test_the_text_is_kept_word_for_word_and_leaves_no_copy_behind(alder: Circle) -> None:
    words = "# a note of ours\n" + own_text("wet-paint")
    await alder.gives(PackFile("wet-paint.yaml", words.encode()))
    async with alder.house.core.store.engine.begin() as connection:
        assert (await connection.execute(text("select text from pack_scenarios"))).scalar_one() == words
    await alder.drops("wet-paint")
    async with alder.house.core.store.engine.begin() as connection:
        for table in ("pack_scenarios", "scenario_versions"):
            assert (await connection.execute(text(f"select count(*) from {table}"))).scalar_one() == 0
