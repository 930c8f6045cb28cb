"""The servers in which Debrief is, and each group's channel there with what it may do in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from adapters.cli.called import called
from adapters.cli.checks import discord_words as words
from adapters.cli.checks.check import Finding, bad, ok, warn
from adapters.cli.checks.discord_app import first
from adapters.cli.checks.discord_known import Known
from adapters.discord.access import Access
from adapters.discord.ask import looking
from adapters.discord.needs import Payload
from adapters.discord.speak.asks import own_guilds
from adapters.discord.speak.homes import NEEDED
from adapters.discord.speak.own import GUILDS
from adapters.discord.speak.places import FORUM, HOMES
from adapters.discord.speak.threads import TAG_NEEDED
from adapters.discord.speak.who import Who
from bot.errors import ChannelGone, DebriefError
from bot.ports import InChannel

SERVER, CHANNEL = "Discord server", "Discord channel"
MOST_CHANNELS = 30
"""Asked in one go: others ask as well."""
MOST_NAMED = 3
Named = Mapping[str, str]
"""Servers by their ids."""


async def servers_of(access: Access) -> Named:
    """Where the app is, as Discord says. Raises DebriefError."""
    look, found = looking(access), dict[str, str]()
    while True:
        page = await look(own_guilds(list(found)[-1] if found else "0"))
        found |= {str(one["id"]): str(one["name"]) for one in page}
        if len(page) < GUILDS:
            return found


def servers(there: Named, known: Known) -> Iterator[Finding]:
    if there:
        names = ", ".join(list(there.values())[:MOST_NAMED])
        further = f" and {len(there) - MOST_NAMED} more" if len(there) > MOST_NAMED else ""
        yield ok(SERVER, f"in {names}{further}")
    for it in known.servers:
        if it.ref not in there:
            mend = words.INVITE_AGAIN.format(called=called())
            yield bad(SERVER, f"Debrief was removed from {it.name or it.ref}", mend)
    if not there and not known.servers:
        yield warn(SERVER, "in none yet", words.INVITE.format(called=called()))


@dataclass(frozen=True, slots=True)
class Channels:
    """Those of groups in servers where the app is."""

    known: Known
    there: Named
    who: Who
    me: str

    async def found(self) -> list[Finding]:
        """One line for all that are well, one for each other."""
        asked = self._asked()
        wrong = [one for one in [await self._look(group, at) for group, at in asked] if one is not None]
        well, further = len(asked) - len(wrong), len(self._all()) - len(asked)
        left_out = f"; {further} further ones weren't looked at" if further else ""
        listed = [ok(CHANNEL, f"all is well in {well} of {len(asked)} groups' channels{left_out}")]
        return [*(listed if well else []), *wrong, *self._homeless()]

    async def for_a_probe(self) -> InChannel | None:
        """From a forum nobody can take a post of their own away."""
        for _, at in self._asked():
            try:
                kind = (await self.who.channel(at.channel_ref)).get("type")
            except DebriefError:
                continue
            if kind in HOMES and kind != FORUM:
                return at
        return None

    def _all(self) -> Sequence[tuple[str, InChannel]]:
        return [one for one in self.known.channels if one[1].installation_ref in self.there]

    def _asked(self) -> Sequence[tuple[str, InChannel]]:
        return self._all()[:MOST_CHANNELS]

    def _homeless(self) -> Iterator[Finding]:
        for group in self.known.homeless:
            found = f"the group {group} has none: it was deleted, or hidden from Debrief"
            yield warn(CHANNEL, found, words.GROUP_SETUP)
        if not self.known.channels and not self.known.homeless:
            yield warn(CHANNEL, "no group has one yet", words.GROUP_SETUP)

    async def _look(self, group: str, at: InChannel) -> Finding | None:
        """None when all is well."""
        of = f"of the group {group} ({at.channel_ref})"
        try:
            about = await self.who.channel(at.channel_ref)
            of = f"of the group {group} (#{about.get('name')})"
            return _unfit(of, about) or await self._lacks(of, at)
        except ChannelGone:
            return bad(CHANNEL, f"{of}: it was deleted, or Debrief can't see it", words.SEEN)
        except DebriefError as trouble:
            return warn(CHANNEL, f"{of}: {first(str(trouble))}", words.LATER)

    async def _lacks(self, of: str, at: InChannel) -> Finding | None:
        guild = at.installation_ref
        if await self.who.is_timed_out(guild, self.me):
            return bad(CHANNEL, f"{of}: Debrief is in a time-out there", words.TIME_OUT)
        lacks = await self.who.lacks(guild, self.me, at.channel_ref, NEEDED)
        if not lacks:
            return None
        missing = ", ".join(f"“{one}”" for one in lacks)
        taken = await self.who.grants_any(guild, self.me, lacks)
        return bad(CHANNEL, f"{of}: Debrief lacks {missing}", words.ALLOW_HERE if taken else words.ALLOW)


def _unfit(of: str, about: Payload) -> Finding | None:
    if about.get("type") not in HOMES:
        return bad(CHANNEL, f"{of}: it is neither a text channel nor a forum", words.ELSEWHERE)
    demanded = int(about.get("flags") or 0) & TAG_NEEDED and about.get("type") == FORUM
    if demanded and all(tag.get("moderated") for tag in about.get("available_tags") or ()):
        return bad(CHANNEL, f"{of}: posts there need a tag, and it has none for Debrief", words.TAG)
    return None
