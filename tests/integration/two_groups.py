"""Two groups that live through the same days, each with a word that only its people use."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import MappingProxyType

from adapters.main import House
from bot.domain.cards import Card, DebriefCard, ScenarioCard
from bot.domain.forms import FieldForm
from bot.domain.happenings import Account, Action, Happening
from bot.domain.ids import GroupId, PersonId, ScenarioId
from bot.domain.mode import Mode
from bot.library.library import Library
from bot.practice.core import Core
from bot.practice.direct_home import OF_GROUPS
from bot.practice.organise import (
    RestDay,
    ScheduleChange,
    change_schedule,
    pause,
    post_now,
    rest_on,
    resume,
    set_queue,
)
from bot.practice.packs.add import Added, add_to_pack
from bot.practice.packs.remove import remove_from_pack
from bot.practice.questions.bring import ANSWER, QUESTION, ask_form
from bot.practice.receive import receive
from bot.practice.reviews.appeal_form import ABOUT, REASON
from bot.practice.reviews.rule_form import BECAUSE
from bot.practice.set_up import Wish, add_channel, set_up_group
from bot.testing import FakeClock, FakePlatform
from tests.fakes.own_pack import own_file
from tests.integration.tenant_sql import Listener

NOBODYS = GroupId(0)


@dataclass(slots=True)
class Circle:
    """One of the groups: its channel is named after it, and so is what its people write."""

    house: House
    clock: FakeClock
    platform: FakePlatform
    listener: Listener
    name: str
    scenario: ScenarioId
    group: GroupId = NOBODYS
    shown: list[tuple[str, str]] = field(default_factory=list)
    """Who pressed or sent something, and what they were answered at once."""

    @property
    def organiser(self) -> Account:
        return self.platform.account(f"organiser-{self.name}")

    async def set_up(self, mode: Mode) -> None:
        core, place = self.house.core, (self.platform.name, self.platform.installation_ref)
        wish = Wish(self.name, *place, self.name, self.organiser, "UTC", mode=mode)
        self.group = await set_up_group(core, wish)
        self.listener.acting = self.group
        await add_channel(core, self.group, replace(wish, channel_ref=f"{self.name}-2"))
        organiser = await self._organiser()
        # The rest of the library follows, so that rotation never comes to the other group's scenario.
        others = [name for name in core.library.scenarios if name not in ("the-hailstorm", "no-way-up")]
        own = own_file(f"{self.name}-own-case")
        done = await add_to_pack(core, self.group, organiser, [own, own_file(f"{self.name}-other-case")])
        assert isinstance(done, Added)
        queue = [self.scenario, ScenarioId(f"{self.name}-own-case"), *others]
        await set_queue(core, self.group, organiser, queue)
        await change_schedule(core, self.group, organiser, 1, ScheduleChange(catch_up=timedelta(hours=5)))
        await pause(core, self.group, organiser, until=date(2026, 3, 3))
        await resume(core, self.group, organiser)
        await rest_on(core, self.group, organiser, RestDay(date(2026, 3, 4), "Founders' day"))
        async with core.store.work() as work:
            await work.people.set_reminders(self.group, organiser, wanted=True)
        await remove_from_pack(core, self.group, organiser, ScenarioId(f"{self.name}-other-case"))
        self.listener.acting = None

    async def lives(self, member: str) -> None:
        """Everything that a member can do."""
        account, thread = self.platform.account(member), self._thread()
        said = [
            self.platform.says(account, f"{self.answer} Number {n} of {self.name}.", self.name, thread)
            for n in range(3)
        ]
        beside = self.platform.says(account, f"{self.answer} {self.answer}", self.name)
        attached = self.platform.says(account, "", self.name, thread, attachments=1)
        await self._happen(account, *said, beside, said[0], attached)
        await self._happen(
            account,
            self.platform.edits(said[0], f"{self.answer} And {self.name} again."),
            self.platform.takes(said[1], out=True),
            self.platform.deletes(said[2]),
            self.platform.press(
                account, Action.USE_AS_ANSWER, f"{self.subject}/{self.name}/{beside.at.message_ref}"
            ),
            self.platform.fills(account, self.subject, f"{self.answer} In private, {self.name}."),
        )
        await self._happen(account, self.platform.takes(said[1], out=False))
        # A mock round over the other group's scenario would name it, and a post's number may be that of an
        # own round in the other group: see `_practises`.
        pressed = (action for action in Action if action not in (Action.MOCK, Action.APPEAL_ROUND))
        for action in (Action.GRADE_ME, *pressed, Action.GRADE_ME):
            subject = str(self.group) if action in OF_GROUPS else self.subject
            await self._happen(account, self.platform.press(account, action, subject))
        await self._practises(account)
        await self._asks(account)
        await self._keeps(account)
        await self._appeals(account)

    async def _practises(self, account: Account) -> None:
        """A mock round: two turns, an edit, a deletion, and Stop."""
        core = self.house.core
        # The library is everybody's; without the others' scenario, its title tells of a leak here too.
        own = {name: s for name, s in core.library.scenarios.items() if name == self.scenario}
        command = self.platform.commands(account, "mock", self.name)
        card = await self._answered(command, replace(core, library=Library(MappingProxyType(own))))
        self.shown.append((account.ref, repr(card)))
        await self.house.settle()
        async with core.store.work() as work:
            person = await work.people.known(account)
            it = await work.rounds.live(person) if person else None
        assert it is not None
        said = [self.platform.says_directly(account, f"{self.answer} Point {n}.") for n in range(3)]
        await self._happen(account, *said)
        await self._happen(
            account,
            self.platform.edits(said[0], f"{self.answer} Point 0, again."),
            self.platform.press(account, Action.END_TURN, f"{it.id}/1"),
        )
        later = self.platform.says_directly(account, self.answer)
        await self._happen(account, later, self.platform.deletes(said[1]))
        await self._happen(account, self.platform.edits(said[2], f"{self.answer} Too late."))
        await self._happen(account, self.platform.press(account, Action.STOP_ROUND, str(it.id)))
        await self._contests(account, str(it.id))
        await self._wants_a_loop(account)

    async def _contests(self, account: Account, packet: str) -> None:
        """What the packet of that round says."""
        form = await self._answered(self.platform.press(account, Action.APPEAL_ROUND, packet))
        assert isinstance(form, FieldForm)
        values = {ABOUT: form.fields[0].choices[0].value, REASON: f"It is about the {self.name}, too."}
        await self._happen(account, self.platform.fills_fields(account, form, values))

    async def _wants_a_loop(self, account: Account) -> None:
        """The daily library has no scenario for one, and its buttons belong to nobody here."""
        for text in ("mock full classic", "mock full packet"):
            await self._happen(account, self.platform.commands(account, text, self.name))
        for action in (Action.NEXT_ROUND, Action.END_LOOP):
            await self._happen(account, self.platform.press(account, action, "1/1"))

    async def _plans(self, account: Account) -> None:
        """A plan of what the library offers; without the others' scenario, as for `_practises`."""
        core = self.house.core
        theirs = {"the-hailstorm", "no-way-up"} - {self.scenario}
        left = {name: s for name, s in core.library.scenarios.items() if name not in theirs}
        for text in ("plan off", "plan in 6 weeks", "plan rest sun", "plan weeks", "plan today", "plan off"):
            command = self.platform.commands(account, text, self.name)
            card = await self._answered(command, replace(core, library=Library(MappingProxyType(left))))
            self.shown.append((account.ref, repr(card)))
            self.clock.forward(seconds=1)
        await self.house.settle()

    async def _asks(self, account: Account) -> None:
        """A question of one's own, looked at again and answered again."""
        form = ask_form(self.house.core, str(self.group))
        values = {QUESTION: f"Would you let the {self.name} decide alone?", ANSWER: self.answer}
        await self._happen(account, self.platform.fills_fields(account, form, values))
        await self._happen(account, self.platform.commands(account, "ask last", self.name))
        self.listener.acting = self.group
        async with self.house.core.store.work() as work:
            person = await work.people.known(account)
            last = await work.questions.latest(self.group, person) if person else None
        self.listener.acting = None
        assert last is not None
        await self._happen(account, self.platform.press(account, Action.ASK, f"{self.group}/{last.id}"))

    async def _keeps(self, account: Account) -> None:
        """A story, looked at from every side, changed and let go; and one that stays."""
        typed = (
            f"Title: The {self.name}. Situation: A risk for the {self.name}. Action: I held it. Outcome: 2"
        )
        for text in (
            *(f"story add {typed}", f"story add {typed} weeks", "stories", "story 1", "story edit 1"),
            *("story edit 1 Outcome: 3 weeks, from 9", "story tag 1 data", "story tag 1 auto"),
            *("story reframe 1", "story reframe", "story help", "story remove 1"),
        ):
            await self._happen(account, self.platform.commands(account, text, self.name))
        self.listener.acting = self.group
        async with self.house.core.store.work() as work:
            person = await work.people.known(account)
            first, *_ = await work.stories.of(self.group, person) if person else []
        self.listener.acting = None
        subject = f"{self.group}/{first.id}"
        await self._happen(
            account,
            self.platform.press(account, Action.STORY, f"{self.group}/show/{first.id}"),
            self.platform.press(account, Action.DROP_STORY, subject),
        )

    async def _appeals(self, account: Account) -> None:
        told = self.platform.told(account)
        buttons = [b for c in told if isinstance(c, DebriefCard) for b in c.buttons]
        here = [b for b in buttons if b.action is Action.APPEAL and b.subject.startswith(f"{self.subject}/")]
        form = await self._answered(self.platform.presses(account, here[-1]))
        assert isinstance(form, FieldForm)
        (about, _) = form.fields
        values = {about.name: about.choices[0].value, REASON: f"It is about the {self.name}."}
        await self._happen(account, self.platform.fills_fields(account, form, values))
        await self._happen(account, self.platform.commands(account, "settings lend on", self.name))

    async def _reviews(self) -> None:
        """The first case in turn, once its post is over."""
        async with self.house.core.store.work() as work:
            (case, *_) = await work.reviews.waiting(self.group)
        press = self.platform.press(self.organiser, Action.RULE, f"{case.post}/{case.id}")
        form = await self._answered(press)
        assert isinstance(form, FieldForm)
        values = {BECAUSE: f"The {self.name} is named in it."}
        await self._happen(self.organiser, self.platform.fills_fields(self.organiser, form, values))
        await self._rules_on_a_round()

    async def _rules_on_a_round(self) -> None:
        async with self.house.core.store.work() as work:
            (case, *_) = await work.round_reviews.waiting(self.group)
        subject = f"{self.group}/{case.id}"
        for action in (Action.REVIEW_IN_GROUP, Action.OPEN_ROUND, Action.RULE_ON_ROUND):
            form = await self._answered(self.platform.press(self.organiser, action, subject))
        assert isinstance(form, FieldForm)
        levels = {one.name: one.choices[-1].value for one in form.fields[:-1]}
        values = {**levels, BECAUSE: f"The {self.name} stands in it."}
        await self._happen(self.organiser, self.platform.fills_fields(self.organiser, form, values))

    async def looks_up(self, member: str) -> None:
        """Every command of a member's that asks for something."""
        account = self.platform.account(member)
        boards = ("board", "board season", "board all", "board improved", "board streak", "board rating")
        others = ("last", "history", "history 2", "progress", "streak", "settings", "help")
        for text in (*boards, "me", *others, "settings zone Europe/Paris"):
            await self._happen(account, self.platform.commands(account, text, self.name))
        await self._plans(account)
        await self._happen(account, self.platform.opens_home(account))

    async def is_organised(self) -> None:
        words = ("setup", "queue", "pack", "season", "season new Spring", "staff off", "staff on", "budget 5")
        for text in (
            *words,
            "review",
            "weekly friday 17:00",
            "pause until tomorrow",
            "resume",
            "skip 2026-03-13",
        ):
            command = self.platform.commands(self.organiser, text, self.name, admin=True)
            await self._happen(self.organiser, command)
        await self._reviews()

    async def ends(self, member: str) -> None:
        account = self.platform.account(member)
        await self._happen(account, self.platform.leaves(account, self.name))
        await self._happen(account, self.platform.closes(f"{self.name}-2"))
        self.listener.acting = self.group
        await post_now(self.house.core, self.group, await self._organiser())
        self.listener.acting = None

    @property
    def answer(self) -> str:
        return f"I would stop the {self.name} at once, tell everyone whom it misled, and read its logs."

    @property
    def subject(self) -> str:
        card = self.platform.in_channel(self.name)[-1].card
        assert isinstance(card, ScenarioCard)
        return card.buttons[0].subject

    def _thread(self) -> str:
        return self.platform.in_channel(self.name)[-1].published.thread_ref

    async def _organiser(self) -> PersonId:
        async with self.house.core.store.work() as work:
            person = await work.people.known(self.organiser)
        assert person is not None
        return person

    async def _answered(self, happening: Happening, core: Core | None = None) -> Card | None:
        """What somebody of the group is answered at once."""
        self.listener.acting = self.group
        card = await receive(core or self.house.core, happening)
        self.listener.acting = None
        return card

    async def _happen(self, account: Account, *happenings: Happening) -> None:
        for happening in happenings:
            card = await self._answered(happening)
            self.shown.append((account.ref, repr(card)))
            self.clock.forward(seconds=1)
        await self.house.settle()
