"""What several commands say when they can't do what was asked: what happened, and what to type."""

MENTION = "@Debrief"
"""How the bot is spoken to in a message."""

NOT_A_MEMBER = (
    "Answer a scenario in its channel and you are in {group}. You aren't in it yet, so I can show nothing of "
    "yours from it, and nothing was changed. Until then there are `/debrief board` and `/debrief help`. "
    "`/debrief export` gives you all that I keep about you."
)
ORGANISERS_ONLY = (
    "Only this group's organisers can do that. Nothing was changed. Ask one of them; `/debrief help` shows "
    "what you can do."
)
YOU_MANAGE = (
    "Only this group's organisers can do that. Nothing was changed. You manage this server: where the group "
    "began in it, `/debrief-admin setup` in its channel makes you one of them."
)
NOT_BY_MESSAGE = (
    "A message is not enough for that: anybody may write one, and a server can keep the slash command for "
    "whom it likes. Nothing was changed. Type `/debrief-admin` in the channel itself, outside of threads, "
    "and pick the command from the list that opens."
)
LEFT_WITHOUT_ORGANISER = (
    "Nobody organises this group any more. Nothing was changed. A member who has answered here can take it "
    "over: type `/debrief-admin setup`."
)
TWICE = (
    "This reached me a second time, and I go by the first. Nothing was changed now. "
    "If you still want it, type it again; `/debrief help` shows how."
)
NO_GROUP_HERE = (
    "No study group practises in this channel. Nothing was changed. To start one here, type "
    "`/debrief-admin setup`. If that isn't offered to you, ask somebody who manages this place to type it."
)
NO_GROUP_YET = (
    "You are in no study group yet. Nothing was changed. Answer a scenario in a group's channel, "
    "or type `/debrief-admin setup` in a channel to start one; if that isn't offered to you, ask somebody "
    "who manages that place to."
)
WHICH_GROUP = (
    "You are in {count} groups: {groups}. Nothing was changed. "
    "Type it in the channel of the one that you mean."
)
