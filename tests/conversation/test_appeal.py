"""An appeal from the debrief to the ruling, as a member and an organiser live it."""

import pytest

from bot.domain.cards import PacketCard
from bot.domain.scenario import Scenario
from bot.library.library import Library
from tests.conversation.stage import EVERYONE, Member, Stage


@pytest.fixture
def scenario(stage: Stage, library: Library) -> Scenario:
    title = stage.posts["Mon"].card.title
    return next(s for s in library.scenarios.values() if s.title == title)


@pytest.fixture
def ana(stage: Stage) -> Member:
    return stage.member("Ana")


@pytest.fixture
def lou(stage: Stage) -> Member:
    """The organiser."""
    return stage.member("Lou")


async def test_an_appeal_is_ruled_on_by_somebody_who_does_not_know_whose_it_is(
    stage: Stage, ana: Member, lou: Member, scenario: Scenario
) -> None:
    first = scenario.criteria[0]
    await ana.says(scenario.answers.weak.text)
    await ana.presses("Grade me", on="Mon")
    stage.tells(ana, "Reading it now", "Debrief of")

    await ana.presses("Appeal")
    stage.tells(ana, "One criterion an appeal")
    await ana.sends({"about": first.id, "reason": " "})
    stage.tells(ana, "An appeal needs a reason")
    await ana.sends({"about": first.id, "reason": "My second sentence says what I would stop."})
    stage.tells(ana, f"Your appeal on “{first.title}” is kept. An organiser reads it without your name")
    await ana.types("last")
    stage.tells(ana, f"You appealed “{first.title}”; a person has yet to rule.")

    await lou.types("review", admin=True)
    stage.tells(lou, "1 answer waits for your own debrief on its scenario, or for its deadline.")
    await stage.at("Tue 09:01")
    stage.tells(EVERYONE, "Scenario “")
    stage.tells(lou, "An answer waits for a person's ruling in Mornings")
    stage.is_silent_to(ana)

    await lou.presses("Read the next one")
    (line,) = stage.unread["Lou"]
    assert "My second sentence says what I would stop." in line
    assert scenario.answers.weak.text.split("\n")[0] in line
    assert first.levels.senior in line
    assert "Sample Ana" not in line
    stage.tells(lou, "1 answer waits, for ")

    await lou.presses("Rule")
    stage.tells(lou, f"Form “Rule: {scenario.title}”.")
    await lou.sends({first.id: "4", "because": ""})
    stage.tells(lou, "A ruling needs a reason")
    await lou.sends({first.id: "4", "because": "The second sentence says which harm, and stops it."})
    stage.tells(lou, "The author gets a new debrief with your reason. Nothing else waits for you.")
    stage.tells(ana, "Their reason: “The second sentence says which harm, and stops it.”")

    await lou.presses("Rule")
    stage.tells(lou, "That case is closed")
    await ana.presses("Appeal")
    await ana.sends({"about": first.id, "reason": "Once more."})
    stage.tells(ana, "Form “Appeal”", "or was already")
    stage.said_nothing_else()


async def test_a_sole_organisers_own_answer_goes_to_whoever_answered_it_too(
    stage: Stage, ana: Member, lou: Member, scenario: Scenario
) -> None:
    first = scenario.criteria[0]
    for member, text in ((lou, scenario.answers.weak.text), (ana, scenario.answers.strong.text)):
        await member.says(text)
        await member.presses("Grade me", on="Mon")
        stage.tells(member, "Reading it now", "Debrief of")
    await lou.presses("Appeal")
    stage.tells(lou, "Form “Appeal”")
    await lou.sends({"about": first.id, "reason": "It is all there."})
    stage.tells(lou, "You are the only organiser here, so a member who has answered it too decides")
    await lou.types("review", admin=True)
    stage.tells(lou, "One of your own waits for somebody else's ruling.")
    stage.is_silent_to(ana)

    await stage.at("Tue 09:01")
    stage.tells(EVERYONE, "Scenario “")
    stage.tells(ana, "An answer waits for a person's ruling in Mornings")
    await ana.presses("Read the next one")
    await ana.presses("Rule")
    stage.tells(ana, "It is all there.", "Form “Rule")
    await ana.sends({"because": "It is named, and no more than that."})
    stage.tells(ana, "The author gets a new debrief with your reason.")
    stage.tells(lou, "Their reason: “It is named, and no more than that.”")
    stage.said_nothing_else()


async def test_a_mock_round_is_appealed_and_ruled_on_without_a_name(
    week: Stage,
) -> None:
    lou, ana = week.member("Lou"), week.member("Ana")
    await week.opens(lou)
    await week.at("Mon 09:00")
    week.tells(EVERYONE, "Scenario “")
    await ana.says("I would ask the nurses first, and look at the replies that came in last night.")
    await week.at("Mon 12:00")
    week.tells(ana, "Debrief of")

    await ana.types("mock")
    week.tells(ana, "Your mock round begins", "Question 1 of 3")
    words = "I would stop the refusals tonight, and call back everybody who was refused since noon."
    await week.happens(week.platform.says_directly(ana.account, words), "Ana")
    await ana.presses("Stop")
    week.tells(ana, "Stopped. The packet over what you said is on its way.", "Packet of “")
    await ana.presses("Appeal")
    week.tells(ana, "A mock round is private. If you appeal, whoever rules on it reads this")
    about = week.forms["Ana"].fields[0].choices[0]
    await ana.sends({"about": about.value, "reason": " "})
    week.tells(ana, "An appeal needs a reason")
    await ana.sends({"about": about.value, "reason": "Tonight is a time, and I named who is called."})
    week.tells(ana, "is kept. An organiser reads the round without your name")

    week.tells(lou, "A mock round waits for a person's ruling in Mornings")
    await lou.presses("Read the next one")
    (line,) = week.unread["Lou"]
    assert words not in line
    assert "is new to you" in line
    week.tells(lou, "1 mock round waits, for ")
    await lou.presses("Open it")
    (line,) = week.unread["Lou"]
    assert words in line
    assert "Tonight is a time, and I named who is called." in line
    assert "Sample Ana" not in line
    week.tells(lou, "The author appeals")
    await lou.presses("Rule")
    week.tells(lou, "Form “Rule: ")
    await lou.sends({about.value: "4", "because": "It names who is called, and when."})
    week.tells(lou, "The author is told, with your reason, and their packet is corrected. Nothing else waits")
    week.tells(ana, "Their reason: “It names who is called, and when.” Its verdict ")
    await lou.presses("Rule")
    week.tells(lou, "That case is closed")
    week.said_nothing_else()
    packet = next(card for card in week.platform.told(ana.account) if isinstance(card, PacketCard))
    assert packet.notes[0].startswith("A person has ruled on your appeal of ")
