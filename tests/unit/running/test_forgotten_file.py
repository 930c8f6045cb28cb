"""The list of forgotten accounts: added to, read back, and honest about what it can't do."""

import asyncio
import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.configured.database import forgotten_list
from adapters.forgotten import ForgottenFile
from adapters.settings import Settings
from bot.domain.forgetting import ForgottenAccount, mark_of
from bot.domain.happenings import Account
from bot.errors import RetryLater, UserMustAct

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ANA = ForgottenAccount(mark_of(Account("fake", "T1", "U1")), NOON)
BEN = ForgottenAccount(mark_of(Account("fake", "T1", "U2")), NOON)


async def test_what_was_added_is_read_back_in_order(tmp_path: Path) -> None:
    path = tmp_path / "kept" / "forgotten.jsonl"
    await ForgottenFile(path).add([ANA])
    await ForgottenFile(path).add([BEN, ANA])
    assert await ForgottenFile(path).all() == [ANA, BEN, ANA]
    assert path.read_text().count("\n") == 3
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


async def test_a_list_that_was_never_begun_is_empty(tmp_path: Path) -> None:
    assert list(await ForgottenFile(tmp_path / "forgotten.jsonl").all()) == []


async def test_it_holds_no_account_and_no_name(tmp_path: Path) -> None:
    path = tmp_path / "forgotten.jsonl"
    await ForgottenFile(path).add([ForgottenAccount(mark_of(Account("slack", "T77", "U4711", "Ana")), NOON)])
    assert not any(word in path.read_text() for word in ("slack", "T77", "U4711", "Ana"))


async def test_a_torn_line_is_passed_over_and_takes_no_other_with_it(tmp_path: Path) -> None:
    path = tmp_path / "forgotten.jsonl"
    await ForgottenFile(path).add([ANA, BEN])
    path.write_text(path.read_text()[:-30])
    await ForgottenFile(path).add([BEN])
    assert await ForgottenFile(path).all() == [ANA, BEN]


async def test_many_at_once_never_write_into_each_others_lines(tmp_path: Path) -> None:
    path = tmp_path / "forgotten.jsonl"
    await asyncio.gather(*(ForgottenFile(path).add([ANA, BEN]) for _ in range(40)))
    assert sorted(line.mark for line in await ForgottenFile(path).all()) == sorted([ANA.mark, BEN.mark] * 40)


async def test_a_place_that_takes_nothing_is_a_reason_to_come_back(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(RetryLater, match="Nothing can be added to the list of forgotten accounts"):
        await ForgottenFile(tmp_path / "file" / "forgotten.jsonl").add([ANA])


async def test_a_list_that_cannot_be_read_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "forgotten.jsonl").mkdir()
    with pytest.raises(UserMustAct, match="Nothing was started"):
        await ForgottenFile(tmp_path / "forgotten.jsonl").all()


def test_an_account_has_one_mark_whatever_it_is_called() -> None:
    assert mark_of(Account("fake", "T1", "U1", "Ana")) == mark_of(Account("fake", "T1", "U1", "Ana M."))
    others = [Account("fake", "T1", "U2"), Account("fake", "T1U", "1"), Account("other", "T1", "U1")]
    assert len({ANA.mark, *map(mark_of, others)}) == 4


@pytest.mark.parametrize(
    ("settings", "path"),
    [
        ({"DEBRIEF_FORGOTTEN": "/kept/list"}, "/kept/list"),
        ({"DEBRIEF_FORGOTTEN": "/kept/list", "DATABASE_URL": "postgresql://server/x"}, "/kept/list"),
        ({"DEBRIEF_HOME": "/home/debrief"}, "/home/debrief/forgotten.jsonl"),
        ({"DATABASE_URL": "postgresql://server/x"}, None),
    ],
)
def test_where_the_list_is_kept(settings: dict[str, str], path: str | None) -> None:
    found = forgotten_list(Settings(_env_file=None, **settings))  # type: ignore[arg-type]  # by their aliases
    assert (os.fspath(found.path) if isinstance(found, ForgottenFile) else None) == path
