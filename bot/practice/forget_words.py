"""Words that their author has deleted: gone from every copy that was made of them."""

from bot.domain.answer import Answer
from bot.domain.taken_out import sentences, unquoted, what_is_left
from bot.store.work import Work


async def forget_words(work: Work, answer: Answer, deleted: str = "") -> None:
    """Keep of frozen texts what still stands in the answer's messages; quote no more of it anywhere.

    What is left stays readable, so that whoever has to rule on the grade can. The answer is locked.
    """
    left = [part.text for part in await work.messages.parts(answer.group, answer.id)]
    gone = [deleted]
    for number, frozen in (await work.texts.frozen(answer)).items():
        kept = what_is_left(frozen, left) if left else ""
        if kept != frozen:
            gone += [one for one in sentences(frozen) if one not in set(sentences(kept))]
            await work.texts.cut(answer, number, kept)
    await work.grades.blank_words(answer.group, answer.id)
    await _unquote(work, answer, gone, left)


async def _unquote(work: Work, answer: Answer, gone: list[str], left: list[str]) -> None:
    """In what was said about the answer, by its author and by whoever ruled on it."""
    for review, said, because in await work.reviews.words_of(answer.group, answer.id):
        bare = unquoted(said, gone, left), unquoted(because, gone, left)
        if bare != (said, because):
            await work.reviews.reword(answer.group, review, *bare)
    for entry, reason in await work.audit.reasons(answer.group, answer.person, answer.post):
        if (bare_reason := unquoted(reason, gone, left)) != reason:
            await work.audit.reword(answer.group, entry, bare_reason)
