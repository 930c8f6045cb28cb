"""What all routes ask: may this be said here, is this message there."""

from tests.fakes.discord.call import Call
from tests.fakes.discord.permissions import can, must
from tests.fakes.discord.refusal import Refused
from tests.fakes.discord.rules.message import Draft
from tests.fakes.discord.state import State
from tests.fakes.discord.world import CATEGORY, DM, FORUM, VOICE, Channel, Message, User


def may_write(state: State, at: Channel, who: User) -> None:
    """Raises where this one can't write now."""
    if at.type == DM:
        _may_write_to(state, at, who)
        return
    if at.type in (CATEGORY, FORUM):
        raise Refused(50008)
    if at.type == VOICE:
        raise Refused(50024)
    must(at, who, "send_messages_in_threads" if at.is_thread else "send_messages")
    if at.thread and at.thread.locked and not can(at, who, "manage_threads"):
        raise Refused(50083 if at.thread.archived else 160005)


def _may_write_to(state: State, at: Channel, who: User) -> None:
    other = next(each for each in at.recipients if each.id != who.id)
    if not state.world.mutual(who, other):
        raise Refused(50278)
    if other.bot or not other.takes_messages:
        raise Refused(50007)


def may_hold(at: Channel, who: User, draft: Draft) -> None:
    """Embeds and files need permissions of their own."""
    if at.type == DM:
        return
    if draft.embeds:
        must(at, who, "embed_links")
    if draft.files:
        must(at, who, "attach_files")


def open_thread(at: Channel) -> None:
    """In an archived thread nothing is changed."""
    if at.thread and at.thread.archived:
        raise Refused(50083)


def message_of(call: Call, at: Channel) -> Message:
    """One that the app may read there."""
    found = at.messages.get(call.params["message_id"])
    if found is None:
        raise Refused(10008)
    return found


def not_empty(content: str, embeds: object, files: object, components: object) -> None:
    if not (content or embeds or files or components):
        raise Refused(50006)
