"""Scenarios and cards set for a terminal: about 72 columns, readable without colour."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from adapters.terminal.prose import plain, prompt_page
from adapters.terminal.render import HARDEST
from adapters.terminal.render import scenario_page as posted_page
from bot.domain.cards import ScenarioCard
from bot.domain.grade import Level
from bot.domain.mode import Privacy
from bot.domain.scenario import Criterion, ReferenceAnswer, Scenario

MOST_COLUMNS = 72
_SOME_DEADLINE = datetime.max.replace(tzinfo=UTC)  # belongs to a post; a sample shows none
_RED = "red"  # kept for red lines alone

Page = Sequence[RenderableType]


def sample_card(scenario: Scenario) -> ScenarioCard:
    """The daily card of a scenario that was not posted."""
    return ScenarioCard(
        title=scenario.title,
        prompt=scenario.prompt,
        competencies=scenario.competencies,
        minutes=scenario.minutes,
        words=(scenario.words.least, scenario.words.most),
        warm_up=scenario.warm_up,
        difficulty=scenario.difficulty,
        deadline=_SOME_DEADLINE,
        privacy=Privacy.OPEN,
    )


def preview_page(card: ScenarioCard) -> Page:
    return [*posted_page(card), Text(), plain(card.privacy.value, "dim")]


def list_page(scenarios: Sequence[Scenario]) -> Page:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for heading in ("", "id", "title", "for"):
        table.add_column(heading, overflow="fold")
    for scenario in scenarios:
        cells = (difficulty(scenario.difficulty), scenario.id, scenario.title, _asked_in(scenario))
        table.add_row(*map(plain, cells))
    return [table]


def scenario_page(scenario: Scenario, *, with_answers: bool) -> Page:
    """All that an organiser reads; the cues are for the automatic check and stay in the file."""
    about = f"{scenario.id} · system {scenario.system} · {_asked_in(scenario)} · {scenario.industry}"
    return [
        *preview_page(sample_card(scenario)),
        plain(about, style="dim"),
        *_headed("Hints", _bullets(scenario.hints)),
        *_headed("Rubric", [part for c in scenario.criteria for part in _criterion(c)]),
        *_headed("Red lines", list(_red_lines(scenario))),
        *_headed("Follow-ups", list(_follow_ups(scenario))),
        *_headed("Twist", [plain(scenario.twist)]),
        *(_answers(scenario) if with_answers else ()),
    ]


def _asked_in(scenario: Scenario) -> str:
    """The kind of mock round, or the track of what is posted daily."""
    return scenario.track.value if scenario.round is None else f"{scenario.round} round"


def difficulty(value: int) -> str:
    return "●" * value + "○" * (HARDEST - value)


def _headed(heading: str, parts: Sequence[RenderableType]) -> Page:
    return [Text(), plain(heading, style="bold underline"), *parts]


def _bullets(lines: Sequence[str]) -> Page:
    return [_hanging("–", plain(line)) for line in lines]


def _hanging(mark: str, text: Text) -> Table:
    row = Table.grid(padding=(0, 1))
    row.add_column(no_wrap=True)
    row.add_column()
    row.add_row(plain(mark), text)
    return row


def _criterion(criterion: Criterion) -> Iterator[RenderableType]:
    yield Text()
    yield Text.assemble(plain(criterion.title, "bold"), plain(f"  ({criterion.id})"))
    yield plain(f"{criterion.competency.label}, weight {criterion.weight}", style="dim")
    levels = Table.grid(padding=(0, 1))
    levels.add_column(no_wrap=True)
    levels.add_column(no_wrap=True)
    levels.add_column()
    for level in list(Level)[1:]:
        levels.add_row(plain(level.marks), plain(level.word), plain(criterion.levels.text(level)))
    yield levels
    for check in criterion.checks:
        yield Padding(_hanging(f"{check.level}?", plain(check.ask)), (0, 0, 0, 2))


def _red_lines(scenario: Scenario) -> Iterator[RenderableType]:
    for line in scenario.red_lines:
        yield _hanging(
            "–", Text.assemble(plain(line.says, _RED), plain(f" At best “{line.cap.value}”: {line.why}"))
        )


def _follow_ups(scenario: Scenario) -> Iterator[RenderableType]:
    for follow_up in scenario.follow_ups:
        who = f"{follow_up.asked_by} ({follow_up.criterion}): "
        yield _hanging("–", Text.assemble(plain(who, "bold"), plain(follow_up.ask)))


def _answers(scenario: Scenario) -> Iterator[RenderableType]:
    for name, answer in scenario.answers:
        heading = f"{name.capitalize()} answer"
        yield from _headed(heading, [*prompt_page(answer.text), Text(), *_verdict(answer)])


def _verdict(answer: ReferenceAnswer) -> Iterator[RenderableType]:
    for criterion, level in answer.levels.items():
        yield plain(f"{Level(level).marks} {Level(level).word:<9}{criterion}")
    if answer.red_lines:
        yield plain(f"Crosses {', '.join(answer.red_lines)}", style=_RED)
    yield plain(answer.note, style="italic")
