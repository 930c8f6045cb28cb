"""What members and organisers type, and what they are told: a Monday, as it was said."""

import pytest

from adapters.main import House
from bot.domain.scenario import Scenario
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import EVERYONE, Stage, first_day


@pytest.fixture
async def stage(house: House, clock: FakeClock, platform: FakePlatform) -> Stage:
    return await first_day(house, clock, platform)


def band_of(said: str, which: str) -> str:
    return said.partition(f"{which} ")[2].partition(";")[0].partition(".")[0]


def scenario_of(stage: Stage, day: str = "Mon") -> Scenario:
    title = stage.posts[day].card.title
    return next(s for s in stage.house.core.library.scenarios.values() if s.title == title)


async def test_a_newcomer_looks_around_and_comes_in_by_answering(stage: Stage) -> None:
    ana = stage.member("Ana")
    await ana.types("")
    stage.tells(ana, "What you can type. Behind /debrief: `board`: who practised most")
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
        stage.tells(ana, "You aren't in Mornings, so I can show nothing of yours from it.")
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
    stage.tells(ana, "You aren't in Mornings,")
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
    stage.tells(ana, "You aren't in Mornings,")


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


async def test_an_organiser_runs_the_days(stage: Stage) -> None:
    lou, ana = stage.member("Lou"), stage.member("Ana")
    await ana.types("pause", admin=True)
    stage.tells(ana, "Only this group's organisers can do that. Nothing was changed.")
    await ana.types("pause")
    stage.tells(ana, "It stands behind the other command: type `/debrief-admin pause`.")
    await lou.types("help", admin=True)
    stage.tells(lou, "What organisers can type.")
    await lou.types("setup", admin=True)
    stage.tells(
        lou,
        "posts: 09:00 (Europe/Berlin), Mon to Fri / next: Tuesday 09:00 (Europe/Berlin) / "
        "weekly board: Fridays 17:00",
    )
    await lou.types("setup 9:30 sealed holidays DE", admin=True)
    stage.tells(lou, "Changed, from the next scenario on.")
    await lou.types("setup 9:30 10:00", admin=True)
    stage.tells(lou, "That asks for two things at once; the second is `10:00`. Nothing was changed.")
    await lou.types("setup tomorow", admin=True)
    stage.tells(lou, "I can't read `tomorow`: it's no time, zone, weekday, open or sealed.")
    await lou.types("pause until 2026-02-30", admin=True)
    stage.tells(lou, "There is no 2026-02-30 in the calendar. Nothing was changed.")
    await lou.types("pause until friday", admin=True)
    stage.tells(
        lou, "Paused up to and including Friday 3 April, then Tuesday 7 April, 09:30 (Europe/Berlin)."
    )
    await lou.types("post-now", admin=True)
    stage.tells(lou, "Today has had its post or its skip, and a day has one. Nothing was changed.")
    await lou.types("resume", admin=True)
    stage.tells(lou, "Resumed. Next: Tuesday 09:30 (Europe/Berlin).")
    await lou.types("resume", admin=True)
    stage.tells(lou, "The group isn't paused. Nothing was changed.")
    await lou.types("skip", admin=True)
    stage.tells(lou, "No post on Tuesday 31 March. Nobody's streak is touched. Next: Wednesday 09:30")
    await lou.types("skip on tuesday", admin=True)
    stage.tells(lou, "`/debrief-admin skip undo 2026-03-31` takes it back.")
    await lou.types("skip saturday", admin=True)
    stage.tells(lou, "Saturday 4 April has no post anyway. Nothing was changed.")
    await stage.at("Wed 09:00")
    await lou.types("post-now", admin=True)
    stage.tells(lou, "Today's scenario is on its way")
    stage.tells(EVERYONE, "Scenario “")
    assert "Tuesday 31 March was skipped" not in stage.heard[EVERYONE][-1]
    stage.said_nothing_else()


async def test_an_organiser_orders_the_queue(stage: Stage) -> None:
    lou = stage.member("Lou")
    await lou.types("queue", admin=True)
    stage.tells(lou, "Nothing waits: I choose, so that topics and difficulty take turns.")
    await lou.types("queue add white-txt", admin=True)
    stage.tells(
        lou, "The library has no scenario `white-txt`. Did you mean `white-text`? Nothing was changed."
    )
    await lou.types("queue add Page three of the packing list", admin=True)
    stage.tells(lou, "Added: Page three of the packing list.")
    await lou.types("queue add No way up", admin=True)
    stage.tells(lou, "1. Page three of the packing list (`white-text`) / 2. No way up (`no-way-up`)")
    await lou.types("queue add white-text", admin=True)
    stage.tells(lou, "`white-text` waits in the queue already. Nothing was changed.")
    await lou.types("queue move 2 to 1", admin=True)
    stage.tells(lou, "1. No way up (`no-way-up`) / 2. Page three of the packing list (`white-text`)")
    await lou.types("queue remove 3", admin=True)
    stage.tells(lou, "There is nothing at `3`: the queue ends at 2. Nothing was changed.")
    await lou.types("queue remove 2", admin=True)
    stage.tells(lou, "Removed: Page three of the packing list.")
    await stage.at("Tue 09:00")
    stage.tells(EVERYONE, "Scenario “No way up”")
    await lou.types("queue shuffle", admin=True)
    stage.tells(lou, "I can't read `shuffle` behind queue. Nothing was changed. Type `/debrief-admin queue`")


async def test_an_organiser_looks_after_seasons_boards_and_streaks(stage: Stage) -> None:
    lou, ana = stage.member("Lou"), stage.member("Ana")
    other = stage.member("Anabel")
    for member in (ana, other):
        await member.says(f"{member.ref} would stop it, tell everyone whom it misled, and read the logs.")
    await lou.types("season new Spring", admin=True)
    stage.tells(lou, "Open: Spring, since 30 March 2026")
    await lou.types("season spring", admin=True)
    stage.tells(lou, "I can't read `spring` behind season. Nothing was changed.")
    await lou.types("season close", admin=True)
    stage.tells(lou, "Earlier: Spring")
    await lou.types("weekly friday", admin=True)
    stage.tells(lou, "The weekly board needs a weekday and a time. Nothing was changed.")
    await lou.types("weekly thursday 16:00", admin=True)
    stage.tells(
        lou,
        "The weekly board comes every Thursday at 16:00 (Europe/Berlin) from now on. "
        "The next one comes on Thursday 2 April, 16:00 (Europe/Berlin).",
    )
    await lou.types("weekly off", admin=True)
    stage.tells(lou, "The weekly board can't be switched off. Nothing was changed.")
    await lou.types("staff off", admin=True)
    stage.tells(lou, "Boards leave organisers out from now on.")
    await stage.at("Tue 09:00")
    stage.tells(EVERYONE, "Scenario “")
    for day in ("Wed 09:00", "Thu 09:00"):
        await stage.at(day)
        stage.tells(EVERYONE, "Scenario “")
    await lou.types("repair Ana yesterday ill", admin=True)
    stage.tells(lou, "Wednesday 1 April is still open for Sample Ana: an answer counts. Nothing was changed.")
    await lou.types("repair Sample yesterday ill", admin=True)
    stage.tells(lou, "“Sample” may be several: Sample Lou, Sample Ana, Sample Anabel. Nothing was changed.")
    await lou.types("repair Ana yesterday", admin=True)
    stage.tells(lou, "A repair needs a reason; it's kept with the change. Nothing was changed.")
    await lou.types("repair Zoe yesterday ill", admin=True)
    stage.tells(lou, "Nobody in this group is called “Zoe”. Nothing was changed.")
    await lou.types("repair <@Ana> tuesday ill that day", admin=True)
    stage.tells(lou, "Tuesday 31 March counts for Sample Ana's streak now: 2 in a row.")
    await lou.types("repair Sample Anabel 2026-03-30 ill", admin=True)
    stage.tells(lou, "Monday 30 March counts for Sample Anabel already. Nothing was changed")


async def test_a_skip_can_be_taken_back_until_it_has_come(stage: Stage) -> None:
    lou = stage.member("Lou")
    await lou.types("skip", admin=True)
    stage.tells(lou, "No post on Tuesday 31 March. Nobody's streak is touched. Next: Wednesday 09:00")
    await lou.types("skip undo", admin=True)
    stage.tells(lou, "Tuesday 31 March isn't skipped any more. Next: Tuesday 09:00 (Europe/Berlin).")
    await lou.types("skip undo tuesday", admin=True)
    stage.tells(lou, "No skip is set for Tuesday 31 March. Nothing was changed.")
    await lou.types("skip undo", admin=True)
    stage.tells(lou, "No day to come is skipped. Nothing was changed.")
    for day in ("thursday", "friday"):
        await lou.types(f"skip {day}", admin=True)
    stage.tells(lou, "No post on Thursday 2 April.", "No post on Friday 3 April.")
    await lou.types("skip undo", admin=True)
    stage.tells(lou, "Several days are skipped: Thursday 2 April, Friday 3 April. Nothing was changed.")
    await lou.types("skip undo friday", admin=True)
    stage.tells(lou, "Friday 3 April isn't skipped any more.")
    async with stage.house.core.store.work() as work:
        noted = [entry.action for entry in await work.audit.of(stage.group, 4)]
    assert noted == ["skip taken back", "skip", "skip", "skip taken back"]
    await stage.at("Tue 09:00")
    stage.tells(EVERYONE, "Scenario “")
    await stage.at("Wed 09:00")
    stage.tells(EVERYONE, "Scenario “")
    await stage.at("Thu 09:00")
    await lou.types("skip undo thursday", admin=True)
    stage.tells(lou, "Thursday 2 April is over, or has had its post or its skip. Nothing was changed.")
    await stage.at("Fri 09:00")
    stage.tells(EVERYONE, "Scenario “")


async def test_a_paused_group_is_told_so_when_it_skips(stage: Stage) -> None:
    lou = stage.member("Lou")
    await lou.types("pause posts for 2 days", admin=True)
    stage.tells(lou, "Paused up to and including Tuesday 31 March, then Wednesday 09:00 (Europe/Berlin).")
    await lou.types("skip", admin=True)
    stage.tells(lou, "No post on Wednesday 1 April.")
    await lou.types("pause", admin=True)
    stage.tells(lou, "`/debrief-admin resume` posts again.")
    await lou.types("skip", admin=True)
    stage.tells(
        lou, "The group is paused until an organiser resumes, so no post is coming to skip. Nothing was"
    )
    await lou.types("pause until 2026-03-01", admin=True)
    stage.tells(lou, "Sunday 1 March has passed. Nothing was changed. Give a day from Monday 30 March on.")
    stage.said_nothing_else()
