"""The room as the core speaks to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from adapters.web.room.room import Room
from adapters.web.room.told import written_at
from adapters.web.room.values import INSTALLATION, NAME, Line, Spot, direct
from bot.domain.cards import Card
from bot.domain.happenings import Account, MessageAt, MessagePosted
from bot.errors import ChannelGone, PrivateMessagesClosed
from bot.ports import Direct, InChannel, InThread, Place, Published, Whispered


@dataclass(frozen=True, slots=True)
class RoomPlatform:
    """A key stands once at a place: who publishes it again is told where it stands already."""

    room: Room
    name: str = NAME

    async def publish(self, place: Place, card: Card, key: str) -> Published:
        self._refuse(place)
        spot, only_for = _spot(place), _only_for(place)
        line = self.room.keyed(spot, only_for, key)
        return _published(line or self.room.put(spot, None, card=card, key=key, only_for=only_for))

    async def find(self, place: Place, key: str) -> Published | None:
        line = None if isinstance(place, Whispered) else self._mine(place, key)
        return _published(line) if line else None

    async def revise(self, place: Place, key: str, card: Card) -> None:
        line = None if isinstance(place, Whispered) else self._mine(place, key)
        if line is None:
            return
        self._refuse(place)
        if line.card != card:
            self.room.alter(line.ref, card=card, edited_at=self.room.clock.now())

    async def mark(self, installation_ref: str, message: MessageAt, *, included: bool) -> None:
        self._refuse_channel(installation_ref, message.channel_ref)
        line = self._at(message)
        if line and line.counted != included:
            self.room.alter(line.ref, counted=included)

    async def read(self, installation_ref: str, message: MessageAt) -> str | None:
        line = self._at(message) if installation_ref == INSTALLATION else None
        return line.text if line else None

    async def written_since(
        self, place: InThread | Direct, after: datetime, as_of: datetime | None = None
    ) -> Sequence[MessagePosted]:
        del as_of  # it's always read anew
        self._refuse(place)
        return written_at(self.room, _spot(place), after)

    async def is_in(self, installation_ref: str, channel_ref: str, account: Account) -> bool | None:
        ours = installation_ref == INSTALLATION and channel_ref == self.room.channel
        return ours and self.room.member(account.ref) is not None

    async def check_home(self, installation_ref: str, channel_ref: str, account: Account) -> None:
        del account  # the room has no guests
        self._refuse_channel(installation_ref, channel_ref)

    async def show_page(self, place: Direct, card: Card) -> None:
        """Its own page draws itself anew whenever it's looked at."""

    def _mine(self, place: Place, key: str) -> Line | None:
        return self.room.keyed(_spot(place), None, key) if place.installation_ref == INSTALLATION else None

    def _at(self, message: MessageAt) -> Line | None:
        """A member's message that stands."""
        line = self.room.lines_by_ref.get(message.message_ref)
        stands = line and line.author and not line.gone and line.spot.channel == message.channel_ref
        return line if stands else None

    def _refuse(self, place: Place) -> None:
        if not isinstance(place, Direct):
            self._refuse_channel(place.installation_ref, place.channel_ref)
        elif place.installation_ref != INSTALLATION or self.room.member(place.account.ref) is None:
            raise PrivateMessagesClosed(f"There is nobody {place.account.ref} in the study room.")
        elif place.account.ref in self.room.closed_to:
            raise PrivateMessagesClosed(f"{place.account.name} takes no direct messages.")

    def _refuse_channel(self, installation_ref: str, channel_ref: str) -> None:
        ours = installation_ref == INSTALLATION and channel_ref == self.room.channel
        if not ours or self.room.is_closed:
            raise ChannelGone(f"There is no channel {channel_ref} in the study room.")


def _spot(place: Place) -> Spot:
    match place:
        case InChannel():
            return Spot(place.channel_ref)
        case InThread() | Whispered():
            return Spot(place.channel_ref, place.thread_ref)
        case Direct():
            return direct(place.account.ref)


def _only_for(place: Place) -> str | None:
    return place.account.ref if isinstance(place, Whispered) else None


def _published(line: Line) -> Published:
    return Published(line.ref, line.spot.thread or line.ref)
