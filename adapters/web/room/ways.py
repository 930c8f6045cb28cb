"""What can be done about a scenario that was posted, which changes when it closes."""

from dataclasses import dataclass

from markupsafe import Markup

from adapters.web.room.eyes import Eyes
from adapters.web.room.render import PAGES, in_words
from adapters.web.room.spots import thread_address
from adapters.web.room.values import Line
from bot.domain.card_parts import Button
from bot.domain.cards import ScenarioCard
from bot.domain.happenings import Action

_ONLY_WHILE_OPEN = {Action.SKIP_TODAY}


@dataclass(frozen=True, slots=True)
class Offered:
    """A button by its place on the card, and what it's called here."""

    place: int
    button: Button
    label: str


@dataclass(frozen=True, slots=True)
class Ways:
    eyes: Eyes
    line: Line
    card: ScenarioCard

    @property
    def closed(self) -> bool:
        return self.eyes.room.clock.now() >= self.card.deadline

    def closing(self) -> Markup:
        when = in_words(self.card.deadline, self.eyes.zone)
        return _made("closing", closed=self.closed, deadline=self.card.deadline, when=when)

    def way(self) -> Markup:
        """To its thread, who has been there, and to the senior notes once they are open."""
        return _made(
            "way",
            ref=self.line.ref,
            base=self.eyes.home,
            closed=self.closed,
            href=thread_address(self.line.ref, self.eyes.viewer),
            answered=self.eyes.answered(self.line),
            senior=self.senior(),
        )

    def presses(self, at: str = "") -> Markup:
        """The other buttons; in its thread, which `at` names, all of them."""
        offered = [
            Offered(place, button, button.label)
            for place, button in enumerate(self.card.buttons)
            if not (self.closed and button.action in {*_ONLY_WHILE_OPEN, Action.MY_DEBRIEF})
        ]
        senior = self.senior() if at else None
        offered = [senior, *offered] if senior else offered
        return _made("presses", ref=self.line.ref, base=self.eyes.home, offered=offered, at=at)

    def senior(self) -> Offered | None:
        """The way to one's debrief is the way to the senior notes, too, for whoever has none of their own."""
        for place, button in enumerate(self.card.buttons):
            if self.closed and button.action is Action.MY_DEBRIEF:
                return Offered(place, button, SENIOR)
        return None


SENIOR = "What a senior answer said"


def ways_of(line: Line, eyes: Eyes) -> Ways | None:
    return Ways(eyes, line, line.card) if isinstance(line.card, ScenarioCard) else None


def _made(name: str, **said: object) -> Markup:
    return Markup(PAGES.get_template(f"parts/{name}.html").render(said).strip())  # noqa: S704  it escapes
