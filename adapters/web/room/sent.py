"""A form that a member sent from a page of the room."""

from dataclasses import dataclass

from starlette.datastructures import FormData

from adapters.web.room.eyes import Eyes
from adapters.web.room.pages import Pages
from adapters.web.room.values import Spot
from bot.errors import RetryLater, UserMustAct

LIVE = "debrief-live"
"""The header of a request by a page's script: it is answered with a piece, or with nothing."""


@dataclass(frozen=True, slots=True)
class Sent:
    pages: Pages
    eyes: Eyes
    form: FormData
    live: bool
    came_from: str
    """The path of the page."""

    def __getitem__(self, name: str) -> str:
        value = self.form.get(name)
        return value.replace("\r\n", "\n") if isinstance(value, str) else ""

    @property
    def viewer(self) -> str:
        return self.eyes.viewer

    def spot_of(self, ref: str) -> Spot:
        """Where a line is shown that something is done with, and where they go back to."""
        if self["at"] == f"thread:{ref}":
            return Spot(self.eyes.room.channel, ref)
        line = self.eyes.room.line(ref, self.viewer)
        return line.spot if line else self.eyes.root


def sentence(refused: UserMustAct | RetryLater) -> str:
    return refused.message if isinstance(refused, UserMustAct) else refused.reason
