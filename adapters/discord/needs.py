"""What hearing and speaking have in common."""

from collections.abc import Mapping
from typing import Any

NAME = "discord"
"""The platform's name in accounts and sources."""

Payload = Mapping[str, Any]
"""What Discord sent, as JSON."""
