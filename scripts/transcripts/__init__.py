"""The rounds of docs/transcripts: what their sample candidates say, and how a page is made of it."""
