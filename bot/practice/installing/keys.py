"""How a key to an installation is written down, so that no row can be taken for another's."""

import json

from bot.domain.speaking import Credential, Site
from bot.errors import Misconfigured
from bot.ports import Seal
from bot.store.credentials import Sealed, SealedCredential


def sealed(seal: Seal, key: Credential) -> Sealed:
    written = {"for": _whose(key.site), "secrets": dict(key.secrets)}
    return Sealed(seal.seal(json.dumps(written)), key.expires_at)


def opened(seal: Seal, found: SealedCredential) -> Credential:
    """Raises Misconfigured when it was sealed by a key that isn't here, or for another installation."""
    written = json.loads(seal.open(found.sealed.content))
    if written["for"] != _whose(found.site):
        raise Misconfigured(
            "A stored key belongs to another workspace than its row says. Nothing was sent with it. "
            "Somebody has moved rows in the table credentials: restore it, or install the app again."
        )
    return Credential(found.site, written["secrets"], found.sealed.expires_at, found.version)


def _whose(site: Site) -> str:
    return f"{site.platform}/{site.installation_ref}"
