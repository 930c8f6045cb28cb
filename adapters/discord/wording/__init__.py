"""Cards as Discord shows them: messages and modals. Nothing here calls Discord."""

from adapters.discord.wording.form_ids import AnswerTo, FieldsTo, Purpose, reads_form
from adapters.discord.wording.ids import Mark, Pressed, custom_ids, mark_in, mark_of, reads, signed
from adapters.discord.wording.messages import messages
from adapters.discord.wording.modal import modal, opens_directly
from adapters.discord.wording.reading import filled
from adapters.discord.wording.sent import sent_answer, sent_values
from adapters.discord.wording.steps import kept_values, step_of, steps_message
from adapters.discord.wording.values import Component, DiscordFile, DiscordMessage

__all__ = [
    "AnswerTo",
    "Component",
    "DiscordFile",
    "DiscordMessage",
    "FieldsTo",
    "Mark",
    "Pressed",
    "Purpose",
    "custom_ids",
    "filled",
    "kept_values",
    "mark_in",
    "mark_of",
    "messages",
    "modal",
    "opens_directly",
    "reads",
    "reads_form",
    "sent_answer",
    "sent_values",
    "signed",
    "step_of",
    "steps_message",
]
