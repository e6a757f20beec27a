"""Records of exports."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRow:
    """A row of personal.exports."""

    export_id: UUID
    customer_id: UUID
    request_id: UUID
    asked_at: datetime
    recording_ids: list[UUID] | None
    """Those that were chosen; None: everything."""
    done: int
    total: int
    object_keys: list[str]
    wrapped_key: bytes | None
    size_bytes: int
    ready_at: datetime | None
    expires_at: datetime | None
    failed: str | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownExport:
    """An export as its owner sees it."""

    export_id: UUID
    asked_at: datetime
    selection: bool
    """Only chosen recordings are in it; else everything."""
    done: int
    """Recordings that are in it."""
    total: int
    """Recordings that are to be in it."""
    state: str
    """`making`, `ready`, `failed` or `ended`."""
    size_bytes: int
    expires_at: datetime | None


def shown(row: ExportRow, now: datetime) -> ShownExport:
    """Return what the owner of an export is shown of it."""
    over = row.ended_at is not None or (row.expires_at is not None and row.expires_at <= now)
    state = "failed" if row.failed else "ended" if over else "making" if row.ready_at is None else "ready"
    return ShownExport(
        export_id=row.export_id,
        asked_at=row.asked_at,
        selection=row.recording_ids is not None,
        done=row.done,
        total=row.total,
        state=state,
        size_bytes=row.size_bytes,
        expires_at=row.expires_at,
    )
