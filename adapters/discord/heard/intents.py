"""What the gateway is asked to tell: as few kinds of events as hearing needs."""

from discord import Intents

WANTED = Intents(guilds=True, guild_messages=True, dm_messages=True, message_content=True)
INTENTS = WANTED.value
"""Of these only the content of messages is privileged: a switch on the app's page."""
