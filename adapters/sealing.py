"""Secrets at rest: sealed by the newest key, opened by any that is still listed."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.errors import Misconfigured

SHORTEST = 32
PURPOSE = b"debrief: secrets at rest"
HOW = "`openssl rand -hex 32` makes a good one."


@dataclass(frozen=True, slots=True, repr=False)
class Sealing:
    """`bot.ports.Seal`. What was sealed by an older key can be read until that key is taken off the list."""

    fernet: MultiFernet

    def seal(self, secret: str) -> bytes:
        return self.fernet.encrypt(secret.encode())

    def open(self, sealed: bytes) -> str:
        try:
            return self.fernet.decrypt(sealed).decode()
        except InvalidToken as foreign:
            raise Misconfigured(
                "A stored token can't be opened with the keys in DEBRIEF_SECRET_KEYS. It was kept as it is, "
                "and nothing was sent. Put the key back that it was sealed with, behind the newest one; or "
                "install the app again in that workspace."
            ) from foreign


def sealing(keys: str) -> Sealing:
    """From DEBRIEF_SECRET_KEYS: secrets, newest first, with commas between. Raises Misconfigured."""
    listed = [key.strip() for key in keys.split(",") if key.strip()]
    if not listed:
        raise Misconfigured(
            "Tokens of several workspaces are stored, so DEBRIEF_SECRET_KEYS has to hold a key to seal them "
            f"with. Nothing was started. {HOW}"
        )
    if any(len(key) < SHORTEST for key in listed):
        raise Misconfigured(
            f"A key in DEBRIEF_SECRET_KEYS is shorter than {SHORTEST} characters. Nothing was started. {HOW}"
        )
    return Sealing(MultiFernet(_fernets(listed)))


def _fernets(keys: Sequence[str]) -> list[Fernet]:
    return [Fernet(base64.urlsafe_b64encode(_derived(key))) for key in keys]


def _derived(key: str) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=PURPOSE).derive(key.encode())
