"""What a process does differently when a model grades: more in hand at once, and a watch over it."""

import logging
from collections.abc import Sequence
from dataclasses import replace

from adapters.cli.running import Wanted
from adapters.main import Parts
from adapters.settings import Settings
from bot.domain.canary import Canary
from bot.errors import UserMustAct
from bot.evaluation.canaries import canaries_of
from bot.evaluation.read_sets import attack_set, golden_set, shipped_attacks, shipped_golden
from bot.library.library import load, shipped

log = logging.getLogger(__name__)

SPARE = 2
"""Gradings in hand for each call at once: when many calls end together, others stand ready."""


def asked_for(wanted: Wanted, parts: Parts, settings: Settings) -> Wanted:
    """Unchanged without a model."""
    if parts.fallback is None:
        return wanted
    return replace(wanted, grading=SPARE * settings.model_at_once, canaries=_canaries())


def _canaries() -> Sequence[Canary]:
    """Without them the grader is watched by its gradings alone."""
    scenarios = {str(name): scenario for name, scenario in load([shipped()]).scenarios.items()}
    try:
        return canaries_of(
            golden_set([shipped_golden()], scenarios), attack_set([shipped_attacks()], scenarios), scenarios
        )
    except UserMustAct as unread:
        log.warning("No canaries for the grader: %s", unread.message)
        return ()
