"""What is looked at before anything is heard: whoever starts Debrief is there to mend it."""

import logging

from adapters.slack.access import Access
from adapters.slack.ask import Answer, ask
from adapters.slack.manifest import SCOPES
from adapters.slack.mends import token_mend
from adapters.slack.speak.codes import TOKEN
from bot.errors import Misconfigured

log = logging.getLogger(__name__)

REFUSED = "SLACK_BOT_TOKEN isn't taken: {why} ({code}). Nothing was started, and nothing was lost. {mend}"
LACKING = (
    "The app lacks permissions in %s, so part of Debrief won't work: %s. Add them at api.slack.com/apps, "
    "OAuth & Permissions, Bot Token Scopes, and install the app again."
)
WRONG_KIND = "not_allowed_token_type"


async def begin(access: Access) -> str:
    """The workspace's name; nothing while Slack can't be asked. Raises Misconfigured for the token."""
    answer = await ask(access.api_url, access.bot_token, "auth.test")
    if answer.code in TOKEN or answer.code == WRONG_KIND:
        why = TOKEN.get(answer.code, "It isn't a bot's")
        raise Misconfigured(REFUSED.format(why=why, code=answer.code, mend=token_mend(answer.code)))
    if not answer.ok:
        log.warning("Slack can't be asked just now whose token this is: %s", _trouble(answer))
        return ""
    name = str(answer.data.get("team") or answer.data.get("team_id") or "")
    if missing := [one for one in SCOPES if answer.scopes is not None and one.name not in answer.scopes]:
        log.error(LACKING, name, "; ".join(f"{one.name} ({one.reason})" for one in missing))
    return name


def _trouble(answer: Answer) -> str:
    return answer.unreachable or answer.code or "no answer of Slack's"
