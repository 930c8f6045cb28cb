"""How a session begins, or is taken up again; and when it isn't."""

import time
from typing import Any

from tests.fakes.discord.gateway.intents import refusal
from tests.fakes.discord.gateway.link import Link
from tests.fakes.discord.gateway.opening import start
from tests.fakes.discord.gateway.sessions import Session
from tests.fakes.discord.state import State

INVALID = 9
MOST_GUILDS = 2_500
"""Of one shard."""
BETWEEN_STARTS = 5.0


class Ended(Exception):
    """The socket is closed with this code."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(code, reason)
        self.code, self.reason = code, reason


class Starts:
    def __init__(self, state: State) -> None:
        self._state = state
        self.strict = state.pace.on
        """One identify in five real seconds."""
        self.identified: list[dict[str, Any]] = []
        self.resumed: list[dict[str, Any]] = []
        self._last_start: dict[tuple[str, int], float] = {}

    def identify(self, link: Link, said: dict[str, Any]) -> None:
        if link.session:
            raise Ended(4005, "Already authenticated.")
        app = self._state.of_token(str(said.get("token", "")).removeprefix("Bot "))
        if app is None:
            raise Ended(4004, "Authentication failed.")
        if not said.get("properties"):
            raise Ended(4002, "Error while decoding payload.")
        code = refusal(said.get("intents"), app)
        if code:
            raise Ended(code, "Invalid intent(s)." if code == 4013 else "Disallowed intent(s).")
        number, of = self._shard(said.get("shard", [0, 1]), app.bot.id)
        if not self._may_start(app.id, number % app.max_concurrency):
            link.say(INVALID, data=False)
            return
        app.starts_left -= 1
        if app.starts_left < 0:
            app.token = f"{app.token}.reset"
            raise Ended(4004, "Authentication failed.")
        self.identified.append(said)
        link.session = Session(app, int(said["intents"]), (number, of), line=link)
        self._state.sessions.add(link.session)
        start(self._state, link.session)

    def _shard(self, said: Any, bot_id: str) -> tuple[int, int]:
        if not isinstance(said, list) or len(said) != 2 or not all(isinstance(each, int) for each in said):
            raise Ended(4010, "Invalid shard.")
        number, of = said
        if not 0 <= number < of:
            raise Ended(4010, "Invalid shard.")
        guilds = [each for each in self._state.world.guilds.values() if bot_id in each.members]
        mine = [each for each in guilds if (int(each.id) >> 22) % of == number]
        if len(mine) > MOST_GUILDS:
            raise Ended(4011, "Sharding required.")
        return number, of

    def _may_start(self, app_id: str, key: int) -> bool:
        now, last = time.monotonic(), self._last_start.get((app_id, key))
        if self.strict and last is not None and now - last < BETWEEN_STARTS:
            return False
        self._last_start[app_id, key] = now
        return True

    def resume(self, link: Link, said: dict[str, Any]) -> None:
        if link.session:
            raise Ended(4005, "Already authenticated.")
        app = self._state.of_token(str(said.get("token", "")).removeprefix("Bot "))
        if app is None:
            raise Ended(4004, "Authentication failed.")
        session = self._state.sessions.all.get(str(said.get("session_id")))
        seq = said.get("seq")
        if session is None or session.app is not app or not isinstance(seq, int):
            link.say(INVALID, data=False)
            return
        if seq > session.seq:
            raise Ended(4007, "Invalid `seq`.")
        if not session.can_replay(seq):
            link.say(INVALID, data=False)
            return
        if session.line and session.line is not link:
            session.line.finish(4000)
        self.resumed.append(said)
        link.session, session.line = session, link
        session.replay(seq)
        session.push("RESUMED", {"_trace": []})
