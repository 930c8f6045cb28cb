"""A member's plan: gathered from rows, laid out, told, and begun."""
