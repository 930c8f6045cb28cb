"""Slack: whether its tokens are right, what they may do, and whether what is said there comes in."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from adapters.cli.checks import slack_client, slack_events, slack_socket, slack_token
from adapters.cli.checks.check import Finding, Site, bad
from adapters.cli.checks.process import process
from adapters.cli.checks.slack_known import Known, known
from adapters.cli.checks.slack_signing import signing
from adapters.cli.checks.slack_socket import Heard
from adapters.configured.chats import slack_access
from adapters.slack.access import Access
from adapters.slack.ask import ask
from bot.errors import UserMustAct

NAME = "Slack"


def wall() -> datetime:
    return datetime.now(UTC)


def slack(site: Site) -> Iterable[Finding]:
    access = slack_access(site.settings)
    if access.wanted and _meant(access):
        yield from asyncio.run(examined(site, access))


def _meant(access: Access) -> bool:
    """What else is wrong with the settings is told with the chats."""
    try:
        access.check()
    except UserMustAct:
        return False
    return True


async def examined(site: Site, access: Access, now: Callable[[], datetime] = wall) -> list[Finding]:
    """Every finding, in the order in which they are best mended."""
    try:
        found = await known(site, access)
    except UserMustAct as sealed:
        return [bad(NAME, sealed.message, "Correct DEBRIEF_SECRET_KEYS.")]
    running = await process(site.settings)
    if access.for_many:
        listed = [*await slack_client.client(access, now()), *await _many(access, found, now)]
    else:
        listed = await _own(access, found, now)
    return [*listed, *await _ways(site, access, Heard(found, running), now)]


async def _own(access: Access, workspaces: list[Known], now: Callable[[], datetime]) -> list[Finding]:
    answer = await ask(access.api_url, access.bot_token, "auth.test")
    found = [*slack_token.token(access, answer), *slack_token.clock(answer, now())]
    ref = answer.data.get("team_id") if answer.ok else None
    for it in workspaces:
        if it.ref in (ref, answer.data.get("enterprise_id")):
            found += [*await slack_token.channels(access, it), slack_events.hearing(access, it, now())]
    return found


async def _many(access: Access, workspaces: list[Known], now: Callable[[], datetime]) -> list[Finding]:
    found: list[Finding] = []
    for it in workspaces:
        answer = await ask(access.api_url, it.token, "auth.test")
        found += slack_token.token(access, answer, it.ref)
        if answer.ok:
            found += [*await slack_token.channels(access, it), slack_events.hearing(access, it, now())]
    return found


async def _ways(site: Site, access: Access, heard: Heard, now: Callable[[], datetime]) -> list[Finding]:
    if not access.app_token:
        return [*signing(heard.process, now()), *await slack_events.address(access, now())]
    if site.probe and not heard.hears(now()):
        return await slack_socket.tried(access, heard)
    tested = await ask(access.api_url, access.app_token, "auth.test")
    return [slack_socket.token(access, tested), slack_socket.unprobed(heard, now())]
