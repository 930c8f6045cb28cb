"""Two people who leave a trace in every table: Heron, who will ask to be forgotten, and Osprey, who stays."""

import re
from dataclasses import dataclass, replace

from sqlalchemy import text

from adapters.main import House
from bot.domain.cards import BoardCard, Note, RevealCard
from bot.domain.delivery import DeliveryKind
from bot.domain.forms import FieldForm
from bot.domain.happenings import Account, Action, MessagePosted, Source
from bot.domain.ids import PersonId, ScenarioId
from bot.domain.loop import LoopFormat
from bot.domain.loop_states import Pace
from bot.domain.mode import Mode
from bot.library.beside import There
from bot.library.given import check
from bot.ports import Nudge
from bot.practice.loops.begin import Wanted, start_loop
from bot.practice.loops.go_on import end
from bot.practice.questions.bring import ANSWER, QUESTION
from bot.practice.receive import receive
from bot.practice.reviews.appeal_form import REASON
from bot.practice.rounds.start import start_round
from bot.store.tables import metadata
from tests.conversation.stage import CHANNEL, Member, Stage
from tests.fakes.own_pack import own_file

CASES = LoopFormat.model_validate(
    {
        "format": 1,
        "id": "cases",
        "title": "Two cases",
        "says": "A loop for tests.",
        "rounds": [{"kind": "case", "minutes": 30, "interviewer": "Interviewer"}] * 2,
    }
)
QUOTED = ScenarioId("the-hailstorm")


@dataclass(slots=True)
class Both:
    stage: Stage
    heron: Member
    osprey: Member
    said: list[MessagePosted]
    """What Heron wrote on Monday: beside the thread, then in it."""

    @property
    def house(self) -> House:
        return self.stage.house

    async def person(self) -> PersonId:
        return await self.heron.id()

    async def later(self, **by: float) -> None:
        self.stage.clock.forward(**by)
        await self.house.settle()

    def reveal(self) -> RevealCard:
        (card,) = [s.card for s in self.stage.platform.in_thread(CHANNEL) if isinstance(s.card, RevealCard)]
        return card

    def board(self) -> BoardCard:
        (card,) = [s.card for s in self.stage.platform.in_channel(CHANNEL) if isinstance(s.card, BoardCard)]
        return card


def answer(name: str, day: str) -> str:
    return (
        f"As {name.lower()} on {day} I would stop it at once, tell everyone whom it misled, read a week of "
        f"its logs with two people, and let {name.lower()} decide on Friday whether it comes back."
    )


async def lived(stage: Stage) -> Both:
    """An open Monday, a sealed Tuesday that was revealed, a mock round, a week that ended with its board."""
    heron, osprey = stage.member("Heron"), stage.member("Osprey")
    both = Both(stage, heron, osprey, [])
    beside = await heron.says_in_the_channel(answer("Heron", "Monday") + " " + answer("Heron", "Monday"))
    both.said += [beside, await heron.says(answer("Heron", "Monday"))]
    await osprey.says(answer("Osprey", "Monday"))
    await stage.settle()
    async with stage.house.core.store.work() as work:
        await work.groups.change(stage.group, mode=Mode.SEALED)
        await work.people.set_zone(await heron.id(), "Europe/Madrid")
        # Tuesday's is one of which the check quotes these answers; Monday's is the rotation's own choice.
        names = stage.house.core.library.scenarios
        queue, now = sorted(names, key=lambda name: name != QUOTED)[:8], stage.clock.now()
        await work.queue.replace(stage.group, queue, await heron.id(), now)
        await work.audit.note(stage.group, await heron.id(), "queue set", now, queue=", ".join(queue))
        own = check([own_file("wet-paint")], There({})).scenarios
        await work.packs.put(stage.group, own, await heron.id(), now)
    await stage.at("Tue 09:00")
    await _appeals(both)
    for member in (osprey, heron):
        await member.fills_in(answer(member.ref, "Tuesday"))
    await stage.at("Wed 09:00")
    await _links(both)
    await _rehearses(both)
    await _asks(both)
    await _keeps(both)
    await stage.at("Fri 17:05")
    return both


async def _appeals(both: Both) -> None:
    """Against the debrief of Monday; nobody has ruled on it yet."""
    stage, heron = both.stage, both.heron
    (button,) = [b for b in stage.buttons[heron.ref] if b.action is Action.APPEAL]
    form = await receive(stage.house.core, stage.platform.presses(heron.account, button))
    assert isinstance(form, FieldForm)
    (about, _) = form.fields
    values = {about.name: about.choices[0].value, REASON: "Heron says it in the first line."}
    sent = stage.platform.fills_fields(heron.account, form, values)
    await receive(stage.house.core, sent)
    await stage.settle()


async def _rehearses(both: Both) -> None:
    """A company loop that is ended before a word, and a round of its own."""
    stage, heron = both.stage, both.heron
    loop = stage.platform.commands(heron.account, "mock full")
    core, person = stage.house.core, await heron.id()
    await start_loop(core, stage.group, person, loop, Wanted(CASES, Pace.DAYS))
    await end(core, person)
    await receive(stage.house.core, stage.platform.commands(heron.account, "plan in 6 weeks", CHANNEL))
    given = stage.platform.commands(heron.account, "mock")
    await start_round(stage.house.core, stage.group, await heron.id(), given)
    await stage.settle()
    said = stage.platform.says(heron.account, answer("Heron", "a round"), "D-heron")
    await receive(stage.house.core, replace(said, at=replace(said.at, direct=True)))
    await both.later(minutes=1)


async def _asks(both: Both) -> None:
    """A question of Heron's own."""
    stage, heron = both.stage, both.heron
    form = await receive(stage.house.core, stage.platform.commands(heron.account, "ask", CHANNEL))
    assert isinstance(form, FieldForm)
    values = {QUESTION: "Would Heron let a model decide alone?", ANSWER: answer("Heron", "own")}
    sent = stage.platform.fills_fields(heron.account, form, values)
    await receive(stage.house.core, sent)
    await stage.settle()


async def _keeps(both: Both) -> None:
    """A story of Heron's own, and one of Osprey's."""
    stage = both.stage
    for member in (both.heron, both.osprey):
        form = await receive(stage.house.core, stage.platform.commands(member.account, "story add", CHANNEL))
        assert isinstance(form, FieldForm)
        values = dict.fromkeys(
            ("title", "situation", "action", "outcome"), answer(member.ref, "a story")[:60]
        )
        await receive(stage.house.core, stage.platform.fills_fields(member.account, form, values))


async def _links(both: Both) -> None:
    """With an account in another chat, which is somebody else's again afterwards."""
    stage, heron = both.stage, both.heron
    platform = stage.platform
    await receive(stage.house.core, platform.commands(heron.account, "link AAAABBBB"))
    card = await receive(stage.house.core, platform.commands(heron.account, "link"))
    assert isinstance(card, Note)
    given = platform.commands(heron.account, f"link {card.text.split('`')[1]}")
    account, source = Account("elsewhere", "", "K"), Source("elsewhere", "E1", "typed-there")
    card = await receive(stage.house.core, replace(given, account=account, source=source))
    assert isinstance(card, Note)
    assert "one person now" in card.text
    await receive(stage.house.core, platform.commands(heron.account, "unlink"))


async def traces(house: House, word: str) -> list[str]:
    """Every row of every table that holds the word, whatever its case."""
    found = []
    async with house.core.store.engine.connect() as connection:
        for table in metadata.sorted_tables:
            rows = await connection.execute(text(f'select t::text from "{table.name}" t'))
            found += [f"{table.name}: {row}" for row in rows.scalars() if re.search(word, row, re.IGNORECASE)]
    return found


async def deliveries(house: House, *kinds: DeliveryKind) -> list[tuple[str, str]]:
    async with house.core.store.engine.connect() as connection:
        rows = await connection.execute(
            text("select kind, state from deliveries where kind = any(:kinds) order by id"),
            {"kinds": list(kinds)},
        )
        return [(row.kind, row.state) for row in rows]


async def due(stage: Stage, nudge: Nudge) -> list[int]:
    core = stage.house.core
    async with core.store.work() as work:
        return await work.due.claim(nudge, core.clock.now(), core.timings.leases, 10)


async def gone_over(stage: Stage) -> None:
    """The second look at their rows has been taken."""
    stage.clock.forward(minutes=3)
    await stage.house.settle()
