"""The app as Discord knows it: its token, its switches, its commands; and what time it is there."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from adapters.cli.called import called
from adapters.cli.checks import discord_words as words
from adapters.cli.checks.check import Finding, bad, ok, warn
from adapters.discord.access import API, Access
from adapters.discord.ask import Answer
from adapters.discord.commands import commands as ours
from adapters.discord.commands import differences
from adapters.discord.mends import CODE_GRANT_MEND, CONTENT_MEND, ENDPOINT_MEND, TOKEN_MEND
from adapters.discord.speak.looking import SKEW

TOKEN, CONTENT, CLOCK = "Discord token", "Discord messages", "Discord clock"
COMMANDS, PORTAL = "Discord commands", "Discord portal"
MUCH_SKEW = timedelta(seconds=30)
TOO_MUCH_SKEW = SKEW - timedelta(seconds=30)
"""Beyond it a post that may have landed is looked for in the wrong minutes."""
READS = 1 << 18 | 1 << 19
"""The app may read messages: after Discord's review, or as a small app that need not ask."""
TOLD = 3


def token(access: Access, answer: Answer) -> Iterator[Finding]:
    if answer.ok:
        yield ok(TOKEN, f"of the app {answer.data.get('name')} ({answer.data.get('id')})")
    elif answer.refused:
        yield bad(TOKEN, "Discord doesn't take DISCORD_BOT_TOKEN", TOKEN_MEND)
    elif answer.unreachable:
        mend = words.UNREACHABLE.format(url=access.api_url or API)
        yield bad(TOKEN, f"Discord can't be reached ({answer.unreachable})", mend)
    elif answer.code < 0:
        mend = f"{words.UNREACHABLE.format(url=access.api_url or API)} {words.LATER}"
        yield bad(TOKEN, f"something else than Discord answers (HTTP status {answer.status})", mend)
    else:
        yield bad(TOKEN, first(str(answer.why())), words.LATER)


def clock(answer: Answer, now: datetime) -> Iterator[Finding]:
    if answer.date is None:
        return
    skew = abs(now - answer.date)
    found = f"{skew.total_seconds():.0f} s apart from Discord's"
    if skew > TOO_MUCH_SKEW:
        yield bad(CLOCK, found, words.NTP)
    else:
        yield warn(CLOCK, found, words.NTP) if skew > MUCH_SKEW else ok(CLOCK, found)


def portal(answer: Answer) -> Iterator[Finding]:
    """The switches that only a person can set, in a browser."""
    if int(answer.data.get("flags") or 0) & READS:
        yield ok(CONTENT, "their text may be read: Message Content Intent is on")
    else:
        yield bad(CONTENT, "Message Content Intent is off, so Debrief can't start to listen", CONTENT_MEND)
    if answer.data.get("interactions_endpoint_url"):
        yield bad(PORTAL, "commands and buttons go to another address", ENDPOINT_MEND)
    if answer.data.get("bot_require_code_grant"):
        yield bad(PORTAL, "an invitation asks for a code that nobody takes", CODE_GRANT_MEND)


def commands(answer: Answer) -> Finding:
    if not answer.ok:
        return warn(COMMANDS, f"can't be looked at: {first(str(answer.why()))}", words.LATER)
    wanted, registered = ours(), list(answer.data)
    sync = words.SYNC.format(called=called())
    if not registered:
        return bad(COMMANDS, "none is registered, so nobody can type one", sync)
    differ = differences(registered, wanted)
    if not differ:
        return ok(COMMANDS, f"all {len(wanted)} are registered as they are here")
    named = "; ".join(one.rstrip(".") for one in differ[:TOLD])
    further = f"; and {len(differ) - TOLD} more" if len(differ) > TOLD else ""
    return warn(COMMANDS, f"they aren't as here: {named}{further}", sync)


def first(says: str) -> str:
    """The first sentence: what to do follows beside it."""
    return says.partition(". ")[0].rstrip(".")
