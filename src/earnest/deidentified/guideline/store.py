"""Store of the guideline: versions that leads wrote, over the packaged one, and who confirmed them (RV6)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.deidentified.guideline.errors import (
    GuidelineApprovalRefused,
    GuidelineTextUnfit,
    GuidelineUnconfirmed,
    GuidelineVersionUnknown,
    GuidelineWrittenMeanwhile,
)
from earnest.deidentified.guideline.packaged import CURRENT_VERSION, current_guideline
from earnest.deidentified.guideline.records import (
    ChangedLine,
    Guideline,
    GuidelineLanguage,
    GuidelineSection,
    PublishedVersion,
    WithdrawnBecause,
)
from earnest.deidentified.guideline.rules import find_changes, parse_sections, write_sections
from earnest.foundation.identifiers import StaffId
from earnest.services.audit import GuidelineApproved, GuidelineConfirmed, GuidelinePublished, GuidelineWithdrawn, append
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.deidentified.guideline")

PACKAGED: Final = 0
"""Number of the version that Earnest brings. It is shown from the first day and needs no confirmation."""
MOST_SHOWN: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVersion:
    """What a member is asked to confirm."""

    version: str
    confirmed: bool
    """Whether this member has nothing to confirm."""
    changes: tuple[ChangedLine, ...]
    """Against the version that this member confirmed last; empty where nothing is to be confirmed."""


def load_guideline(
    connection: Connection[TupleRow], language: GuidelineLanguage = GuidelineLanguage.ENGLISH
) -> Guideline:
    """Return the guideline that counts now; reasons, verdicts and types are those that Earnest brings."""
    number = find_latest(connection)
    return _with_text(number, current_guideline(language), load_sections(connection, number, language))


def confirmed_guideline(connection: Connection[TupleRow], staff_id: StaffId) -> Guideline:
    """Return the guideline by which a member labels.

    Raises:
        GuidelineUnconfirmed: there is a newer one than they have confirmed.
    """
    number = find_latest(connection)
    if _confirmed(connection, staff_id) < number:
        raise GuidelineUnconfirmed
    return replace(current_guideline(), version=version_name(number))


def find_latest(connection: Connection[TupleRow], *, most: int | None = None) -> int:
    """Return the number of the version that counts; `PACKAGED` where no lead wrote one that was approved and is there.

    Args:
        connection: the caller's transaction.
        most: look at no later number; None: at all.
    """
    row = connection.execute(QUERIES["find_latest"], {"most": most}).fetchone()
    return PACKAGED if row is None else int(row[0])


def load_sections(
    connection: Connection[TupleRow], number: int, language: GuidelineLanguage
) -> tuple[GuidelineSection, ...]:
    """Return the text of a version.

    Raises:
        GuidelineVersionUnknown: there is none of this number, or its text was withdrawn.
    """
    if number == PACKAGED:
        return current_guideline(language).sections
    row = connection.execute(QUERIES["load_text"], {"number": number, "language": language.value}).fetchone()
    if row is None:
        raise GuidelineVersionUnknown
    return parse_sections(str(row[0]))


def publish(
    connection: Connection[TupleRow],
    texts: Mapping[GuidelineLanguage, str],
    *,
    base: int,
    staff_id: StaffId,
    pseudonym: str,
    now: datetime,
    alone: bool,
) -> int:
    """Publish a version and return its number; a second lead approves it before it counts. Who writes it confirms it.

    Args:
        connection: the caller's transaction.
        texts: Markdown; a language that is not there keeps its text.
        base: number of the version that was changed.
        staff_id: the lead.
        pseudonym: the lead, as the log knows them.
        now: the present moment.
        alone: whether there is no other lead who could approve it; then it counts at once.

    Raises:
        GuidelineTextUnfit: a text is no guideline, or nothing was changed.
        GuidelineWrittenMeanwhile: there is a newer version than `base`, or one that waits.
    """
    if base != find_latest(connection) or connection.execute(QUERIES["find_waiting"]).fetchone() is not None:
        raise GuidelineWrittenMeanwhile
    before = {language: load_sections(connection, base, language) for language in GuidelineLanguage}
    after = {
        language: parse_sections(texts[language]) if language in texts else sections
        for language, sections in before.items()
    }
    if after == before:
        raise GuidelineTextUnfit
    row = connection.execute(QUERIES["find_highest"]).fetchone()
    number = 1 + (0 if row is None else int(row[0]))
    version = {"number": number, "frame": CURRENT_VERSION, "staff_id": staff_id, "now": now}
    if connection.execute(QUERIES["insert_version"], version).rowcount == 0:
        raise GuidelineWrittenMeanwhile
    for language, sections in after.items():
        text = {"number": number, "language": language.value, "text": write_sections(sections)}
        _ = connection.execute(QUERIES["insert_text"], text)
    _ = connection.execute(QUERIES["confirm"], {"staff_id": staff_id, "number": number, "now": now})
    _ = append(connection, GuidelinePublished(at=now, number=number, member=pseudonym))
    if alone:
        _ = connection.execute(QUERIES["approve_version"], {"number": number, "staff_id": None, "now": now})
        _ = append(connection, GuidelineApproved(at=now, number=number, member=pseudonym))
    return number


def approve(
    connection: Connection[TupleRow],
    number: int,
    staff_id: StaffId,
    *,
    others: Collection[StaffId],
    pseudonym: str,
    now: datetime,
) -> None:
    """Let a version count that another lead wrote (AC10); who approves it has read and so confirmed it.

    Args:
        connection: the caller's transaction.
        number: which version.
        staff_id: who approves.
        others: the other accounts of the same person.
        pseudonym: who approves, as the log knows them.
        now: the present moment.

    Raises:
        GuidelineApprovalRefused: this person wrote it, or it does not wait.
    """
    row = connection.execute(QUERIES["find_waiting"]).fetchone()
    if row is None or int(row[0]) != number or row[1] in {staff_id, *others}:
        raise GuidelineApprovalRefused
    _ = connection.execute(QUERIES["approve_version"], {"number": number, "staff_id": staff_id, "now": now})
    _ = connection.execute(QUERIES["confirm"], {"staff_id": staff_id, "number": number, "now": now})
    _ = append(connection, GuidelineApproved(at=now, number=number, member=pseudonym))


def withdraw_text(
    connection: Connection[TupleRow], number: int, reason: WithdrawnBecause, *, pseudonym: str, now: datetime
) -> None:
    """Destroy the text of a version in every language; number, hash and reason stay.

    Where it counted, the one before it counts again.

    Raises:
        GuidelineVersionUnknown: there is none of this number, or its text was withdrawn before.
    """
    names = {"number": number, "reason": reason.value, "now": now}
    if connection.execute(QUERIES["withdraw_version"], names).rowcount == 0:
        raise GuidelineVersionUnknown
    _ = connection.execute(QUERIES["destroy_texts"], {"number": number})
    _ = append(connection, GuidelineWithdrawn(at=now, number=number, member=pseudonym, reason=reason.value))


def confirm(
    connection: Connection[TupleRow], staff_id: StaffId, version: str, *, pseudonym: str, now: datetime
) -> None:
    """Keep that a member has read the version that counts now.

    Raises:
        GuidelineUnconfirmed: another version counts now than that which was read.
    """
    number = find_latest(connection)
    if version != version_name(number):
        raise GuidelineUnconfirmed
    if _confirmed(connection, staff_id) < number:
        _ = connection.execute(QUERIES["confirm"], {"staff_id": staff_id, "number": number, "now": now})
        _ = append(connection, GuidelineConfirmed(at=now, number=number, member=pseudonym))


def find_new(connection: Connection[TupleRow], staff_id: StaffId, language: GuidelineLanguage) -> NewVersion:
    """Return what a member has to confirm, with what changed since they last did."""
    number, known = find_latest(connection), _confirmed(connection, staff_id)
    if known >= number:
        return NewVersion(version=version_name(number), confirmed=True, changes=())
    # What was confirmed may have been withdrawn since; then the one before it is compared with.
    known = find_latest(connection, most=known)
    before, after = (load_sections(connection, one, language) for one in (known, number))
    return NewVersion(version=version_name(number), confirmed=False, changes=find_changes(before, after))


def list_versions(connection: Connection[TupleRow]) -> tuple[PublishedVersion, ...]:
    """Return the versions that leads wrote, the newest first."""
    rows = connection.execute(QUERIES["list_versions"], {"most": MOST_SHOWN}).fetchall()
    return tuple(
        PublishedVersion(
            number=int(row[0]),
            name=f"{row[1]}.{row[0]}",
            written_by=row[2],
            written_at=row[3],
            approved_by=row[4],
            approved_at=row[5],
            withdrawn_at=row[6],
            withdrawn_reason=None if row[7] is None else WithdrawnBecause(row[7]),
            confirmed=int(row[8]),
        )
        for row in rows
    )


def list_confirmations(connection: Connection[TupleRow], number: int) -> tuple[tuple[UUID, datetime], ...]:
    """Return who confirmed a version, and when."""
    rows = connection.execute(QUERIES["list_confirmations"], {"number": number}).fetchall()
    return tuple((row[0], row[1]) for row in rows)


def version_name(number: int) -> str:
    """Return a version as labels store it: that of the packaged guideline, and what a lead wrote over it."""
    return CURRENT_VERSION if number == PACKAGED else f"{CURRENT_VERSION}.{number}"


def _with_text(number: int, packaged: Guideline, sections: tuple[GuidelineSection, ...]) -> Guideline:
    return replace(packaged, version=version_name(number), sections=sections)


def _confirmed(connection: Connection[TupleRow], staff_id: StaffId) -> int:
    row = connection.execute(QUERIES["find_confirmed"], {"staff_id": staff_id}).fetchone()
    return PACKAGED if row is None or row[0] is None else int(row[0])
