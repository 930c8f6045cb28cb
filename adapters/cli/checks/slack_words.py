"""How to mend what `debrief doctor` finds wrong with Slack."""

PAGE = "api.slack.com/apps"
INSTALL_THERE = "Let an owner of that workspace open {url}/slack/install."
NO_BOT = f"It has to be the bot's token (xoxb-…), of {PAGE}, OAuth & Permissions; this one is a member's."
ADD_SCOPES = (
    f"Add {{missing}} at {PAGE}, OAuth & Permissions, Bot Token Scopes, and install the app again; "
    "`{called} slack manifest --why` says what each is for."
)
UNREACHABLE = (
    "See that this machine reaches {url} (a firewall, a proxy: HTTPS_PROXY), or correct SLACK_API_URL."
)
LATER_OR_PROXY = (
    "See that a firewall or proxy lets websockets through to wss://wss-primary.slack.com, and try again."
)
LATER = "Try again in a few minutes; slack-status.com tells of troubles on Slack's side."
NTP = "Let this machine take its time from NTP: beyond five minutes nothing that Slack sends is believed."
APP_TOKEN = (
    f"Make one at {PAGE}, Basic Information, App-Level Tokens, with the scope connections:write, and put it "
    "into SLACK_APP_TOKEN."
)
SWITCH_ON = f"Switch it on at {PAGE}, Socket Mode."
SOCKET_MENDS = {
    "missing_scope": APP_TOKEN,
    "socket_mode_not_enabled": SWITCH_ON,
    "link_disabled": SWITCH_ON,
    "forbidden_team": "The organisation doesn't allow this app; ask who administers it.",
}
CLIENT = f"Copy both from {PAGE}, Basic Information, App Credentials, into .env."
COMPARE_SECRET = (
    f"Compare SLACK_SIGNING_SECRET with the Signing Secret at {PAGE}, Basic Information, App Credentials: it "
    "may be another app's. Then start Debrief again."
)
PROXY_DROPS = (
    "If Slack sent it, let the proxy pass the headers X-Slack-Signature and X-Slack-Request-Timestamp on; "
    "else somebody merely knocked."
)
WHOSE = "Whether that is the app's own secret, only Slack can tell"
TRIED = "Whether Socket Mode is on, `{called} up` says at once"
SPENT = "It gives one a minute, so `{called} up` listens a minute from now"
SEEMS = "events were noted within two minutes, so a process seems to be connected"
WAIT = "Wait a minute."
WAIT_FOR_IT = "Wait a minute: Slack gives an address to listen at so often. Its log says what it waits for."
RUN = "Run `{called} up`."
INVITE = "Type /invite @Debrief in that channel."
ELSEWHERE = (
    "Type /debrief-admin setup in another channel, or bring this one back: unarchive it, or invite the app."
)
GROUP_SETUP = "Invite the app to a channel (/invite @Debrief), and type /debrief-admin setup there."
SET_URL = "Set DEBRIEF_URL to the https:// address at which the role web is reached from outside."
SERVE = (
    "See that `{called} up` runs with the role web, and that the address leads to it from outside "
    "(DNS, certificate, proxy)."
)
SECRET = (
    f"Copy the Signing Secret from {PAGE}, Basic Information, into SLACK_SIGNING_SECRET, both here and where "
    "the role web runs."
)
BY_HAND = "To see it with your own eyes, write “@Debrief help” in a group's channel: it answers at once."
PROBE = "`{called} doctor --probe` posts a message in a group's channel and takes it away. " + BY_HAND
SUBSCRIBE = (
    f"See at {PAGE}, Event Subscriptions, that events are on and that message.channels and message.groups "
    "are listed; `{called} slack manifest` prints them all. Then install the app again."
)
EVENTS_URL = f"Enter {{url}} at {PAGE}, Event Subscriptions, and see that it says Verified. {BY_HAND}"
