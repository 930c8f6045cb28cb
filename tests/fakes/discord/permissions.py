"""Who may do what where, computed as Discord documents it."""

from tests.fakes.discord.refusal import Refused
from tests.fakes.discord.world import Channel, Guild, Member, Overwrite, User

BITS = {
    "administrator": 1 << 3,
    "manage_channels": 1 << 4,
    "manage_guild": 1 << 5,
    "add_reactions": 1 << 6,
    "view_channel": 1 << 10,
    "send_messages": 1 << 11,
    "send_tts_messages": 1 << 12,
    "manage_messages": 1 << 13,
    "embed_links": 1 << 14,
    "attach_files": 1 << 15,
    "read_message_history": 1 << 16,
    "mention_everyone": 1 << 17,
    "use_external_emojis": 1 << 18,
    "manage_roles": 1 << 28,
    "use_application_commands": 1 << 31,
    "manage_threads": 1 << 34,
    "create_public_threads": 1 << 35,
    "create_private_threads": 1 << 36,
    "send_messages_in_threads": 1 << 38,
    "moderate_members": 1 << 40,
    "pin_messages": 1 << 51,
}
ALL = (1 << 53) - 1
QUIET = BITS["view_channel"] | BITS["read_message_history"]
"""What somebody in a time-out keeps."""


def bits(*names: str) -> int:
    total = 0
    for name in names:
        total |= BITS[name]
    return total


EVERYONE = bits(
    "add_reactions",
    "view_channel",
    "send_messages",
    "embed_links",
    "attach_files",
    "read_message_history",
    "use_external_emojis",
    "use_application_commands",
    "create_public_threads",
    "create_private_threads",
    "send_messages_in_threads",
)
WITHOUT_SENDING = bits("mention_everyone", "send_tts_messages", "attach_files", "embed_links")


def in_guild(guild: Guild, member: Member) -> int:
    """Before any channel has its say."""
    if guild.owner_id == member.id:
        return ALL
    held = guild.everyone.permissions
    for role_id in member.roles:
        held |= guild.roles[role_id].permissions if role_id in guild.roles else 0
    return ALL if held & BITS["administrator"] else held


def computed(channel: Channel, user: User) -> int:
    """In this channel; a thread has its parent's."""
    guild = channel.guild
    if guild is None:
        return ALL if any(each.id == user.id for each in channel.recipients) else 0
    member = guild.members.get(user.id)
    if member is None:
        return 0
    held = in_guild(guild, member)
    if held != ALL:
        held = _implied(_overwritten(held, channel.parent_or_self, guild, member), thread=channel.is_thread)
    return held & QUIET if member.timed_out and held != ALL else held


def _overwritten(held: int, channel: Channel, guild: Guild, member: Member) -> int:
    held = _apply(held, [channel.overwrites.get(guild.id)])
    held = _apply(held, [channel.overwrites.get(each) for each in member.roles])
    return _apply(held, [channel.overwrites.get(member.id)])


def _apply(held: int, overwrites: list[Overwrite | None]) -> int:
    allow = deny = 0
    for each in overwrites:
        allow |= each.allow if each else 0
        deny |= each.deny if each else 0
    return (held & ~deny) | allow


def _implied(held: int, *, thread: bool) -> int:
    """Who can't see a channel can do nothing in it; who can't write attaches nothing either."""
    if not held & BITS["view_channel"]:
        return 0
    writes = BITS["send_messages_in_threads" if thread else "send_messages"]
    return held if held & writes else held & ~WITHOUT_SENDING


def can(channel: Channel, user: User, *names: str) -> bool:
    needed = bits(*names)
    return computed(channel, user) & needed == needed


def sees(channel: Channel, user: User) -> bool:
    """A private thread is seen by its members and by who manages threads."""
    if channel.deleted or not can(channel, user, "view_channel"):
        return False
    if channel.type != 12 or channel.thread is None:
        return True
    return user.id in channel.thread.members or can(channel, user, "manage_threads")


def must(channel: Channel, user: User, *names: str) -> None:
    """Missing Access where it isn't seen, Missing Permissions for all else."""
    if not sees(channel, user):
        raise Refused(50001)
    if not can(channel, user, *names):
        raise Refused(50013)
