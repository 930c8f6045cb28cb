"""A small scenario to grade against, in code, so that a rule can be read next to its case."""

from typing import Any

from bot.domain.scenario import Scenario

PROMPT = """A parking app reads number plates at the gate of forty car parks. Since Tuesday it has let
one car in nine through on somebody else's account. The operations head wants the gates left on
automatic, because the queue outside reaches the ring road at eight. You are the product manager on call.
What do you do today?"""

WEAK = """I would set up a war room with the vendor and review the logs in detail. The camera firmware
changed on Monday, so we roll it back and confirm that accuracy recovers. Gates stay on automatic
meanwhile, since the queue matters to everyone. We monitor the error rate closely and improve the model
over time."""

STRONG = """Gates where two plates look alike stop opening by themselves and ask for the phone instead.
The other gates stay automatic, because a queue on the ring road hurts people too. We refund everyone who
was charged for somebody else's stay since Tuesday, and tell them before they find out. We replay
Monday's photos with the old firmware and with the new one, to tell firmware from dirty plates. Automatic
opening returns at a gate once 300 entries in a row show fewer than 2 in 1,000 wrong."""

SENIOR = """A wrong opening we can undo with a refund; a child locked out of the car park at night we
cannot, so the exit gates stay automatic whatever happens. Gates with look-alike plates stop opening by
themselves and ask for the phone. We refund everyone charged for somebody else's stay since Tuesday,
before they ask. Nine refunds in ten cost less than one angry driver, so the operations head pays from
her budget and signs. We replay Monday's photos with the old firmware and the new; if both are wrong on
rainy days, firmware isn't it and I am wrong. Automatic returns at a gate once 300 entries show fewer
than 2 in 1,000 wrong, and the duty manager switches it off again at 5."""


Cues = list[tuple[int, list[str]]]


def _criterion(criterion_id: str, title: str, competency: str, weight: int, cues: Cues) -> dict[str, Any]:
    return {
        "id": criterion_id,
        "title": title,
        "competency": competency,
        "weight": weight,
        "levels": {
            "named": f"Mentions {title.lower()} in passing and leaves it there.",
            "reasoned": f"Gives a reason about {title.lower()} that would suit any gate anywhere.",
            "strong": f"Decides {title.lower()} by what it does to a stranger's wallet tonight.",
            "senior": f"As strong on {title.lower()}, with an owner, a price and a result that overturns it.",
        },
        "checks": [
            {"id": f"{criterion_id}-one", "level": 1, "ask": f"Does it bring up {title.lower()} at all?"},
            {
                "id": f"{criterion_id}-three",
                "level": 3,
                "ask": f"Does it settle {title.lower()} case by case?",
            },
        ],
        "cues": [{"level": level, "all": groups} for level, groups in cues],
    }


_CRITERIA = [
    _criterion(
        "contain",
        "What the gates still do",
        "systems",
        3,
        [
            (1, ["gate* | barrier*"]),
            (2, ["stop* | pause* | roll* back | switch off", "gate* | firmware | automatic"]),
            (3, ["stop* | ask* | pause*", "alike | look-alike | doubtful", "phone | person | attendant"]),
            (4, ["exit gate* | way out", "stay* | remain* | keep*", "whatever | always | even if"]),
        ],
    ),
    _criterion(
        "drivers",
        "The drivers charged by mistake",
        "values",
        2,
        [
            (1, ["driver* | customer*"]),
            (2, ["refund* | compensat*", "driver* | customer* | everyone"]),
            (3, ["refund* | pay* back", "since tuesday | <duration>", "charged | stay"]),
            (4, ["refund*", "budget | pays | signs", "head | owner | manager"]),
        ],
    ),
    _criterion(
        "cause",
        "Finding the cause",
        "depth",
        2,
        [
            (1, ["firmware | camera*"]),
            (2, ["firmware | camera*", "log* | test* | review* | compar*"]),
            (3, ["replay* | re-run*", "old firmware | both versions", "photo* | image*"]),
            (4, ["if | unless", "wrong | disprov*", "i am | isn't it | not the"]),
        ],
    ),
    _criterion(
        "threshold",
        "When the gates come back",
        "tradeoffs",
        2,
        [
            (1, ["error rate | accuracy | threshold*"]),
            (2, ["return* | back on | re-enable*", "when | once"]),
            (3, ["return* | re-enable*", "once | until", "<number>", "wrong | error*"]),
            (4, ["switches it off | turns it off", "duty manager | owner", "<number>"]),
        ],
    ),
    _criterion(
        "people",
        "What the others are told",
        "influence",
        1,
        [
            (1, ["war room | stakeholder*"]),
            (2, ["tell* | inform*", "head | vendor | driver* | them"]),
            (3, ["tell*", "before", "find out | ask | queue"]),
        ],
    ),
]
_RED_LINES = [
    {
        "id": "gates-left-on",
        "says": "Doubtful plates go on opening gates by themselves while one in nine is wrong.",
        "cap": "no",
        "why": "Each hour more people pay for strangers.",
        "tripped_by": [["gates stay | leave the gates", "automatic", "meanwhile | for now"]],
        "ruled_out_by": [["stop* | pause*", "opening | automatic"]],
    },
    {
        "id": "silence",
        "says": "Nobody tells the people who were charged.",
        "cap": "lean no",
        "why": "They learn it from their bank.",
        "ruled_out_by": [["refund* | tell*", "charged | them"]],
    },
]


def sample(**changes: Any) -> Scenario:
    """The scenario, with some of its fields changed."""
    answer = {"levels": {c["id"]: 2 for c in _CRITERIA}, "note": "For tests."}
    fields: dict[str, Any] = {
        "format": 1,
        "id": "somebody-elses-plate",
        "title": "Somebody else's plate",
        "system": 7,
        "track": "incident",
        "difficulty": 2,
        "industry": "Parking",
        "minutes": 15,
        "words": {"least": 80, "most": 300},
        "prompt": PROMPT,
        "warm_up": "Finish the sentence: a gate may not open by itself if…",
        "hints": [
            "Which mistake can be undone tomorrow?",
            "Who has paid for another person without knowing?",
        ],
        "criteria": _CRITERIA,
        "red_lines": _RED_LINES,
        "follow_ups": [
            {
                "id": f"ask-{c['id']}",
                "criterion": c["id"],
                "asked_by": "Operations head",
                "ask": "And the rain?",
            }
            for c in _CRITERIA[:4]
        ],
        "twist": "The vendor calls: the photos of Monday were deleted by mistake.",
        "answers": {
            "weak": answer | {"text": WEAK, "red_lines": ["gates-left-on"]},
            "strong": answer | {"text": STRONG},
            "senior": answer | {"text": SENIOR},
        },
    }
    return Scenario.model_validate(fields | changes)
