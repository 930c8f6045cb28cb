"""Whether Discord's events come in: the gateway, who listens to it, and a message of our own."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from adapters.cli.called import called
from adapters.cli.checks import discord_words as words
from adapters.cli.checks.check import Finding, bad, ok, warn
from adapters.cli.checks.discord_app import first
from adapters.cli.checks.discord_known import Known
from adapters.cli.checks.process import Process
from adapters.discord.access import Access
from adapters.discord.ask import Answer
from adapters.discord.heard.ends import NO_INTENT, TOKEN_REFUSED
from adapters.discord.heard.starts import LEAST
from adapters.discord.mends import CONTENT_MEND, TOKEN_MEND
from adapters.discord.probe import PATIENCE, Heard, Line, Outcome, probe, says_hello
from bot.ports import InChannel

GATEWAY, HEARING, PROBE = "Discord gateway", "Discord events", "Discord probe"
FRESH = timedelta(minutes=2)
"""Longer than a process that hears takes to note it again."""
FEW = 0.1


@dataclass(frozen=True, slots=True)
class Hears:
    """Who hears, as far as rows and a process on this machine tell."""

    known: Known
    process: Process | None

    @property
    def waits(self) -> bool:
        """A process runs here, and isn't connected."""
        return self.process is not None and self.process.on_discord is False

    @property
    def is_sure(self) -> bool:
        return self.process is not None and self.process.on_discord is not None

    def hears(self, now: datetime) -> bool:
        """A process that answers knows it; else what it wrote down lately."""
        if self.process is not None and self.process.on_discord is not None:
            return self.process.on_discord
        return self.known.heard_at is not None and now - self.known.heard_at <= FRESH


def line_of(access: Access, answer: Answer) -> Line:
    """Where to listen, as Discord says, or whoever set another address."""
    given = answer.data if answer.ok else {}
    return Line(access.gateway_url or str(given.get("url", "")), int(given.get("shards", 1)))


async def gateway(line: Line, answer: Answer) -> Finding:
    """Opened without beginning a session, of which there are so many a day."""
    if not answer.ok:
        return warn(GATEWAY, f"can't be asked for: {first(str(answer.why()))}", words.LATER)
    starts = answer.data.get("session_start_limit") or {}
    total, left = int(starts.get("total", 0)), int(starts.get("remaining", 0))
    if not await says_hello(line):
        mend = words.WEBSOCKETS.format(address=line.address)
        return bad(GATEWAY, "it can't be reached: websockets don't get through", mend)
    found = f"it answers; {left:,} of {total:,} session starts are left"
    if left <= LEAST:
        minutes = int(starts.get("reset_after", 0)) / 60_000
        return bad(GATEWAY, f"{found}, for {minutes:.0f} minutes", words.STARTS)
    return warn(GATEWAY, found, words.STARTS) if left < total * FEW else ok(GATEWAY, found)


def hearing(it: Hears, now: datetime) -> Finding:
    if it.known.heard_at is None:
        return warn(HEARING, "none came in yet", words.RUN.format(called=called()))
    ago = max((now - it.known.heard_at).total_seconds(), 0)
    found = f"were last heard {ago:.0f} s ago"
    if it.hears(now):
        return ok(HEARING, found)
    if it.waits:
        return warn(HEARING, f"{found}: the process on this machine isn't connected", words.WAIT_FOR_IT)
    return warn(HEARING, f"{found}: no process hears now", words.RUN.format(called=called()))


def unprobed(it: Hears, now: datetime) -> Finding:
    if it.waits:
        return warn(PROBE, "none sent: the process on this machine isn't connected", words.WAIT_FOR_IT)
    if not it.hears(now):
        return ok(PROBE, f"none sent. {words.PROBE.format(called=called())}")
    says = "a process is connected" if it.is_sure else words.SEEMS
    return ok(PROBE, f"none sent, {says}. {words.BY_HAND}")


async def probed(access: Access, line: Line, at: InChannel, patience: float = PATIENCE) -> Finding:
    """By a session of our own, where nobody hears: it takes one of the day's starts."""
    outcome = await probe(access, line, at, patience)
    return _outcome(outcome, line, f"channel {at.channel_ref}")


def unposted(known: Known) -> Finding:
    """None can be sent: every home is a forum, or there is none."""
    if known.channels:
        return ok(PROBE, f"none could be sent: groups here are in forums. {words.FORUMS}")
    return warn(PROBE, "none could be sent: no group has a channel here", words.GROUP_SETUP)


def _outcome(it: Outcome, line: Line, channel: str) -> Finding:
    match it.heard:
        case Heard.YES:
            return ok(PROBE, f"a message in {channel} was heard, and taken away again")
        case Heard.NO:
            return bad(PROBE, f"a message was posted in {channel}, and no event told of it", words.LISTENS)
        case Heard.BUSY:
            return warn(PROBE, "Discord lets no session begin just now", words.SOON)
        case Heard.MUTE:
            says = first(str(it.posted.why())) if it.posted else ""
            return bad(PROBE, f"no message could be posted in {channel}: {says}", words.ALLOW)
        case Heard.REFUSED:
            mends = {TOKEN_REFUSED: TOKEN_MEND, NO_INTENT: CONTENT_MEND}
            return bad(
                PROBE, f"the gateway refused the session ({it.closed})", mends.get(it.closed, words.LATER)
            )
        case Heard.DEAF:
            return bad(PROBE, "the gateway fell silent", words.WEBSOCKETS.format(address=line.address))
