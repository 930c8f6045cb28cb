"""A mock round as its member lives it: three questions in direct messages, then the packet."""

from dataclasses import dataclass

import pytest

from bot.domain.cards import PacketCard
from bot.domain.happenings import MessagePosted
from bot.domain.scenario import Scenario
from bot.library.library import Library
from bot.practice.organise import set_queue
from tests.conversation.stage import CHANNEL, EVERYONE, Member, Stage
from tests.conversation.twelve import NIGHT

STORM = "the-hailstorm"


@dataclass(frozen=True, slots=True)
class InRound:
    """A member who talks to the bot in private."""

    member: Member
    scenario: Scenario

    async def types(self, command: str, *, direct: bool = False) -> None:
        stage = self.member.stage
        given = stage.platform.commands(self.member.account, command, None if direct else CHANNEL)
        await stage.happens(given, self.member.ref)
        await stage.settle()

    async def says(self, text: str) -> MessagePosted:
        stage = self.member.stage
        message = stage.platform.says_directly(self.member.account, text)
        await stage.happens(message, self.member.ref)
        return message

    async def presses(self, label: str) -> None:
        await self.member.presses(label)

    def answer(self, paragraph: int) -> str:
        paragraphs = self.scenario.answers.strong.text.split("\n\n")
        return paragraphs[paragraph % len(paragraphs)]

    def packet(self) -> PacketCard:
        told = self.member.stage.platform.told(self.member.account)
        (packet,) = [card for card in told if isinstance(card, PacketCard)]
        return packet


@pytest.fixture
async def ana(week: Stage, library: Library) -> InRound:
    """Monday: another scenario is posted, which Ana has answered; all others are queued but for one."""
    lou = week.member("Lou")
    await week.opens(lou)
    queue = [NIGHT, *(name for name in library.scenarios if name not in (NIGHT, STORM))]
    await set_queue(week.house.core, week.group, await lou.id(), queue)
    await week.at("Mon 09:00")
    week.tells(EVERYONE, "Scenario “")
    ana = InRound(week.member("Ana"), next(s for name, s in library.scenarios.items() if name == STORM))
    await ana.member.says("I would ask the nurses first, and look at the replies that came in last night.")
    return ana


async def test_a_round_to_its_end(week: Stage, ana: InRound) -> None:
    await week.at("Mon 12:00")
    week.tells(ana.member, "Debrief of")
    await ana.types("mock")
    week.tells(
        ana.member,
        "Your mock round begins in our direct messages: the first question is on its way.",
        "Question 1 of 3, Interviewer: ",
    )
    assert "A turn ends when you press Done, or 45 quiet seconds after" in week.heard["Ana"][-1]
    assert "An edit counts until its turn ends." in week.heard["Ana"][-1]

    await ana.presses("Done")
    week.tells(ana.member, "There is nothing of yours in this turn yet.")
    await ana.says("// the 2,100 matter more than the four minutes")
    await ana.says(ana.answer(0))
    said = await ana.says("And I would not tell the examiner.")
    await week.member("Ben").says("Has anybody begun with today's scenario yet?")
    week.is_silent_to(ana.member)
    await ana.presses("Done")
    week.tells(ana.member, "Taken. I'm reading it; the next question is on its way.", "Question 2 of 3, ")

    week.clock.forward(seconds=20)
    await week.happens(week.platform.edits(said, "And I would tell the examiner today."), "Ana")
    await ana.says(ana.answer(1))
    week.clock.forward(seconds=44)
    await week.settle()
    week.is_silent_to(ana.member)
    week.clock.forward(seconds=1)
    await week.settle()
    week.tells(ana.member, "Question 3 of 3, ")

    week.clock.forward(minutes=10)
    await week.settle()
    week.tells(ana.member, "Question 3 of 3 is still open. Write your answer here, as text, or press Stop.")
    await ana.says(ana.answer(2))
    await ana.presses("Done")
    week.tells(ana.member, "Taken. That was the last turn: the packet is on its way.", "Packet of “")
    week.said_nothing_else()

    _is_whole(ana.packet(), ana.scenario)
    await ana.presses("Done")
    week.tells(ana.member, "That round is over. Nothing was changed.")


def _is_whole(packet: PacketCard, scenario: Scenario) -> None:
    quoted = " ".join(quote for line in packet.criteria for quote in line.quotes)
    assert packet.scenario == scenario.title
    assert [line.title for line in packet.criteria] == [c.title for c in scenario.criteria]
    assert quoted
    assert "I would tell the examiner today" not in quoted, "an edit after the follow-up is not replayed"
    assert len(packet.asked) == 3
    assert packet.notes == (
        "A mock round is practice: it gives no points and costs none.",
        "This round counts towards your rating in this group.",
    )


async def test_stopped_after_one_answer(week: Stage, ana: InRound) -> None:
    await ana.types("mock")
    await ana.says(ana.answer(0))
    await ana.presses("Done")
    await ana.types("mock")
    week.tells(ana.member, "Your mock round begins", "Question 1 of 3", "Taken.", "Question 2 of 3")
    week.tells(ana.member, "You are in a mock round already, “")
    await ana.presses("Stop")
    week.tells(ana.member, "Stopped. The packet over what you said is on its way.", "Packet of “")
    assert ana.packet().notes[0].endswith("This is over what you said: words in 1 of 3 turns.")
    week.said_nothing_else()


async def test_begun_where_the_question_comes_it_is_explained_once(week: Stage, ana: InRound) -> None:
    await ana.types("mock", direct=True)
    week.tells(ana.member, "Your mock round begins: the first question is on its way.", "Question 1 of 3")
    begun, _question = week.heard["Ana"][-2:]
    assert begun.endswith("the first question is on its way.")


async def test_begun_and_forgotten(week: Stage, ana: InRound) -> None:
    await ana.types("mock")
    week.tells(ana.member, "Your mock round begins", "Question 1 of 3")
    week.clock.forward(minutes=10)
    await week.settle()
    week.tells(ana.member, "Question 1 of 3 is still open.", "Debrief of")
    week.clock.forward(hours=23, minutes=50)
    await week.settle()
    week.tells(ana.member, "Nothing was said in your mock round for a day, so I closed it.")
    week.is_silent_to(ana.member)


async def test_behind_closed_direct_messages(week: Stage, ana: InRound) -> None:
    week.platform.closed_to.add("Ana")
    await ana.types("mock")
    week.tells(ana.member, "If nothing arrives, your direct messages are closed to me: allow them in your")
    week.is_silent_to(ana.member)
    week.platform.closed_to.clear()
    await ana.types("mock")
    week.tells(ana.member, "Your mock round begins", "Question 1 of 3")
