"""Whether Slack's events come in: by a socket, or at a public address."""

import hashlib
import hmac
import json
from collections.abc import Sequence
from datetime import datetime, timedelta

import aiohttp

from adapters.cli.called import called
from adapters.cli.checks import slack_words as words
from adapters.cli.checks.check import Finding, Verdict, bad, ok, warn
from adapters.cli.checks.slack_known import Known
from adapters.slack.access import Access
from adapters.slack.ask import Answer
from adapters.slack.heard.http import EVENTS as PATH
from adapters.slack.probe import PATIENCE, Heard, probe

SOCKET, ADDRESS, HEARING, PROBE = "Slack socket", "Slack address", "Slack events", "Slack probe"
FRESH = timedelta(minutes=2)
"""Longer than a process that hears takes to note it again."""
CHALLENGE = "debrief-doctor"


def socket(access: Access, answer: Answer) -> Finding:
    if answer.unreachable:
        mend = words.UNREACHABLE.format(url=access.api_url)
        return bad(SOCKET, f"Slack can't be reached ({answer.unreachable})", mend)
    if answer.limited:
        return warn(SOCKET, "Slack was asked for an address too often just now", "Wait a minute.")
    if not answer.ok:
        found = f"Slack gives no address to listen at ({answer.code or 'no word'})"
        if not answer.code:
            return bad(SOCKET, found, words.LATER)
        return bad(SOCKET, found, words.SOCKET_MENDS.get(answer.code, words.APP_TOKEN))
    return ok(SOCKET, "Slack gives an address to listen at")


def hearing(it: Known, now: datetime) -> Finding:
    if it.heard_at is None:
        return warn(HEARING, f"none came in yet of {it.ref}", words.RUN.format(called=called()))
    ago = now - it.heard_at
    found = f"of {it.ref} were last heard {max(ago.total_seconds(), 0):.0f} s ago"
    if is_heard(it, now):
        return ok(HEARING, found)
    return warn(HEARING, f"{found}: no process hears now", words.RUN.format(called=called()))


def is_heard(it: Known, now: datetime) -> bool:
    return it.heard_at is not None and now - it.heard_at <= FRESH


async def probed(
    access: Access,
    workspaces: Sequence[Known],
    address: str,
    now: datetime,
    *,
    wanted: bool,
    patience: float = PATIENCE,
) -> Finding:
    """By a message of our own, where nobody hears: a further socket would take presses from one that does."""
    place = next(((it, place) for it in workspaces for _, place in it.channels), None)
    if any(is_heard(it, now) for it in workspaces):
        return ok(PROBE, f"none sent, a process is connected. {words.BY_HAND}")
    if not wanted:
        return ok(PROBE, f"none sent. {words.PROBE.format(called=called())}")
    if place is None:
        return warn(PROBE, "none could be sent: no group has a channel here", words.GROUP_SETUP)
    it, channel = place
    heard, posted = await probe(access, address, channel, it.token, patience)
    return _outcome(heard, channel.channel_ref, posted)


def _outcome(heard: Heard, channel: str, posted: Answer) -> Finding:
    match heard:
        case Heard.YES:
            return ok(PROBE, f"a message in {channel} was heard, and taken away again")
        case Heard.NO:
            found = f"a message was posted in {channel}, and no event told of it"
            return bad(PROBE, found, words.SUBSCRIBE.format(called=called()))
        case Heard.DEAF:
            return bad(PROBE, "the socket didn't open: websockets don't get through", words.LATER_OR_PROXY)
        case Heard.MUTE:
            return bad(PROBE, f"no message could be posted in {channel} ({posted.code})", words.INVITE)


async def address(access: Access, now: datetime) -> list[Finding]:
    """Asked as Slack asks when the address is entered: signed by the secret that we have here."""
    base = access.public_url.rstrip("/")
    if not base:
        return [warn(ADDRESS, "DEBRIEF_URL isn't set, so nothing could be asked", words.SET_URL)]
    url = f"{base}{PATH}"
    body = json.dumps({"type": "url_verification", "challenge": CHALLENGE, "token": ""})
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE), trust_env=True) as session,
            session.post(url, data=body, headers=_signed(access.signing_secret, body, now)) as answer,
        ):
            status, said = answer.status, await answer.text()
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as trouble:
        mend = words.SERVE.format(called=called())
        return [bad(ADDRESS, f"{url} doesn't answer ({type(trouble).__name__})", mend)]
    found = _answered(url, status, said)
    by_hand = ok(PROBE, f"none can be sent over HTTP. {words.EVENTS_URL.format(url=url)}")
    return [found, by_hand] if found.verdict is Verdict.OK else [found]


def _answered(url: str, status: int, said: str) -> Finding:
    if status == 200 and CHALLENGE in said:  # noqa: PLR2004  HTTP's own numbers, here and below
        note = "" if url.startswith("https://") else "; Slack itself wants https://"
        return ok(ADDRESS, f"{url} answers, and takes the signing secret{note}")
    if status in (401, 403):
        return bad(ADDRESS, f"{url} doesn't take what our signing secret signs ({status})", words.SECRET)
    return bad(ADDRESS, f"something else answers at {url} ({status})", words.SERVE.format(called=called()))


def _signed(secret: str, body: str, now: datetime) -> dict[str, str]:
    stamp = str(int(now.timestamp()))
    signature = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return {
        "Content-Type": "application/json",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={signature}",
    }
