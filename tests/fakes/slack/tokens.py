"""Tokens: what kind, for whom, what for, and until when."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from tests.fakes.slack.refusal import Refused
from tests.fakes.slack.world import Member, Team, World

TokenKind = Literal["bot", "app"]
ALL_SCOPES = (
    "channels:history",
    "channels:join",
    "channels:read",
    "chat:write",
    "commands",
    "files:read",
    "files:write",
    "groups:history",
    "groups:read",
    "im:history",
    "im:read",
    "im:write",
    "reactions:read",
    "reactions:write",
    "users:read",
)
LIFE = 43_200
"""Seconds that a rotated token lasts."""


@dataclass(slots=True)
class Token:
    text: str
    kind: TokenKind
    scopes: tuple[str, ...]
    team: Team | None = None
    bot: Member | None = None
    enterprise_id: str | None = None
    """Set for an install on a whole organisation."""
    expires_at: float | None = None
    dead: str = ""
    """The error that it gets once it's no good any more."""


@dataclass(slots=True)
class Tokens:
    world: World
    known: dict[str, Token] = field(default_factory=dict)
    refreshing: dict[str, Token] = field(default_factory=dict)
    """By refresh token, each good for one use."""

    def bot(self, team: Team, bot: Member, scopes: Iterable[str], *, rotated: bool = False) -> Token:
        prefix = "xoxe.xoxb-1-" if rotated else "xoxb-"
        text = f"{prefix}{int(self.world.now())}-{secrets.token_hex(12)}"
        token = Token(text, "bot", tuple(scopes), team, bot)
        token.expires_at = self.world.now() + LIFE if rotated else None
        self.known[text] = token
        return token

    def app(self, scopes: Iterable[str] = ("connections:write",)) -> Token:
        token = Token(f"xapp-1-{secrets.token_hex(12)}", "app", tuple(scopes))
        self.known[token.text] = token
        return token

    def refresh_token(self, of: Token) -> str:
        text = f"xoxe-1-{secrets.token_hex(12)}"
        self.refreshing[text] = of
        return text

    def check(self, text: str) -> Token:
        """Raises Refused as Slack does for tokens that are no good."""
        if not text:
            raise Refused("not_authed")
        token = self.known.get(text)
        if token is None:
            raise Refused("invalid_auth")
        if token.dead:
            raise Refused(token.dead)
        if token.expires_at is not None and self.world.now() >= token.expires_at:
            raise Refused("token_expired")
        return token

    def of(self, team: Team) -> list[Token]:
        """The bot tokens with which this team is served."""
        return [
            each
            for each in self.known.values()
            if each.kind == "bot"
            and (
                (each.team is team and not each.enterprise_id)
                or (each.enterprise_id and each.enterprise_id == team.enterprise_id)
            )
        ]
