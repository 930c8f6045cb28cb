"""Every word behind the two slash commands. Help, the parser and the reference page are made from here."""

from collections.abc import Mapping

from bot.domain.happenings import Command as Slash
from bot.practice.boards import asked as boards
from bot.practice.commands import data, days, mock_full, mock_kinds, personal, practice, staff
from bot.practice.commands.ask import ask
from bot.practice.commands.asked import Command, For
from bot.practice.commands.board import board
from bot.practice.commands.budget import budget
from bot.practice.commands.help import help_sheet
from bot.practice.commands.history import MOST, history, last
from bot.practice.commands.linking import end_link, link, share
from bot.practice.commands.me import me
from bot.practice.commands.over_time import progress
from bot.practice.commands.pack import pack
from bot.practice.commands.plan import plan
from bot.practice.commands.queue import queue
from bot.practice.commands.review import review
from bot.practice.commands.setup import setup
from bot.practice.commands.story import EXAMPLES, FORMS, stories, story
from bot.practice.commands.theme import theme

_MEMBER = (
    Command("board", For.VISITORS, boards.SAYS, (boards.FORM,), boards.EXAMPLES, board),
    Command("me", For.MEMBERS, "where you stand today, this week and this season", ("",), ("me",), me),
    Command("last", For.MEMBERS, "your newest debrief", ("",), ("last",), last),
    Command(
        "history",
        For.MEMBERS,
        f"every answer and round of yours, {MOST} on a page",
        ("", "PAGE"),
        ("history", "history 2"),
        history,
    ),
    Command(
        "progress",
        For.MEMBERS,
        "each competency over time, as a picture, and how ready that looks",
        ("",),
        ("progress",),
        progress,
    ),
    Command("streak", For.MEMBERS, "your streak, post by post", ("",), ("streak",), practice.streak),
    Command(
        "mock",
        For.MEMBERS,
        "a mock interview, by direct message: one round of a kind, or a company's whole loop",
        ("", *mock_kinds.FORMS, *mock_full.FORMS),
        ("mock", *mock_kinds.EXAMPLES, *mock_full.EXAMPLES),
        practice.mock,
    ),
    Command(
        "plan",
        For.MEMBERS,
        "what each day until your interview is for",
        ("", "DAY", "in NUMBER weeks|days", "today", "weeks", "rest WEEKDAYS|none", "off"),
        (
            "plan in 6 weeks",
            "plan 2026-12-20",
            "plan rest sat sun",
            "plan",
            "plan today",
            "plan weeks",
            "plan off",
        ),
        plan,
    ),
    Command(
        "ask",
        For.MEMBERS,
        "bring a question of your own, with your answer to it",
        ("[QUESTION]", "last"),
        ("ask", "ask How would you decide when to turn an AI feature off?", "ask last"),
        ask,
    ),
    Command(
        "stories",
        For.MEMBERS,
        "your stories for behavioural rounds, and which of three trade-offs is missing",
        ("",),
        ("stories",),
        stories,
    ),
    Command("story", For.MEMBERS, "keeps, shows and changes a story of yours", FORMS, EXAMPLES, story),
    Command(
        "settings",
        For.MEMBERS,
        "reminders, your time zone, your place on boards, lending answers",
        ("", "reminders on|off", "zone ZONE", "board on|off", "lend on|off"),
        (
            "settings",
            "settings reminders on",
            "settings zone Europe/Berlin",
            "settings board off",
            "settings lend on",
        ),
        personal.settings,
    ),
    Command(
        "link",
        For.ANYBODY,
        "joins your accounts in two chats into one person: a code from one, typed with the other",
        ("", "CODE"),
        ("link", "link K7QP-2MXR"),
        link,
    ),
    Command("unlink", For.ANYBODY, "makes them two people again", ("",), ("unlink",), end_link),
    Command(
        "export",
        For.ANYBODY,
        "everything that is kept about you, as a file",
        ("", "csv"),
        ("export", "export csv"),
        data.export,
    ),
    Command(
        "forget-me",
        For.ANYBODY,
        "deletes what is kept about you; first says what goes",
        ("", "now"),
        ("forget-me",),
        data.forget_me,
    ),
    Command(
        "help", For.ANYBODY, "this list; with a word, its examples", ("[WORD]",), ("help board",), help_sheet
    ),
)

_ORGANISER = (
    Command(
        "setup",
        For.FOUNDERS,
        "makes a group in this channel, or changes how it runs; without words, by a form",
        ("", "[TIME] [ZONE] [WEEKDAYS] [open|sealed]", "holidays COUNTRY|none", "named NAME"),
        (
            "setup 09:30 Europe/Berlin mon-fri sealed",
            "setup",
            "setup 10:00",
            "setup holidays DE",
            "setup named Mornings",
        ),
        setup,
    ),
    Command(
        "share",
        For.FOUNDERS,
        "lets this group have a channel in another chat too: a code from here, typed there",
        ("", "CODE"),
        ("share", "share K7QP-2MXR"),
        share,
    ),
    Command(
        "pause",
        For.ORGANISERS,
        "no posts for a while",
        ("", "until DAY", "NUMBER days"),
        ("pause until 2026-04-06", "pause until friday", "pause 3 days", "pause"),
        days.pause,
    ),
    Command("resume", For.ORGANISERS, "posts again after a pause", ("",), ("resume",), days.resume),
    Command(
        "skip",
        For.ORGANISERS,
        "a day without a post, the next posting day if you name none; `undo` takes it back",
        ("[DAY]", "undo [DAY]"),
        ("skip", "skip friday", "skip 2026-04-06", "skip undo"),
        days.skip,
    ),
    Command("post-now", For.ORGANISERS, "today's scenario at once", ("",), ("post-now",), days.post_now),
    Command(
        "queue",
        For.ORGANISERS,
        "which scenarios come next",
        (
            "",
            "add ID",
            "remove NUMBER",
            "move NUMBER to NUMBER",
            "clear",
            "pin ID DAY",
            "unpin DAY",
            "never ID",
            "allow ID",
        ),
        (
            "queue",
            "queue add the-hailstorm",
            "queue move 3 to 1",
            "queue remove 2",
            "queue pin the-hailstorm friday",
            "queue never white-text",
        ),
        queue,
    ),
    Command(
        "theme",
        For.ORGANISERS,
        "a week of scenarios that practise one idea",
        ("", "WORD [DAY]", "off"),
        ("theme", "theme containment", "theme measuring monday", "theme off"),
        theme,
    ),
    Command(
        "pack",
        For.ORGANISERS,
        "scenarios of the group's own: shows them, takes a file, takes one out",
        ("", "remove ID"),
        ("pack", "pack remove our-own-outage"),
        pack,
    ),
    Command(
        "review",
        For.ORGANISERS,
        "appeals and doubtful grades: reads the next one, and rules on it",
        ("",),
        ("review",),
        review,
    ),
    Command(
        "season",
        For.ORGANISERS,
        "shows, opens and closes seasons",
        ("", "new [NAME]", "close"),
        ("season", "season new Spring", "season close"),
        staff.season,
    ),
    Command(
        "budget",
        For.ORGANISERS,
        "what grading has cost today, and the most that it may cost on a day",
        ("", "AMOUNT", "none"),
        ("budget", "budget 2.50", "budget none"),
        budget,
    ),
    Command(
        "repair",
        For.ORGANISERS,
        "lets a missed day count for a member's streak",
        ("MEMBER DAY REASON",),
        ("repair Ana 2026-03-30 ill that day", "repair @Ana yesterday no network"),
        staff.repair,
    ),
    Command(
        "weekly",
        For.ORGANISERS,
        "when the week's board is posted",
        ("[WEEKDAY TIME]",),
        ("weekly", "weekly friday 17:00"),
        staff.weekly,
    ),
    Command(
        "staff",
        For.ORGANISERS,
        "whether boards name organisers",
        ("on|off",),
        ("staff off",),
        staff.staff,
    ),
    Command(
        "help", For.ANYBODY, "this list; with a word, its examples", ("[WORD]",), ("help setup",), help_sheet
    ),
)

TABLES: Mapping[Slash, Mapping[str, Command]] = {
    Slash.MEMBER: {command.word: command for command in _MEMBER},
    Slash.ORGANISER: {command.word: command for command in _ORGANISER},
}
