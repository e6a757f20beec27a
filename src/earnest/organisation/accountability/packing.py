"""Packing: evidence packs that the page asked for are made in the background and removed when they expire (RG4)."""

import tempfile
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Final, cast
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.foundation.clock import Clock
from earnest.foundation.errors import EarnestError
from earnest.foundation.identifiers import random_identifier
from earnest.foundation.settings import Settings
from earnest.organisation.accountability.breaches import QUERIES
from earnest.organisation.accountability.errors import PackMissing, TooManyPacks
from earnest.organisation.accountability.pack import build_pack
from earnest.organisation.accountability.records import Period
from earnest.services.audit import SignerKey
from earnest.services.database import Database

KEPT: Final = timedelta(hours=1)
"""A pack can be downloaded so long after it was made."""
_WAITS: Final = timedelta(days=1)
_STALE: Final = timedelta(minutes=30)
"""A pack that was begun so long ago and is not made was left by a process that ended."""
_MOST_WAITING: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPack:
    """A pack that the page asked for."""

    pack_id: UUID
    first_day: date | None
    last_day: date | None
    asked_at: datetime
    began_at: datetime | None
    """None: it waits."""
    ended_at: datetime | None
    """None: it is not made yet."""
    problem: str | None
    """Code of what went wrong."""
    size: int | None
    """Bytes; None: not made."""
    expires_at: datetime


def ask_for_pack(connection: Connection[TupleRow], period: Period, *, member: UUID, now: datetime) -> UUID:
    """Ask for a pack and return its identifier.

    Raises:
        TooManyPacks: three wait or are being made.
    """
    row = connection.execute(QUERIES["count_waiting_packs"]).fetchone()
    if row is not None and cast("int", row[0]) >= _MOST_WAITING:
        raise TooManyPacks
    pack_id = random_identifier()
    names = {
        "pack_id": pack_id,
        "first": period.first,
        "last": period.last,
        "member": member,
        "now": now,
        "expires_at": now + _WAITS,
    }
    _ = connection.execute(QUERIES["ask_for_pack"], names)
    return pack_id


def list_packs(connection: Connection[TupleRow]) -> tuple[AskedPack, ...]:
    """Return the packs that are there, newest first."""
    with connection.cursor(row_factory=class_row(AskedPack)) as cursor:
        return tuple(cursor.execute(QUERIES["list_packs"]))


def load_pack(connection: Connection[TupleRow], pack_id: UUID, *, now: datetime) -> bytes:
    """Return a pack as ZIP.

    Raises:
        PackMissing: it is not made, or has expired.
    """
    row = connection.execute(QUERIES["load_pack"], {"pack_id": pack_id, "now": now}).fetchone()
    if row is None:
        raise PackMissing
    return bytes(cast("bytes", row[0]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Packer:
    """Makes the packs that wait, one after another, and removes those that expired."""

    database: Database
    """Connections of the administration's role."""
    key: SignerKey
    settings: Settings
    clock: Clock

    def work(self) -> None:
        """Make one pack, if one waits, and remove what expired."""
        with self.database.transaction() as connection:
            now = self.clock.now()
            _ = connection.execute(QUERIES["forget_packs"], {"now": now})
            taken = connection.execute(QUERIES["take_pack"], {"now": now, "stale": now - _STALE}).fetchone()
        if taken is None:
            return
        pack_id, first, last = cast("tuple[UUID, date | None, date | None]", taken)
        try:
            content, problem = self._make(Period(first=first, last=last)), None
        except EarnestError as error:
            # The officer reads on the page what went wrong; damage of the log is also told by /health.
            content, problem = None, error.code
        now = self.clock.now()
        names = {"pack_id": pack_id, "content": content, "problem": problem, "now": now, "expires_at": now + KEPT}
        with self.database.transaction() as connection:
            _ = connection.execute(QUERIES["end_pack"], names)

    def _make(self, period: Period) -> bytes:
        with tempfile.TemporaryDirectory() as place, self.database.transaction() as connection:
            folder = Path(place) / "evidence-pack"
            _ = build_pack(connection, folder, key=self.key, settings=self.settings, period=period, clock=self.clock)
            return _zipped(folder)


def _zipped(folder: Path) -> bytes:
    """Return a folder as ZIP; the same files give the same bytes."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = ZipInfo(f"{folder.name}/{path.relative_to(folder).as_posix()}")
                entry.compress_type = ZIP_DEFLATED
                archive.writestr(entry, path.read_bytes())
    return buffer.getvalue()
