"""What hearing and speaking have in common."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.domain.cards import Card
from bot.domain.happenings import Happening

NAME = "discord"
"""The platform's name in accounts and sources."""

Payload = Mapping[str, Any]
"""What Discord sent, as JSON."""

Take = Callable[[Happening], Awaitable[Card | None]]
"""Persists a happening, once; what comes back is for whoever caused it, and for nobody else."""
