"""What the machine says of a server's processes: its pid file, and the command lines behind the pids."""

import os
import subprocess
from dataclasses import dataclass
from itertools import chain, repeat
from pathlib import Path

PROC = Path("/proc")
LINES = 8
LONGEST_PID = 10


@dataclass(frozen=True, slots=True)
class Postmaster:
    pid: int
    socket_folder: Path
    status: str

    @property
    def is_ready(self) -> bool:
        return self.status == "ready"


def running(data: Path) -> Postmaster | None:
    """The living postmaster of this data folder.

    The pid alone proves nothing: another process may have it since, or the file came with a copied home.
    A zombie has no command line.
    """
    found = _read(data)
    return found if found is not None and _leads(_command_line(found.pid), data) else None


def headless(cluster: str, data: Path) -> list[int]:
    """The server's other processes, known by the cluster's name in their titles, if no postmaster leads them.

    A container's postmaster can be seen from its host, though under another pid than its file says.
    """
    lines = lines_from_proc() if _has_proc() else lines_from_ps()
    if any(_leads(line, data) for line in lines.values()):
        return []
    return [pid for pid, line in lines.items() if line.startswith(f"postgres: {cluster}: ")]


def lines_from_ps() -> dict[int, str]:
    """The command line of every process, where there is no /proc."""
    command = ["/bin/ps", "-axww", "-o", "pid=,args="]
    rows = os.fsdecode(subprocess.run(command, capture_output=True, check=True).stdout).splitlines()
    split = (row.strip().partition(" ") for row in rows)
    return {int(pid): line.strip() for pid, _, line in split}


def _read(data: Path) -> Postmaster | None:
    try:
        lines = os.fsdecode((data / "postmaster.pid").read_bytes()).splitlines()
    except FileNotFoundError:
        return None
    pid, _, _, _, sockets, _, _, status, *_ = chain(lines, repeat("", LINES))
    pid = pid.strip()
    if not pid.isascii() or not pid.isdecimal() or len(pid) > LONGEST_PID:
        return None
    return Postmaster(pid=int(pid), socket_folder=Path(sockets), status=status.strip())


def _leads(command_line: str, data: Path) -> bool:
    return f"/postgres -D {data} " in f"{command_line} "


def _command_line(pid: int) -> str:
    if not _has_proc():
        return lines_from_ps().get(pid, "")
    try:
        raw = (PROC / str(pid) / "cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return ""
    return os.fsdecode(raw.replace(b"\0", b" ")).strip()


def _has_proc() -> bool:
    return (PROC / "self" / "cmdline").exists()


def lines_from_proc() -> dict[int, str]:
    pids = [int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit()]
    return {pid: _command_line(pid) for pid in pids}
