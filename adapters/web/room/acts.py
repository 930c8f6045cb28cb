"""What members do. An act changes the room and queues its happening in one transaction; then it's carried."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

from adapters.web.room.change import Change
from adapters.web.room.desk import Desk
from adapters.web.room.room import Room
from adapters.web.room.told import message_at, message_of
from adapters.web.room.tries import answers_to, begins, scenario_of
from adapters.web.room.typed import Typed, command_in, filled_in, taken
from adapters.web.room.values import Line, Queued, RoomMember, Spot
from bot.domain.card_parts import Button
from bot.domain.cards import Card
from bot.domain.forms import AnswerForm, FieldForm
from bot.domain.happenings import (
    Action,
    ButtonPressed,
    ChannelClosed,
    CommandGiven,
    FieldsSent,
    FormSent,
    MemberLeft,
    MessageDeleted,
    MessagePosted,
    MessageTaken,
)
from bot.errors import RetryLater, UserMustAct

_GONE = "That isn't here any more, so nothing was changed."


@dataclass(frozen=True, slots=True)
class Acts:
    """Each raises UserMustAct with a sentence when it can't be done, or when the room can't keep it.

    Then nothing has changed, and the words stay with their author.
    """

    room: Room
    desk: Desk

    async def say(self, member: str, spot: Spot, text: str) -> Card | None:
        """A message, or a command, which stands in the room for nobody."""
        it = self._member(member)
        words = taken(text)
        spot = self._place(it, spot)
        typed = command_in(words)
        if typed is not None:
            return await self._obey(it, spot, typed)
        with self._change() as change:
            line = change.put(spot, it.ref, text=words)
            queued = self._queue_words(change, it, line)
        return await self.desk.carry(queued)

    async def edit(self, member: str, ref: str, text: str) -> None:
        it, line = self._own(member, ref)
        words = taken(text)
        if words == line.text:
            return
        with self._change() as change:
            line = change.alter(ref, text=words, edited_at=change.now)
            queued = self._queue_words(change, it, line)
        await self.desk.carry(queued)

    async def delete(self, member: str, ref: str) -> None:
        """Its words go with it, wherever the room holds them."""
        it, line = self._own(member, ref)
        at = message_at(line)
        with self._change() as change:
            change.alter(ref, text="", gone=True, counted=False, taken_out=False)
            for waiting in self.room.queue:
                happening = waiting.happening
                if isinstance(happening, MessagePosted) and happening.at == at:
                    change.requeue(replace(waiting, happening=replace(happening, text="")))
            queued = change.queue(it.ref, line.spot, lambda source: MessageDeleted(source, at, change.now))
        await self.desk.carry(queued)

    async def take(self, member: str, ref: str, *, out: bool) -> None:
        """Out of the answer, or back into it. The mark follows when Debrief has heard of it."""
        it, line = self._own(member, ref)
        with self._change() as change:
            change.alter(ref, taken_out=out)
            queued = change.queue(
                it.ref, line.spot, lambda source: MessageTaken(source, message_at(line), it.account, out)
            )
        await self.desk.carry(queued)

    async def press(
        self, member: str, ref: str, button: int, *, label: str | None = None, shown_at: Spot | None = None
    ) -> Card | None:
        """The button by its place on the card as it stands now; with a label, only if it still says that.

        `shown_at` is where the member sees the card, and the answer: a thread shows its root, too.
        """
        it = self._member(member)
        line = self.room.line(ref, it.ref)
        buttons = buttons_of(line.card) if line and line.card else ()
        if line is None or not 0 <= button < len(buttons) or label not in {None, buttons[button].label}:
            raise UserMustAct("That button is gone: its card has changed since. Nothing was done.")
        pressed = buttons[button]
        with self._change() as change:
            if pressed.action is Action.TRY_AGAIN:
                self._begin_try(change, it, pressed.subject)
            queued = change.queue(
                it.ref,
                shown_at or line.spot,
                lambda source: ButtonPressed(source, it.account, pressed.action, pressed.subject, change.now),
            )
        card = await self.desk.carry(queued)
        if card is not None and pressed.action is Action.USE_AS_ANSWER and line.only_for == it.ref:
            await self.dismiss(member, ref)  # an offer that was taken up
        return card

    async def fill(
        self, member: str, post: str, text: str, *, shown_at: Spot | None = None, aside: bool = False
    ) -> Card | None:
        """Send the form of a private answer. An empty one is for the core to answer.

        With `aside` the caller shows what Debrief says, in the form's place.
        """
        it = self._member(member)
        words = taken(text, may_be_empty=True)
        thread = self._scenario_at(post)
        with self._change() as change:
            if words.strip():
                change.keep(form_sent(post, it.ref), "yes")
                self._begin_try(change, it, post)
            queued = change.queue(
                it.ref,
                shown_at or thread,
                lambda source: FormSent(source, it.account, post, words, change.now),
            )
        return await self.desk.carry(queued, aside=aside)

    async def fill_fields(
        self, member: str, form: FieldForm, values: Mapping[str, str], spot: Spot, *, aside: bool = False
    ) -> Card | None:
        """Send a form of several fields that was opened at `spot`; `aside` as in `fill`."""
        it = self._member(member)
        sent = filled_in(form, values)
        with self._change() as change:
            queued = change.queue(
                it.ref,
                spot,
                lambda source: FieldsSent(source, it.account, form.action, form.subject, sent, change.now),
            )
        return await self.desk.carry(queued, aside=aside)

    async def dismiss(self, member: str, ref: str) -> None:
        """Put a whisper away for good."""
        it = self._member(member)
        line = self.room.line(ref, it.ref)
        if line is None or line.only_for != it.ref:
            raise UserMustAct(_GONE)
        with self._change() as change:
            change.alter(ref, card=None, gone=True)

    async def leave(self, member: str) -> None:
        """Leave the channel: Debrief counts them out until they take part again. They may look on."""
        it = self._member(member)
        here = Spot(self.room.channel)
        with self._change() as change:
            queued = change.queue(
                it.ref, here, lambda source: MemberLeft(source, it.account, change.now, self.room.channel)
            )
        await self.desk.carry(queued)

    async def close_channel(self, member: str) -> None:
        """What is in it can still be read."""
        it = self._member(member)
        with self._change() as change:
            change.close_channel()
            queued = change.queue(
                it.ref,
                Spot(self.room.channel),
                lambda source: ChannelClosed(source, self.room.channel, change.now),
            )
        await self.desk.carry(queued)

    async def _obey(self, it: RoomMember, spot: Spot, typed: Typed) -> Card | None:
        channel = None if spot.direct_with else spot.channel
        with self._change() as change:
            queued = change.queue(
                it.ref,
                spot,
                lambda source: CommandGiven(
                    source, it.account, typed.command, typed.rest, change.now, channel
                ),
            )
        return await self.desk.carry(queued)

    @contextmanager
    def _change(self) -> Iterator[Change]:
        try:
            with self.room.change() as change:
                yield change
        except RetryLater as later:
            raise UserMustAct(f"{later.reason} Try again in a moment.") from later

    def _queue_words(self, change: Change, it: RoomMember, line: Line) -> Queued:
        return change.queue(it.ref, line.spot, lambda source: message_of(self.room, line, it.ref, source))

    def _member(self, ref: str) -> RoomMember:
        found = self.room.member(ref)
        if found is None:
            raise UserMustAct("Nobody of that name is in this room.")
        return found

    def _own(self, member: str, ref: str) -> tuple[RoomMember, Line]:
        it = self._member(member)
        line = self.room.line(ref, it.ref)
        if line is None:
            raise UserMustAct(_GONE)
        if line.author != it.ref:
            raise UserMustAct("Only whoever wrote a message can change it. Nothing was changed.")
        return it, line

    def _place(self, it: RoomMember, spot: Spot) -> Spot:
        if spot.direct_with is not None:
            if spot.direct_with != it.ref:
                raise UserMustAct("That conversation is somebody else's. Nothing was sent.")
            return spot.itself
        if self.room.is_closed:
            raise UserMustAct(f"#{self.room.channel} was closed, so nothing was sent. It can still be read.")
        root = self.room.lines_by_ref.get(spot.thread) if spot.thread else None
        known = spot.thread is None or (root is not None and root.spot == Spot(self.room.channel))
        if spot.channel != self.room.channel or not known or (root and root.only_for):
            raise UserMustAct("There is no such place in this room, so nothing was sent.")
        if root is not None and root.gone:
            raise UserMustAct("What this thread hung from was deleted, so nothing was sent.")
        return spot

    def _scenario_at(self, post: str) -> Spot:
        """The thread of the scenario that the form belongs to."""
        root = scenario_of(self.room, post)
        if root is None:
            raise UserMustAct("That scenario isn't in this room, so nothing was sent.")
        return Spot(self.room.channel, root.ref)

    def _begin_try(self, change: Change, it: RoomMember, post: str) -> None:
        """What was said before is part of an earlier try from now on, and shown as such."""
        root, kept = scenario_of(self.room, post), begins(self.room, post, it.ref, change.now)
        if root is None or kept is None:
            return
        change.keep(*kept)
        for line in answers_to(self.room, root):
            if line.author == it.ref:
                change.alter(line.ref)


def form_sent(post: str, member: str) -> str:
    """The room's setting that tells of a form which was sent. It says nothing of what was in it."""
    return f"form sent {post} {member}"


def buttons_of(card: Card) -> tuple[Button, ...]:
    return () if isinstance(card, AnswerForm | FieldForm) else card.buttons
