"""The interviewer's words by a model: a chosen question, put so that it follows from what was said."""
