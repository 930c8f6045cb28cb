"""Cards as Slack shows them: messages, modals and the App Home. Nothing here calls Slack."""

from adapters.slack.blocks.home import home
from adapters.slack.blocks.messages import messages
from adapters.slack.blocks.modal import ANSWER_FORM, FIELD_FORM, modal
from adapters.slack.blocks.sent import sent_answer, sent_values
from adapters.slack.blocks.values import Block, SlackFile, SlackMessage

__all__ = [
    "ANSWER_FORM",
    "FIELD_FORM",
    "Block",
    "SlackFile",
    "SlackMessage",
    "home",
    "messages",
    "modal",
    "sent_answer",
    "sent_values",
]
