"""Forms that are kept until they come back, and those that aren't."""

from datetime import UTC, datetime
from typing import Any

from adapters.discord.heard.asker import asker_of
from adapters.discord.heard.forms import Forms
from adapters.discord.wording import FieldsTo
from bot.domain.cards import FieldForm
from bot.domain.happenings import Action

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
PRESS: dict[str, Any] = {
    "id": "100",
    "application_id": "9",
    "token": "secret",
    "channel_id": "20",
    "guild_id": "10",
    "member": {"user": {"id": "7", "username": "Ada"}},
}


def kept(action: Action) -> FieldForm | None:
    forms, asker = Forms(), asker_of(PRESS)
    forms.keep(asker, FieldForm(action, "1/2", "A form", "What is in it.", ()), NOW)
    return forms.get(asker, FieldsTo(action, "1/2"), NOW)


def test_a_form_that_shows_anothers_answer_is_asked_for_each_time() -> None:
    """Whoever reviewed yesterday may not today."""
    assert kept(Action.ASK)
    assert kept(Action.RULE) is None
