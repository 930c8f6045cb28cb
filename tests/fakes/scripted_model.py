"""A model without a socket: it says what it's told to, in order, and then the last again."""

import asyncio
from collections import deque
from dataclasses import dataclass, field

from bot.domain.model import ModelFailure, ModelOutcome, NoReply, Question, Reply, Usage

PAID = Usage(calls=1, prompt_tokens=10, cost_micros=5)


@dataclass(slots=True)
class ScriptedModel:
    outcomes: deque[ModelOutcome]
    name: str = "scripted"
    asked: list[Question] = field(default_factory=list)
    hangs: bool = False

    @classmethod
    def of(cls, *said: str | ModelFailure | ModelOutcome, name: str = "scripted") -> "ScriptedModel":
        return cls(deque(_outcome(each, name) for each in said), name)

    async def ask(self, question: Question) -> ModelOutcome:
        self.asked.append(question)
        if self.hangs:
            await asyncio.Event().wait()
        return self.outcomes.popleft() if len(self.outcomes) > 1 else self.outcomes[0]


def _outcome(said: str | ModelFailure | ModelOutcome, name: str) -> ModelOutcome:
    if isinstance(said, ModelFailure):
        return NoReply(said, f"{said} on purpose", PAID)
    return Reply(said, name, PAID) if isinstance(said, str) else said
