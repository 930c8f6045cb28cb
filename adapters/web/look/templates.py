"""The one environment that every page is made in."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from adapters.web.look.files import FILES
from adapters.web.look.tokens import TOKENS

WEB = Path(__file__).parents[1]

environment = Environment(
    loader=FileSystemLoader([WEB / room / "templates" for room in ("look", "room", "paper")]),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
environment.globals["asset"] = FILES.address
environment.globals["paper"] = TOKENS.colour("paper")


def rendered(template: str, **said: object) -> str:
    """A template's text. Every value is escaped, but for Markup."""
    return environment.get_template(template).render(said)
