"""Who may do what where, as Discord documents it."""

import pytest

from bot.testing import FakeClock
from tests.fakes.discord.permissions import ALL, BITS, EVERYONE, bits, can, computed, must, sees
from tests.fakes.discord.refusal import Refused
from tests.fakes.discord.world import (
    DM,
    PRIVATE,
    PUBLIC,
    TEXT,
    Channel,
    Guild,
    Member,
    Overwrite,
    Role,
    Thread,
    World,
)


class Place:
    """A guild with Ada in it, who has one role, and a channel."""

    def __init__(self) -> None:
        self.world = World(FakeClock())
        self.guild: Guild = self.world.guild("Heron Study")
        self.guild.everyone.permissions = EVERYONE
        self.role = Role(self.world.new_id(), "organiser")
        self.guild.roles[self.role.id] = self.role
        self.ada = Member(self.world.user("Ada"), self.guild, self.world.now(), [self.role.id])
        self.guild.members[self.ada.id] = self.ada
        self.channel: Channel = self.world.channel(self.guild, TEXT, "practice")

    def set(self, who: str, allow: int = 0, deny: int = 0) -> None:
        self.channel.overwrites[who] = Overwrite(who, 0, allow, deny)

    def held(self, channel: Channel | None = None) -> int:
        return computed(channel or self.channel, self.ada.user)

    def thread(self, kind: int = PUBLIC) -> Channel:
        now = self.world.now()
        state = Thread("1", now, now, now)
        return self.world.channel(self.guild, kind, "thread", parent=self.channel, thread=state)


@pytest.fixture
def place() -> Place:
    return Place()


def test_a_members_own_word_outranks_the_roles_which_outranks_everybodys(place: Place) -> None:
    send = BITS["send_messages"]
    place.set(place.guild.id, deny=send)
    assert not place.held() & send
    place.set(place.role.id, allow=send)
    assert place.held() & send
    place.set(place.ada.id, deny=send)
    assert not place.held() & send


def test_of_two_roles_the_one_that_allows_wins(place: Place) -> None:
    other = Role(place.world.new_id(), "other")
    place.guild.roles[other.id] = other
    place.ada.roles.append(other.id)
    place.set(place.role.id, deny=BITS["send_messages"])
    place.set(other.id, allow=BITS["send_messages"])

    assert place.held() & BITS["send_messages"]


def test_owners_and_administrators_may_all_whatever_a_channel_says(place: Place) -> None:
    place.set(place.ada.id, deny=ALL)
    assert place.held() == 0
    place.role.permissions = BITS["administrator"]
    assert place.held() == ALL
    place.role.permissions, place.guild.owner_id = 0, place.ada.id
    assert place.held() == ALL


def test_who_does_not_see_a_channel_may_nothing_in_it(place: Place) -> None:
    place.set(place.guild.id, deny=BITS["view_channel"])

    assert place.held() == 0
    with pytest.raises(Refused) as no:
        must(place.channel, place.ada.user, "send_messages")
    assert no.value.code == 50001


def test_who_may_not_write_attaches_nothing_and_names_nobody(place: Place) -> None:
    place.set(place.guild.id, allow=bits("mention_everyone"), deny=bits("send_messages"))

    assert not place.held() & bits("attach_files", "embed_links", "mention_everyone", "send_tts_messages")
    thread = place.thread()
    assert place.held(thread) & bits("attach_files", "embed_links", "mention_everyone")
    place.set(place.guild.id, deny=bits("send_messages_in_threads"))
    assert not place.held(thread) & bits("attach_files", "embed_links")


def test_a_thread_has_its_parents_rights(place: Place) -> None:
    thread = place.thread()
    place.set(place.ada.id, deny=BITS["view_channel"])

    assert place.held(thread) == 0
    assert not sees(thread, place.ada.user)


def test_a_private_thread_is_for_those_in_it_and_who_manages_threads(place: Place) -> None:
    thread = place.thread(PRIVATE)
    assert not sees(thread, place.ada.user)
    place.role.permissions = bits("manage_threads")
    assert sees(thread, place.ada.user)
    place.role.permissions = 0
    assert thread.thread is not None
    thread.thread.members[place.ada.id] = place.world.now()
    assert sees(thread, place.ada.user)
    thread.deleted = True
    assert not sees(thread, place.ada.user)


def test_who_is_timed_out_reads_and_no_more_unless_an_administrator(place: Place) -> None:
    place.ada.timed_out = True
    assert place.held() == bits("view_channel", "read_message_history")
    place.role.permissions = BITS["administrator"]
    assert place.held() == ALL


def test_a_direct_conversation_is_for_its_two(place: Place) -> None:
    other, bot = place.world.user("Ben"), place.world.user("Debrief", bot=True)
    direct = place.world.direct(bot, place.ada.user)

    assert direct.type == DM
    assert can(direct, place.ada.user, "send_messages")
    assert not sees(direct, other)
    assert place.world.direct(place.ada.user, bot) is direct


def test_who_is_not_in_the_guild_may_nothing(place: Place) -> None:
    assert computed(place.channel, place.world.user("Stranger")) == 0
    with pytest.raises(Refused) as no:
        must(place.channel, place.ada.user, "manage_threads")
    assert no.value.code == 50013
