"""Who sees an answer, and when."""

from enum import StrEnum


class Mode(StrEnum):
    OPEN = "open"
    SEALED = "sealed"
