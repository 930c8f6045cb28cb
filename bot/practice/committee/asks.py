"""What each seat asks for, by the competency in which it sees the candidate weakest."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.domain.committee_needs import Seat
from bot.domain.competency import Competency

BY_SEAT: Mapping[tuple[Seat, Competency], str] = MappingProxyType(
    {
        (
            Seat.PRODUCT,
            Competency.JUDGMENT,
        ): "a decision on half the facts, and the sign that shows it wrong",
        (Seat.PRODUCT, Competency.TRADEOFFS): "what you give up, in figures, and who pays for it",
        (Seat.PRODUCT, Competency.INFLUENCE): "whom you need to say yes, and what you would offer them",
        (
            Seat.ML,
            Competency.DEPTH,
        ): "how the system comes to its answer, and where that breaks",
        (
            Seat.ML,
            Competency.EVALUATION,
        ): "a measure with a threshold, and the result that flips you",
        (
            Seat.ML,
            Competency.SYSTEMS,
        ): "who catches the model's error, and what runs without the model",
        (
            Seat.LEADERSHIP,
            Competency.VALUES,
        ): "a limit that you set unasked, and keep when it costs",
        (
            Seat.LEADERSHIP,
            Competency.INFLUENCE,
        ): "the refusal, in the words for the person above you",
        (Seat.LEADERSHIP, Competency.JUDGMENT): "which harm you would rather answer for, and why that one",
    }
)
"""What would have to be heard, to follow "would need to hear"."""

TO_DISSENT: Mapping[Competency, str] = MappingProxyType(
    {
        Competency.JUDGMENT: "one decision taken and owned, before the facts are complete",
        Competency.DEPTH: "the mechanism, named for this product",
        Competency.SYSTEMS: "the path of one error, from the model to whoever bears it",
        Competency.EVALUATION: "the number at which this is switched off, and who reads it",
        Competency.TRADEOFFS: "both sides counted, with the loss said aloud",
        Competency.INFLUENCE: "the hard sentence said to the person who doesn't want it",
        Competency.VALUES: "a thing refused, with what the refusal cost",
    }
)
"""What would change the mind of an interviewer who said no."""
