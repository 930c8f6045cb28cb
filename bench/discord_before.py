"""A group whose members have all answered before, and what the database is told of what they do next."""

from dataclasses import replace
from datetime import UTC, datetime

import psycopg

from adapters.discord.heard.replies import shown
from adapters.discord.heard.words import GOES_OUT
from adapters.main import House
from bench.discord_acts import FORM, TAKEN_OUT, Stage, put_in
from bench.discord_place import WORDS, Place, access_to, placed, practising
from bench.discord_process import Known, Orders, Said
from bench.discord_said import listening
from bot.domain.happenings import Account, FormSent, MessageAt, MessageTaken, Source
from bot.practice.receive import receive
from bot.store import migrate
from tests.fakes.discord.server import FakeDiscord, Member
from tests.fakes.discord_heard import use_commands

MEMBERS = 300
FIRST_ANSWER, FIRST_PERSON = 1_000_000, 2_000_000
"""From where the database numbers, so that no number of what is listened to is any other's."""
_LISTENED = "listened"


async def answered_before(url: str, discord: FakeDiscord) -> Stage:
    app = discord.application("Debrief")
    await use_commands(discord, app)
    place = await placed(discord, app, "Heron Study", MEMBERS)
    async with practising(url, [place]) as built:
        post = _numbered_apart(url)
        for number, member in enumerate(place.members):
            await receive(built.core, _form(place, member, post, f"first{number}"))
        orders = Orders(
            url, migrate.libpq_url(url), access_to(discord, app), members=_known(url, place.members)
        )
        of_each = {
            TAKEN_OUT: await _of_a_message(built, place, orders),
            FORM: await _of_a_form(built, place, orders, post),
        }
    return Stage(discord, place, post, of_each)


def _numbered_apart(url: str) -> str:
    """The post that is open."""
    with psycopg.connect(url, autocommit=True) as sql:
        for table, first in (("answers", FIRST_ANSWER), ("persons", FIRST_PERSON)):
            sql.execute("select setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, first])
        row = sql.execute("select id from posts").fetchone()
    assert row is not None
    return str(row[0])


def _form(place: Place, member: Member, post: str, opened: str) -> FormSent:
    source = Source("discord", place.guild.id, f"form:{opened}:{member.id}:prepared")
    return FormSent(source, _account(member), post, WORDS, datetime.now(UTC))


def _account(member: Member) -> Account:
    return Account("discord", "", member.id, member.name)


def _known(url: str, members: tuple[Member, ...]) -> dict[str, tuple[int, int]]:
    with psycopg.connect(url) as sql:
        rows = sql.execute(
            "select i.external_ref, a.id, a.person_id from answers a"
            " join identities i on i.person_id = a.person_id"
        ).fetchall()
    assert len(rows) == len(members), "not everybody has answered before"
    return {str(ref): (answer, person) for ref, answer, person in rows}


async def _of_a_form(built: House, place: Place, orders: Orders, post: str) -> Orders:
    member = place.members[0]
    form = _form(place, member, post, _LISTENED)
    with listening(built.core.store.engine.sync_engine) as heard:
        card = await receive(built.core, form)
    _gave_no_work(orders.url)
    assert card is not None
    answer, person = orders.members[member.id]
    part = next(ref for ref in _texts(heard.said) if ref.startswith(f"form-{answer}-"))
    known = Known(form.source.event_ref, member.id, answer, person, part)
    return replace(orders, said=heard.said, listened=known, answer=shown(card)[0].content)


async def _of_a_message(built: House, place: Place, orders: Orders) -> Orders:
    member = place.members[0]
    answer, person = orders.members[member.id]
    with psycopg.connect(orders.url, autocommit=True) as sql:
        put_in(sql, place, _LISTENED, answer)
    at = MessageAt(place.channel.id, _LISTENED, place.thread.id)
    taken = MessageTaken(Source("discord", place.guild.id, "listened to"), at, _account(member), out=True)
    with listening(built.core.store.engine.sync_engine) as heard:
        await receive(built.core, taken)
    _gave_no_work(orders.url)
    known = Known(taken.source.event_ref, member.id, answer, person, _LISTENED)
    return replace(orders, said=heard.said, listened=known, answer=shown(GOES_OUT)[0].content)


def _gave_no_work(url: str) -> None:
    """What the queue is told isn't listened to."""
    with psycopg.connect(url) as sql:
        assert not sql.execute("select 1 from procrastinate_jobs limit 1").fetchone(), "work was given, too"


def _texts(said: Said) -> list[str]:
    return [it for one in said for _, values in one for it in values.values() if isinstance(it, str)]
