"""How to mend what `debrief doctor` finds wrong with Discord."""

from adapters.discord.mends import PAGE

UNREACHABLE = (
    "See that this machine reaches {url} by itself (a firewall; HTTPS_PROXY isn't used here), or correct "
    "DISCORD_API_URL."
)
LATER = "Try again in a few minutes; discordstatus.com tells of troubles on Discord's side."
NTP = (
    "Let this machine take its time from NTP: a deadline goes by its clock, what is written in time by "
    "Discord's, and beyond five minutes a post whose receipt was lost isn't found again."
)
SYNC = "Run `{called} discord sync`. Discord's apps may show them only once they are started again."
STARTS = (
    "Something starts Debrief again and again: read its log. Discord lets so many sessions begin in a day, "
    "and resets the token of an app that goes on beyond that."
)
WEBSOCKETS = "See that a firewall lets websockets through to {address}, or correct DISCORD_GATEWAY_URL."
RUN = "Run `{called} up`."
WAIT_FOR_IT = "Its log says what it waits for."
INVITE = "`{called} discord invite` prints the link by which whoever manages a server invites it."
INVITE_AGAIN = (
    "Invite it again by the link of `{called} discord invite`: everything is where it was. If it's meant to "
    "be gone, nothing need be done."
)
GROUP_SETUP = "Type /debrief-admin setup in the group's text channel, or in any post of its forum."
ELSEWHERE = "Type /debrief-admin setup in another channel of that server."
SEEN = (
    "If it still stands, give the role Debrief “View Channel” there (Edit Channel, Permissions). Else type "
    "/debrief-admin setup in another channel."
)
ALLOW = (
    "Whoever manages the server gives that to the role Debrief, under Server Settings, Roles; or in that "
    "channel alone, under Edit Channel, Permissions."
)
ALLOW_HERE = (
    "The channel's own rules take that away. Whoever manages the channel gives it to the role Debrief under "
    "Edit Channel, Permissions: what the role may do in the server doesn't help there."
)
TIME_OUT = "Whoever moderates the server ends the time-out."
TAG = "Give the forum a tag that not only moderators may use, or no longer demand one."
BY_HAND = (
    "To see it with your own eyes, write “@Debrief help” in a group's channel: a direct message answers it "
    "at once."
)
PROBE = "`{called} doctor --probe` posts a message in a group's channel and takes it away. " + BY_HAND
SEEMS = "events were noted within two minutes, so a process seems to be connected"
FORUMS = "A post in a forum can't be taken away by whoever made it. " + BY_HAND
SOON = "Wait ten seconds, and try again: Discord lets one session begin every five."
LISTENS = (
    f"See at {PAGE} that it is the right app, and that it was invited with the permission View Channels."
)
