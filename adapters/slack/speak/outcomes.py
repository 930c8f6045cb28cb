"""What each of Slack's answers means for us. Tables, because that is what they are.

https://docs.slack.dev/reference/methods lists the codes of each method; the ones here are all that a
method of ours can meet. A code that isn't here may come to mean anything: it is tried again later.
"""

from collections.abc import Callable, Container
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.errors import (
    ChannelGone,
    DebriefError,
    Defect,
    InstallationGone,
    PrivateMessagesClosed,
    RetryLater,
    UserMustAct,
)


class Spot(StrEnum):
    """Where a call speaks, as far as its errors care."""

    CHANNEL = "channel"
    THREAD = "thread"
    ALONE = "alone"
    """A direct conversation, or a whisper."""


class Unsure(RetryLater):
    """Nobody knows whether the call took effect: whoever repeats it looks first."""


class TokenRefused(InstallationGone):
    """The token isn't taken, or not any more. There may be a newer one."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What came back instead of an answer."""

    method: str
    code: str
    """Slack's own word; empty when the answer was none of Slack's."""
    status: int = 200
    needed: str = ""
    details: str = ""


TOKEN = {
    "invalid_auth": "Slack doesn't take the app's token",
    "not_authed": "The app has no token",
    "token_expired": "The app's token has expired",
    "token_revoked": "The app's token was revoked",
    "account_inactive": "The app was removed from the workspace",
    "user_removed_from_team": "The app was removed from the workspace",
    "team_not_found": "The workspace is gone",
    "team_access_not_granted": "The organisation doesn't let the app into this workspace",
    "app_not_installed": "The app isn't installed",
    "invalid_refresh_token": "The app's token can't be renewed any more",
    "authorization_not_found": "The app was removed from the workspace",
}
CHANNEL = {
    "channel_not_found": "The channel was deleted, or I was removed from it.",
    "is_archived": "The channel was archived.",
    "not_in_channel": "I was removed from the channel.",
    "channel_is_limited_access": "The channel doesn't let me in.",
    "restricted_action": "The workspace's settings don't let me post in this channel.",
    "restricted_action_read_only_channel": "Only some people may post in this channel, and I am not one.",
    "restricted_action_thread_only_channel": "This channel takes replies in threads only.",
    "restricted_action_non_threadable_channel": "This channel has no threads.",
    "restricted_action_thread_locked": "The thread was locked.",
    "not_allowed_in_channel": "I may not post in this channel.",
    "method_not_supported_for_channel_type": "I can't post in a channel of this kind.",
    "slack_connect_canvas_sharing_blocked": "The channel is shared, and its owner lets nobody post this.",
    "slack_connect_file_link_sharing_blocked": "The channel is shared, and its owner lets nobody post this.",
    "slack_connect_blocked_file_type": "The channel is shared, and its owner lets nobody post this.",
    "thread_not_found": "The thread was deleted.",
    "invalid_thread_ts": "The thread was deleted.",
    "cannot_reply_to_message": "Nothing can be written below this message.",
    "message_not_found": "The message was deleted.",
}
CLOSED = {
    "cannot_dm_bot": "Bots take no direct messages.",
    "user_disabled": "The account was switched off.",
    "user_not_found": "There is no such account any more.",
    "users_not_found": "There is no such account any more.",
    "user_not_visible": "I can't see this account.",
    "user_not_in_channel": "They aren't in the channel.",
    "messages_tab_disabled": "The app's Messages tab is switched off, so I can't write to anybody.",
    "channel_not_found": "The direct conversation is gone.",
    "is_archived": "The direct conversation is closed.",
    "not_in_channel": "The direct conversation is closed to me.",
    "restricted_action": "The workspace's settings don't let me write to members.",
    "cannot_message_user": "They take no messages from apps.",
    "not_in_dm": "The direct conversation is closed to me.",
    "invalid_user_combination": "They take no messages from apps.",
}
ACT = {
    "missing_scope": "The app lacks a permission",
    "no_permission": "The app lacks a permission",
    "not_allowed_token_type": "The token is of the wrong kind; Debrief wants a bot token, xoxb-…",
    "ekm_access_denied": "An administrator has suspended messages in this workspace",
    "org_login_required": "The workspace is being moved to another organisation",
    "two_factor_setup_required": "The workspace demands two-factor sign-in of whoever installed the app",
    "message_limit_exceeded": "The workspace may send no more messages on its plan",
    "storage_limit_reached": "The workspace has no room for files left",
    "file_uploads_disabled": "The workspace lets nobody upload files",
    "file_upload_size_restricted": "The workspace doesn't take files of this size",
    "posting_to_general_channel_denied": "An administrator lets only some people post in this channel",
    "accesslimited": "Slack doesn't take calls from this network",
    "access_denied": "The app may not do this",
    "enterprise_is_restricted": "The organisation doesn't allow this",
    "cant_update_message": "Slack doesn't let this message be changed",
    "edit_window_closed": "Slack doesn't let a message of this age be changed",
    "cant_delete_message": "Slack doesn't let this message be deleted",
    "cant_delete_file": "Slack doesn't let this file be deleted",
    "file_deletion_not_enabled": "The workspace lets nobody delete files",
    "not_enabled": "The app has no Home tab; switch it on in its settings",
    "app_home_not_enabled": "The app has no Home tab; switch it on in its settings",
    "invalid_client_id": "SLACK_CLIENT_ID isn't this app's",
    "bad_client_secret": "SLACK_CLIENT_SECRET isn't this app's",
    "bad_redirect_uri": "The redirect URL isn't among those of the app's settings",
    "invalid_redirect_uri": "The redirect URL isn't among those of the app's settings",
    "invalid_code": "The install took too long or was opened twice; begin it again",
    "code_already_used": "The install was opened twice; begin it again",
    "oauth_authorization_url_mismatch": "The install began in another way; begin it again",
}
LATER = {"ratelimited", "rate_limited", "message_limit_reached", "team_added_to_org", "team_quota_exceeded"}
"""The call took no effect, by Slack's word."""
MAYBE = {"fatal_error", "internal_error", "request_timeout", "service_unavailable", "timeout"}
"""It may have taken effect: Slack's own pages say so of the first two."""
DEFECT = {
    "invalid_blocks",
    "invalid_blocks_format",
    "invalid_attachments",
    "msg_too_long",
    "msg_blocks_too_long",
    "block_mismatch",
    "no_text",
    "too_many_attachments",
    "metadata_too_large",
    "metadata_must_be_sent_from_app",
    "invalid_metadata_format",
    "invalid_metadata_schema",
    "invalid_arguments",
    "invalid_args",
    "invalid_arg_name",
    "invalid_array_arg",
    "invalid_charset",
    "invalid_form_data",
    "invalid_post_type",
    "invalid_json",
    "json_not_object",
    "missing_post_type",
    "missing_charset",
    "request_too_large",
    "method_deprecated",
    "deprecated_endpoint",
    "unknown_method",
    "bad_timestamp",
    "invalid_ts_latest",
    "invalid_ts_oldest",
    "invalid_cursor",
    "invalid_limit",
    "invalid_name",
    "no_reaction_specified",
    "no_item_specified",
    "view_too_large",
    "invalid_trigger",
    "invalid_trigger_id",
    "duplicate_external_id",
    "hash_conflict",
    "not_found",
    "push_limit_reached",
    "exchanged_trigger_id",
    "expired_trigger_id",
    "trigger_exchanged",
    "trigger_expired",
    "file_not_found",
    "malformed_request",
    "unknown_subtype",
    "invalid_channel",
    "posting_to_channel_denied",
    "blocked_file_type",
    "missing_argument",
    "invalid_users",
    "no_users_provided",
    "too_many_users",
    "unknown_snippet_type",
    "unknown_type",
    "alt_txt_too_large",
    "length_too_large",
    "as_user_not_supported",
    "duplicate_channel_not_found",
    "duplicate_message_not_found",
    "markdown_text_conflict",
    "bad_client_id",
    "not_reactable",
    "too_many_emoji",
    "too_many_reactions",
    "already_reacted",
    "no_reaction",
    "is_inactive",
    "user_not_authorized",
}
"""We asked for something that can't be, or didn't take a word for the answer that it is."""
AGAIN = timedelta(minutes=1)
ODD = timedelta(minutes=5)
SERVER_ERROR = 500


def outcome(refusal: Refusal, spot: Spot) -> DebriefError:
    """What to raise."""
    code = refusal.code
    if refusal.status >= SERVER_ERROR or not code:
        return Unsure(_says(refusal), AGAIN)
    if spot is Spot.ALONE and code in CLOSED:
        return PrivateMessagesClosed(CLOSED[code])
    means = (means for codes, means in _MEANINGS if code in codes)
    return next(means, lambda odd: Unsure(_says(odd), ODD))(refusal)


_MEANINGS: tuple[tuple[Container[str], Callable[[Refusal], DebriefError]], ...] = (
    (TOKEN, lambda it: TokenRefused(f"{TOKEN[it.code]}. Install the app again.")),
    (CHANNEL, lambda it: ChannelGone(CHANNEL[it.code])),
    (CLOSED, lambda it: PrivateMessagesClosed(CLOSED[it.code])),
    (ACT, lambda it: UserMustAct(_to_mend(it))),
    (LATER, lambda it: RetryLater(_says(it), AGAIN)),
    (MAYBE, lambda it: Unsure(_says(it), AGAIN)),
    (DEFECT, lambda it: Defect(_says(it))),
)


def _says(refusal: Refusal) -> str:
    answered = refusal.code or f"HTTP status {refusal.status} without a word that I know"
    details = f" ({refusal.details})" if refusal.details else ""
    return f"Slack answered {refusal.method} with {answered}{details}."


def _to_mend(refusal: Refusal) -> str:
    lacks = f": {refusal.needed}" if refusal.needed else ""
    return (
        f"{ACT[refusal.code]}{lacks}. Slack refused {refusal.method}; what is owed was kept. When that is "
        "mended it goes on by itself."
    )
