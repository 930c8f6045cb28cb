"""A group's own scenarios: added, listed, taken out, and used beside the library."""
