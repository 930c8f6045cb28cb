"""Simulated candidates: scripted members who play whole mock rounds, each in their own way."""
