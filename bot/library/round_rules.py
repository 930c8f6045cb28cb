"""What a scenario of a mock round needs beyond a daily one, and which folder holds which of the two."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from bot.domain.round_kinds import FORMATS, Kind
from bot.library.problem import Problem
from bot.library.read import Source

SYSTEMS_OF: Mapping[Kind, frozenset[int]] = MappingProxyType(
    {Kind.BEHAVIOURAL: frozenset({28, 29}), Kind.SCREEN: frozenset({30}), Kind.PANEL: frozenset({31})}
)
"""Kinds that practise a system which no daily post can."""
FOR_ROUNDS = frozenset[int]().union(*SYSTEMS_OF.values())
OF_THEIR_OWN = tuple(kind for kind in Kind if FORMATS[kind].own)
OWN_STORY = frozenset({Kind.BEHAVIOURAL, Kind.SCREEN})
"""Kinds that ask for the member's own past: the prompt brings no figures, the answer does."""
PANEL = ("Engineering lead", "UX researcher", "Legal and compliance")
FEWEST_FOR_EACH = 3
"""Questions of one role: the weakest criterion chooses among them."""
FEWEST_SHORT = 8
LONGEST_SHORT = 45
"""Words of a rapid-fire question that can be read and answered in two minutes."""
FEWEST_PROBED = 5
ROUNDS_FOLDER, DAILY_FOLDER, LIBRARY = "rounds", "daily", "scenarios"


def in_its_folder(source: Source) -> Iterator[Problem]:
    """Of the library's own folders; any other may hold both."""
    folder = Path(source.file).resolve().parent
    if folder.parent.name != LIBRARY:
        return
    if folder.name == ROUNDS_FOLDER and source.scenario.round is None:
        message = f"A scenario in `{LIBRARY}/{ROUNDS_FOLDER}` has no `round:`, so it would be posted daily"
        yield source.problem((), message, f"add `round:` with {_kinds()}, or move it to `{DAILY_FOLDER}`")
    if folder.name == DAILY_FOLDER and source.scenario.round is not None:
        message = f"A scenario in `{LIBRARY}/{DAILY_FOLDER}` says `round:`, so it would never be posted"
        yield source.problem(("round",), message, f"take it out, or move the file to `{ROUNDS_FOLDER}`")


def not_for_rounds(source: Source) -> Iterator[Problem]:
    """Of a group's own files: those are posted daily."""
    if kind := source.scenario.round:
        message = f"This scenario is for mock rounds (`round: {kind}`), but a group's own are posted daily"
        yield source.problem(("round",), message, "take that line out, if it can be answered in one message")


def _asked(source: Source) -> Iterator[Problem]:
    kind = source.scenario.round
    if kind is not None and kind not in OF_THEIR_OWN:
        message = f"`round` is `{kind}`, and such rounds ask daily scenarios"
        yield source.problem(("round",), message, f"take it out, or choose among {_kinds()}")


def _system(source: Source) -> Iterator[Problem]:
    kind, system = source.scenario.round, source.scenario.system
    wanted = SYSTEMS_OF.get(kind) if kind else None
    if wanted is not None and system not in wanted:
        message = f"`system` is {system} in a scenario for `{kind}` rounds"
        yield source.problem(("system",), message, f"needed: {' or '.join(map(str, sorted(wanted)))}")
    elif wanted is None and system in FOR_ROUNDS:
        fitting = " or ".join(f"`round: {it}`" for it, systems in SYSTEMS_OF.items() if system in systems)
        message = f"System {system} is practised in mock rounds alone"
        yield source.problem(("system",), message, f"add {fitting}, or name another system")


def _panel(source: Source) -> Iterator[Problem]:
    if source.scenario.round is not Kind.PANEL:
        return
    asked = Counter(follow_up.asked_by for follow_up in source.scenario.follow_ups)
    for role in PANEL:
        if asked[role] < FEWEST_FOR_EACH:
            message = f"`{role}` asks {asked[role]} of the follow-ups"
            yield source.problem(("follow_ups",), message, f"a panel needs {FEWEST_FOR_EACH} from each role")
    for i, follow_up in enumerate(source.scenario.follow_ups):
        if follow_up.asked_by not in PANEL:
            message = f"`{follow_up.asked_by}` does not sit on the panel"
            yield source.problem(("follow_ups", i, "asked_by"), message, f"choose among {', '.join(PANEL)}")


def _rapid_fire(source: Source) -> Iterator[Problem]:
    follow_ups = source.scenario.follow_ups
    if source.scenario.round is not Kind.RAPID_FIRE:
        return
    if len(follow_ups) < FEWEST_SHORT:
        message = f"A rapid-fire round has {len(follow_ups)} questions to choose from"
        yield source.problem(("follow_ups",), message, f"write at least {FEWEST_SHORT}")
    probed = {
        source.scenario.criterion(it.criterion).competency
        for it in follow_ups
        if _known(source, it.criterion)
    }
    if len(probed) < FEWEST_PROBED:
        message = f"The questions test {len(probed)} competencies"
        yield source.problem(("follow_ups",), message, f"spread them over at least {FEWEST_PROBED}")
    for i, follow_up in enumerate(follow_ups):
        if (words := len(follow_up.ask.split())) > LONGEST_SHORT:
            message = f"The question `{follow_up.id}` has {words} words"
            yield source.problem(
                ("follow_ups", i, "ask"), message, f"cut it to {LONGEST_SHORT} for rapid fire"
            )


def _known(source: Source, criterion: str) -> bool:
    return any(it.id == criterion for it in source.scenario.criteria)


def _kinds() -> str:
    return ", ".join(f"`{kind}`" for kind in OF_THEIR_OWN)


ROUND_RULES: tuple[Callable[[Source], Iterator[Problem]], ...] = (_asked, _system, _panel, _rapid_fire)
