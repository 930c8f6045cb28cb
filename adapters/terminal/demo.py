"""One day of a sample group, played on the real core: only the members and the clock are made up."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from adapters.terminal.cast import ANA, BEN, CLEO, DEV, NAMES, ORGANISER, Script, script_for
from adapters.terminal.platform import INSTALLATION, NAME, TerminalPlatform
from adapters.terminal.points_table import points_of_the_day
from adapters.terminal.screen import Screen
from bot.domain.calendar import instant_on, local_date
from bot.domain.cards import Card, ScenarioCard
from bot.domain.happenings import Account, Action, ButtonPressed, FormSent, Happening, MessagePosted, Opening
from bot.domain.ids import GroupId, PostId, ScenarioId
from bot.errors import Defect
from bot.ports import InChannel
from bot.practice.core import Core
from bot.practice.organise import set_queue
from bot.practice.receive import receive
from bot.practice.set_up import Wish, set_up_group
from bot.testing import FakeClock

ZONE = "Europe/Berlin"
STARTS = datetime(2026, 3, 2, 8, tzinfo=UTC)  # a Monday, 09:00 in ZONE
POSTED_AT = time(9, 30)
CHANNEL = "daily-practice"
GROUP = "Sample study group"
TODAY, TOMORROW = ScenarioId("the-hailstorm"), ScenarioId("the-fish-smoker")


@dataclass(slots=True)
class DemoDay:
    core: Core
    settle: Callable[[], Awaitable[None]]
    platform: TerminalPlatform
    clock: FakeClock
    screen: Screen
    who: dict[str, Account] = field(init=False)
    script: Script = field(init=False)
    thread: str = ""
    post: str = ""

    def __post_init__(self) -> None:
        self.who = {ref: self.platform.account(ref, name) for ref, name in NAMES.items()}
        self.script = script_for(self.core.library.get(TODAY))

    async def play(self) -> None:
        """The whole day, from the morning's post to the next one."""
        group = await self._morning()
        for scene in (
            self._the_post,
            self._three_messages,
            self._an_edit,
            self._quiet_minutes,
            self._no_way_round,
            self._privately,
        ):
            await scene()
            await self.screen.scene_ends()
        await self._the_deadline(group)

    async def _morning(self) -> GroupId:
        self.screen.day(self.clock.now())
        self._now(f"{GROUP} is set up: #{CHANNEL}, weekdays at {POSTED_AT:%H:%M}, {ZONE}.")
        organiser = self.who[ORGANISER]
        wish = Wish(GROUP, NAME, INSTALLATION, CHANNEL, organiser, ZONE, at=POSTED_AT)
        group = await set_up_group(self.core, wish)
        async with self.core.store.work() as work:
            person = await work.people.known(organiser)
        if person is None:
            raise Defect("The organiser of the demo's group is unknown.")
        await set_queue(self.core, group, person, [TODAY, TOMORROW])
        await self.screen.read()
        return group

    async def _the_post(self) -> None:
        self._until("09:30")
        self._now("The day's scenario is posted.")
        await self._settle()
        landed = next(shown for shown in self.platform.landed.values() if isinstance(shown.place, InChannel))
        if not isinstance(landed.card, ScenarioCard):
            raise Defect("The first card of the demo is no scenario.")
        self.thread, self.post = landed.published.thread_ref, landed.card.buttons[0].subject

    async def _three_messages(self) -> None:
        first, second, third = self.script.strong_parts
        self._until("09:42")
        await self._writes(ANA, first)
        self._until("09:45")
        await self._writes(ANA, second)
        await self._writes(BEN, "// read the CFO's line again before writing")
        self.screen.tell("A message that starts with // is a note to oneself. It isn't stored.")
        self._until("09:50")
        await self._writes(ANA, third)
        self.screen.tell("Three messages, one answer. It's graded after ten quiet minutes.")
        await self.screen.read()

    async def _an_edit(self) -> None:
        self._until("09:52")
        draft = await self._writes(BEN, self.script.weak_draft)
        self._until("09:54")
        self._now(f"{NAMES[BEN]} edits it and adds a paragraph. The edit counts.")
        await self._take_in(self.platform.edits(draft, self.script.weak))
        self._until("09:55")
        await self._presses(BEN, Action.GRADE_ME, "Grade me")

    async def _quiet_minutes(self) -> None:
        self._until("09:57")
        await self._writes(CLEO, "@Ana which audit do you mean?", Opening.MENTIONS_ANOTHER)
        self.screen.tell("A reply to somebody is conversation.")
        self._until("10:00")
        self._now(f"Ten quiet minutes are over for {NAMES[ANA]}. Her debrief:")
        await self._settle()
        self.screen.in_short = True

    async def _no_way_round(self) -> None:
        self._until("10:15")
        await self._writes(DEV, self.script.stuffed)
        await self._presses(DEV, Action.GRADE_ME, "Grade me")
        self.screen.tell("Keywords, the pasted prompt and orders to the grader don't carry an answer.")
        await self.screen.read()

    async def _privately(self) -> None:
        self.platform.closed_to.add(CLEO)
        self._until("18:40")
        await self._presses(CLEO, Action.ANSWER_PRIVATELY, "Answer privately")
        self._until("19:05")
        self._now(f"{NAMES[CLEO]} sends the form:")
        self.screen.message(self.script.private)
        form = self.platform.sends(self.who[CLEO], self.post, self.script.private)
        await self._take_in(form)
        self._until("19:15")
        await self._settle()
        self._now(f"{NAMES[CLEO]} takes no direct messages, so her debrief waits behind a button.")
        await self._presses(CLEO, Action.MY_DEBRIEF, "My debrief")

    async def _the_deadline(self, group: GroupId) -> None:
        self._until("09:30", days=1)
        self.screen.day(self.clock.now())
        self._now("The deadline: yesterday's post closes, and the next one is out.")
        await self._settle()
        self.screen.tell("Points of the day, all from the ledger:")
        rows = await points_of_the_day(self.core, group, PostId(int(self.post)))
        self.screen.table(("", "for answering", "for the verdict", "together"), rows)
        await self.screen.read()
        self.screen.tell("Now the scenario's own senior answer is open, too; no member wrote it.")
        await self._presses(BEN, Action.MY_DEBRIEF, "My debrief")

    async def _writes(self, ref: str, text: str, opening: Opening = Opening.PLAIN) -> MessagePosted:
        message = self.platform.says(self.who[ref], text, CHANNEL, self.thread, opening)
        await receive(self.core, message)
        await self.settle()
        counted = "✓ part of the answer" if self.platform.is_marked(message.at) else "not part of an answer"
        self._now(f"{NAMES[ref]} in the thread ({counted}):")
        self.screen.message(text)
        await self.screen.read()
        return message

    async def _presses(self, ref: str, action: Action, label: str) -> None:
        self._now(f"{NAMES[ref]} presses [{label}].")
        await self._take_in(self.platform.presses(self.who[ref], action, self.post))

    async def _take_in(self, happening: Happening) -> None:
        shown: Card | None = await receive(self.core, happening)
        if shown is not None:
            account = self.who[_actor(happening)]
            self.screen.reply(account, shown)
        await self._settle()

    async def _settle(self) -> None:
        await self.settle()
        await self.screen.read()

    def _until(self, wall: str, days: int = 0) -> None:
        """Set the clock forward to a wall time of its day, or of a later one."""
        day = local_date(self.clock.now(), ZONE) + timedelta(days=days)
        self.clock.instant = instant_on(day, time.fromisoformat(wall), ZONE)

    def _now(self, text: str) -> None:
        self.screen.at(self.clock.now(), text)


def _actor(happening: Happening) -> str:
    match happening:
        case MessagePosted():
            return happening.author.ref
        case ButtonPressed() | FormSent():
            return happening.account.ref
        case _:
            raise Defect(f"Nobody in the demo is answered after {type(happening).__name__}.")
