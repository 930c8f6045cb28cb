"""`debrief init`, `debrief doctor` and `debrief db`, each as a person on a bare machine meets it."""

import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from typer import Typer
from typer.testing import CliRunner, Result

from adapters.cli import db, doctor, init
from adapters.cli.called import called
from adapters.cli.checks.check import Finding, Site, ok
from adapters.postgres import EmbeddedPostgres
from adapters.settings import read_settings
from bot.errors import UserMustAct
from bot.store import migrate
from tests.fakes.throwaway_home import throwaway_home

NAMES = (
    *("DATABASE_URL", "DEBRIEF_HOME", "DEBRIEF_HOST", "DEBRIEF_PORT"),
    *("OPENAI_API_KEY", "OPENAI_BASE_URL", "DEBRIEF_MODEL", "DEBRIEF_SECOND_MODEL"),
)
NOWHERE = "postgresql://nobody@127.0.0.1:1/none"


@pytest.fixture(autouse=True)
def _bare_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DEBRIEF_HOME", str(tmp_path / "home"))  # never the server of whoever runs the tests


def run(app: Typer, *words: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, words, input=typed)


def findings(**environ: str) -> dict[str, dict[str, Any]]:
    result = CliRunner().invoke(doctor.app, ["--json"], env=environ)
    found = {finding["name"]: finding for finding in json.loads(result.stdout)}
    assert result.exit_code == any(finding["verdict"] == "bad" for finding in found.values())
    return found


def test_init_takes_the_defaults_and_names_the_next_command(tmp_path: Path) -> None:
    result = run(init.app, "--yes")

    assert result.exit_code == 0
    assert "Next, for Slack: debrief slack manifest" in result.stdout.splitlines()[-1]
    assert "`debrief demo` plays a group in your browser" in result.stdout.splitlines()[-1]
    assert "DATABASE_URL" not in (tmp_path / ".env").read_text()
    assert read_settings().port == 8000


def test_init_offers_again_what_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DEBRIEF_HOME")
    home = tmp_path / "data here"
    assert run(init.app, typed=f"y\n{home}\n0.0.0.0\n8123\n\n").exit_code == 0
    assert run(init.app, typed="\n\n\n\n\n").exit_code == 0

    settings = read_settings()
    assert (settings.home, settings.host, settings.port) == (home, "0.0.0.0", 8123)


def test_init_tries_an_address_before_it_writes_it(tmp_path: Path, database_url: str) -> None:
    refused = run(init.app, typed=f"n\n{NOWHERE}\n")
    assert isinstance(refused.exception, UserMustAct)
    assert "Nothing was written" in refused.exception.message
    assert not (tmp_path / ".env").exists()

    accepted = run(init.app, typed=f"n\n{database_url}\n\n\n\n")
    assert accepted.exit_code == 0
    assert database_url not in accepted.stdout
    assert read_settings().database_url == database_url


@pytest.mark.parametrize(
    ("typed", "said"),
    [("y\n\n\nabc\n", "is no port"), ("y\n\n\n\ny\nfoo\nm\n\n", "it reads like https://host/v1")],
)
def test_init_writes_nothing_that_cannot_be_meant(tmp_path: Path, typed: str, said: str) -> None:
    result = run(init.app, typed=typed)

    assert isinstance(result.exception, UserMustAct)
    assert said in result.exception.message
    assert not (tmp_path / ".env").exists()


def test_init_asks_for_a_model_and_keeps_its_key_to_itself(tmp_path: Path) -> None:
    where = "y\n\n\n\n"
    first = run(init.app, typed=f"{where}y\nhttp://localhost:11434/v1\nllama\nsk-secret\n")
    again = run(init.app, typed=f"{where}\n-\n\n\n")

    assert (first.exit_code, again.exit_code) == (0, 0)
    assert "sk-secret" not in first.stdout + again.stdout
    settings = read_settings()
    assert (settings.openai_base_url, settings.model) == ("", "llama")
    assert settings.openai_api_key == "sk-secret"

    assert run(init.app, typed=f"{where}n\n").exit_code == 0
    assert read_settings().openai_api_key == ""


def test_doctor_on_a_bare_machine_finds_nothing_bad_and_makes_nothing(tmp_path: Path) -> None:
    found = findings(DEBRIEF_HOME=str(tmp_path / "home"))

    assert found["Database"]["verdict"] == "warn"
    assert found["Scenarios"]["verdict"] == "ok"
    assert found["Chats"]["mend"] == (
        "`debrief slack manifest` begins a connection to Slack, DISCORD_BOT_TOKEN one to Discord; "
        "`debrief demo` plays a group."
    )
    assert list(tmp_path.iterdir()) == []


def test_doctor_prints_a_table_with_the_mends(tmp_path: Path) -> None:
    result = CliRunner().invoke(doctor.app, [], env={"DATABASE_URL": NOWHERE})

    assert result.exit_code == 1
    assert "✗ bad   Database" in result.stdout
    assert "→ See that it runs, and correct DATABASE_URL." in result.stdout
    assert "1 to mend before Debrief can work." in result.stdout


def test_doctor_does_not_say_that_all_is_well_where_no_group_can_be_set_up(tmp_path: Path) -> None:
    result = CliRunner().invoke(doctor.app, [], env={"DEBRIEF_HOME": str(tmp_path / "home")})

    assert result.exit_code == 0
    assert result.stdout.endswith("\nIt would run, and post nowhere.\n")


def test_a_checkout_names_its_own_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own, elsewhere = tmp_path / ".venv/bin/debrief", tmp_path / "bin"
    for file in (own, elsewhere / "debrief"):
        file.parent.mkdir(parents=True)
        file.touch(mode=0o755)
    monkeypatch.setattr(sys, "argv", [str(own)])
    monkeypatch.setenv("PATH", str(elsewhere))
    assert called() == ".venv/bin/debrief"
    monkeypatch.setenv("PATH", str(own.parent))
    assert called() == "debrief"


def test_doctor_looks_into_a_database_that_answers(database_url: str) -> None:
    found = findings(DATABASE_URL=database_url)

    assert found["Database"]["found"].startswith("Postgres 18")
    assert [found[name]["verdict"] for name in ("Clock", "Schema", "Work")] == ["ok", "ok", "ok"]
    assert "Data folder" not in found


def test_doctor_starts_an_embedded_server_that_exists_and_migrates_nothing() -> None:
    with throwaway_home() as home:
        with EmbeddedPostgres(home):
            pass
        found = findings(DEBRIEF_HOME=str(home))

        assert found["Database"]["verdict"] == "ok"
        assert found["Schema"]["verdict"] == "bad"
        assert "debrief db upgrade" in found["Schema"]["mend"]


@pytest.mark.parametrize(("minutes", "verdict"), [(1, "ok"), (10, "bad")])
def test_doctor_sees_that_nobody_works(database_url: str, minutes: int, verdict: str) -> None:
    with psycopg.connect(database_url) as connection:
        connection.execute(
            "insert into groups"
            " (name, points_on_time, points_late, points_by_band, band_source, created_at)"
            " values ('Mornings', 10, 3, '{0,3,6,8,10}', 'automatic', now())"
        )
        connection.execute(
            "insert into schedules (group_id, at, zone, weekdays, next_post_at)"
            " select id, '09:00', 'UTC', '{0}', %s from groups",
            [datetime.now(UTC) - timedelta(minutes=minutes)],
        )

    work = findings(DATABASE_URL=database_url)["Work"]

    assert work["verdict"] == verdict
    assert f"the oldest (post.write) for {minutes} minutes" in work["found"]


def test_settings_that_cannot_be_meant_are_the_only_finding() -> None:
    found = findings(DEBRIEF_PORT="eight")

    assert list(found) == ["Settings"]
    assert "DEBRIEF_PORT" in found["Settings"]["found"]


def test_a_check_that_breaks_hides_no_other() -> None:
    def broken(site: Site) -> list[Finding]:
        raise KeyError("a bug")

    def sound(site: Site) -> list[Finding]:
        return [ok("Sound", "fine")]

    first, second = doctor.examine((broken, sound))

    assert (first.name, first.verdict) == ("Broken", "bad")
    assert second.name == "Sound"


def test_db_upgrade_brings_a_database_up(database_url: str) -> None:
    migrate.downgrade(database_url)
    try:
        result = CliRunner().invoke(db.app, ["upgrade"], env={"DATABASE_URL": database_url})
    finally:
        migrate.upgrade(database_url)

    assert result.exit_code == 0
    assert result.stdout == f"The database is at schema {migrate.head()}.\n"


def test_a_database_of_a_newer_version_is_left_alone(database_url: str) -> None:
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("update alembic_version set version_num = '9999'")
        try:
            result = CliRunner().invoke(db.app, ["upgrade"], env={"DATABASE_URL": database_url})
        finally:
            connection.execute("update alembic_version set version_num = %s", [migrate.head()])

    assert isinstance(result.exception, UserMustAct)
    assert "newer Debrief" in result.exception.message


def test_db_check_passes_on_the_shipped_migrations() -> None:
    result = run(db.app, "check")

    assert result.exit_code == 0, result.output
    assert "nothing differs" in result.stdout


def test_db_check_names_a_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrate, "drift", lambda url: ["add_column colour"])
    result = run(db.app, "check")

    assert result.exit_code == 1
    assert "add_column colour" in result.stderr
