"""A backup from before brings people back; the list outside of the database sends them away again."""

import os
import subprocess
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from adapters.forgotten import ForgottenFile
from adapters.main import House, Parts
from adapters.postgres.binaries import packaged, programs
from bot.practice.forget import forget_person
from bot.practice.replay_forgetting import replay_forgetting
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import first_day
from tests.fakes.database import empty
from tests.fakes.role_process import CHECKOUT, DEBRIEF, up
from tests.integration.heron import Both, answer, lived, traces


@pytest.fixture
def kept(tmp_path: Path) -> ForgottenFile:
    return ForgottenFile(tmp_path / "forgotten.jsonl")


@pytest.fixture
def parts(parts: Parts, kept: ForgottenFile) -> Parts:
    """With a list of forgotten accounts in a real file."""
    return replace(parts, forgotten=kept)


@pytest.fixture
async def both(house: House, clock: FakeClock, platform: FakePlatform) -> Both:
    return await lived(await first_day(house, clock, platform))


class Backup:
    """A dump of the rows, as an operator makes one."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url, self.file = url, folder / "backup.sql"
        self._run("pg_dump", "--data-only", "--exclude-table=alembic_version", f"--file={self.file}")

    def restore(self) -> None:
        empty(self.url)
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute("delete from procrastinate_workers")
        self._run("psql", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction", f"--file={self.file}")

    def _run(self, program: str, *options: str) -> None:
        folder = programs(packaged())
        assert folder is not None
        address = make_url(self.url).set(drivername="postgresql").render_as_string(hide_password=False)
        done = subprocess.run(
            [str(folder / program), *options, f"--dbname={address}"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr


def replayed(folder: Path, **environ: str) -> "subprocess.CompletedProcess[str]":
    """The command, as an operator runs it after a restore."""
    return subprocess.run(
        [*DEBRIEF, "db", "replay-forgetting"],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(CHECKOUT), **environ},
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
    )


async def dispose(both: Both) -> None:
    await both.house.core.store.engine.dispose()


async def test_a_restored_person_is_forgotten_again(
    both: Both, database_url: str, tmp_path: Path, kept: ForgottenFile
) -> None:
    backup = Backup(database_url, tmp_path)
    await forget_person(both.house.core, await both.person())
    await both.later(minutes=3)
    assert len(await kept.all()) == 1
    await dispose(both)
    backup.restore()
    assert await traces(both.house, "heron") != []
    osprey = len(await traces(both.house, "osprey"))

    assert await replay_forgetting(both.house.core) == 1
    await both.later(minutes=3)

    assert await traces(both.house, "heron") == []
    assert len(await traces(both.house, "osprey")) == osprey
    assert len(await kept.all()) == 1
    assert await replay_forgetting(both.house.core) == 0


async def test_whoever_came_back_is_left_alone(both: Both) -> None:
    await forget_person(both.house.core, await both.person())
    await both.later(minutes=3)
    await both.heron.fills_in(answer("Heron", "a new day"))
    await both.later(minutes=3)
    assert await replay_forgetting(both.house.core) == 0
    assert await traces(both.house, "heron on a new day") != []


async def test_a_backup_of_whoever_came_back_is_left_alone_too(
    both: Both, database_url: str, tmp_path: Path
) -> None:
    """Also when an older backup was restored, and gone over, in between."""
    early = Backup(database_url, tmp_path)
    await forget_person(both.house.core, await both.person())
    await both.later(minutes=3)
    await both.heron.fills_in(answer("Heron", "a new day"))
    (tmp_path / "later").mkdir()
    late = Backup(database_url, tmp_path / "later")
    await both.later(minutes=3)
    for backup, again in ((early, 1), (late, 0)):
        await dispose(both)
        backup.restore()
        assert await replay_forgetting(both.house.core) == again
    assert await traces(both.house, "heron on a new day") != []


async def test_rows_owed_to_the_list_outlast_a_crash(both: Both, kept: ForgottenFile) -> None:
    """The file can't be written when somebody asks; the next sweep that can brings it up to date."""
    kept.path.mkdir()
    await forget_person(both.house.core, await both.person())
    assert len(await traces(both.house, "heron")) == 0
    await both.house.settle()
    kept.path.rmdir()
    await both.house.settle()
    (line,) = await kept.all()
    assert line.at == both.stage.clock.now()
    async with both.house.core.store.work() as work:
        assert await work.forgetting.owed(10) == {}


async def test_debrief_up_goes_over_the_list_before_it_answers(
    both: Both, database_url: str, tmp_path: Path, kept: ForgottenFile
) -> None:
    backup = Backup(database_url, tmp_path)
    await forget_person(both.house.core, await both.person())
    await dispose(both)
    backup.restore()
    with up(
        tmp_path, "--role", "worker", DATABASE_URL=database_url, DEBRIEF_FORGOTTEN=str(kept.path)
    ) as debrief:
        debrief.url()
        (said,) = debrief.events("The list of forgotten accounts was gone over.")
        assert said["found"] == 1
        assert debrief.stop() == 0
    assert await traces(both.house, "heron") == []


async def test_the_command_says_how_many(
    both: Both, database_url: str, tmp_path: Path, kept: ForgottenFile
) -> None:
    backup = Backup(database_url, tmp_path)
    await forget_person(both.house.core, await both.person())
    await dispose(both)
    backup.restore()
    done = replayed(tmp_path, DATABASE_URL=database_url, DEBRIEF_FORGOTTEN=str(kept.path))
    assert (done.returncode, done.stdout) == (0, "Persons forgotten again: 1.\n"), done.stderr
    assert await traces(both.house, "heron") == []


def test_without_a_list_it_is_told(database_url: str, tmp_path: Path) -> None:
    done = replayed(tmp_path, DATABASE_URL=database_url)
    assert done.returncode == 2
    assert "Set DEBRIEF_FORGOTTEN" in done.stderr
    with up(tmp_path, "--role", "worker", DATABASE_URL=database_url) as debrief:
        debrief.url()
        assert "Set DEBRIEF_FORGOTTEN" in debrief.said()
        assert debrief.stop() == 0
