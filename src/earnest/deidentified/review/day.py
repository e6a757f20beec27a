"""Day: what a reviewer did since their midnight; shown to that reviewer only, and never compared with others (WK1)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.deidentified.review.leases import QUERIES
from earnest.deidentified.review.rules import began_today
from earnest.deidentified.review.taking_back import SentVerdict, TakingBack
from earnest.foundation.identifiers import LabelId, StaffId
from earnest.handover.labels import AnswerGrade, count_grades

MOST_LISTED: Final = 2_000
"""Verdicts in the list: more than a shift has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GradedToday:
    """How often a reviewer gave a grade."""

    grade: AnswerGrade
    clips: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewerDay:
    """A reviewer's own day."""

    labelled: int
    rejected: int
    skipped: int
    listened_seconds: int
    """Sum of reported play."""
    working_seconds: int
    """With a clip in hand; a pause longer than three minutes counts as three."""
    answers: tuple[GradedToday, ...]
    """How the assistant's answers were graded, in the order of the grades; grades that were not given are left out."""
    sent: tuple[SentVerdict, ...]
    """Newest first; those of the last ten minutes can be taken back."""


def load_day(
    connection: Connection[TupleRow],
    staff_id: StaffId,
    taking_back: TakingBack,
    *,
    now: datetime,
    with_words: bool,
    began_at: datetime | None = None,
) -> ReviewerDay:
    """Return what a reviewer did since midnight where they are; UTC where the browser does not say.

    Args:
        connection: the caller's transaction.
        staff_id: the reviewer.
        taking_back: opens what can still be taken back.
        now: the present moment.
        with_words: whether they may be shown words here and now.
        began_at: that midnight.

    Raises:
        DayUnfit: the midnight that was given is none of today.
    """
    midnight = began_today(began_at, now=now)
    row = connection.execute(QUERIES["load_day"], {"staff_id": staff_id, "since": midnight}).fetchone()
    labelled, rejected, skipped, played, working = row or (0, 0, 0, 0, 0)
    written = connection.execute(QUERIES["list_written_since"], {"staff_id": staff_id, "since": midnight}).fetchall()
    grades = count_grades(connection, [LabelId(row[0]) for row in written])
    return ReviewerDay(
        labelled=int(labelled),
        rejected=int(rejected),
        skipped=int(skipped),
        listened_seconds=int(played) // 1000,
        working_seconds=int(working),
        answers=tuple(GradedToday(grade=one, clips=grades[one]) for one in AnswerGrade if one in grades),
        sent=taking_back.list_sent(
            connection, staff_id, now=now, with_words=with_words, since=midnight, most=MOST_LISTED
        ),
    )
