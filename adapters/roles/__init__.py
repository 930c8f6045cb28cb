"""What a running Debrief does, as duties: each works until it is told to stop, then finishes what it has."""

from adapters.roles.role import Role
from adapters.roles.together import Duty, together

__all__ = ["Duty", "Role", "together"]
