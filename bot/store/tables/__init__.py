"""The schema. Rows are the truth; what is due can be read off them."""

from bot.store.tables.answers import answer_messages, answers, grades, revisions
from bot.store.tables.grading import canary_runs, grader_state, spending
from bot.store.tables.groups import (
    channels,
    groups,
    installations,
    missed_times,
    queue_items,
    rest_days,
    schedules,
)
from bot.store.tables.ledger import ledger, seasons, standings
from bot.store.tables.links import link_codes, link_tries, links
from bot.store.tables.loops import loops
from bot.store.tables.packs import pack_scenarios
from bot.store.tables.people import identities, memberships, persons
from bot.store.tables.plans import plans
from bot.store.tables.platforms import credentials, landings, paces, refusals, spent_states
from bot.store.tables.posts import postings, posts, scenario_versions
from bot.store.tables.privacy import forgettings, forgotten_accounts
from bot.store.tables.questions import own_questions
from bot.store.tables.reviews import reviews
from bot.store.tables.rounds import round_messages, round_turns, rounds
from bot.store.tables.shape import metadata
from bot.store.tables.stories import stories
from bot.store.tables.traffic import audit, deliveries, events
from bot.store.tables.weekly import weekly_board_rows, weekly_boards, weekly_schedules
from bot.store.tables.wishes import pins, themed_weeks, unwanted_scenarios

__all__ = [
    "answer_messages",
    "answers",
    "audit",
    "canary_runs",
    "channels",
    "credentials",
    "deliveries",
    "events",
    "forgettings",
    "forgotten_accounts",
    "grader_state",
    "grades",
    "groups",
    "identities",
    "installations",
    "landings",
    "ledger",
    "link_codes",
    "link_tries",
    "links",
    "loops",
    "memberships",
    "metadata",
    "missed_times",
    "own_questions",
    "paces",
    "pack_scenarios",
    "persons",
    "pins",
    "plans",
    "postings",
    "posts",
    "queue_items",
    "refusals",
    "rest_days",
    "reviews",
    "revisions",
    "round_messages",
    "round_turns",
    "rounds",
    "scenario_versions",
    "schedules",
    "seasons",
    "spending",
    "spent_states",
    "standings",
    "stories",
    "themed_weeks",
    "unwanted_scenarios",
    "weekly_board_rows",
    "weekly_boards",
    "weekly_schedules",
]
