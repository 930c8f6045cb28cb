"""The chats that Debrief speaks to."""

from collections.abc import Iterable

from adapters.cli.called import called
from adapters.cli.checks.check import Finding, Site, bad, ok, warn
from adapters.configured.chats import chats as configured
from bot.errors import UserMustAct

NAME = "Chats"


def chats(site: Site) -> Iterable[Finding]:
    try:
        names = [chat.platform.name for chat in configured(site.settings)]
    except UserMustAct as wrong:
        said = wrong.message.replace(" Nothing was started.", "")
        yield bad(NAME, said, "Correct it and run this again.")
        return
    if names:
        yield ok(NAME, ", ".join(names))
    else:
        yield warn(
            NAME,
            "none, so no group can be set up",
            f"`{called()} slack manifest` begins a connection to Slack, DISCORD_BOT_TOKEN one to Discord; "
            f"`{called()} demo` plays a group.",
        )
