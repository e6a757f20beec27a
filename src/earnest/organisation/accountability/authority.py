"""Authority: how many recordings of how many people, stored where, heard by whom, in one answer."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.settings import Settings
from earnest.handover.counting import (
    KeptRecordings,
    ListenerGroup,
    count_listening,
    count_people,
    count_recordings,
)
from earnest.handover.processors import Processor, list_processors
from earnest.organisation.accountability.records import Cell, Document, Period, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityReport:
    """The answer at one moment."""

    made_at: datetime
    period: Period
    recordings: tuple[KeptRecordings, ...]
    people: int
    """Different people over all countries."""
    listening: tuple[ListenerGroup, ...]
    store: str
    """How sound is stored, without an address."""
    database: str
    retention_days: int
    processors: tuple[Processor, ...]


def report_to_authority(
    connection: Connection[TupleRow], settings: Settings, period: Period, *, now: datetime
) -> AuthorityReport:
    """Answer for recordings captured in a period and still kept, and for listening in it.

    Args:
        connection: of the administration's role, which is told counts and nothing else.
        settings: those in force.
        period: days that count.
        now: the present time.
    """
    since, until = period.since, period.until
    return AuthorityReport(
        made_at=now,
        period=period,
        recordings=count_recordings(connection, since=since, until=until),
        people=count_people(connection, since=since, until=until),
        listening=count_listening(connection, since=since, until=until),
        store=_STORES.get(urlsplit(settings.objects).scheme, "an object store"),
        database="a database server of the organisation" if settings.database else "on the same machine",
        retention_days=settings.retention_days,
        processors=list_processors(connection),
    )


_STORES = {
    "file": "files on the machine that runs Earnest",
    "s3": "an object store with the interface of Amazon S3",
    "gs": "Google Cloud Storage",
    "az": "Azure Blob Storage",
}


def authority_document(report: AuthorityReport) -> Document:
    """Return the answer for reading."""
    total: list[dict[str, Cell]] = [
        {
            "recordings kept": sum(one.recordings for one in report.recordings),
            "of so many people": report.people,
            "chosen for review": sum(one.chosen for one in report.recordings),
            "reviewers": sum(one.reviewers for one in report.listening),
            "times heard": sum(one.listenings for one in report.listening),
        }
    ]
    return Document(
        name="authority_report",
        title="Answer to an authority",
        about=f"Recordings captured in {report.period.text()} that are kept at {report.made_at.isoformat()[:19]}Z, and "
        "who listened in that time. What was deleted is not kept and not counted as a recording; that it was heard is. "
        "A person with recordings in two countries counts in both rows and once in the total.",
        sections=(
            Section(title="In all", rows=total),
            Section(
                title="Recordings by country",
                rows=[
                    {
                        "country": one.region,
                        "recordings": one.recordings,
                        "people": one.people,
                        "chosen for review": one.chosen,
                        "oldest": one.oldest.date().isoformat(),
                    }
                    for one in report.recordings
                ],
            ),
            Section(
                title="Heard by whom",
                text="Listeners of the kind simulated are programs that type known answers.",
                rows=[
                    {
                        "role": one.role,
                        "kind": one.kind,
                        "employer": one.vendor or "own people",
                        "country of the site": one.country,
                        "reviewers": one.reviewers,
                        "clips": one.clips,
                        "times heard": one.listenings,
                        "seconds": one.seconds,
                    }
                    for one in report.listening
                ],
            ),
            Section(
                title="Stored where",
                rows=[
                    {"what": "sound, sealed", "where": report.store},
                    {"what": "database", "where": report.database},
                    {"what": "kept at most", "where": f"{report.retention_days} days"},
                    *({"what": f"{one.service.value}: {one.name}", "where": one.country} for one in report.processors),
                ],
            ),
        ),
    )
