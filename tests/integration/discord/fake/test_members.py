"""What members can and can't do, and what they see."""

import pytest

from tests.fakes.discord.server import NotPossible
from tests.integration.discord.fake_discord_stage import Group, Raw


async def test_members_write_change_and_delete_what_is_theirs(stage: Group) -> None:
    discord = stage.discord
    said = await discord.posts(stage.ada, stage.practice, " Mine ")
    await discord.edits(stage.ada, stage.practice, said, "Mine!")
    (shown,) = discord.messages(stage.practice, stage.ben)

    assert (shown.text, shown.author, shown.message["edited_timestamp"] is None) == (
        "Mine!",
        stage.ada.id,
        False,
    )
    with pytest.raises(NotPossible):
        await discord.edits(stage.ben, stage.practice, said, "Yours")
    with pytest.raises(NotPossible):
        await discord.deletes(stage.ben, stage.practice, said)
    await discord.deletes(stage.ada, stage.practice, said)
    assert discord.messages(stage.practice) == []
    with pytest.raises(NotPossible):
        await discord.deletes(stage.ada, stage.practice, said)


async def test_a_moderator_deletes_what_others_wrote(stage: Group) -> None:
    discord = stage.discord
    said = await discord.posts(stage.ada, stage.practice, "Mine")
    with pytest.raises(NotPossible):
        await discord.deletes_many(stage.ben, stage.practice, [said])
    discord.permits(stage.practice, stage.ben, allow=["manage_messages"])
    await discord.deletes(stage.ben, stage.practice, said)

    assert discord.messages(stage.practice) == []


@pytest.mark.parametrize("text", ["", "  ", "w" * 2001])
async def test_their_client_takes_no_empty_and_no_long_message(stage: Group, text: str) -> None:
    with pytest.raises(NotPossible):
        await stage.discord.posts(stage.ada, stage.practice, text)
    said = await stage.discord.posts(stage.ada, stage.practice, "Mine")
    with pytest.raises(NotPossible):
        await stage.discord.edits(stage.ada, stage.practice, said, text)


async def test_who_may_not_does_not(stage: Group) -> None:
    discord = stage.discord
    elsewhere = discord.member(discord.guild("Elsewhere"), "Stranger")
    forum = discord.channel(stage.guild, "forum", kind="forum", tags=["daily"], tag_required=True)

    with pytest.raises(NotPossible):
        await discord.posts(elsewhere, stage.practice, "w")
    with pytest.raises(NotPossible):
        await discord.posts(stage.ada, forum, "w")
    with pytest.raises(NotPossible):
        await discord.posts_in_forum(stage.ada, forum, "Monday", "w")
    with pytest.raises(NotPossible):
        await discord.posts_in_forum(stage.ada, stage.practice, "Monday", "w")
    post = await discord.posts_in_forum(stage.ada, forum, "Monday", "w", ("daily",))
    assert [each.text for each in discord.messages(post, stage.ben)] == ["w"]
    discord.permits(stage.practice, stage.ada, deny=["send_messages"])
    with pytest.raises(NotPossible):
        await discord.posts(stage.ada, stage.practice, "w")
    discord.permits(stage.practice, stage.ada, deny=["view_channel"])
    with pytest.raises(NotPossible):
        await discord.posts(stage.ada, stage.practice, "w")
    assert discord.messages(stage.practice, stage.ada) == []


async def test_who_is_timed_out_only_reads(stage: Group) -> None:
    discord = stage.discord
    await discord.posts(stage.ada, stage.practice, "w")
    await discord.times_out(stage.ben)

    assert len(discord.messages(stage.practice, stage.ben)) == 1
    with pytest.raises(NotPossible):
        await discord.posts(stage.ben, stage.practice, "w")
    await discord.times_out(stage.ben, ends=True)
    await discord.posts(stage.ben, stage.practice, "w")


async def test_threads_are_closed_by_who_may_and_hold_what_was_said(stage: Group) -> None:
    discord = stage.discord
    said = await discord.posts(stage.ada, stage.practice, "w")
    thread = await discord.opens_thread(stage.ada, stage.practice, "Ours", of=said)
    inside = await discord.posts(stage.ada, thread, "in it")
    for act in (discord.archives, discord.locks):
        with pytest.raises(NotPossible):
            await act(stage.ben, thread)
    await discord.archives(stage.ada, thread)

    with pytest.raises(NotPossible):
        await discord.edits(stage.ada, thread, inside, "x")
    with pytest.raises(NotPossible):
        await discord.deletes(stage.ada, thread, inside)
    with pytest.raises(NotPossible):
        await discord.opens_thread(stage.ben, stage.practice, "Again", of=said)
    with pytest.raises(NotPossible):
        await discord.archives(stage.ada, stage.practice)
    await discord.archives(stage.ben, thread, opens=True)
    await discord.edits(stage.ada, thread, inside, "x")
    with pytest.raises(NotPossible):
        await discord.leaves_thread(stage.ben, thread)


async def test_marks_and_roles_come_and_go(stage: Group) -> None:
    discord = stage.discord
    said = await discord.posts(stage.ada, stage.practice, "w")
    await discord.reacts(stage.ben, stage.practice, said, "👍")
    assert discord.messages(stage.practice)[0].marks == ["👍"]
    await discord.unreacts(stage.ben, stage.practice, said, "👍")
    assert discord.messages(stage.practice)[0].marks == []
    with pytest.raises(NotPossible):
        await discord.unreacts(stage.ben, stage.practice, said, "👍")
    discord.permits(stage.practice, stage.ben, deny=["add_reactions"])
    with pytest.raises(NotPossible):
        await discord.reacts(stage.ben, stage.practice, said, "👍")
    role = discord.role(stage.guild, "organiser", "manage_guild")
    discord.gives_role(stage.ben, role)
    assert stage.ben.roles == [role.id]
    discord.gives_role(stage.ben, role, takes=True)
    assert stage.ben.roles == []


async def test_who_leaves_sees_nothing_and_comes_back_as_the_same(stage: Group) -> None:
    discord = stage.discord
    await discord.posts(stage.ada, stage.practice, "w")
    await discord.leaves(stage.ada)
    assert discord.messages(stage.practice, stage.ada) == []
    with pytest.raises(NotPossible):
        await discord.leaves(stage.ada)

    again = await discord.joins(stage.ada, stage.guild)
    assert (again.id, len(discord.messages(stage.practice, again))) == (stage.ada.id, 1)


async def test_only_what_can_be_pressed_is(stage: Group, call: Raw) -> None:
    discord = stage.discord
    discord.state.answer_within = 0.01
    buttons = [
        {"type": 2, "style": 1, "label": "Press", "custom_id": "press"},
        {"type": 2, "style": 1, "label": "Off", "custom_id": "off", "disabled": True},
        {"type": 2, "style": 5, "label": "Away", "url": "https://example.org"},
    ]
    menu = {"type": 3, "custom_id": "menu", "options": [{"label": "A", "value": "a"}]}
    rows = [{"type": 1, "components": buttons}, {"type": 1, "components": [menu]}]
    await call.made(f"POST {stage.at()}/messages", {"components": rows})
    (card,) = discord.messages(stage.practice, stage.ada)

    assert (card.buttons, card.menus) == (["Press", "Off", "Away"], ["menu"])
    for label in ("Off", "Away", "Nothing"):
        with pytest.raises(NotPossible):
            await discord.presses(stage.ada, card, label)
    for values in ([], ["a", "a"], ["b"]):
        with pytest.raises(NotPossible):
            await discord.chooses(stage.ada, card, "menu", *values)
    discord.permits(stage.practice, stage.ben, deny=["view_channel"])
    with pytest.raises(NotPossible):
        await discord.presses(stage.ben, card, "Press")
    with pytest.raises(NotPossible):
        await discord.chooses(stage.ben, card, "menu", "a")
    discord.permits(stage.practice, stage.ben)
    theirs = await discord.posts(stage.ben, stage.practice, "w")
    shown = discord.messages(stage.practice, stage.ada)[-1]
    assert shown.id == theirs
    with pytest.raises(NotPossible):
        await discord.uses_context_command(stage.ada, shown, "Use as my answer")
    with pytest.raises(NotPossible):
        await discord.uses_context_command(stage.ada, stage.ben, "Use as my answer")


async def test_only_apps_have_buttons_and_only_guilds_have_threads(stage: Group) -> None:
    discord = stage.discord
    await discord.posts(stage.ben, stage.practice, "w")
    (theirs,) = discord.messages(stage.practice, stage.ada)
    button = {"type": 2, "style": 1, "label": "Press", "custom_id": "one"}
    theirs.message["components"] = [{"type": 1, "components": [button]}]
    with pytest.raises(NotPossible):
        await discord.presses(stage.ada, theirs, "Press")
    with pytest.raises(NotPossible):
        discord.threads(discord.direct(stage.ada))


async def test_who_may_not_open_or_enter_a_thread_does_not(stage: Group) -> None:
    discord = stage.discord
    forum = discord.channel(stage.guild, "forum", kind="forum")
    thread = await discord.opens_thread(stage.ben, stage.practice, "Theirs")
    for place in (forum, stage.practice):
        discord.permits(
            place,
            stage.ada,
            deny=[
                "create_public_threads",
                "send_messages",
                "send_messages_in_threads",
                "read_message_history",
            ],
        )
    said = await discord.posts(stage.ben, stage.practice, "w")

    with pytest.raises(NotPossible):
        await discord.opens_thread(stage.ada, stage.practice, "Mine")
    with pytest.raises(NotPossible):
        await discord.posts_in_forum(stage.ada, forum, "Mine", "w")
    with pytest.raises(NotPossible):
        await discord.adds_to_thread(stage.ada, thread, stage.ada)
    with pytest.raises(NotPossible):
        await discord.posts(stage.ada, thread, "w")
    with pytest.raises(NotPossible):
        await discord.reacts(stage.ada, stage.practice, said, "👍")
    with pytest.raises(NotPossible):
        await discord.locks(stage.ben, stage.practice)


async def test_a_menu_of_people_takes_nobody_of_another_guild(stage: Group, call: Raw) -> None:
    stranger = stage.discord.member(stage.discord.guild("Elsewhere"), "Stranger")
    people = {"type": 5, "custom_id": "who"}
    await call.made(f"POST {stage.at()}/messages", {"components": [{"type": 1, "components": [people]}]})
    (card,) = stage.discord.messages(stage.practice, stage.ada)

    with pytest.raises(NotPossible):
        await stage.discord.chooses(stage.ada, card, "who", stranger.id)
