"""The first connection: proves that the server answers, and makes the database when it is absent."""

from pathlib import Path
from urllib.parse import urlencode

import psycopg

from adapters.postgres.cluster import USER
from adapters.postgres.socket_folder import PORT

NAME = "debrief"


def url(socket_folder: Path, database: str = NAME) -> str:
    place = urlencode({"host": str(socket_folder), "port": PORT}, safe="/")
    return f"postgresql://{USER}@/{database}?{place}"


def create_if_absent(socket_folder: Path) -> None:
    server = url(socket_folder, "postgres")
    with psycopg.connect(server, autocommit=True, connect_timeout=10) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (NAME,)).fetchone()
        if known is None:
            connection.execute(f"CREATE DATABASE {NAME}")
