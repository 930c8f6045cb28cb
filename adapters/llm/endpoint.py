"""Where a model is asked, with which key, and whether that place is one's own machine."""

from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

from bot.errors import UserMustAct

OPENAI = "https://api.openai.com/v1"
NO_KEY = "none"
"""A server of one's own asks for no key; the SDK won't start without one."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    model: str
    address: str = OPENAI
    key: str = field(default=NO_KEY, repr=False)
    effort: str = ""
    """How long a model that reasons may think; empty to say nothing of it."""

    @property
    def is_local(self) -> bool:
        """On this machine or in its network: nobody sends a bill for it."""
        host = urlsplit(self.address).hostname or ""
        try:
            found = ip_address(host)
        except ValueError:
            return bool(host) and ("." not in host or host.endswith((".local", ".internal")))
        return found.is_loopback or found.is_private

    @property
    def place(self) -> str:
        """For people and logs: the address without what may be secret in it."""
        found = urlsplit(self.address)
        port = f":{found.port}" if found.port else ""
        return f"{found.scheme}://{found.hostname}{port}{found.path}"


def endpoint(model: str, address: str, key: str, effort: str) -> Endpoint | None:
    """What settings name, or None: with neither an address nor a key, or no name, there's no model.

    Raises UserMustAct for an address or a key that can't be sent.
    """
    model, address, key = model.strip(), address.strip(), key.strip()
    if not model or not (address or key):
        return None
    if address and not _reachable(address):
        raise UserMustAct(
            "The address of the model's endpoint can't be right: it reads like https://host/v1. Nothing was "
            "started. Correct OPENAI_BASE_URL, or DEBRIEF_SECOND_BASE_URL for the second one."
        )
    if not (key.isascii() and key.isprintable()):
        raise UserMustAct(
            "The key of the model's endpoint holds characters that no key has. Nothing was started. Copy it "
            "again into OPENAI_API_KEY, or DEBRIEF_SECOND_API_KEY for the second one."
        )
    return Endpoint(model, address or OPENAI, key or NO_KEY, effort.strip())


def _reachable(address: str) -> bool:
    try:
        found = urlsplit(address)
        return found.scheme in {"http", "https"} and bool(found.hostname) and (found.port or 1) > 0
    except ValueError:
        return False
