"""What organisers type, and what they are told: a Monday, as it was said."""

from tests.conversation.stage import EVERYONE, Stage


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
