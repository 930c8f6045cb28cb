"""A member with a date: the plan, what is for today, and how it goes, as it is said."""

from tests.conversation.stage import EVERYONE, Stage
from tests.conversation.test_commands import scenario_of


async def test_a_month_before_an_interview(stage: Stage) -> None:
    ana = stage.member("Ana")
    await ana.types("plan")
    stage.tells(ana, "You aren't in it yet, so I can show nothing of yours from it")
    await ana.says(scenario_of(stage).answers.weak.text)
    await ana.presses("Grade me")
    stage.tells(ana, "Reading it now.", "Debrief of “")
    await ana.types("plan")
    stage.tells(ana, "No interview is set, so this is laid out as if it were in 30 days.")
    await ana.types("plan 2026-04-29")
    stage.tells(ana, "Wednesday 29 April 2026, in 30 days.")
    await ana.types("plan rest sat sun")
    stage.tells(ana, "Sat 4 Apr · rest / Sun 5 Apr · rest")
    assert "below strong, or were never tested" in stage.heard["Ana"][-1]
    await ana.types("plan weeks", direct=True)
    stage.tells(ana, "Your plan, week by week.")
    assert "a full loop: `/debrief mock full`" in stage.heard["Ana"][-1]
    await ana.types("plan rest everyday")
    stage.tells(ana, "That would leave no day to practise. Nothing was changed.")
    await ana.types("plan today")
    stage.tells(ana, "Your mock round begins in our direct messages", "Question 1 of 3")
    await ana.says_directly("I would stop it, tell everyone whom it misled, and read the logs of last week.")
    await ana.presses("Stop")
    stage.tells(ana, "Stopped. The packet over what you said is on its way.", "Packet of “")
    await ana.types("history")
    stage.tells(ana, "mock round, case")
    await ana.types("progress")
    stage.tells(ana, "That can't be said of 2 attempts: it takes 5")
    await ana.types("plan off")
    stage.tells(ana, "Your plan is gone.")
    stage.said_nothing_else()
    stage.is_silent_to(stage.member("Lou"))
    assert stage.unread[EVERYONE] == []
