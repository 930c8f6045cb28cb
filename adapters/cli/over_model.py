"""A grader over the configured model, over a recording of one, or over one whose replies are kept."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from adapters.clock import SystemClock
from adapters.configured.models import models_of, over_models
from adapters.llm import Models
from adapters.settings import Settings
from bot.errors import UserMustAct
from bot.grading.by_model.grader import ModelGrader
from bot.grading.by_model.ladder import Ladder
from bot.ports import Grader, Interviewer, Model


def over(model: Model, settings: Settings) -> Grader:
    """One model alone: an evaluation must not change to a second one half-way."""
    return ModelGrader(Ladder(model, None, SystemClock()), settings.effort)


@asynccontextmanager
async def configured_model(settings: Settings) -> AsyncIterator[Model]:
    """The first endpoint of the settings, for as long as this lasts."""
    async with _built(settings) as models:
        yield models.primary


@asynccontextmanager
async def configured_grader(settings: Settings) -> AsyncIterator[Grader]:
    """As the running product grades: the second endpoint is asked when the first can't be."""
    async with configured_committee(settings) as (grader, _):
        yield grader


@asynccontextmanager
async def configured_committee(settings: Settings) -> AsyncIterator[tuple[Grader, Interviewer]]:
    """Who grades a round and who words its questions, as in the running product."""
    async with _built(settings) as models:
        yield over_models(models, settings, SystemClock())


@asynccontextmanager
async def _built(settings: Settings) -> AsyncIterator[Models]:
    """Connections are let go of at the end: a command ends before anything else would."""
    models = models_of(settings)
    if models is None:
        raise UserMustAct("DEBRIEF_MODEL names no model, so nothing was graded. Set it to one.")
    try:
        yield models
    finally:
        await models.aclose()
