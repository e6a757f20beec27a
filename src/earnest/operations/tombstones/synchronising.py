"""Synchronising: compares the list with the database before anything is served, and writes what is ended from then on.

The database notes what is ended by triggers, so that no path through the code can forget it. The supervisor, which owns
the database, replays the list before it starts a process, and writes new notes to it about once a second.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Self
from uuid import UUID

import psycopg
from psycopg import Connection, Cursor
from psycopg.rows import TupleRow

from earnest.foundation.identifiers import ConsentEventId, StopId, random_identifier
from earnest.handover.stops import stop_unknown
from earnest.operations.tombstones.errors import TombstonesMissing, TombstonesUnreadable, TombstonesUnwritable
from earnest.operations.tombstones.list_file import Tombstone, TombstoneKind, TombstoneList
from earnest.services.audit import ConsentRecorded, Pseudonyms, StopUnknown, append
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.operations.tombstones")

_CONNECT_SECONDS: Final = 2
"""The least that libpq takes."""
_NO: Final = "no_"
"""How kinds begin that stand for a no; the name of the purpose follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayCounts:
    """What a start ended again, because the data were older than the list."""

    recordings: int
    clips: int
    refusals: int
    """Noes that the data did not know of."""
    stops: int
    """Stops that the data did not know of; each stops everything, because by what it was is not known any more."""
    people: int
    """People who had deleted everything, of which the data did not know."""
    accounts: int
    """Accounts that were closed."""

    @property
    def anything(self) -> bool:
        """Whether the data were an older copy that held something deleted."""
        return self.recordings + self.clips + self.refusals + self.stops + self.people + self.accounts > 0


@dataclass(slots=True, kw_only=True)
class TombstoneSynchroniser:
    """Keeps list and database together."""

    owner_dsn: str
    tombstone_list: TombstoneList

    @classmethod
    def open(cls, owner_dsn: str, path: Path, key: bytes, *, accept_lost: bool) -> Self:
        """Find the list that belongs to a database, or begin one where there never was any.

        Args:
            owner_dsn: owner of the migrated database.
            path: where the list lies; outside the data folder, so that restoring a copy of that does not restore it.
            key: ties the lines together.
            accept_lost: begin a new list where the right one is missing, because the operator says that it is lost.

        Raises:
            TombstonesMissing: the database has a list, and this is none, another, or an older one.
            TombstonesUnreadable: the list was changed, or belongs to another installation.
            TombstonesUnwritable: the list cannot be begun.
        """
        with psycopg.connect(owner_dsn) as connection:
            known = _find_list(connection)
            try:
                tombstone_list = TombstoneList.read(path, key)
                _check_belongs(connection, known, tombstone_list)
            except (TombstonesMissing, TombstonesUnreadable):
                # Beside a new data folder there may lie the list of one that was thrown away.
                if not accept_lost and (known is not None or not _is_empty(connection)):
                    raise
                _set_aside(path)
                tombstone_list = None
            if tombstone_list is None:
                tombstone_list = TombstoneList.create(path, key)
                _ = connection.execute(QUERIES["mark_unwritten"])
            _ = connection.execute(QUERIES["put_list"], {"list_id": tombstone_list.list_id})
        return cls(owner_dsn=owner_dsn, tombstone_list=tombstone_list)

    def replay(self, pseudonyms: Pseudonyms) -> ReplayCounts:
        """End again whatever the list says was ended; a second time changes nothing. In one transaction.

        Args:
            pseudonyms: name people in the leaves of the audit log that noes need.
        """
        listed = self.tombstone_list.tombstones
        with psycopg.connect(self.owner_dsn) as connection:
            recordings, clips = _of(listed, TombstoneKind.RECORDING), _of(listed, TombstoneKind.CLIP)
            replayed = ReplayCounts(
                recordings=_count(connection.execute(QUERIES["end_recordings"], _scope(recordings))),
                clips=_count(connection.execute(QUERIES["end_clips"], _scope(clips))),
                refusals=sum(
                    _say_no(connection, _of(listed, kind), kind.value.removeprefix(_NO), pseudonyms)
                    for kind in TombstoneKind
                    if kind.value.startswith(_NO)
                ),
                stops=_stop_again(connection, listed),
                people=_count(
                    connection.execute(QUERIES["end_everything"], _scope(_of(listed, TombstoneKind.EVERYTHING)))
                ),
                accounts=_count(
                    connection.execute(
                        QUERIES["end_accounts"],
                        {**_scope(_of(listed, TombstoneKind.ACCOUNT)), "now": datetime.now(UTC)},
                    )
                ),
            )
            _ = connection.execute(QUERIES["end_lessons"], _scope(recordings))
            # Last, so that what the triggers noted just now is known to be in the list.
            _ = connection.execute(QUERIES["remember"], _scope(listed))
        return replayed

    def write(self) -> int:
        """Write to the list what was ended since the last time; return how much.

        Raises:
            TombstonesUnwritable, TombstonesUnreadable: it could not be written; the next turn tries again.
            psycopg.OperationalError: the database does not answer; as above.
        """
        # The supervisor asks in its round: a database that is frozen must not hold up its restart.
        with psycopg.connect(self.owner_dsn, connect_timeout=_CONNECT_SECONDS) as connection:
            rows = connection.execute(QUERIES["list_unwritten"]).fetchall()
            new = [Tombstone(kind=TombstoneKind(row[0]), identifier=row[1], at=row[2]) for row in rows]
            if new:
                self.tombstone_list.append(new)
                _ = connection.execute(QUERIES["mark_written"], _scope(new))
        return len(new)


def _say_no(
    connection: Connection[TupleRow], refused: Sequence[Tombstone], purpose: str, pseudonyms: Pseudonyms
) -> int:
    """Record the noes to a purpose that the copy does not hold, each with its leaf; return how many."""
    rows = connection.execute(QUERIES["list_revived"], {**_scope(refused), "purpose": purpose}).fetchall()
    for customer_id, version, wording_hash, language, channel, moment in rows:
        event_id = ConsentEventId(random_identifier())
        _ = connection.execute(
            QUERIES["say_no"],
            {
                "consent_event_id": event_id,
                "customer_id": customer_id,
                "purpose": purpose,
                "wording_version": version,
                "wording_hash": wording_hash,
                "wording_language": language,
                "channel": channel,
                "recorded_at": moment,
            },
        )
        leaf = ConsentRecorded(
            at=moment,
            customer=pseudonyms.of_subject(customer_id, moment),
            consent_event_id=event_id,
            purpose=purpose,
            given=False,
            wording_hash=bytes(wording_hash),
        )
        _ = append(connection, leaf)
    return len(rows)


def _stop_again(connection: Connection[TupleRow], listed: Sequence[Tombstone]) -> int:
    """Stop everything for each stop of the list that the copy does not hold, each with its leaf; return how many."""
    ended = {one.identifier for one in _of(listed, TombstoneKind.STOP_ENDED)}
    stops = [one for one in _of(listed, TombstoneKind.STOP) if one.identifier not in ended]
    missing = 0
    for stop in stops:
        if stop_unknown(connection, [stop.identifier], now=stop.at):
            missing += 1
            _ = append(connection, StopUnknown(at=stop.at, stop_id=StopId(stop.identifier)))
    _ = stop_unknown(connection, [], now=datetime.now(UTC))
    return missing


def _find_list(connection: Connection[TupleRow]) -> UUID | None:
    row = connection.execute(QUERIES["find_list"]).fetchone()
    return None if row is None else row[0]


def _check_belongs(connection: Connection[TupleRow], known: UUID | None, tombstone_list: TombstoneList | None) -> None:
    """Make sure that a list is the one that the database knows, and no older one.

    Raises:
        TombstonesMissing: it is not.
    """
    if tombstone_list is None:
        if known is not None:
            raise TombstonesMissing
    elif known not in {None, tombstone_list.list_id} or _is_older(connection, tombstone_list):
        raise TombstonesMissing


def _is_empty(connection: Connection[TupleRow]) -> bool:
    row = connection.execute(QUERIES["is_empty"]).fetchone()
    return row is not None and row[0] is True


def _is_older(connection: Connection[TupleRow], tombstone_list: TombstoneList) -> bool:
    return connection.execute(QUERIES["list_lost"], _scope(tombstone_list.tombstones)).fetchone() is not None


def _count(cursor: Cursor[TupleRow]) -> int:
    """Return the one number that a statement gives."""
    row = cursor.fetchone()
    return 0 if row is None else int(row[0])


def _of(tombstones: Sequence[Tombstone], kind: TombstoneKind) -> list[Tombstone]:
    return [tombstone for tombstone in tombstones if tombstone.kind is kind]


def _scope(tombstones: Sequence[Tombstone]) -> dict[str, list[object]]:
    return {
        "kinds": [tombstone.kind.value for tombstone in tombstones],
        "identifiers": [tombstone.identifier for tombstone in tombstones],
        "moments": [tombstone.at for tombstone in tombstones],
    }


def _set_aside(path: Path) -> None:
    """Keep a list that does not belong here under another name; nothing where there is none."""
    for number in range(1, 1000):
        other = path.with_name(f"{path.name}.{number}")
        if not other.exists():
            try:
                _ = path.rename(other)
            except FileNotFoundError:
                return
            except OSError:
                raise TombstonesUnwritable from None
            return
    raise TombstonesUnwritable
