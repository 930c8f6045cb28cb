"""Slack: whether its tokens are right, what they may do, and whether what is said there comes in."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from adapters.cli.checks import slack_events, slack_token
from adapters.cli.checks.check import Finding, Site, bad
from adapters.cli.checks.slack_known import Known, known
from adapters.main import slack_access
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
    return [
        *await (_many(access, found, now) if access.for_many else _own(access, found, now)),
        *await _ways(site, access, found, now),
    ]


async def _own(access: Access, workspaces: list[Known], now: Callable[[], datetime]) -> list[Finding]:
    answer = await ask(access.api_url, access.bot_token, "auth.test")
    found = [*slack_token.token(access, answer), *slack_token.clock(answer, now())]
    ref = answer.data.get("team_id") if answer.ok else None
    for it in workspaces:
        if it.ref in (ref, answer.data.get("enterprise_id")):
            found += [*await slack_token.channels(access, it), slack_events.hearing(it, now())]
    return found


async def _many(access: Access, workspaces: list[Known], now: Callable[[], datetime]) -> list[Finding]:
    found: list[Finding] = []
    for at, it in enumerate(workspaces):
        answer = await ask(access.api_url, it.token, "auth.test")
        found += slack_token.token(access, answer, it.ref)
        if at == 0:
            found += slack_token.clock(answer, now())
        if answer.ok:
            found += [*await slack_token.channels(access, it), slack_events.hearing(it, now())]
    return found


async def _ways(
    site: Site, access: Access, workspaces: list[Known], now: Callable[[], datetime]
) -> list[Finding]:
    if not access.app_token:
        return await slack_events.address(access, now())
    opened = await ask(access.api_url, access.app_token, "apps.connections.open")
    found = [slack_events.socket(access, opened)]
    if opened.ok:
        where = str(opened.data["url"])
        found.append(await slack_events.probed(access, workspaces, where, now(), wanted=site.probe))
    return found
