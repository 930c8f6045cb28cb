"""The parts that a process may play. Any number of processes may play the same one."""

from enum import StrEnum


class Role(StrEnum):
    WEB = "web"
    WORKER = "worker"
    SCHEDULER = "scheduler"
    CHAT = "chat"
