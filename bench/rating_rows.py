"""The board by rating from rows: a group with 10,000 sealed results, and nine others beside it.

Nothing of a rating is kept. This says how long that stays bearable. Held is the time that the process itself
works, which a busy machine doesn't stretch.
"""

import time
from datetime import UTC, date, datetime
from statistics import median, quantiles

import psycopg

from adapters.main import Parts, house
from bench.start import OVER
from bot.domain.board import AllTime
from bot.domain.ids import GroupId, PersonId
from bot.library.library import load, shipped
from bot.practice.boards.card import board_card
from bot.practice.boards.rating import RATING
from bot.practice.boards.reading import BoardWanted

MEMBERS, POSTS, GROUPS, CALLS = 100, 100, 10, 60
MOST_MS = 100
NOW = datetime(2026, 6, 3, 12, tzinfo=UTC)
LIBRARY = load([shipped()])

_FILL = """
    insert into persons (name, created_at)
    select 'Member ' || n, %(now)s from generate_series(1, %(members)s * %(groups)s) n;
    insert into groups (name, points_on_time, points_late, points_by_band, band_source, created_at)
    select 'G' || n, 10, 3, '{0,3,6,8,10}', 'automatic', %(now)s from generate_series(1, %(groups)s) n;
    insert into memberships (group_id, person_id, joined_at)
    select 1 + (id - 1) / %(members)s, id, %(now)s from persons;
    insert into scenario_versions (hash, scenario_id, body, first_used_at)
    select 'h' || n, 's' || n, jsonb_build_object('difficulty', 1 + mod(n, 3), 'prompt',
      (select string_agg(md5(n || '-' || k), ' ') from generate_series(1, 500) k)), %(now)s
    from generate_series(1, %(posts)s) n;
    insert into posts (group_id, slot, local_date, state, scenario_id, scenario_hash, mode,
      due_at, deadline_at, created_at)
    select g.id, 'daily', %(day)s::date - n, 'closed', 's' || n, 'h' || n, 'sealed',
      %(now)s::timestamptz - n * interval '1 day', %(now)s::timestamptz - (n - 1) * interval '1 day', %(now)s
    from groups g, generate_series(1, %(posts)s) n;
    insert into answers (group_id, post_id, person_id, state, revision, timeliness, arrived_at, created_at)
    select p.group_id, p.id, m.person_id, 'debriefed', 1, 'on time', p.due_at + interval '1 hour', p.due_at
    from posts p join memberships m using (group_id);
    insert into grades (group_id, answer_id, revision, attempt, status, kind, grader, band, score,
      findings, rubric_hash, prompt_hash, usage, cost_micros, raw_reply, created_at)
    select group_id, id, 1, 1, 'graded', 'automatic', 'bench', 'yes', 20 + mod(id * 37, 70),
      '{}', '', '', '{}', 0, '', created_at from answers;
    insert into ledger (group_id, person_id, post_id, answer_id, kind, key, points, answers, scored, score,
      credit, grade_id, week, occurred_at)
    select a.group_id, a.person_id, a.post_id, a.id, k.kind, k.kind || ':' || a.id || ':1', 10, k.n, 1 - k.n,
      (1 - k.n) * g.score, k.n, case when k.n = 0 then g.id end, %(day)s, a.created_at
    from answers a join grades g on g.answer_id = a.id
    cross join (values ('arrival', 1), ('band', 0)) k(kind, n);
    analyze
"""


async def measure_rating_rows(url: str) -> dict[str, object]:
    values = {"now": NOW, "day": date(2026, 6, 3), "members": MEMBERS, "groups": GROUPS, "posts": POSTS}
    with psycopg.connect(url, autocommit=True) as sql:
        for statement in _FILL.split(";\n"):
            sql.execute(statement.encode(), values if "%(" in statement else None)
    took: list[float] = []
    worked: list[float] = []
    wanted = BoardWanted(GroupId(1), PersonId(7), AllTime(), RATING, NOW, NOW.date())
    async with house(url, Parts(library=LIBRARY)) as built:
        for _ in range(CALLS):
            began, begun = time.perf_counter(), time.process_time()
            async with built.core.store.work() as work:
                card = await board_card(work, wanted)
            took.append(1000 * (time.perf_counter() - began))
            worked.append(1000 * (time.process_time() - begun))
    own = median(worked)
    figures: dict[str, object] = {
        "results in the group": MEMBERS * POSTS,
        "named, and one's own": f"{len(card.rows)}, {card.own.value if card.own else 'none'}",
        "p50 ms": round(median(took), 1),
        "p95 ms": round(quantiles(took, n=20)[-1], 1),
        "of it our own, p50 ms": round(own, 1),
    }
    if own > MOST_MS:
        figures[OVER] = f"A board by rating takes {own:.0f} ms of our own, {MOST_MS} at most: keep ratings."
    return figures
