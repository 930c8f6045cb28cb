"""One interaction: who asked what, whether it was answered, and how."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.fakes.discord.app import Application
from tests.fakes.discord.world import Channel, Message, User

LIVES = timedelta(minutes=15)
PING, COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 1, 2, 3, 4, 5
PONG, REPLY, DEFER, DEFER_UPDATE, UPDATE, CHOICES, FORM = 1, 4, 5, 6, 7, 8, 9
ALLOWED = {
    COMMAND: (REPLY, DEFER, FORM),
    COMPONENT: (REPLY, DEFER, DEFER_UPDATE, UPDATE, FORM),
    AUTOCOMPLETE: (CHOICES,),
    MODAL: (REPLY, DEFER, DEFER_UPDATE, UPDATE),
}
"""By the interaction's type: which answers are taken. A modal that came of no message updates none."""


@dataclass(slots=True, eq=False)
class Interaction:
    id: str
    token: str
    kind: int
    app: Application
    user: User
    channel: Channel
    made_at: datetime
    started: float
    """On the real clock, for the first answer."""
    message: Message | None = None
    """The message whose component was used."""
    name: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    answer: int = 0
    """The type it was answered with; 0 before."""
    original_id: str = ""
    """The message that is @original."""
    thinking: bool = False
    """A deferred answer that is still to come."""
    ephemeral: bool = False
    form: dict[str, Any] | None = None
    choices: list[dict[str, Any]] | None = None
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    made: list[str] = field(default_factory=list)
    """Messages that came of it, in order."""

    def is_over(self, now: datetime) -> bool:
        return now - self.made_at >= LIVES
