"""The grader that a command was asked to use: the model, a recording of it, or the automatic check."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from adapters.settings import ENV_FILE, Settings
from bot.errors import UserMustAct
from bot.evaluation.measure import Progress, Trial, real_wait
from bot.evaluation.recording import Recorder, replayed
from bot.grading.grader import AutomaticGrader
from bot.ports import Model


class Asked(StrEnum):
    MODEL = "model"
    OFFLINE = "offline"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a model's replies come from, and where they go."""

    replay: Path | None = None
    live: bool = False
    record: Path | None = None


def has_model(settings: Settings) -> bool:
    return bool(settings.openai_api_key or settings.openai_base_url)


def need_model(settings: Settings) -> None:
    """Raises UserMustAct where no model is configured."""
    if not has_model(settings):
        raise UserMustAct(
            "No model is configured, so nothing was graded. Set OPENAI_API_KEY or OPENAI_BASE_URL in the "
            f"environment or in {ENV_FILE}; without --mode model or --live the automatic check is asked."
        )


def chosen(asked: Asked | None, source: Source) -> Asked:
    """Which grader is measured. A model is paid for only when somebody said so. Raises UserMustAct."""
    if source.live and source.replay is not None:
        raise UserMustAct("Either --live or --replay, not both: replies come from one place.")
    if source.record is not None and not source.live:
        raise UserMustAct("--record keeps the replies of a live run: add --live.")
    from_model = source.live or source.replay is not None
    if asked is Asked.MODEL and not from_model:
        raise UserMustAct(
            "Say where the model's replies come from: --replay FOLDER for recorded ones, or --live for the "
            "endpoint, which costs money."
        )
    if asked is Asked.OFFLINE and from_model:
        raise UserMustAct("The automatic check asks no model: leave out --live and --replay.")
    return Asked.MODEL if from_model else Asked.OFFLINE


@asynccontextmanager
async def opened_trial(
    asked: Asked | None, source: Source, settings: Settings, *, progress: Progress
) -> AsyncIterator[Trial]:
    """The grader, ready to be measured."""
    if chosen(asked, source) is Asked.OFFLINE:
        yield Trial(AutomaticGrader(), progress=progress)
        return
    from adapters.cli.over_model import configured_model, over

    if source.replay is not None:
        yield Trial(over(replayed(source.replay), settings), progress=progress)
        return
    need_model(settings)
    async with configured_model(settings) as built:
        model: Model = built if source.record is None else Recorder(built, source.record)
        grader = over(model, settings)
        yield Trial(grader, at_once=settings.model_at_once, wait=real_wait, progress=progress)
