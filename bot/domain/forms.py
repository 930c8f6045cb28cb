"""Forms, as meaning rather than markup. What is sent comes back as a happening."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.domain.happenings import Action
from bot.domain.mode import Privacy


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """A form for a private answer. Sending it comes back as FormSent."""

    post: str
    title: str
    prompt: str
    draft: str
    privacy: Privacy


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form."""

    name: str
    label: str
    draft: str = ""
    most: int = 20_000
    """In characters."""
    tall: bool = False
    """For several lines."""
    choices: tuple[Choice, ...] = ()
    """To choose one of; empty for free text."""


@dataclass(frozen=True, slots=True)
class FieldForm:
    """A form of several fields. Sending it comes back as FieldsSent with the same action and subject."""

    action: Action
    subject: str
    title: str
    says: str
    """What becomes of it, and who sees it."""
    fields: tuple[Field, ...]
    sends: str = "Send"
    """On the button."""
    trouble: str = ""
    """Why it comes back: what was sent was not taken, and stands in its fields again."""
    about: str = ""
    """A text to have at hand while filling it in."""

    @property
    def about_title(self) -> str:
        """What that text is."""
        return _ABOUT.get(self.action, "As it stands")

    def again(self, values: Mapping[str, str], trouble: str) -> "FieldForm":
        """The same form with what was sent in it, so that nobody types anything twice."""
        fields = tuple(replace(one, draft=values.get(one.name, "")) for one in self.fields)
        return replace(self, fields=fields, trouble=trouble)


_ABOUT = {Action.RULE: "The answer", Action.RULE_ON_ROUND: "The round"}
