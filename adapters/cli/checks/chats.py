"""The chats that Debrief speaks to."""

from collections.abc import Iterable

from adapters.cli.called import called
from adapters.cli.checks.check import Finding, Site, ok, warn
from adapters.main import chats as configured

NAME = "Chats"


def chats(site: Site) -> Iterable[Finding]:
    names = [chat.platform.name for chat in configured(site.settings)]
    if names:
        yield ok(NAME, ", ".join(names))
    else:
        yield warn(
            NAME,
            "none, so no group can be set up",
            f"This version has no chat to connect; only `{called()} demo` plays a group.",
        )
