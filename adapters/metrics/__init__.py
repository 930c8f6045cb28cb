"""Figures for a monitor: counted where work passes by, or read off rows when somebody asks."""
