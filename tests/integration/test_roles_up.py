"""`debrief up` as a supervisor meets it: started, probed, stopped, refused, bereft of its database."""

import os
import signal
import socket
from pathlib import Path

import psycopg
import pytest

from adapters.postgres import database, postmaster
from tests.fakes.role_process import until, up
from tests.fakes.throwaway_home import throwaway_home

A_JOB = b"""
insert into procrastinate_jobs (queue_name, task_name, args) values ('post.close', 'post.close', '{"id": 0}')
"""


def test_it_starts_is_ready_and_stops_at_sigterm(database_url: str, tmp_path: Path) -> None:
    with up(tmp_path, "--port", "0", DATABASE_URL=database_url) as debrief:
        assert debrief.get("/healthz") == (200, "alive\n")
        status, said = debrief.get("/readyz")
        assert (status, said) == (
            200,
            '{"ready":true,"checks":{"database":"ok","schema":"ok","library":"ok"}}',
        )
        assert debrief.stop() == 0
        assert debrief.events("Stopped.")
        assert "Debrief runs, and posts nowhere" in debrief.said()


def test_a_lone_worker_serves_nothing_unless_given_a_port(database_url: str, tmp_path: Path) -> None:
    with up(tmp_path, "--role", "worker", DATABASE_URL=database_url) as quiet:
        assert quiet.url() == "none"
        assert quiet.stop() == 0
    with up(tmp_path, "--role", "worker", "--port", "0", DATABASE_URL=database_url) as probed:
        assert probed.get("/healthz")[0] == 200
        assert probed.events("Debrief is up.")[0]["role"] == "worker"


def test_an_address_in_use_is_told_before_anything_starts(database_url: str, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        with up(tmp_path, DATABASE_URL=database_url, DEBRIEF_PORT=port) as debrief:
            assert debrief.end() == 2
            assert f"can't listen on 127.0.0.1 port {port}" in debrief.said()


def test_a_database_that_is_away_at_the_start_is_a_reason_to_come_back(tmp_path: Path) -> None:
    nowhere = "postgresql://nobody:secret-word@127.0.0.1:1/none"
    with up(tmp_path, "--port", "0", DATABASE_URL=nowhere) as debrief:
        assert debrief.end() == 75
        assert "could not be reached" in debrief.said()
        assert "secret-word" not in debrief.said()


def test_a_setting_that_cannot_be_meant_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DEBRIEF_PORT=eight\nDATABASE_URL=mysql://somewhere\nUNKNOWN=1\n")
    with up(tmp_path) as debrief:
        assert debrief.end() == 2
        assert "DEBRIEF_PORT" in debrief.said()
        assert "DATABASE_URL" in debrief.said()


def test_readiness_names_an_old_schema(database_url: str, tmp_path: Path) -> None:
    with (
        up(tmp_path, "--port", "0", DATABASE_URL=database_url) as debrief,
        psycopg.connect(database_url, autocommit=True) as connection,
    ):
        assert debrief.get("/readyz")[0] == 200
        (present,) = connection.execute("select version_num from alembic_version").fetchone() or ("",)
        connection.execute("update alembic_version set version_num = '0000'")
        try:
            status, said = debrief.get("/readyz")
        finally:
            connection.execute("update alembic_version set version_num = %s", [present])

        assert status == 503
        assert "at 0000, and this version needs" in said
        assert '"database":"ok"' in said


def test_two_share_an_embedded_database_and_the_last_one_stops_it(tmp_path: Path) -> None:
    with throwaway_home() as home:
        own = {"DATABASE_URL": "", "DEBRIEF_HOME": str(home)}
        options = ("--role", "scheduler", "--port", "0")
        with up(tmp_path, "--port", "0", **own) as first, up(tmp_path, *options, **own) as second:
            assert first.get("/readyz")[0] == second.get("/readyz")[0] == 200
            assert first.stop() == 0
            assert second.get("/readyz")[0] == 200
            assert second.stop() == 0
        assert postmaster.running(home / "data") is None


@pytest.mark.crash
@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGINT], ids=["killed", "shut down"])
def test_it_recovers_from_the_death_of_its_database(tmp_path: Path, blow: signal.Signals) -> None:
    with (
        throwaway_home() as home,
        up(tmp_path, "--port", "0", DATABASE_URL="", DEBRIEF_HOME=str(home)) as debrief,
    ):
        assert debrief.get("/readyz")[0] == 200
        before = postmaster.running(home / "data")
        assert before is not None

        os.kill(before.pid, blow)
        until(lambda: postmaster.running(home / "data") not in (None, before), debrief.said)
        until(lambda: debrief.get("/readyz")[0] == 200, debrief.said)

        after = postmaster.running(home / "data")
        assert after is not None
        with psycopg.connect(database.url(after.socket_folder)) as connection:
            connection.execute(A_JOB)
        until(lambda: debrief.events("Job done."), debrief.said)
        swept = _sweeps(debrief.get("/metrics")[1])
        until(lambda: _sweeps(debrief.get("/metrics")[1]) > swept, debrief.said)
        assert debrief.stop() == 0
        assert postmaster.running(home / "data") is None


def _sweeps(metrics: str) -> float:
    found = [
        line
        for line in metrics.splitlines()
        if line.startswith('debrief_sweep_seconds_count{outcome="done"}')
    ]
    return float(found[0].split()[-1]) if found else 0.0
