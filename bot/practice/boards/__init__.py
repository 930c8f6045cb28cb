"""Boards: what they count, over which time, who is named, and what they say."""
