"""What is said in and about a company loop."""

from datetime import datetime, timedelta

from bot.domain.calendar import zone_named
from bot.domain.card_parts import Button, Section
from bot.domain.cards import Note, SheetCard
from bot.domain.happenings import Action
from bot.domain.loop import LoopFormat, LoopRound
from bot.domain.loop_states import CLOSE_AFTER, LOOPS_WITHIN, MOST_LOOPS, NUDGE_AFTER, Loop, LoopState, Pace
from bot.domain.round_kinds import FORMATS

DAY = timedelta(days=1)
GONE = Note("That loop is no longer here. Nothing was changed.")
OVER = Note("That loop is over. Nothing was changed. `/debrief mock full` shows which you can begin.")
NO_LOOPS = Note(
    "There is no loop that I could begin, so nothing was changed. Tell your organiser: the folder of loops "
    "is empty or can't be read."
)
NO_LOOP = Note(
    "You are in no loop, so there is nothing to end. `/debrief mock full` shows which you can begin."
)
NO_PACKET = Note(
    "No committee has decided on you yet, so there is nothing to show. `/debrief mock full` begins a loop."
)
STOPPED = Note(
    "The loop is ended. The committee reads what you played; its packet comes in our direct messages."
)
STOPPED_EMPTY = Note(
    "The loop is ended. You hadn't played a round, so there is no packet, and nothing is counted."
)
DECLINED = Note("As you like: no further round. The committee's packet is on its way.")
TAKEN_LAST = Note("Taken. That was the last turn of this round.")
ROUND_STOPPED = Note("Stopped. The interviewer writes over what you said; you see it at the end of the loop.")
ROUND_MISSED = Note(
    "Stopped. You saw the question and said nothing, so this round counts as not attended, and the committee "
    "is told so. It doesn't come again."
)
ROUND_RUNS = Note(
    "You are in a mock round already, so no loop was begun. Nothing was changed. Finish it or press Stop, "
    "then type `/debrief mock full` again."
)
ROUND_FIRST = Note(
    "You are in a mock round already. Nothing was changed. Finish it or press Stop; then `/debrief mock` "
    "begins the next round of your loop."
)
QUIET = Note(
    "Your company loop lay still for a week and no round was played, so I closed it. Nothing is counted. "
    "`/debrief mock full` begins another."
)
NOTHING_LEFT = Note(
    "The committee has nothing to read: no word of yours stands in any round of the loop. "
    "There is no packet, and nothing is counted. `/debrief mock full` begins another loop."
)


def begins(loop: LoopFormat, pace: Pace) -> str:
    how = "each round when you are ready" if pace is Pace.TODAY else "a round a day, at 09:00 your time"
    return (
        f"Your loop “{loop.title}” begins: {len(loop.rounds)} rounds, about {duration(loop.minutes)} in all, "
        f"{how}. The interviewers write separately, so you see nothing of it until the end."
    )


def often(wait: timedelta) -> Note:
    hours, minutes = divmod(-(-wait // timedelta(minutes=1)), 60)
    return Note(
        f"You have begun {MOST_LOOPS} loops in the last {LOOPS_WITHIN // timedelta(hours=1)} hours, which is "
        f"as many as I take. Nothing was changed. The next may begin in {hours} h {minutes} min."
    )


def lacks(loop: LoopFormat, kind: str) -> Note:
    return Note(
        f"“{loop.title}” needs a round of the kind `{kind}`, and the library has no scenario for one. "
        "Nothing was begun. Choose another loop with `/debrief mock full`, or tell your organiser."
    )


def listing(formats: tuple[LoopFormat, ...]) -> SheetCard:
    return SheetCard(
        "Company loops",
        tuple(Section(f"{one.title} (`{one.id}`)", (one.says, _rounds_of(one))) for one in formats),
        "`/debrief mock full classic today` plays round after round; `days` instead of `today` gives you one "
        "a morning. Nothing begins until you say which.",
    )


def _rounds_of(loop: LoopFormat) -> str:
    rounds = " · ".join(f"{FORMATS[one.kind].title.lower()} {one.minutes}" for one in loop.rounds)
    more = ". A bar raiser comes if they disagree" if loop.bar_raiser else ""
    return f"{len(loop.rounds)} rounds, {duration(loop.minutes)}: {rounds}{more}."


def duration(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return " ".join(part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest else "") if part)


def round_over(loop: Loop, wakes_at: datetime | None, zone: str, *, missed: bool = False) -> Note:
    """Between two rounds, or behind the last. `missed`: no word was said in the one that is over."""
    if loop.owed_round is None or not loop.has_more:
        return Note(
            f"{_over(loop, missed=missed)} That was the last one. Now the committee reads what each "
            "interviewer wrote; its packet comes here. When no grader answers, that can take up to a day."
        )
    following = f"Next: {_round(loop.owed_round)}."
    if wakes_at is not None:
        when = _morning(wakes_at, zone)
        following += f" I bring it {when}; `/debrief mock` begins it sooner."
    waits = "The interviewers write separately; you see everything at the end."
    return Note(f"{_over(loop, missed=missed)} {waits} {following}", buttons(loop))


def _over(loop: Loop, *, missed: bool) -> str:
    rounds = len(loop.format.rounds)
    raises = loop.place > rounds
    if missed:
        which = "The bar raiser's round" if raises else f"Round {loop.place} of {rounds}"
        return (
            f"{which} counts as not attended: you saw its question, and no word of yours stands. "
            "The committee is told so, and it doesn't come again."
        )
    if raises:
        return "The bar raiser's round is over."
    return f"Round {loop.place} of {rounds} is over."


def _round(one: LoopRound) -> str:
    title = FORMATS[one.kind].title
    by = "" if one.interviewer == title else f", with the {one.interviewer}"
    return f"{title}{by}, about {one.minutes} minutes"


def _morning(at: datetime, zone: str) -> str:
    local = at.astimezone(zone_named(zone))
    return f"on {local:%A} at {local:%H:%M}"


def offer(loop: Loop) -> Note:
    """The next round, in the morning or after quiet days."""
    owed = loop.format.played_at(loop.owed)
    which = f"Round {loop.owed} of {len(loop.format.rounds)} of your loop “{loop.format.title}”"
    if loop.state is LoopState.NUDGING:
        left = (CLOSE_AFTER - NUDGE_AFTER) // DAY
        return Note(
            f"{which} still waits: {_round(owed)}. If it stays quiet I close the loop in {left} "
            "days, over what you played.",
            buttons(loop),
        )
    return Note(f"{which} is ready: {_round(owed)}.", buttons(loop))


def offer_more(loop: Loop) -> Note:
    """A bar raiser."""
    left = NUDGE_AFTER // DAY
    return Note(
        "Your interviewers disagree. A bar raiser, who has read nothing of theirs, offers one more round of "
        "about 45 minutes on what they could not agree on. It can lift the verdict or sink it. If you leave "
        f"it for {left} days, the committee decides without.",
        (
            Button(Action.NEXT_ROUND, "Begin the bar raiser's round", _subject(loop)),
            Button(Action.END_LOOP, "Decide without", _subject(loop)),
        ),
    )


def parting(loop: Loop) -> Note:
    return NOTHING_LEFT if loop.ending is None else QUIET


def buttons(loop: Loop) -> tuple[Button, ...]:
    begin = Button(Action.NEXT_ROUND, f"Begin round {loop.owed}", _subject(loop))
    return begin, Button(Action.END_LOOP, "End the loop", _subject(loop))


def _subject(loop: Loop) -> str:
    return f"{loop.id}/{loop.owed}"


def stands(loop: Loop) -> Note:
    """Where a loop is for which nothing can be begun just now, or about which somebody asks."""
    named = f"Your loop “{loop.format.title}”"
    match loop.state:
        case LoopState.PLAYING:
            place, rounds = loop.place, len(loop.format.rounds)
            where = "in the bar raiser's round" if place > rounds else f"in round {place} of {rounds}"
            stop = Button(Action.END_LOOP, "End the loop", f"{loop.id}/{place}")
            return Note(
                f"{named} is {where}: go on in our direct messages. Nothing was changed.",
                (stop,),
            )
        case LoopState.DELIBERATING:
            return Note(f"{named} is with the committee. Its packet comes in our direct messages.")
        case LoopState.PACKING | LoopState.PARTING:
            return Note(f"{named} is over, and what the committee says is on its way.")
        case LoopState.OFFERING_MORE | LoopState.MORE_OFFERED:
            return offer_more(loop)
    are = "is" if loop.place == 1 else "are"
    return Note(
        f"You are in a loop already, “{loop.format.title}”: {loop.place} of {len(loop.format.rounds)} rounds "
        f"{are} behind you. Nothing was changed. Begin the next one, or end the loop and begin another.",
        buttons(loop),
    )
