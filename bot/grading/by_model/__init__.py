"""Grading by a model: it quotes and answers checks; levels, caps and totals are computed here."""
