"""What members do by interactions that is persisted: they send a private answer, or take a message out."""

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from functools import partial
from uuid import uuid4

import psycopg

from adapters.discord.commands import TAKE_OUT
from adapters.discord.heard.replies import window
from adapters.discord.wording.ids import mark_in
from bench.discord_place import WORDS, Place
from bench.discord_process import Orders
from bot.domain.forms import AnswerForm
from bot.domain.mode import Privacy
from tests.fakes.discord import messages
from tests.fakes.discord.acts.asking import Outcome
from tests.fakes.discord.server import FakeDiscord, Member, Shown, ShownForm

FORM, TAKEN_OUT = "a form", "taken out"
_PUT = (
    "insert into answer_messages (group_id, answer_id, channel_id, message_ref, thread_ref, text, included,"
    " try_number, posted_at, version_at, written_at)"
    " select a.group_id, a.id, c.id, %(message)s, %(thread)s, %(text)s, true, 1, a.created_at,"
    " a.created_at, a.created_at from answers a join channels c on c.group_id = a.group_id"
    " where a.id = %(answer)s"
)


@dataclass(frozen=True, slots=True)
class Stage:
    discord: FakeDiscord
    place: Place
    post: str
    orders: Mapping[str, Orders]
    """By what is done."""


@dataclass(frozen=True, slots=True)
class Doing:
    """One thing that a member does, as soon as it's awaited."""

    done: Callable[[], Coroutine[None, None, Outcome]]
    opened: str = ""
    """The window by which a form's event is known. All other events are known by their interaction."""


def doings(stage: Stage, what: str, count: int) -> list[Doing]:
    """Members in turn; what they need is there before the first one begins."""
    members = stage.place.members
    who = [members[number % len(members)] for number in range(count)]
    if what == FORM:
        return [_sending(stage, member) for member in who]
    with psycopg.connect(stage.orders[what].url, autocommit=True) as sql, sql.pipeline():
        return [_taking_out(stage, member, sql) for member in who]


def _sending(stage: Stage, member: Member) -> Doing:
    asked = AnswerForm(stage.post, "Today's scenario", "", "", Privacy.OPEN)
    made = window(asked, 0, uuid4().hex)
    form = ShownForm(made, member, stage.place.channel, stage.place.card)
    typed = dict.fromkeys(form.fields, "") | {next(iter(form.fields)): WORDS}
    return Doing(partial(stage.discord.submits, member, form, **typed), mark_in(made["custom_id"]).key)


def _taking_out(stage: Stage, member: Member, sql: psycopg.Connection[tuple[object, ...]]) -> Doing:
    place = stage.place
    message = messages.make(stage.discord.state, place.thread, member.user, WORDS)
    answer, _ = stage.orders[TAKEN_OUT].members[member.id]
    put_in(sql, place, message["id"], answer)
    shown = Shown(place.thread, message, member)
    return Doing(partial(stage.discord.uses_context_command, member, shown, TAKE_OUT))


def put_in(sql: psycopg.Connection[tuple[object, ...]], place: Place, message: str, answer: int) -> None:
    """As if it had been written in the thread, and heard."""
    values = {"message": message, "thread": place.thread.id, "text": WORDS, "answer": answer}
    sql.execute(_PUT, values)
