"""discord.py, imported once where its warning is let pass."""

import warnings

with warnings.catch_warnings():
    # Its voice part imports audioop, which 3.11 and 3.12 call deprecated; 3.13 takes a replacement.
    warnings.simplefilter("ignore", DeprecationWarning)
    import discord  # noqa: F401  for those that come after
