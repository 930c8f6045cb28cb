"""How to mend what Discord itself refuses: for the doctor, and for the log."""

PAGE = "discord.com/developers/applications"
TOKEN_MEND = f"Press Reset Token at {PAGE}, Bot, and copy the new one into DISCORD_BOT_TOKEN."
CONTENT_MEND = (
    f"Switch on Message Content Intent at {PAGE}, Bot, Privileged Gateway Intents: without it what members "
    "write comes in empty. Once an app has many users, Discord asks there what it is for."
)
ENDPOINT_MEND = (
    f"Empty the field Interactions Endpoint URL at {PAGE}, General Information: while something stands there "
    "commands and buttons go to that address, and not to Debrief."
)
CODE_GRANT_MEND = f"Switch off Requires OAuth2 Code Grant at {PAGE}, Bot, or nobody can invite the app."
