"""Every table, and what it holds about persons. A table that is missing here fails a test.

`PERSONAL` serves both the export and forgetting, in this order: what finds its rows through other rows
comes before they change, and rows are locked in the order in which a member's message locks them.
"""

from collections.abc import Mapping

from bot.store.held import Held
from bot.store.personal_accounts import ACCOUNTS
from bot.store.personal_answers import WRITTEN
from bot.store.personal_counts import COUNTED
from bot.store.personal_links import LINKED
from bot.store.personal_loops import LOOPED
from bot.store.personal_plans import PLANNED
from bot.store.personal_questions import BROUGHT
from bot.store.personal_reviews import REVIEWED
from bot.store.personal_rounds import REHEARSED
from bot.store.personal_stories import KEPT
from bot.store.personal_traffic import INBOUND, OUTBOUND

PERSONAL: tuple[Held, ...] = (
    *INBOUND,
    *ACCOUNTS,
    *WRITTEN,
    *REVIEWED,
    *REHEARSED,
    *LOOPED,
    *COUNTED,
    *OUTBOUND,
    *BROUGHT,
    *KEPT,
    *PLANNED,
    *LINKED,
)

IMPERSONAL: Mapping[str, str] = {
    "canary_runs": "how the grader did on answers that were written for it",
    "channels": "a group's channels",
    "credentials": "keys to workspaces, sealed",
    "forgotten_accounts": "hashes on their way out of the database; a row goes once the list has it",
    "grader_state": "when the grader's switch was changed, and why",
    "groups": "a group's name and rules",
    "installations": "workspaces and guilds",
    "landings": "where the bot's own cards stand; who was written to alone is hashed, and gone after a month",
    "missed_times": "when nothing was heard of a workspace or guild",
    "paces": "when a platform may be called again; gone within the hour",
    "postings": "where the bot's own cards stand",
    "pins": "which scenario a group has on which day",
    "posts": "what was posted to a whole group",
    "refusals": "what a platform lets nobody do in a workspace",
    "rest_days": "a group's days off",
    "scenario_versions": "scenarios as they were posted: the library's, and groups' own",
    "schedules": "when a group posts",
    "seasons": "a group's seasons; organisers name them for everybody",
    "spending": "what a group's gradings cost together",
    "spent_states": "proofs that an install began here, gone within the hour",
    "themed_weeks": "a group's themed week",
    "unwanted_scenarios": "scenarios that a group doesn't want",
    "weekly_boards": "that a board was posted; who stood on it is in its rows",
    "weekly_schedules": "when a group has its weekly post",
}
"""Tables without personal data, each with its reason."""
