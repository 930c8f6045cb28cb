"""The ways of thinking that an AI-PM loop tests. A scenario names the one that it practises by its number."""

from dataclasses import dataclass
from types import MappingProxyType

_CENTRAL = 3
"""Met in almost every loop: practised once is not enough."""


@dataclass(frozen=True, slots=True)
class System:
    """`docs/reference/systems.md` says what each is about."""

    number: int
    name: str
    least: int = 0
    """Scenarios that the library owes it, daily or for rounds; 0 for what has none."""
    elsewhere: str = ""
    """Where a system without scenarios is practised."""


_ALL = (
    System(1, "IMOF", _CENTRAL),
    System(2, "DVL prioritisation", 1),
    System(3, "TLC scoping", 1),
    System(4, "Red-line design", _CENTRAL),
    System(5, "Non-AI first", _CENTRAL),
    System(6, "AI tax and off switch", _CENTRAL),
    System(7, "Incident chain", _CENTRAL),
    System(8, "Build, then dismantle", _CENTRAL),
    System(9, "Three metric layers", _CENTRAL),
    System(10, "Estimation with coverage", 1),
    System(11, "Cost of error", 1),
    System(12, "Teardown", 1),
    System(13, "Model-card or data-sheet review", _CENTRAL),
    System(14, "Misuse and injection", _CENTRAL),
    System(15, "Evaluation design", _CENTRAL),
    System(16, "Layered diagnosis", _CENTRAL),
    System(17, "Confidence policy", _CENTRAL),
    System(18, "Trade-off toggle", _CENTRAL),
    System(19, "Model, policy, feedback layers", 1),
    System(20, "Partial data and cold start", 1),
    System(21, "Drift and retraining", _CENTRAL),
    System(22, "Hallucination budget", _CENTRAL),
    System(23, "Privacy and consent", 1),
    System(24, "Fairness regressions", _CENTRAL),
    System(25, "Recourse", 1),
    System(26, "Outage post-mortem", 1),
    System(27, "PRD rewrite", 1),
    System(28, "Behavioural: risk story", 2),
    System(29, "Story bank", elsewhere="by /debrief stories, in behavioural rounds"),
    System(30, "Recruiter screen", 2),
    System(31, "Cross-functional panel", 2),
    System(32, "Organisation", 1),
    System(33, "Offer and negotiation", 1),
    System(34, "Follow-ups", elsewhere="in every mock round"),
    System(35, "Loop simulation", elsewhere="by /debrief mock full"),
    System(36, "Hiring-committee packet", elsewhere="at the end of every mock round"),
    System(37, "30-day plan", elsewhere="by /debrief plan"),
    System(38, "Mock tracker", elsewhere="by /debrief history and /debrief progress"),
    System(39, "Checklists", 1),
)
SYSTEMS = MappingProxyType({system.number: system for system in _ALL})
"""By number, in order."""
