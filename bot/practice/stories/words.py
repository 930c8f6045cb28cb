"""What is said about stories."""

from bot.domain.cards import Note
from bot.domain.story import MOST_STORIES, Part, longest

ONLY_YOU = (
    "Only you see your stories. No model reads them, and nobody grades them; `/debrief export` shows them, "
    "`/debrief forget-me` deletes them."
)
HOW = (
    "A behavioural round asks for three things: a situation with a risk that nobody had seen yet, the limit "
    "that you set, and the cost that it prevented. Where you don't know yet, write a dash."
)
BY_WORDS = "By its words alone, and in English only: I read no meaning, so take it as questions."
NOT_ENGLISH = (
    "It's kept as it is. I look for English words only, so I can't tell what it leaves open: `/debrief story "
    "help` says what makes a story hold."
)
NOTHING_MISSING = (
    "By its words, nothing is missing: a risk and who bears it, a limit of yours, an outcome with a number, "
    "its baseline and duration, and what you'd do differently. Tell it aloud; two minutes are enough."
)
TWICE = Note("I have that already. `/debrief stories` shows what you keep.", again=True)
GONE = (
    "That story is no longer here, or it isn't yours. Nothing was changed. `/debrief stories` shows what you "
    "keep."
)
GONE_WHILE_WRITTEN = (
    "That story is no longer here. What you wrote is kept in this form: send it, and it's kept as a new one."
)
CHANGED_MEANWHILE = (
    "You changed this story elsewhere while you wrote. Nothing was changed now: how it stands is shown here, "
    "and what you wrote is kept in the form. Send it to have it your way."
)
NO_GROUP = (
    "You aren't in that group any more, so nothing was kept. What you typed stands here, to copy. "
    "Type `/debrief story add` in the channel of a group that you are in."
)
EMPTY = (
    "There is no story in it yet, so nothing was kept. One sentence each is enough to begin: what could go "
    "wrong, the limit that you set, what it prevented."
)
FULL = (
    f"You keep {MOST_STORIES} stories here, as many as I hold. Nothing was added, and what you typed is kept "
    "here. Let one go with `/debrief story remove NUMBER`, or change one with `/debrief story edit NUMBER`: "
    "six that you know by heart serve better."
)
NONE_YET = (
    "You keep no stories here yet. A behavioural round will ask for some: begin with one in which you held "
    "something back. `/debrief story add` opens a form; `/debrief story help` says what makes one hold."
)
TYPE_IT = (
    "A form can't be opened here. Nothing was changed. Type it in one message, each part behind its name: "
    "`/debrief story {how}` Title: … Situation: … Action: … Outcome: …"
)


def too_long(part: str, letters: int) -> str:
    advice = (
        "Nothing was kept yet. A few words that you know it by are enough."
        if part == Part.TITLE
        else "Nothing was kept yet. Told aloud, a whole story takes about 300 words."
    )
    return f"Your {part} has {letters:,} letters, and {longest(part):,} are the most. {advice}"


def kept_already(number: int, title: str) -> str:
    return (
        f"You keep that already, word for word: it's story {number}, “{title}”. Nothing was added. "
        "Change a word if this is another one."
    )
