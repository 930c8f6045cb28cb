"""Whether Slack's events come in: by a socket, or at a public address."""

import hashlib
import hmac
import json
from datetime import datetime, timedelta

import aiohttp

from adapters.cli.called import called
from adapters.cli.checks import slack_words as words
from adapters.cli.checks.check import Finding, Verdict, bad, ok, warn
from adapters.cli.checks.slack_known import Known
from adapters.slack.access import Access
from adapters.slack.heard.http import EVENTS as PATH
from adapters.slack.probe import PATIENCE

ADDRESS, HEARING, PROBE = "Slack address", "Slack events", "Slack probe"
FRESH = timedelta(minutes=2)
"""Longer than a process that hears takes to note it again."""
CHALLENGE = "debrief-doctor"


def hearing(access: Access, it: Known, now: datetime) -> Finding:
    """Over HTTP only Slack's own deliveries are a sign: where nothing is written, none come."""
    if it.heard_at is None:
        return warn(HEARING, f"none came in yet of {it.ref}", words.RUN.format(called=called()))
    ago = now - it.heard_at
    found = f"of {it.ref} were last heard {max(ago.total_seconds(), 0):.0f} s ago"
    if is_heard(it, now) or not access.app_token:
        return ok(HEARING, found)
    return warn(HEARING, f"{found}: no process hears now", words.RUN.format(called=called()))


def is_heard(it: Known, now: datetime) -> bool:
    return it.heard_at is not None and now - it.heard_at <= FRESH


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
        return ok(ADDRESS, f"{url} answers, and takes what SLACK_SIGNING_SECRET signs{note}. {words.WHOSE}")
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
