"""Socket Mode: whether its token is taken, and, when that is asked for, whether a message is heard.

Slack gives an address to listen at once a minute. Whoever runs the doctor starts Debrief next, so an address
is asked for with `--probe` alone; the token is looked at in another way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from adapters.cli.called import called
from adapters.cli.checks import slack_words as words
from adapters.cli.checks.check import Finding, bad, ok, warn
from adapters.cli.checks.process import Process
from adapters.cli.checks.slack_events import PROBE, is_heard
from adapters.cli.checks.slack_known import Known
from adapters.slack.access import Access
from adapters.slack.ask import Answer, ask
from adapters.slack.probe import PATIENCE, probe
from adapters.slack.probe import Heard as Outcome

SOCKET = "Slack socket"
NEEDED = "connections:write"
NOT_FOR_IT = "not_allowed_token_type"
"""Of a token that is good for other methods than this one."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Who hears, as far as rows and a process on this machine tell."""

    workspaces: Sequence[Known]
    process: Process | None

    @property
    def waits(self) -> bool:
        """A process runs here, and isn't connected."""
        return self.process is not None and self.process.connected is False

    def hears(self, now: datetime) -> bool:
        """A process that answers knows it; else what it wrote down lately."""
        if self.process is not None and self.process.connected is not None:
            return self.process.connected
        return any(is_heard(it, now) for it in self.workspaces)


def token(access: Access, answer: Answer) -> Finding:
    """`answer` is to auth.test, which tells good tokens from bad ones, of whichever kind."""
    if answer.unreachable or answer.limited:
        return socket(access, answer)
    if not answer.ok and answer.code != NOT_FOR_IT:
        found = f"Slack doesn't take SLACK_APP_TOKEN ({answer.code or 'no word'})"
        return bad(SOCKET, found, words.APP_TOKEN if answer.code else words.LATER)
    if answer.scopes is not None and NEEDED not in answer.scopes:
        return bad(SOCKET, f"SLACK_APP_TOKEN may not listen (missing_scope: {NEEDED})", words.APP_TOKEN)
    return ok(SOCKET, f"Slack takes SLACK_APP_TOKEN. {words.TRIED.format(called=called())}")


def socket(access: Access, answer: Answer) -> Finding:
    if answer.unreachable:
        mend = words.UNREACHABLE.format(url=access.api_url)
        return bad(SOCKET, f"Slack can't be reached ({answer.unreachable})", mend)
    if answer.limited:
        return warn(SOCKET, "Slack was asked for an address too often just now", words.WAIT)
    if not answer.ok:
        found = f"Slack gives no address to listen at ({answer.code or 'no word'})"
        if not answer.code:
            return bad(SOCKET, found, words.LATER)
        return bad(SOCKET, found, words.SOCKET_MENDS.get(answer.code, words.APP_TOKEN))
    return ok(SOCKET, f"Slack gives an address to listen at. {words.SPENT.format(called=called())}")


def unprobed(heard: Heard, now: datetime) -> Finding:
    if heard.waits:
        return warn(PROBE, "none sent: the process on this machine isn't connected", words.WAIT_FOR_IT)
    if not heard.hears(now):
        return ok(PROBE, f"none sent. {words.PROBE.format(called=called())}")
    sure = heard.process is not None and heard.process.connected
    says = "a process is connected" if sure else words.SEEMS
    return ok(PROBE, f"none sent, {says}. {words.BY_HAND}")


async def tried(access: Access, heard: Heard) -> list[Finding]:
    """By an address of our own, where nobody hears: else it would take presses from whoever does."""
    if heard.waits:
        return [
            warn(SOCKET, "the process on this machine isn't connected, and asks itself", words.WAIT_FOR_IT)
        ]
    opened = await ask(access.api_url, access.app_token, "apps.connections.open")
    found = [socket(access, opened)]
    if opened.ok:
        found.append(await probed(access, heard.workspaces, str(opened.data["url"])))
    return found


async def probed(
    access: Access, workspaces: Sequence[Known], address: str, patience: float = PATIENCE
) -> Finding:
    place = next(((it, place) for it in workspaces for _, place in it.channels), None)
    if place is None:
        return warn(PROBE, "none could be sent: no group has a channel here", words.GROUP_SETUP)
    it, channel = place
    outcome, posted = await probe(access, address, channel, it.token, patience)
    return _outcome(outcome, channel.channel_ref, posted)


def _outcome(heard: Outcome, channel: str, posted: Answer) -> Finding:
    match heard:
        case Outcome.YES:
            return ok(PROBE, f"a message in {channel} was heard, and taken away again")
        case Outcome.NO:
            found = f"a message was posted in {channel}, and no event told of it"
            return bad(PROBE, found, words.SUBSCRIBE.format(called=called()))
        case Outcome.DEAF:
            return bad(PROBE, "the socket didn't open: websockets don't get through", words.LATER_OR_PROXY)
        case Outcome.MUTE:
            return bad(PROBE, f"no message could be posted in {channel} ({posted.code})", words.INVITE)
