"""Counts what a crash run left behind. Every figure but the first three should be nought."""

from dataclasses import asdict, dataclass

import psycopg

from bot.domain.points import PointsTable
from tests.fakes.crash_run import CrashRun, Script
from tests.fakes.steady_grader import band_of, score_of

DRIFT = (
    "select count(*) from (select l.group_id, n.period, l.person_id, sum(l.points) points,"
    " sum(l.answers) answers, sum(l.score) score from ledger l cross join lateral"
    " (values ('week ' || l.week), ('season ' || l.season_id), ('all')) n(period) group by 1, 2, 3) t"
    " full join standings s using (group_id, period, person_id) where (t.points, t.answers, t.score)"
    " is distinct from (s.points::bigint, s.answers::bigint, s.score::bigint)"
)

Sql = psycopg.Connection[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class CrashCount:
    answers: int
    kills: int
    events: int
    double_posts: int
    double_debriefs: int
    posts_missing: int
    answers_lost: int
    """What stands in the chat and what the database holds differ."""
    wrong_grades: int
    """Grades that belong to no frozen text, or to another revision's."""
    wrong_points: int
    wrong_standings: int
    """Sums of the ledger that the standings don't hold."""
    undelivered: int
    wrong_marks: int
    misread: tuple[str, ...]
    """Ledger and grades of whoever was paid wrongly, for whoever looks for the reason."""

    @property
    def faults(self) -> int:
        counts = asdict(self)
        return sum(counts[name] for name in counts if name not in ("answers", "kills", "events", "misread"))


def count(run: CrashRun) -> CrashCount:
    with psycopg.connect(run.url) as sql:
        wronged = [script for script in run.scripts if not _paid(sql, script)]
        return CrashCount(
            answers=len(run.scripts),
            kills=run.kills,
            events=len(run.chat.acknowledged),
            double_posts=_doubled(run, "posting-"),
            double_debriefs=_doubled(run, "delivery-"),
            posts_missing=run.size.groups - _one(sql, "select count(*) from postings where state = 'sent'"),
            answers_lost=sum(1 for script in run.scripts if not _kept(sql, script)),
            wrong_grades=_wrong_grades(sql),
            wrong_points=len(wronged),
            wrong_standings=_one(sql, DRIFT),
            undelivered=_one(sql, "select count(*) from deliveries where state not in ('sent', 'dropped')"),
            wrong_marks=len({ref for s in run.scripts for ref in s.messages} - run.chat.marks),
            misread=tuple(_history(sql, script) for script in wronged),
        )


def _doubled(run: CrashRun, prefix: str) -> int:
    return sum(len(posts) - 1 for key, posts in run.chat.landed.items() if key.startswith(prefix))


def _one(sql: Sql, query: str) -> int:
    row = sql.execute(query.encode()).fetchone()
    assert row is not None
    return int(str(row[0]))


def _answer_of(sql: Sql, script: Script) -> tuple[int, str] | None:
    row = sql.execute(
        "select a.id, coalesce(string_agg(m.text, E'\\n\\n' order by m.posted_at, m.message_ref), '')"
        " from answers a join identities i using (person_id)"
        " left join answer_messages m on m.answer_id = a.id and m.included"
        " where i.external_ref = %s group by a.id",
        [script.member],
    ).fetchone()
    return (int(str(row[0])), str(row[1])) if row else None


def _kept(sql: Sql, script: Script) -> bool:
    found = _answer_of(sql, script)
    return (found[1] if found else "") == script.text


def _wrong_grades(sql: Sql) -> int:
    rows = sql.execute(
        "select g.score, r.text, r.cut and exists (select from answer_messages m"
        "  where m.answer_id = g.answer_id and m.state = 'deleted')"
        " from grades g join revisions r on r.answer_id = g.answer_id and r.number = g.revision"
    ).fetchall()
    grades = _one(sql, "select count(*) from grades")
    # A deleted message takes its words out of the frozen texts; those can't be compared any more.
    right = sum(1 for score, text, cut in rows if cut or not text or score == score_of(str(text)))
    return grades - right


def _paid(sql: Sql, script: Script) -> bool:
    """On time and a band, once; nothing for what was withdrawn.

    The band is the first grading's. Whoever withdrew everything and came back (a deletion can overtake
    the other messages) is paid by the poorer of the first grading and the one after the return.
    """
    found = _answer_of(sql, script)
    if found is None:
        return not script.messages
    rows = sql.execute(
        "select kind, points, occurred_at from ledger where answer_id = %s order by id", [found[0]]
    ).fetchall()
    held = sum(int(str(row[1])) for row in rows)
    if not script.messages:
        return held == 0
    returned = [row[2] for row in rows if row[0] == "withdrawal"]
    scores = [_first_score(sql, found[0], since) for since in (None, *returned[-1:])]
    if None in scores:
        return False
    table = PointsTable()
    return held == table.on_time + min(
        table.by_band[band_of(score).rank] for score in scores if score is not None
    )


def _first_score(sql: Sql, answer: int, since: object) -> int | None:
    """Of the first grading, at all or since. A verdict that pays nothing has no row in the ledger."""
    row = sql.execute(
        "select score from grades where answer_id = %s"
        " and created_at > coalesce(%s::timestamptz, '-infinity') order by id limit 1",
        [answer, since],
    ).fetchone()
    return int(str(row[0])) if row else None


def _history(sql: Sql, script: Script) -> str:
    found = _answer_of(sql, script)
    if found is None:
        return f"{script.member}: no answer, {len(script.messages)} messages in the chat"
    parts = [f"{script.member}: {len(script.messages)} messages in the chat"]
    for query in (
        "select state, revision, arrivals, gradings, tries, timeliness, copy_of from answers where id = %s",
        "select key, points, grade_id, occurred_at from ledger where answer_id = %s order by id",
        "select id, revision, score, created_at from grades where answer_id = %s order by id",
        "select message_ref, state, posted_at, version_at from answer_messages where answer_id = %s",
    ):
        parts += [str(row) for row in sql.execute(query.encode(), [found[0]]).fetchall()]
    return "\n  ".join(parts)
