"""The bot token: whether Slack takes it, what it may do, where it is, and what time it is there."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from adapters.cli.called import called
from adapters.cli.checks import slack_words as words
from adapters.cli.checks.check import Finding, bad, ok, warn
from adapters.cli.checks.slack_known import Known
from adapters.slack.access import Access
from adapters.slack.ask import Answer, ask
from adapters.slack.manifest import SCOPES
from adapters.slack.mends import token_mend
from bot.errors import DebriefError

TOKEN, PERMISSIONS, CLOCK, CHANNEL = "Slack token", "Slack scopes", "Slack clock", "Slack channel"
MUCH_SKEW, TOO_MUCH_SKEW = timedelta(seconds=30), timedelta(seconds=270)
SERVER_ERROR = 500
MOST_CHANNELS = 30
"""Asked in one go: Slack takes fifty such questions a minute, and others ask as well."""


def token(access: Access, answer: Answer, where: str = "") -> Iterator[Finding]:
    """`where` names a workspace whose token is a stored one."""
    if answer.unreachable:
        mend = words.UNREACHABLE.format(url=access.api_url)
        yield bad(TOKEN, f"Slack can't be reached ({answer.unreachable})", mend)
    elif not answer.ok:
        said = f"{where}: " if where else ""
        yield bad(TOKEN, f"{said}{_first(answer.why())}{_code(answer)}", _mend(access, answer))
    elif not answer.data.get("bot_id"):
        yield bad(TOKEN, f"belongs to {answer.data.get('user')}, who is no bot", words.NO_BOT)
    else:
        yield ok(TOKEN, f"a bot's, of {answer.data.get('team')} ({answer.data.get('team_id')})")
        yield _scopes(answer)


def _mend(access: Access, answer: Answer) -> str:
    if answer.limited or (answer.refusal and answer.refusal.status >= SERVER_ERROR):
        return words.LATER
    if not answer.code:
        return words.UNREACHABLE.format(url=access.api_url)
    if access.for_many:
        return words.INSTALL_THERE.format(url=access.public_url.rstrip("/"))
    return token_mend(answer.code)


def _scopes(answer: Answer) -> Finding:
    if answer.scopes is None:
        return warn(PERMISSIONS, "Slack didn't say what the token may do", words.LATER)
    missing = [one.name for one in SCOPES if one.name not in answer.scopes]
    if not missing:
        return ok(PERMISSIONS, f"all {len(SCOPES)} that are needed")
    mend = words.ADD_SCOPES.format(missing=", ".join(missing), called=called())
    return bad(PERMISSIONS, f"missing: {', '.join(missing)}", mend)


def clock(answer: Answer, now: datetime) -> Iterator[Finding]:
    if answer.date is None:
        return
    skew = abs(now - answer.date)
    found = f"{skew.total_seconds():.0f} s apart from Slack's"
    if skew > TOO_MUCH_SKEW:
        yield bad(CLOCK, found, words.NTP)
    elif skew > MUCH_SKEW:
        yield warn(CLOCK, found, words.NTP)
    else:
        yield ok(CLOCK, found)


async def channels(access: Access, it: Known) -> list[Finding]:
    """Whether the app is in each group's channel: one line for all that are well, one for each other."""
    asked = it.channels[:MOST_CHANNELS]
    wrong = [
        finding
        for group, place in asked
        for finding in _channel(
            group,
            place.channel_ref,
            await ask(access.api_url, it.token, "conversations.info", channel=place.channel_ref),
        )
    ]
    well = len(asked) - len(wrong)
    further = len(it.channels) - len(asked)
    left_out = f"; {further} further ones weren't looked at" if further else ""
    listed = [ok(CHANNEL, f"in {well} of {len(asked)} groups' channels{left_out}")] if well else []
    return [*listed, *wrong, *_homeless(it)]


def _homeless(it: Known) -> Iterator[Finding]:
    for group in it.homeless:
        yield warn(
            CHANNEL, f"the group {group} has none: it was deleted, or the app left it", words.GROUP_SETUP
        )
    if not it.channels and not it.homeless:
        yield warn(CHANNEL, f"no group has one in {it.ref} yet", words.GROUP_SETUP)


def _channel(group: str, ref: str, answer: Answer) -> Iterator[Finding]:
    of = f"of the group {group} ({ref})"
    about = answer.data.get("channel") or {}
    if answer.unreachable:
        yield warn(CHANNEL, f"{of}: Slack can't be reached ({answer.unreachable})", words.LATER)
    elif answer.code == "missing_scope":
        yield warn(CHANNEL, f"{of}: can't be asked without the scopes above", "Mend those first.")
    elif not answer.ok:
        yield bad(CHANNEL, f"{of}: {_first(answer.why())}", words.ELSEWHERE)
    elif about.get("is_archived"):
        yield bad(CHANNEL, f"{of}: it is archived", words.ELSEWHERE)
    elif about.get("is_member") is False:
        yield bad(CHANNEL, f"{of}: the app isn't in it", words.INVITE)


def _code(answer: Answer) -> str:
    return f" ({answer.code})" if answer.code else ""


def _first(why: DebriefError) -> str:
    """The first sentence: what to do follows beside it."""
    return str(why).partition(". ")[0].rstrip(".")
