"""Forms that are kept until they come back."""

from datetime import UTC, datetime, timedelta
from typing import Any

from adapters.discord.heard.asker import asker_of
from adapters.discord.heard.forms import KEPT, Forms
from adapters.discord.wording import FieldsTo
from bot.domain.forms import FieldForm
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


def test_a_form_is_kept_for_an_hour_or_until_it_was_sent() -> None:
    forms, asker, to = Forms(), asker_of(PRESS), FieldsTo(Action.RULE, "1/2")
    form = FieldForm(Action.RULE, "1/2", "A form", "What is in it.", ())
    forms.keep(asker, form, NOW)
    assert forms.get(asker, to, NOW + KEPT - timedelta(seconds=1)) == form
    assert forms.get(asker, to, NOW + KEPT) is None
    assert forms.get(asker, FieldsTo(Action.ASK, "1/2"), NOW) is None

    forms.drop(asker, to)
    assert forms.get(asker, to, NOW) is None
