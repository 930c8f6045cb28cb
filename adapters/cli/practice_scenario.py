"""Which scenario a round in the terminal asks."""

import secrets
from pathlib import Path

from bot.domain.ids import ScenarioId
from bot.domain.round_kinds import FORMATS, Format, Kind
from bot.domain.scenario import Scenario
from bot.errors import UserMustAct
from bot.library.library import for_rounds, load, shipped


def chosen_scenario(kind: Kind | None, named: str | None, folder: Path | None) -> tuple[Format, Scenario]:
    """The kind of round and what it asks. Raises UserMustAct when they don't go together."""
    if folder is not None and not folder.is_dir():
        raise UserMustAct(f"There is no folder {folder}. Name one that holds scenario files.")
    library = load([folder] if folder else [shipped(), for_rounds()])
    if named is not None:
        return _of_that_kind(kind, library.get(ScenarioId(named)))
    form = FORMATS[kind or Kind.CASE]
    fitting = [scenario for scenario in library.scenarios.values() if _fits(form, scenario)]
    if not fitting:
        raise UserMustAct(
            f"There is no scenario for a round of the kind {form.kind}. Nothing was asked. Choose "
            "another --kind, or name a scenario; `debrief scenarios list` shows them."
        )
    return form, secrets.choice(fitting)


def _of_that_kind(kind: Kind | None, scenario: Scenario) -> tuple[Format, Scenario]:
    form = FORMATS[kind or scenario.round or Kind.CASE]
    own = scenario.round
    if own != (form.kind if form.own else None):
        asks = f"is asked in rounds of the kind {own}" if own else "is a daily scenario"
        raise UserMustAct(
            f"`{scenario.id}` {asks}, and not in one of the kind {form.kind}. Leave out --kind."
        )
    return form, scenario


def _fits(form: Format, scenario: Scenario) -> bool:
    if form.own:
        return scenario.round is form.kind
    return scenario.round is None and (not form.systems or scenario.system in form.systems)
