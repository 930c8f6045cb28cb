"""A group's own scenarios: what is kept of them, and how much."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from bot.domain.ids import ScenarioId
from bot.domain.rotation import Entry
from bot.domain.scenario import Scenario

MOST_OWN = 200
"""Scenarios that a group may have of its own."""


@dataclass(frozen=True, slots=True)
class PackFile:
    """A file as somebody gave it. The name may hold folders, and whatever else its giver put there."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class NewOwn:
    """A scenario on its way into a group's pack."""

    scenario: Scenario
    text: str

    @property
    def id(self) -> ScenarioId:
        return ScenarioId(self.scenario.id)

    @property
    def digest(self) -> str:
        """Of the file: another one when a comment was changed, too."""
        return sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class OwnScenario:
    """One that a group has, without its text."""

    entry: Entry
    title: str
    digest: str
    added_at: datetime

    @property
    def id(self) -> ScenarioId:
        return self.entry.id
