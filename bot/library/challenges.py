"""The ways in which a later interviewer takes up a claim: content that travels with the code."""

from functools import cache
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from bot.domain.challenge import Challenge
from bot.shipped import folder


class _Page(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal[1]
    challenges: tuple[Challenge, ...]


@cache
def challenges() -> tuple[Challenge, ...]:
    """All of them. They travel with the code, so one that doesn't fit is a defect, and a test reads them."""
    text = (folder("scenarios") / "challenges.yaml").read_text(encoding="utf-8")
    return _Page.model_validate(yaml.safe_load(text)).challenges
