"""Files: announced, sent, completed, shared late or never, and deleted."""

import asyncio

import aiohttp

from tests.fakes.slack import faults
from tests.integration.slack.fake_slack_stage import Group, refusal


async def test_a_file_takes_three_steps_and_its_bytes(stage: Group) -> None:
    sent = await stage.client.files_upload_v2(
        channel=stage.practice.id, content=b"PNG", filename="board.png", title="Board", alt_txt="The board"
    )
    (shown,) = stage.slack.messages(stage.practice)
    file_id = sent["files"][0]["id"]

    assert shown.files[0]["alt_txt"] == "The board"
    assert stage.slack.state.files.arrived[file_id] == b"PNG"
    picture = {"type": "image", "alt_text": "The board", "slack_file": {"id": file_id}}
    await stage.card(blocks=[picture])
    announced = await stage.client.files_getUploadURLExternal(filename="b.png", length=3)
    unsent = stage.client.files_completeUploadExternal(files=[{"id": announced["file_id"], "title": "B"}])
    assert (await refusal(unsent))["error"] == "file_update_failed"
    unknown = stage.client.files_completeUploadExternal(files=[{"id": "F404", "title": "B"}])
    assert (await refusal(unknown))["error"] == "file_not_found"
    await stage.client.files_delete(file=file_id)
    assert [each.files for each in stage.slack.messages(stage.practice)] == [[]]


async def test_a_file_is_as_long_as_announced_and_only_its_owner_deletes_it(stage: Group) -> None:
    announced = await stage.client.files_getUploadURLExternal(filename="board.png", length=3)
    async with aiohttp.ClientSession() as session:
        async with session.post(announced["upload_url"], data=b"LONG") as answer:
            assert answer.status == 400
        stage.slack.faults.call("upload", faults.status(503))
        async with session.post(announced["upload_url"], data=b"PNG") as answer:
            assert answer.status == 503
        assert stage.slack.state.files.arrived == {}
        async with session.post(announced["upload_url"], data=b"PNG") as answer:
            assert (answer.status, await answer.text()) == (200, "OK - 3")
    await stage.client.files_completeUploadExternal(files=[{"id": announced["file_id"], "title": "B"}])
    stage.slack.state.files.completed[announced["file_id"]]["user"] = stage.ada.id
    assert (await refusal(stage.client.files_delete(file=announced["file_id"])))[
        "error"
    ] == "cant_delete_file"
    assert (await refusal(stage.client.files_delete(file="F404")))["error"] == "file_not_found"
    none = stage.client.files_completeUploadExternal(files=[])
    assert (await refusal(none))["error"] == "invalid_arguments"
    empty = stage.client.files_getUploadURLExternal(filename="board.png", length=0)
    assert (await refusal(empty))["error"] == "invalid_arguments"


async def shares(stage: Group) -> None:
    announced = await stage.client.files_getUploadURLExternal(filename="board.png", length=3)
    async with aiohttp.ClientSession() as session, session.post(announced["upload_url"], data=b"PNG"):
        files = [{"id": announced["file_id"], "title": "B"}]
    await stage.client.files_completeUploadExternal(files=files, channel_id=stage.practice.id)


async def test_a_shared_file_may_come_late_or_never(stage: Group) -> None:
    stage.slack.faults.call("share", faults.stalled(0, effect=False))
    await shares(stage)
    assert stage.slack.messages(stage.practice) == []
    stage.slack.faults.call("share", faults.stalled(0.05, effect=True))
    await shares(stage)
    assert stage.slack.messages(stage.practice) == []
    async with asyncio.timeout(30):
        while not stage.slack.messages(stage.practice):  # noqa: ASYNC110  it comes by itself
            await asyncio.sleep(0.01)


async def test_a_file_that_nobody_else_sees_is_no_picture_of_a_block(stage: Group) -> None:
    stage.slack.faults.call("share", faults.stalled(0, effect=False))
    await shares(stage)
    (file_id,) = stage.slack.state.files.completed
    picture = {"type": "image", "alt_text": "The board", "slack_file": {"id": file_id}}
    said = await refusal(stage.client.chat_postMessage(channel=stage.practice.id, text="B", blocks=[picture]))
    assert said["error"] == "invalid_blocks"
