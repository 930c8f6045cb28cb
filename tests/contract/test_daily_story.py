"""The day's story over each platform: posted, answered in three messages, edited, graded, debriefed."""

from adapters.main import House
from bot.domain.answering import answer_text
from bot.domain.cards import DebriefCard, Note
from bot.domain.happenings import Account, Action, MessagePosted
from bot.domain.ids import GroupId
from bot.domain.post import Post
from bot.domain.scenario import Scenario
from bot.ports import Direct, InChannel
from bot.practice.receive import receive
from bot.practice.set_up import Wish, set_up_group
from bot.testing import FakeClock
from tests.contract.stage import Stage


async def a_group(house: House, clock: FakeClock, stage: Stage) -> GroupId:
    clock.at("2026-03-02T07:00")
    organiser = stage.account("U0", "Organiser")
    name, installation = stage.platform.name, stage.installation_ref
    wish = Wish("Mornings", name, installation, stage.channel_ref, organiser, "Europe/Berlin")
    return await set_up_group(house.core, wish)


async def posted_day(house: House, clock: FakeClock, stage: Stage) -> tuple[GroupId, Post, str]:
    """A group whose scenario of the day is out; the post, and what its replies carry."""
    group = await a_group(house, clock, stage)
    clock.at("2026-03-02T08:00:05")
    await house.settle()
    async with house.core.store.work() as work:
        post = await work.posts.latest_open(group)
        assert post is not None
        ((_, thread_ref),) = await work.postings.places(group, post.id)
    return group, post, thread_ref


def scenario_of(house: House, post: Post) -> Scenario:
    return house.core.library.get(post.scenario)


async def writes(house: House, stage: Stage, author: Account, text: str, thread: str) -> MessagePosted:
    message = await stage.says(author, text, thread)
    assert message.at.thread_ref == thread
    await receive(house.core, message)
    return message


async def points(house: House, group: GroupId, author: Account) -> int:
    async with house.core.store.work() as work:
        person = await work.people.known(author)
        totals = await work.ledger.totals(group)
    return totals.get(person, 0) if person else 0


def direct_to(stage: Stage, account: Account) -> Direct:
    """As the core addresses it: an account from rows has no name."""
    return Direct(stage.installation_ref, Account(account.platform, account.scope, account.ref))


async def kept_text(house: House, post: Post, author: Account) -> str:
    async with house.core.store.work() as work:
        person = await work.people.known(author)
        answer = await work.answers.of(post.group, post.id, person) if person else None
        return answer_text(await work.messages.parts(post.group, answer.id)) if answer else ""


async def test_the_scenario_of_the_day_is_posted_once(
    staged_house: House, clock: FakeClock, stage: Stage
) -> None:
    _, post, _ = await posted_day(staged_house, clock, stage)
    await staged_house.settle()

    (shown,) = await stage.shown(InChannel(stage.installation_ref, stage.channel_ref))

    assert scenario_of(staged_house, post).title in shown
    assert "Answer privately" in shown


async def test_an_answer_in_three_messages_becomes_one_debrief(
    staged_house: House, clock: FakeClock, stage: Stage
) -> None:
    group, post, thread = await posted_day(staged_house, clock, stage)
    ana = stage.account("U1", "Ana")
    paragraphs = scenario_of(staged_house, post).answers.strong.text.split("\n\n")
    texts = [paragraphs[0], paragraphs[1], "\n\n".join(paragraphs[2:])]

    messages = []
    for text in texts:
        clock.forward(minutes=1)
        messages.append(await writes(staged_house, stage, ana, text, thread))
    clock.forward(minutes=1)
    await receive(staged_house.core, await stage.edits(messages[2], texts[2] + "\n\nAnd call them back."))
    reply = await receive(staged_house.core, await stage.presses(ana, Action.GRADE_ME, str(post.id)))
    await staged_house.settle()

    assert isinstance(reply, Note)
    assert [await stage.is_marked(message.at) for message in messages] == [True, True, True]
    kept = await kept_text(staged_house, post, ana)
    assert kept == "\n\n".join([*(text.strip() for text in texts), "And call them back."])
    (debrief,) = await stage.shown(direct_to(stage, ana))
    assert scenario_of(staged_house, post).title in debrief
    assert "automatic check" in debrief
    assert await points(staged_house, group, ana) > 10


async def test_notes_and_deleted_messages_are_no_part_of_an_answer(
    staged_house: House, clock: FakeClock, stage: Stage
) -> None:
    group, post, thread = await posted_day(staged_house, clock, stage)
    ana = stage.account("U1", "Ana")

    note = await writes(staged_house, stage, ana, "// look up the audit before writing this down", thread)
    kept = await writes(staged_house, stage, ana, "I would stop automatic refusals within the hour.", thread)
    gone = await writes(staged_house, stage, ana, "And roll the compression back at once, too.", thread)
    await receive(staged_house.core, await stage.deletes(gone))
    await staged_house.settle()

    assert not await stage.is_marked(note.at)
    assert await stage.is_marked(kept.at)
    assert await kept_text(staged_house, post, ana) == "I would stop automatic refusals within the hour."
    assert await points(staged_house, group, ana) == 10


async def test_a_debrief_that_finds_direct_messages_closed_waits_behind_a_button(
    staged_house: House, clock: FakeClock, stage: Stage
) -> None:
    _, post, thread = await posted_day(staged_house, clock, stage)
    ana = stage.account("U1", "Ana")
    await stage.close_direct_messages(ana)

    await writes(staged_house, stage, ana, scenario_of(staged_house, post).answers.strong.text, thread)
    await receive(staged_house.core, await stage.presses(ana, Action.GRADE_ME, str(post.id)))
    await staged_house.settle()
    card = await receive(staged_house.core, await stage.presses(ana, Action.MY_DEBRIEF, str(post.id)))

    assert await stage.shown(direct_to(stage, ana)) == []
    assert isinstance(card, DebriefCard)


async def test_a_lost_reply_posts_nothing_twice(staged_house: House, clock: FakeClock, stage: Stage) -> None:
    group = await a_group(staged_house, clock, stage)
    await stage.lose_the_next_reply()
    clock.at("2026-03-02T08:00:05")
    await staged_house.settle()
    clock.forward(minutes=5)
    await staged_house.settle()

    assert len(await stage.shown(InChannel(stage.installation_ref, stage.channel_ref))) == 1
    async with staged_house.core.store.work() as work:
        post = await work.posts.latest_open(group)
        assert post is not None
        assert len(await work.postings.places(group, post.id)) == 1


async def test_a_lost_reply_debriefs_nobody_twice(
    staged_house: House, clock: FakeClock, stage: Stage
) -> None:
    _, post, thread = await posted_day(staged_house, clock, stage)
    ana = stage.account("U1", "Ana")
    await writes(staged_house, stage, ana, scenario_of(staged_house, post).answers.strong.text, thread)
    await receive(staged_house.core, await stage.presses(ana, Action.GRADE_ME, str(post.id)))

    await stage.lose_the_next_reply()
    await staged_house.settle()
    clock.forward(minutes=5)
    await staged_house.settle()

    assert len(await stage.shown(direct_to(stage, ana))) == 1
