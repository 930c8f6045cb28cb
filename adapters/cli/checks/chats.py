"""The chats that Debrief speaks to."""

from collections.abc import Iterable

from adapters.cli.checks.check import Finding, Site, ok, warn
from adapters.main import chats as configured


def chats(site: Site) -> Iterable[Finding]:
    names = [platform.name for platform in configured(site.settings)]
    if names:
        yield ok("Chats", ", ".join(names))
    else:
        yield warn("Chats", "none is configured", "`debrief init` says what can be connected.")
