"""The committee in words: each interviewer's own note, what they say together, the card and the page."""
