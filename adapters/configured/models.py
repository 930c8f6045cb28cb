"""The models whose endpoints are set, and the grader over them."""

from dataclasses import replace

from adapters.llm import Models, build_models, endpoint, read_prices
from adapters.main import Parts
from adapters.settings import Settings
from bot.grading.by_model.grader import ModelGrader
from bot.grading.by_model.ladder import Ladder
from bot.grading.grader import AutomaticGrader
from bot.interviewing.by_model import ModelInterviewer
from bot.ports import Clock

MICROS = 1_000_000


def models_of(settings: Settings) -> Models | None:
    """The models that the settings name. Call it inside the event loop that will use them.

    Raises UserMustAct for settings that can't be meant.
    """
    first = endpoint(settings.model, settings.openai_base_url, settings.openai_api_key, settings.effort)
    if first is None:
        return None
    second = endpoint(
        settings.second_model, settings.second_base_url, settings.second_api_key, settings.effort
    )
    return build_models(first, second, read_prices(settings.prices), at_once=settings.model_at_once)


def _readers(models: Models) -> str:
    both = [models.primary] if models.secondary is None else [models.primary, models.secondary]
    return " or ".join(f"the model {model.name} ({model.endpoint.place})" for model in both)


def over_models(models: Models, settings: Settings, clock: Clock) -> tuple[ModelGrader, ModelInterviewer]:
    """On one ladder: an endpoint that is away for the one is away for the other."""
    ladder = Ladder(models.primary, models.secondary, clock)
    return ModelGrader(ladder, settings.effort), ModelInterviewer(ladder)


def with_grader(parts: Parts, settings: Settings) -> Parts:
    """With the models of the settings, the automatic check behind them; unchanged where they name none."""
    models = models_of(settings)
    if models is None:
        return parts
    grader, interviewer = over_models(models, settings, parts.clock)
    return replace(
        parts,
        grader=grader,
        grade_keys=grader,
        interviewer=interviewer,
        read_by=f"Answers are read by {_readers(models)}; no name goes along.",
        fallback=AutomaticGrader(),
        day_budget_micros=None if settings.day_budget is None else round(settings.day_budget * MICROS),
        closing=models.aclose,
    )
