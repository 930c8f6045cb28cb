"""What members type, and what they are told: a Monday, as it was said."""

from bot.domain.scenario import Scenario
from tests.conversation.stage import Stage


def band_of(said: str, which: str) -> str:
    return said.partition(f"{which} ")[2].partition(";")[0].partition(".")[0]


def scenario_of(stage: Stage, day: str = "Mon") -> Scenario:
    title = stage.posts[day].card.title
    return next(s for s in stage.house.core.library.scenarios.values() if s.title == title)


async def test_a_newcomer_looks_around_and_comes_in_by_answering(stage: Stage) -> None:
    ana = stage.member("Ana")
    await ana.types("")
    stage.tells(ana, "What you can type. Behind /debrief: `board`: who practised most")
    assert "In that message's own menu you can take it out, or put it back." in stage.heard["Ana"][-1]
    await ana.types("bored")
    stage.tells(ana, "There is no `bored`. ")
    await ana.types("bord week")
    stage.tells(ana, "Nothing was changed. Did you mean `board`? Type `/debrief board`.")
    await ana.types("help board")
    stage.tells(ana, "`/debrief board last week improved`")
    await ana.types("board")
    stage.tells(ana, "Nobody is on it yet. A scenario is open until Tuesday 09:00 (Europe/Berlin)")
    for word in ("me", "last", "history", "streak", "settings", "mock"):
        await ana.types(word)
        stage.tells(ana, "You aren't in it yet, so I can show nothing of yours from it")
    await ana.types("me", direct=True)
    stage.tells(ana, "You are in no study group yet. Nothing was changed.")
    await ana.types("export")
    stage.tells(ana, "I know no answers of yours.")

    await ana.says(scenario_of(stage).answers.senior.text)
    await ana.types("me")
    stage.tells(ana, "Answered on time. I grade it in about 10 minutes, or when you press Grade me.")
    stage.said_nothing_else()


async def test_a_member_looks_up_their_own(stage: Stage) -> None:
    ana, bo = stage.member("Ana"), stage.member("Bo")
    await ana.types("last")
    stage.tells(ana, "You aren't in it yet, ")
    await ana.says(scenario_of(stage).answers.senior.text)
    await ana.presses("Grade me")
    stage.tells(ana, "Reading it now.", "Debrief of “")
    await bo.says("One two three four five six seven eight nine.")
    await ana.types("last")
    stage.tells(ana, "Debrief of “")
    await ana.types("history")
    stage.tells(ana, f"Mon 30 Mar 2026 · {scenario_of(stage).title} · ")
    await ana.types("board")
    stage.tells(ana, "1 Sample Ana")
    await ana.types("season board")
    stage.tells(ana, "There is no `season`. Behind /debrief:")
    await ana.types("board improved season")
    stage.tells(ana, "first season, so there is none to compare it with")
    await ana.types("board week season")
    stage.tells(ana, "That asks for two boards at once. Nothing was changed.")
    await ana.types("board streaks")
    stage.tells(ana, "There is no board `streaks`. Did you mean `streak`? Nothing was changed.")
    await ana.types("streak", direct=True)
    stage.tells(ana, "Mon 30 March: “")
    await bo.types("history")
    stage.tells(bo, "not graded yet")
    await bo.says("// nothing")
    stage.said_nothing_else()


async def test_later_tries_are_seen_as_practice(stage: Stage) -> None:
    ana = stage.member("Ana")
    answers = scenario_of(stage).answers
    await ana.says(answers.weak.text)
    await ana.presses("Grade me")
    await ana.presses("Try again")
    await ana.says(answers.senior.text)
    await ana.presses("Grade me")
    stage.tells(
        ana, "Reading", "Debrief", "Go ahead", "Reading", "of 100 above your first try (practice, no points)"
    )
    await ana.types("history")
    stage.tells(ana, " of 100")
    assert "points · improved by " in stage.heard["Ana"][-1]
    await ana.types("me")
    stage.tells(ana, "Answered on time. Verdict: first try ")
    first = band_of(stage.heard["Ana"][-1], "first try")
    newest = band_of(stage.heard["Ana"][-1], "newest try")
    assert first != newest
    await ana.types("history")
    stage.tells(ana, f" · {first} · ")
    await ana.types("last")
    stage.tells(ana, "This try:")


async def test_a_member_decides_for_themselves(stage: Stage) -> None:
    ana, bo = stage.member("Ana"), stage.member("Bo")
    for member in (ana, bo):
        await member.says(f"{member.ref} would stop it, tell everyone whom it misled, and read the logs.")
    await ana.types("settings")
    stage.tells(ana, "reminders: off")
    await ana.types("settings reminders maybe")
    stage.tells(ana, "That's neither on nor off. Nothing was changed. Type `/debrief settings reminders on`")
    await ana.types("settings reminders on")
    stage.tells(ana, "Reminders are on, from the next scenario on")
    await ana.types("settings zone EST")
    stage.tells(ana, "I know no zone of that name. Nothing was changed: yours is Europe/Berlin.")
    await ana.types("settings zone new york")
    stage.tells(ana, "Your zone is America/New_York; it's 03:00 there now.")
    await ana.types("me")
    stage.tells(ana, "closes Tuesday 03:00 (America/New_York)")
    await ana.types("setings")
    stage.tells(ana, "Did you mean `settings`?")
    await ana.types("settings bord off")
    stage.tells(ana, "Did you mean `board`? Nothing was changed.")
    await ana.types("settings board off")
    stage.tells(ana, "boards don't name you any more. Boards already posted stay as they are.")
    await bo.types("board")
    stage.tells(bo, "1 Sample Bo 10 points")
    assert "Ana" not in stage.heard["Bo"][-1]
    await ana.types("settings", direct=True)
    stage.tells(ana, "zone: America/New_York (for")
    stage.said_nothing_else()


async def test_an_organiser_whom_the_group_leaves_out_is_not_told_otherwise(stage: Stage) -> None:
    lou = stage.member("Lou")
    await lou.types("staff off", admin=True)
    stage.unread["Lou"].clear()
    await lou.types("settings")
    stage.tells(lou, "board: on (but the group leaves its organisers out, so its boards don't name you)")
    await lou.types("settings board on")
    stage.tells(lou, "This group leaves its organisers out of its boards, so they don't name you")
    await lou.types("staff on", admin=True)
    stage.unread["Lou"].clear()
    await lou.types("settings board on")
    stage.tells(lou, "The group's boards name you, from now on.")


async def test_a_season_that_is_over_is_not_this_one(stage: Stage) -> None:
    ana, lou = stage.member("Ana"), stage.member("Lou")
    await ana.says("I would stop it, tell everyone whom it misled, and read the logs.")
    await ana.types("me")
    stage.tells(ana, "This season: 10 points")
    await lou.types("season close", admin=True)
    await ana.types("me")
    stage.tells(ana, "Last season: 10 points")
    assert "This season" not in stage.heard["Ana"][-1]


async def test_forgetting_is_asked_for_twice(stage: Stage) -> None:
    ana = stage.member("Ana")
    await ana.says("I would stop it, tell everyone whom it misled, and read the logs.")
    await ana.types("forget-me")
    stage.tells(ana, "Nothing was changed yet. `/debrief export` gives you a copy first.")
    await ana.types("forget-me please")
    stage.tells(ana, "I go only by the exact words, because this can't be undone. Nothing was changed.")
    await ana.types("export")
    stage.tells(ana, "[debrief-about-me.json]")
    await ana.types("forget-me now")
    stage.tells(ana, "I have forgotten you")
    for gone in ("export", "forget-me"):
        await ana.types(gone)
        stage.tells(ana, "I know no answers of yours. Nothing was changed.")
    await ana.types("history")
    stage.tells(ana, "You aren't in it yet, ")


async def test_forgetting_says_beforehand_what_stays_and_whom_it_leaves_alone(stage: Stage) -> None:
    lou, ana = stage.member("Lou"), stage.member("Ana")
    await ana.says("I would stop it, tell everyone whom it misled, and read the logs.")
    await ana.types("forget-me")
    (preview,) = stage.unread["Ana"]
    assert "numbers and verdicts without a name and without words" in preview
    assert "a fingerprint of your account, on a list that keeps a restored backup" in preview
    assert "organiser" not in preview
    stage.unread["Ana"].clear()
    taken_over = "A member who has answered there can take it over by `/debrief-admin setup`."
    await lou.types("forget-me")
    stage.tells(lou, f"Mornings: you are its only organiser, and it will have none. {taken_over}")
    await lou.types("forget-me now")
    stage.tells(lou, f"“Mornings” has no organiser any more. {taken_over}")


async def test_a_mock_round_is_a_word_away(stage: Stage) -> None:
    ana = stage.member("Ana")
    await ana.says("I would stop it, tell everyone whom it misled, and read the logs.")
    await ana.types("mok")
    stage.tells(ana, "Did you mean `mock`?")
    await ana.types("mock")
    stage.tells(ana, "Your mock round begins in our direct messages", "Question 1 of 3")
