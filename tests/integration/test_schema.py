"""The migrations: up from nothing, down to nothing, and equal to the models and to the queue's library."""

from collections.abc import Iterator
from hashlib import sha256

import psycopg
import pytest
from procrastinate.schema import SchemaManager
from sqlalchemy import make_url

from bot.store import migrate

QUEUE_SCHEMA = "c70ec4b400a60ad9592787653aae5ae77ae41bf801d56b5bd2712751a07f2009"
UPGRADED = (
    "The installed procrastinate ships another schema than the one in alembic/versions/0001_queue.py. "
    "Add a revision that runs the library's own migration files between the two versions "
    "(procrastinate/sql/migrations), try it on a database with jobs in it, then put the new sum here: "
)


@pytest.fixture
def fresh_url(database_url: str) -> Iterator[str]:
    """A database in which nothing was ever made."""
    url = make_url(database_url)
    name = f"never_migrated_{url.database}"
    url = url.set(database=name)
    with psycopg.connect(database_url, autocommit=True) as admin:
        admin.execute(f"create database {name} template template0".encode())
        try:
            yield url.render_as_string(hide_password=False)
        finally:
            admin.execute(f"drop database {name} with (force)".encode())


def objects(url: str) -> set[str]:
    """Every relation, function and type of our own schema."""
    with psycopg.connect(url) as connection:
        rows = connection.execute(
            "select 'relation ' || relname from pg_class where relnamespace = 'public'::regnamespace"
            " union all select 'routine ' || proname from pg_proc where pronamespace = 'public'::regnamespace"
            " union all select 'type ' || typname from pg_type where typnamespace = 'public'::regnamespace"
        ).fetchall()
    return {str(name) for (name,) in rows}


def test_up_from_nothing_equals_the_models(fresh_url: str) -> None:
    assert migrate.pending(fresh_url) is not None
    migrate.upgrade(fresh_url)
    assert migrate.pending(fresh_url) is None
    assert migrate.drift(fresh_url) == []


def test_down_to_base_leaves_nothing_and_up_again_works(fresh_url: str) -> None:
    empty = objects(fresh_url)
    migrate.upgrade(fresh_url)
    full = objects(fresh_url)
    migrate.downgrade(fresh_url)
    assert {left for left in objects(fresh_url) - empty if "alembic_version" not in left} == set()
    migrate.upgrade(fresh_url)
    assert objects(fresh_url) == full
    assert migrate.drift(fresh_url) == []


def test_verdicts_from_before_answers_were_counted_stay_as_they_were(fresh_url: str) -> None:
    migrate.upgrade(fresh_url, "0021")
    with psycopg.connect(fresh_url) as connection:
        connection.execute("set session_replication_role = replica")  # none of what the rows point to is here
        connection.execute(
            "insert into rounds (id, group_id, person_id, installation_id, scope, event_ref, scenario_id,"
            " scenario_hash, state, ending, due_at, entered_at, started_at, ended_at) overriding system value"
            " values (1, 1, 1, 1, '', 'a', 'the-hailstorm', 'h', 'concluded', 'stopped', null, now(), now(),"
            " now()), (2, 1, 2, 1, '', 'b', 'the-hailstorm', 'h', 'talking', null, now(), now(), now(), null)"
        )
        connection.execute(
            "insert into round_messages (group_id, round_id, turn, installation_id, channel_ref, message_ref,"
            " text, posted_at, version_at)"
            " select 1, round, turn, 1, 'c', round || '/' || turn, 'words', now(), now()"
            " from (values (1, 1), (1, 2), (2, 1)) said (round, turn)"
        )
    migrate.upgrade(fresh_url)
    with psycopg.connect(fresh_url) as connection:
        rows = connection.execute("select answered, questions from rounds order by id").fetchall()
    assert rows == [(2, 2), (0, 0)]


def test_upgrading_twice_changes_nothing(fresh_url: str) -> None:
    migrate.upgrade(fresh_url)
    before = objects(fresh_url)
    migrate.upgrade(fresh_url)
    assert objects(fresh_url) == before


def test_drift_notices_a_column_that_no_model_has(fresh_url: str) -> None:
    migrate.upgrade(fresh_url)
    with psycopg.connect(fresh_url) as connection:
        connection.execute("alter table ledger add column sneaked_in text")
    (difference,) = migrate.drift(fresh_url)
    assert "sneaked_in" in difference


def test_what_a_database_lacks_is_known_until_it_is_migrated(fresh_url: str) -> None:
    assert migrate.pending(fresh_url) == migrate.head()
    migrate.upgrade(fresh_url)
    assert migrate.pending(fresh_url) is None


def test_the_queues_schema_is_the_one_that_was_migrated() -> None:
    installed = sha256(SchemaManager.get_schema().encode()).hexdigest()
    assert installed == QUEUE_SCHEMA, UPGRADED + installed
