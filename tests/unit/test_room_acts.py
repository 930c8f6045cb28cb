"""What members do in the room, and what the core hears of it."""

from collections.abc import Iterator

import pytest

from adapters.web.room.typed import LONGEST
from adapters.web.room.values import Line, Spot, direct
from bot.domain.cards import Note
from bot.domain.happenings import (
    Command,
    CommandGiven,
    MessageAt,
    MessageDeleted,
    MessagePosted,
    MessageTaken,
    Opening,
)
from bot.errors import UserMustAct
from tests.contract.cards import a_scenario
from tests.fakes.rooms import PlayedRoom, played_room


@pytest.fixture
def it() -> Iterator[PlayedRoom]:
    with played_room() as played:
        yield played


def only(it: PlayedRoom, spot: Spot, viewer: str = "you") -> Line:
    (line,) = it.room.lines(spot, viewer)
    return line


async def test_a_message_stands_in_the_room_and_is_told_as_it_stands(it: PlayedRoom) -> None:
    root = it.room.put(it.root, None, card=a_scenario())

    await it.acts.say("you", Spot(it.room.channel, root.ref), "  I would stop it.\r\nAt once. ")

    line = only(it, Spot(it.room.channel, root.ref), "ana")
    assert (line.author, line.text, line.at) == ("you", "  I would stop it.\nAt once. ", it.clock.now())
    (heard,) = it.heard
    assert isinstance(heard, MessagePosted)
    assert heard.at == MessageAt(it.room.channel, line.ref, root.ref)
    assert (heard.text, heard.posted_at, heard.opening) == (line.text, line.at, Opening.PLAIN)
    assert heard.author == it.room.members["you"].account


async def test_a_private_conversation_is_told_as_one(it: PlayedRoom) -> None:
    await it.acts.say("you", Spot(it.room.channel, direct_with="you"), "hello")

    assert only(it, direct("you")).text == "hello"
    assert it.room.lines(direct("you"), "ana") == ()
    (heard,) = it.heard
    assert isinstance(heard, MessagePosted)
    assert heard.at.direct
    assert heard.at.channel_ref != it.room.channel


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("@Ana which audit?", Opening.MENTIONS_ANOTHER),
        ("@ana, which audit?", Opening.MENTIONS_ANOTHER),
        (" @Ana (sample) which audit?", Opening.MENTIONS_ANOTHER),
        ("@Anaconda bites", Opening.PLAIN),
        ("@You and I", Opening.PLAIN),
        ("@everyone listen", Opening.PLAIN),
        ("Ask @Ana", Opening.PLAIN),
        ("> as she said", Opening.QUOTES),
        ("3 > 2", Opening.PLAIN),
    ],
)
async def test_how_a_message_opens_is_told(it: PlayedRoom, text: str, opening: Opening) -> None:
    await it.acts.say("you", it.root, text)

    (heard,) = it.heard
    assert isinstance(heard, MessagePosted)
    assert heard.opening is opening


@pytest.mark.parametrize(
    ("typed", "command", "rest"),
    [
        ("/debrief", Command.MEMBER, ""),
        ("/debrief board week", Command.MEMBER, "board week"),
        (" /Debrief help\n", Command.MEMBER, "help\n"),
        ("/debrief-admin queue", Command.ORGANISER, "queue"),
        ("/debrief\nboard", Command.MEMBER, "board"),
    ],
)
async def test_a_command_stands_nowhere_and_its_answer_is_whispered(
    it: PlayedRoom, typed: str, command: Command, rest: str
) -> None:
    it.answers.append(Note("Here it is."))

    card = await it.acts.say("you", it.root, typed)

    (heard,) = it.heard
    assert isinstance(heard, CommandGiven)
    assert (heard.command, heard.text, heard.channel_ref) == (command, rest, it.room.channel)
    assert card == Note("Here it is.")
    whisper = only(it, it.root)
    assert (whisper.card, whisper.only_for, whisper.author) == (card, "you", None)
    assert it.room.lines(it.root, "ana") == ()


async def test_a_command_in_private_names_no_channel(it: PlayedRoom) -> None:
    it.answers.append(Note("Here it is."))
    await it.acts.say("you", direct("you"), "/debrief help")

    (heard,) = it.heard
    assert isinstance(heard, CommandGiven)
    assert heard.channel_ref is None
    assert only(it, direct("you")).card == Note("Here it is.")


@pytest.mark.parametrize("typed", ["/debreif board", "/remind me", "/debriefboard"])
async def test_a_command_of_nobodys_is_not_read_by_all(it: PlayedRoom, typed: str) -> None:
    with pytest.raises(UserMustAct, match="There is no command"):
        await it.acts.say("you", it.root, typed)

    assert it.room.lines(it.root, "you") == ()
    assert it.heard == []


@pytest.mark.parametrize("text", ["// a note", "/", "/usr/bin is a path", "/ debrief", "either/or", "1/2"])
async def test_not_every_stroke_is_a_command(it: PlayedRoom, text: str) -> None:
    await it.acts.say("you", it.root, text)

    assert only(it, it.root).text == text


async def test_a_message_of_the_longest_length_is_taken_and_not_a_letter_more(it: PlayedRoom) -> None:
    await it.acts.say("you", it.root, "\U0001f409" * LONGEST)

    with pytest.raises(UserMustAct, match=r"20,001 characters .* nothing is lost"):
        await it.acts.say("you", it.root, "a" * (LONGEST + 1))
    with pytest.raises(UserMustAct, match="20,001"):
        await it.acts.edit("you", only(it, it.root).ref, "a" * (LONGEST + 1))
    with pytest.raises(UserMustAct, match="20,001"):
        await it.acts.fill("you", "1", "a" * (LONGEST + 1))

    assert len(it.heard) == 1


async def test_what_no_text_can_hold_is_left_out(it: PlayedRoom) -> None:
    await it.acts.say("you", it.root, "a\x00b\ud800c")

    assert only(it, it.root).text == "ab\ufffdc"


@pytest.mark.parametrize("text", ["", " \n\t"])
async def test_nothing_is_not_sent(it: PlayedRoom, text: str) -> None:
    with pytest.raises(UserMustAct, match="nothing to send"):
        await it.acts.say("you", it.root, text)
    assert it.heard == []


async def test_places_that_are_not_the_members_own_are_refused(it: PlayedRoom) -> None:
    whisper = it.room.put(it.root, None, card=Note("psst"), only_for="you")
    reply = it.room.put(Spot(it.room.channel, "somewhere"), "ana", text="hello")
    for spot in (
        direct("ana"),
        Spot("another-channel"),
        Spot(it.room.channel, "no-such-thread"),
        Spot(it.room.channel, whisper.ref),
        Spot(it.room.channel, reply.ref),
    ):
        with pytest.raises(UserMustAct):
            await it.acts.say("you", spot, "hello")
    with pytest.raises(UserMustAct, match="Nobody of that name"):
        await it.acts.say("mallory", it.root, "hello")

    assert it.heard == []


async def test_an_edit_is_told_with_both_times(it: PlayedRoom) -> None:
    await it.acts.say("you", it.root, "First.")
    posted = it.clock.now()
    it.clock.forward(minutes=1)
    ref = only(it, it.root).ref

    await it.acts.edit("you", ref, "Second.")
    await it.acts.edit("you", ref, "Second.")

    line = only(it, it.root)
    assert (line.text, line.at, line.edited_at) == ("Second.", posted, it.clock.now())
    _, heard = it.heard
    assert isinstance(heard, MessagePosted)
    assert (heard.text, heard.posted_at, heard.edited_at) == ("Second.", posted, it.clock.now())


async def test_a_deleted_message_leaves_an_empty_line_that_nobody_sees(it: PlayedRoom) -> None:
    await it.acts.say("you", it.root, "Secret.")
    ref = only(it, it.root).ref
    before = it.room.count

    await it.acts.delete("you", ref)

    assert it.room.lines(it.root, "ana") == ()
    assert it.room.line(ref, "you") is None
    (gone,) = it.room.changed_since(before, "ana")
    assert (gone.ref, gone.gone, gone.text) == (ref, True, "")
    assert isinstance(it.heard[-1], MessageDeleted)


@pytest.mark.parametrize("out", [True, False])
async def test_taking_out_is_told_and_shown(it: PlayedRoom, *, out: bool) -> None:
    await it.acts.say("you", it.root, "Some words.")
    ref = only(it, it.root).ref

    await it.acts.take("you", ref, out=out)

    heard = it.heard[-1]
    assert isinstance(heard, MessageTaken)
    assert (heard.out, heard.author.ref, heard.at.message_ref) == (out, "you", ref)
    assert only(it, it.root).taken_out is out


async def test_a_message_is_its_authors_alone(it: PlayedRoom) -> None:
    await it.acts.say("ana", it.root, "Hers.")
    ref = only(it, it.root).ref
    card = it.room.put(it.root, None, card=Note("Debrief's."))
    before = it.room.count

    for mine in (ref, card.ref):
        with pytest.raises(UserMustAct, match="Only whoever wrote"):
            await it.acts.edit("you", mine, "Mine.")
        with pytest.raises(UserMustAct, match="Only whoever wrote"):
            await it.acts.delete("you", mine)
        with pytest.raises(UserMustAct, match="Only whoever wrote"):
            await it.acts.take("you", mine, out=True)

    assert it.room.count == before


async def test_a_closed_channel_takes_nothing_and_can_be_read(it: PlayedRoom) -> None:
    await it.acts.say("you", it.root, "hello")
    await it.acts.close_channel("you")

    with pytest.raises(UserMustAct, match="was closed"):
        await it.acts.say("you", it.root, "again")

    assert only(it, it.root, "ana").text == "hello"
    await it.acts.say("you", direct("you"), "this still goes")


async def test_a_room_that_can_not_keep_it_says_so(it: PlayedRoom) -> None:
    it.room._kept._connection.execute("PRAGMA max_page_count = 1").fetchall()

    with pytest.raises(UserMustAct, match=r"full\). Nothing was changed"):
        await it.acts.say("you", it.root, "a" * LONGEST)

    assert it.room.lines(it.root, "you") == ()
    assert it.heard == []
