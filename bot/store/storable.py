"""Text as Postgres takes it: the domain's rule, where whoever writes a row looks for it."""

from bot.domain.text import storable

__all__ = ["storable"]
