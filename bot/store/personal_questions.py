"""Questions that members brought, with their answers and what was said of them."""

from bot.store.held import GROUP, MACHINERY, NUMBER, Fate, Held, in_group, of_person, untold
from bot.store.tables import own_questions
from bot.store.told import said_with_its_source

BROUGHT = (
    Held(
        own_questions,
        "Questions you brought",
        of_person(own_questions),
        (
            GROUP,
            own_questions.c.question.label("question"),
            own_questions.c.answer.label("answer"),
            own_questions.c.asked_at.label("brought at"),
            own_questions.c.graded_at.label("graded at"),
            said_with_its_source(own_questions.c.outcome).label("what the grader said"),
        ),
        Fate.DELETED,
        source=in_group(own_questions),
        untold=untold(
            own_questions,
            **dict.fromkeys(("attempt", "failures", "due_at", "lease_until", "taken_until"), MACHINERY),
            content_key="made from what stands here and from the rubric",
            event_ref=MACHINERY,
            installation_id=NUMBER,
        ),
    ),
)
"""Nothing is counted by them, so nothing of them has to stay."""
