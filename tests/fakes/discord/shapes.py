"""What stands in Discord, as its JSON."""

from datetime import timedelta
from typing import Any

from tests.fakes.discord.permissions import computed
from tests.fakes.discord.world import DM, FORUM, Channel, Guild, Member, Message, Role, User, iso

Json = dict[str, Any]
LONGEST_TIME_OUT = timedelta(days=28)


def user(who: User) -> Json:
    return {
        "id": who.id,
        "username": who.name.lower().replace(" ", "."),
        "global_name": None if who.bot else who.name,
        "discriminator": "0000" if who.bot else "0",
        "avatar": None,
        "bot": who.bot,
        "public_flags": 0,
    }


def member(who: Member, *, with_user: bool = True) -> Json:
    shape: Json = {
        "nick": who.nick,
        "avatar": None,
        "roles": list(who.roles),
        "joined_at": iso(who.joined_at),
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "pending": False,
        "communication_disabled_until": iso(who.joined_at + LONGEST_TIME_OUT) if who.timed_out else None,
    }
    return shape | ({"user": user(who.user)} if with_user else {})


def role(what: Role) -> Json:
    tags = {"tags": {"bot_id": what.managed_by}} if what.managed_by else {}
    return {
        "id": what.id,
        "name": what.name,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "icon": None,
        "unicode_emoji": None,
        "position": what.position,
        "permissions": str(what.permissions),
        "managed": bool(what.managed_by),
        "mentionable": what.mentionable,
        "flags": 0,
        **tags,
    }


def channel(what: Channel) -> Json:
    if what.type == DM:
        return {
            "id": what.id,
            "type": DM,
            "last_message_id": what.last_message_id,
            "recipients": [user(each) for each in what.recipients if not each.bot],
            "flags": 0,
        }
    return _thread(what) if what.thread else _guild_channel(what)


def _guild_channel(what: Channel) -> Json:
    overwrites = [
        {"id": each.id, "type": each.kind, "allow": str(each.allow), "deny": str(each.deny)}
        for each in what.overwrites.values()
    ]
    shape: Json = {
        "id": what.id,
        "type": what.type,
        "guild_id": what.guild.id if what.guild else None,
        "position": what.position,
        "permission_overwrites": overwrites,
        "name": what.name,
        "topic": what.topic,
        "nsfw": False,
        "last_message_id": what.last_message_id,
        "rate_limit_per_user": 0,
        "parent_id": what.parent.id if what.parent else None,
        "flags": 1 << 4 if what.tag_required else 0,
    }
    if what.type == 2:
        shape |= {"bitrate": 64000, "user_limit": 0, "rtc_region": None}
    if what.type == FORUM:
        shape |= {"available_tags": what.tags, "default_reaction_emoji": None, "default_sort_order": None}
        shape |= {"default_forum_layout": 0}
    return shape


def _thread(what: Channel) -> Json:
    assert what.thread is not None
    assert what.parent is not None
    return {
        "id": what.id,
        "type": what.type,
        "guild_id": what.guild.id if what.guild else None,
        "parent_id": what.parent.id,
        "owner_id": what.thread.owner_id,
        "name": what.name,
        "last_message_id": what.last_message_id,
        "message_count": what.thread.sent,
        "total_message_sent": what.thread.sent,
        "member_count": min(50, len(what.thread.members)),
        "rate_limit_per_user": 0,
        "applied_tags": list(what.thread.tags),
        "flags": 0,
        "thread_metadata": {
            "archived": what.thread.archived,
            "auto_archive_duration": what.thread.auto_archive,
            "archive_timestamp": iso(what.thread.archived_at),
            "locked": what.thread.locked,
            "create_timestamp": iso(what.thread.created_at),
            **({"invitable": what.thread.invitable} if what.type == 12 else {}),
        },
    }


def thread_member(thread: Channel, user_id: str) -> Json:
    assert thread.thread is not None
    joined = iso(thread.thread.members[user_id])
    return {"id": thread.id, "user_id": user_id, "join_timestamp": joined, "flags": 1}


def thread_for(thread: Channel, who: User) -> Json:
    """With this one's own membership, where there is one."""
    shape = channel(thread)
    inside = thread.thread is not None and who.id in thread.thread.members
    return shape | ({"member": thread_member(thread, who.id)} if inside else {})


def message(what: Message, viewer: User | None = None) -> Json:
    """As it leaves Discord: without our own fields, its marks as this viewer's."""
    shape = {name: value for name, value in what.items() if not name.startswith("_")}
    marks = what.get("_reactions", {})
    if marks:
        shape["reactions"] = [_mark(name, who, viewer) for name, who in marks.items()]
    return shape


def emoji(name: str) -> Json:
    plain, _, number = name.partition(":")
    return {"id": number or None, "name": plain}


def _mark(name: str, who: list[str], viewer: User | None) -> Json:
    return {
        "emoji": emoji(name),
        "count": len(who),
        "count_details": {"normal": len(who), "burst": 0},
        "me": viewer is not None and viewer.id in who,
        "me_burst": False,
        "burst_colors": [],
    }


def guild(what: Guild) -> Json:
    """Without channels, threads and members: as REST gives it."""
    return {
        "id": what.id,
        "name": what.name,
        "icon": None,
        "owner_id": what.owner_id,
        "afk_timeout": 300,
        "afk_channel_id": None,
        "verification_level": 0,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "roles": [role(each) for each in what.roles.values()],
        "emojis": [],
        "stickers": [],
        "features": ["COMMUNITY"],
        "mfa_level": 0,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "description": None,
        "premium_tier": 0,
        "preferred_locale": what.locale,
        "nsfw_level": 0,
    }


def app_permissions(what: Channel, who: User) -> str:
    return str(computed(what, who))
