"""Keeps the quiet mark on a message in step with whether it's part of an answer."""

from bot.domain.happenings import MessageAt
from bot.errors import ChannelGone, InstallationGone, RetryLater, UserMustAct
from bot.practice.core import Core
from bot.practice.in_time import in_time
from bot.practice.lost_installation import note_installation_lost


async def mark_message(core: Core, message: int) -> None:
    """Set or take away one mark. A mark that fails is tried again; it never holds anything else up."""
    async with core.store.work() as work:
        wanted = await work.messages.unmarked(message)
    platform = core.platforms.get(wanted.platform) if wanted else None
    if wanted is None or platform is None:
        return
    at = MessageAt(wanted.channel_ref, wanted.message_ref, wanted.thread_ref)
    begun = core.clock.now()
    try:
        async with in_time(core):
            await platform.mark(wanted.installation_ref, at, included=wanted.included)
    except RetryLater as later:
        async with core.store.work() as work:
            await work.messages.put_off_mark(message, core.timings.put_off(core.clock.now(), later.after))
        return
    except InstallationGone as gone:
        until = await note_installation_lost(
            core, wanted.platform, wanted.installation_ref, gone.message, begun
        )
        async with core.store.work() as work:
            await work.messages.put_off_mark(message, until)
        return
    except ChannelGone:
        pass  # there is nothing left to carry a mark: the row is settled as if it had one
    except UserMustAct:
        async with core.store.work() as work:
            await work.messages.put_off_mark(message, core.clock.now() + core.timings.longest_lease)
        return
    async with core.store.work() as work:
        await work.messages.marked(message, included=wanted.included)
