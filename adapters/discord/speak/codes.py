"""Discord's own numbers for a refusal, by what they mean for us. Tables, because that is what they are.

https://docs.discord.com/developers/topics/opcodes-and-status-codes lists them all; the ones here are those
that a call of ours can meet. A number that isn't here may come to mean anything: it is tried again later.
"""

UNKNOWN_CHANNEL, UNKNOWN_GUILD, UNKNOWN_MEMBER, UNKNOWN_MESSAGE = 10003, 10004, 10007, 10008
UNKNOWN_USER = 10013
MISSING_ACCESS, MISSING_PERMISSIONS, THREAD_ARCHIVED, THREAD_LOCKED = 50001, 50013, 50083, 160005
HAS_A_THREAD, TOO_MANY_REACTIONS, REACTION_BLOCKED = 160004, 30010, 90001
TAG_REQUIRED, UNKNOWN_TAG, TOO_LARGE = 40067, 10087, 40005

TOKEN = {0: "Discord doesn't take the app's token", 40001: "Discord doesn't take the app's token"}
"""With HTTP's own 401."""
CHANNEL = {
    UNKNOWN_CHANNEL: "The channel was deleted.",
    MISSING_ACCESS: "I can't see the channel any more: it takes the permission View Channel.",
    UNKNOWN_MESSAGE: "The message was deleted.",
    50008: "I can't post in a channel of this kind.",
    50024: "I can't post in a channel of this kind.",
    160002: "I may not read the channel's history there, so I can't answer a message.",
}
THREAD = {
    UNKNOWN_CHANNEL: "The thread was deleted.",
    MISSING_ACCESS: "I can't see the thread any more: it takes the permission View Channel.",
}
TO_OPEN = (
    "Your direct messages are closed to me. To open them: press the server's name, then Privacy Settings, "
    "and allow direct messages."
)
CLOSED = {
    50007: TO_OPEN,
    50278: "We share no server any more.",
    50033: "There is no such account any more.",
    UNKNOWN_USER: "There is no such account any more.",
    UNKNOWN_CHANNEL: "The direct conversation is gone.",
    MISSING_ACCESS: "The direct conversation is closed to me.",
    50003: TO_OPEN,
}
LOCKED = {
    THREAD_ARCHIVED: "A thread of mine was closed and locked",
    THREAD_LOCKED: "A thread of mine was locked",
}
WITHHELD = {
    160006: "The server has as many open threads as Discord allows; close some that nobody needs",
    TAG_REQUIRED: "The forum demands a tag on each post, and has none that I may use; give it one",
    UNKNOWN_TAG: "A tag of the forum was just deleted",
    60003: "The server demands two-factor sign-in of the account that owns me",
    50009: "The channel's verification level is too high for me",
    20009: "The server's filter holds my message back",
    20031: "The server's filter doesn't take the words of my thread's name",
    200000: "AutoMod holds my message back; let it pass what my role says",
    200001: "AutoMod holds a title of mine back; let it pass what my role says",
    240000: "The server's filter holds a link in my message back",
}
"""What nobody lets us do there for now. Organisers are told."""
LATER = {40003, 20016, 20022, 20028, 20029, 30046, 130000, 30033}
"""Too much at once, of some kind: the call took no effect."""
DEFECT = {
    10014,
    10015,
    10062,
    30015,
    TOO_MANY_REACTIONS,
    TOO_LARGE,
    40002,
    40060,
    40333,
    50005,
    50006,
    50016,
    50021,
    50027,
    50034,
    50035,
    50041,
    50046,
    50109,
    REACTION_BLOCKED,
    HAS_A_THREAD,
}
"""We asked for something that can't be, or didn't take a number for the answer that it is."""
