"""Discord: what is said there as happenings, and cards as its messages."""
