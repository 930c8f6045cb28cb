"""Turn a home in which no server lives into one in which a server starts."""

import os
from collections.abc import Callable
from pathlib import Path

from adapters.postgres import binaries, cluster, socket_folder
from adapters.postgres.account import Account
from adapters.postgres.home import Home
from adapters.postgres.locks import FileLock


def launch(home: Home, account: Account, site: Path, serving: FileLock, tell: Callable[[str], None]) -> None:
    """Start it without waiting. `serving` has to be held: it passes to the server's processes."""
    (home.data / "postmaster.pid").unlink(missing_ok=True)
    programs = binaries.reachable(site, account, home.binaries)
    if not home.data.exists():
        tell(f"Making a database in {home.data}")
        cluster.create(home, programs, account)
    server = _command(home, programs, socket_folder.claim(home.identity, account))
    log = home.open_log()
    try:
        # The shell leaves the server to init: it outlives us, is nobody's child, and needs no reaping.
        shell = ["/bin/sh", "-c", '"$@" &', "debrief", *server]
        account.run(shell, output=log, keep_open=(serving.fileno(),))
    finally:
        os.close(log)


def _command(home: Home, programs: Path, sockets: Path) -> list[str | Path]:
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": f'"{sockets}"',
        "unix_socket_permissions": "0700",
        "port": str(socket_folder.PORT),
        "cluster_name": home.cluster_name,
        # In the data folder: /dev/shm may be closed to the account or tiny, and a killed server litters it.
        "dynamic_shared_memory_type": "mmap",
        # DETAIL lines quote whole rows, and what a member wrote stays out of logs.
        "log_error_verbosity": "terse",
    }
    command: list[str | Path] = [programs / "postgres", "-D", home.data]
    return command + [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
