"""Files, in the three steps that Slack wants: an address, the bytes, and where it shall be seen."""

from adapters.slack.blocks import SlackFile
from adapters.slack.speak.call import Caller
from adapters.slack.speak.places import Target
from adapters.slack.speak.tokens import refused
from adapters.slack.speak.wire import CutOffError, LimitedError, RefusedError

LONGEST_ALT = 1_000
LONGEST_TITLE = 250


async def upload(caller: Caller, target: Target, file: SlackFile, name: str) -> str:
    """Returns the file's id. Only its last step can be seen by anybody, so only that one may be unsure."""
    ref = target.installation_ref
    announced = await caller.call(
        ref,
        "files.getUploadURLExternal",
        spot=target.spot,
        filename=name,
        length=len(file.content),
        alt_txt=file.alt[:LONGEST_ALT] or None,
    )
    try:
        await caller.wire.put(str(announced["upload_url"]), file.content)
    except (RefusedError, CutOffError, LimitedError) as error:
        raise refused("upload", error, target.spot) from error
    file_id = str(announced["file_id"])
    await caller.call(
        ref,
        "files.completeUploadExternal",
        spot=target.spot,
        files=[{"id": file_id, "title": file.name[:LONGEST_TITLE]}],
        channel_id=target.channel,
        thread_ts=target.thread,
    )
    return file_id
