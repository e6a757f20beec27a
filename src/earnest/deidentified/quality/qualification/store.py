"""Store of qualification: tests that leads compose, attempts of reviewers, and who is given no clips of a language."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.deidentified.guideline.store import find_latest
from earnest.deidentified.quality.planted import PlantedAnswer, compare, open_truth
from earnest.deidentified.quality.qualification.errors import (
    AttemptRefused,
    QualificationMissing,
    QualificationTooSmall,
)
from earnest.deidentified.quality.qualification.records import (
    Attempt,
    AttemptOutcome,
    PlantedChoice,
    QualificationState,
    QualificationTest,
)
from earnest.deidentified.quality.qualification.rules import LEAST_CLIPS, judge, may_start, state_of
from earnest.foundation.identifiers import (
    ClipId,
    LabelId,
    QualificationAttemptId,
    QualificationTestId,
    StaffId,
    random_identifier,
)
from earnest.foundation.statistics.bootstrap import Interval
from earnest.foundation.statistics.estimates import Estimate
from earnest.handover.clips import find_honey
from earnest.handover.labels import load_label
from earnest.services.audit import QualificationDecided, QualificationTestComposed, append
from earnest.services.cryptography import MasterKey
from earnest.services.database import load_queries
from earnest.services.objects import ObjectStore

QUERIES = load_queries("earnest.deidentified.quality.qualification")

MOST_SHOWN: Final = 500
"""Attempts on one page, the newest. Chosen as a bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualifications:
    """Who is qualified for which language."""

    handover_key: MasterKey
    """Opens the keys of planted clips, which seal what is known of them."""
    objects: ObjectStore

    def compose(
        self,
        connection: Connection[TupleRow],
        test: QualificationTest,
        clips: Collection[UUID],
        *,
        staff_id: StaffId,
        pseudonym: str,
        now: datetime,
    ) -> None:
        """Let a test count for a language, in the place of one that did; who is qualified stays qualified.

        Raises:
            QualificationTooSmall: fewer than `LEAST_CLIPS` of the clips are planted ones of this language.
        """
        fitting = [one.clip_id for one in self.list_planted(connection, test.language) if one.clip_id in set(clips)]
        if len(fitting) < LEAST_CLIPS:
            raise QualificationTooSmall
        _ = connection.execute(QUERIES["retire_test"], {"language": test.language, "now": now})
        _ = connection.execute(
            QUERIES["insert_test"],
            {
                "test_id": test.test_id,
                "language": test.language,
                "most_errors": test.most_errors,
                "demanded": test.demanded,
                "valid_days": test.valid_days,
                "ends_with_guideline": test.ends_with_guideline,
                "staff_id": staff_id,
                "now": now,
            },
        )
        for clip_id in fitting:
            _ = connection.execute(QUERIES["insert_clip"], {"test_id": test.test_id, "clip_id": clip_id})
        _ = append(connection, QualificationTestComposed(at=now, test_id=test.test_id, member=pseudonym))

    def list_planted(self, connection: Connection[TupleRow], language: str | None = None) -> tuple[PlantedChoice, ...]:
        """Return planted clips that a test can be composed of; honey clips and those that have ended are none."""
        rows = connection.execute(QUERIES["list_planted"], {"most": MOST_SHOWN}).fetchall()
        honey = find_honey(connection, [ClipId(row[0]) for row in rows])
        found: list[PlantedChoice] = []
        for clip_id, sealed, licence in rows:
            if ClipId(clip_id) in honey:
                continue
            truth = open_truth(
                connection, ClipId(clip_id), sealed, handover_key=self.handover_key, objects=self.objects
            )
            if truth is not None and language in {None, truth.language}:
                found.append(
                    PlantedChoice(clip_id=clip_id, language=truth.language, words=truth.transcript, licence=licence)
                )
        return tuple(found)

    def start(
        self,
        connection: Connection[TupleRow],
        staff_id: StaffId,
        accounts: Sequence[StaffId],
        test_id: QualificationTestId,
        *,
        now: datetime,
    ) -> None:
        """Begin a test; from now on its clips are given before others.

        Raises:
            QualificationMissing: no such test counts.
            QualificationTooSmall: this person has met too many of its clips before.
            AttemptRefused: an attempt goes on, this person is qualified, or a lead has to decide first.
        """
        test = next((one for one in list_tests(connection) if one.test_id == test_id), None)
        if test is None:
            raise QualificationMissing
        if not may_start(self.state(connection, staff_id, test, now=now)):
            raise AttemptRefused
        if len(_list_left(connection, test_id, accounts)) < LEAST_CLIPS:
            raise QualificationTooSmall
        names = {
            "attempt_id": QualificationAttemptId(random_identifier()),
            "test_id": test_id,
            "staff_id": staff_id,
            "now": now,
        }
        if connection.execute(QUERIES["insert_attempt"], names).rowcount == 0:
            raise AttemptRefused

    def left(
        self, connection: Connection[TupleRow], staff_id: StaffId, accounts: Sequence[StaffId], *, now: datetime
    ) -> tuple[ClipId, ...]:
        """Return the clips of the test that a member takes, as far as they are not answered; finish it after the last.

        Empty where the member takes no test.
        """
        row = connection.execute(QUERIES["find_running"], {"staff_id": staff_id}).fetchone()
        if row is None:
            return ()
        attempt_id, test_id, started_at = row
        left = _list_left(connection, test_id, accounts)
        if not left:
            self._finish(connection, attempt_id, test_id, staff_id, since=started_at, now=now)
        return left

    def closed_languages(
        self, connection: Connection[TupleRow], staff_id: StaffId, *, now: datetime
    ) -> tuple[str, ...]:
        """Return the languages of which a member is given no clips, because a test is demanded and not passed."""
        return tuple(
            test.language
            for test in list_tests(connection)
            if test.demanded and self.state(connection, staff_id, test, now=now) is not QualificationState.QUALIFIED
        )

    def state(
        self, connection: Connection[TupleRow], staff_id: StaffId, test: QualificationTest, *, now: datetime
    ) -> QualificationState:
        """Return where a member is with the language of a test."""
        attempt = find_newest(connection, staff_id).get(test.language)
        return state_of(attempt, test, now=now, guideline=find_latest(connection))

    def _finish(
        self,
        connection: Connection[TupleRow],
        attempt_id: QualificationAttemptId,
        test_id: QualificationTestId,
        staff_id: StaffId,
        *,
        since: datetime,
        now: datetime,
    ) -> None:
        row = connection.execute(QUERIES["find_most_errors"], {"test_id": test_id}).fetchone()
        most_errors = 0.0 if row is None else float(row[0])
        answers = self._answers(connection, test_id, staff_id, since=since)
        outcome, rate = judge(answers, most_errors=most_errors)
        _ = connection.execute(
            QUERIES["finish_attempt"],
            {
                "attempt_id": attempt_id,
                "now": now,
                "outcome": outcome.value,
                "clips": len(answers),
                "value": None if rate is None else rate.value,
                "low": None if rate is None else rate.interval.low,
                "high": None if rate is None else rate.interval.high,
                "guideline": find_latest(connection),
            },
        )

    def _answers(
        self, connection: Connection[TupleRow], test_id: QualificationTestId, staff_id: StaffId, *, since: datetime
    ) -> tuple[PlantedAnswer, ...]:
        names = {"test_id": test_id, "staff_id": staff_id, "since": since}
        answers: list[PlantedAnswer] = []
        for clip_id, label_id, sealed in connection.execute(QUERIES["list_answered"], names).fetchall():
            truth = open_truth(
                connection, ClipId(clip_id), sealed, handover_key=self.handover_key, objects=self.objects
            )
            label = load_label(connection, LabelId(label_id), handover_key=self.handover_key, objects=self.objects)
            if truth is not None and label is not None:
                answers.append(compare(truth, label, staff_id))
        return tuple(answers)


def list_tests(connection: Connection[TupleRow]) -> tuple[QualificationTest, ...]:
    """Return the tests that count, by language."""
    with connection.cursor(row_factory=class_row(QualificationTest)) as cursor:
        return tuple(cursor.execute(QUERIES["list_tests"]).fetchall())


def set_demanded(connection: Connection[TupleRow], test_id: QualificationTestId, *, demanded: bool) -> None:
    """Say whether only the qualified are given clips of a test's language.

    Raises:
        QualificationMissing: no such test counts.
    """
    if connection.execute(QUERIES["set_demanded"], {"test_id": test_id, "demanded": demanded}).rowcount == 0:
        raise QualificationMissing


def find_newest(connection: Connection[TupleRow], staff_id: StaffId) -> dict[str, Attempt]:
    """Return the newest attempt of a member in each language."""
    with connection.cursor(row_factory=class_row(_AttemptRow)) as cursor:
        rows = cursor.execute(QUERIES["list_newest_attempts"], {"staff_id": staff_id}).fetchall()
    return {row.language: row.parse() for row in rows}


def list_attempts(connection: Connection[TupleRow]) -> tuple[Attempt, ...]:
    """Return attempts, those that wait for a lead first."""
    with connection.cursor(row_factory=class_row(_AttemptRow)) as cursor:
        return tuple(row.parse() for row in cursor.execute(QUERIES["list_attempts"], {"most": MOST_SHOWN}))


def decide_attempt(
    connection: Connection[TupleRow],
    attempt_id: QualificationAttemptId,
    outcome: AttemptOutcome,
    *,
    accounts: Sequence[StaffId],
    pseudonym: str,
    now: datetime,
) -> None:
    """Keep what a lead decided about an attempt that waits, or that one is void by which its person is qualified.

    An attempt is made void by `REPEAT`: it qualifies no longer, and its person may take a test again.

    Args:
        connection: the caller's transaction.
        attempt_id: of another person.
        outcome: what was decided.
        accounts: of the lead: first that which decides, then the others of the same person.
        pseudonym: the lead, as the log knows them.
        now: the present moment.

    Raises:
        QualificationMissing: there is none about which this can be decided, or it is the lead's own.
    """
    names = {
        "attempt_id": attempt_id,
        "outcome": outcome.value,
        "staff_id": accounts[0],
        "accounts": list(accounts),
        "now": now,
    }
    if connection.execute(QUERIES["decide_attempt"], names).rowcount == 0:
        raise QualificationMissing
    event = QualificationDecided(at=now, attempt_id=attempt_id, decision=outcome.value, member=pseudonym)
    _ = append(connection, event)


@dataclass(frozen=True, slots=True, kw_only=True)
class _AttemptRow:
    attempt_id: QualificationAttemptId
    test_id: QualificationTestId
    staff_id: StaffId
    language: str
    started_at: datetime
    finished_at: datetime | None
    outcome: str | None
    clips: int | None
    error_rate: float | None
    error_rate_low: float | None
    error_rate_high: float | None
    guideline_number: int | None

    def parse(self) -> Attempt:
        rate, low, high = self.error_rate, self.error_rate_low, self.error_rate_high
        known = None
        if rate is not None and low is not None and high is not None:
            known = Estimate(value=rate, interval=Interval(low=low, high=high), items=self.clips or 1)
        return Attempt(
            attempt_id=self.attempt_id,
            test_id=self.test_id,
            staff_id=self.staff_id,
            language=self.language,
            started_at=self.started_at,
            finished_at=self.finished_at,
            outcome=None if self.outcome is None else AttemptOutcome(self.outcome),
            clips=self.clips,
            error_rate=known,
            guideline_number=self.guideline_number,
        )


def _list_left(
    connection: Connection[TupleRow], test_id: QualificationTestId, accounts: Sequence[StaffId]
) -> tuple[ClipId, ...]:
    rows = connection.execute(QUERIES["list_left"], {"test_id": test_id, "accounts": list(accounts)}).fetchall()
    return tuple(ClipId(row[0]) for row in rows)
