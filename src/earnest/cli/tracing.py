"""Tracing a leak from the command line: whose lease a recording left by; the administration's role."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final, cast
from uuid import UUID

from earnest.cli.instance import Instance
from earnest.foundation.identifiers import LeaseId
from earnest.foundation.units import seconds
from earnest.handover.marks import mark_of
from earnest.handover.watermarking.tracing import LARGEST_CHANCE, Score, Suspect
from earnest.organisation.staff.store import list_members
from earnest.services.audit import ClipPlayed, Pseudonyms
from earnest.services.audit.log import reading
from earnest.services.database.roles import Role
from earnest.sound_files.decoder_process import DecoderProcess

_PLAYED: Final = f'"kind":"{ClipPlayed.kind}"'.encode()
"""What the entry of a played clip has in it, as canonical JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayedLease:
    """A lease whose sound left, as the log has it."""

    lease_id: UUID
    clip_id: UUID
    reviewer: str
    """Pseudonym."""
    played_at: datetime
    """When its sound left first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What a recording says of where it came from."""

    compared: int
    """Leases whose mark was looked for."""
    chance: float
    """Upper bound of the probability that some wrong lease fits as well as the best one; 0 to 1."""
    best: PlayedLease | None = field(repr=False)
    """The lease that fits best, where chance cannot explain it; else None."""
    name: str | None = field(repr=False)
    """Sign-in name of the reviewer who held it."""
    begins_at_seconds: float
    """Where in the recording the clip begins."""


def trace(file: Path) -> Trace:
    """Look for the mark of each lease that was ever played.

    Args:
        file: the leaked recording, in any format that can be read.

    Raises:
        NotAudio, EmptyAudio, TooLong, TruncatedAudio: it is no sound that can be read; long ones have to be cut.
    """
    with DecoderProcess() as decoder:
        samples = decoder.decode(file.read_bytes())
    instance = Instance(Role.ADMINISTRATION, frozenset())
    pseudonyms = Pseudonyms.load(instance.settings.pseudonym_key_file)
    database = instance.open_database()
    try:
        with database.transaction() as connection:
            with reading(connection) as leaves:
                played = played_leases(leaf.entry for leaf in leaves)
            names = {pseudonyms.of(listed.member.staff_id): listed.member.name for listed in list_members(connection)}
    finally:
        database.close()
    suspect = Suspect(samples)
    return _trace([(lease, suspect.score(mark_of(pseudonyms, LeaseId(lease.lease_id)))) for lease in played], names)


def played_leases(entries: Iterable[bytes]) -> Sequence[PlayedLease]:
    """Return the leases whose sound left, each once.

    Args:
        entries: of the audit log, in order.
    """
    found: dict[UUID, PlayedLease] = {}
    for entry in entries:
        if _PLAYED not in entry:
            continue
        said = cast("dict[str, str]", json.loads(entry))
        lease = PlayedLease(
            lease_id=UUID(said["lease_id"]),
            clip_id=UUID(said["clip_id"]),
            reviewer=said["reviewer"],
            played_at=datetime.fromisoformat(said["at"]),
        )
        _ = found.setdefault(lease.lease_id, lease)
    return tuple(found.values())


def trace_json(found: Trace) -> str:
    """Return what was found as one line of JSON."""
    return json.dumps(
        {
            "compared": found.compared,
            "chance": found.chance,
            "lease": None if found.best is None else str(found.best.lease_id),
            "clip": None if found.best is None else str(found.best.clip_id),
            "reviewer": found.name,
            "played_at": None if found.best is None else found.best.played_at.isoformat(),
            "begins_at_seconds": round(found.begins_at_seconds, 2),
        }
    )


def trace_text(found: Trace) -> str:
    """Return what was found for a person."""
    if not found.compared:
        return "No clip was ever played to a reviewer here."
    if found.best is None:
        return (
            f"No mark found: none of {found.compared} leases fits better than chance explains. That does not show that "
            "the recording did not come from here: short, very noisy or distant recordings lose the mark."
        )
    who = found.name or f"a staff member who is not listed any more ({found.best.reviewer})"
    return (
        f"lease     {found.best.lease_id}\nclip      {found.best.clip_id}\nreviewer  {who}\n"
        f"played    {found.best.played_at:%Y-%m-%d %H:%M %Z}\n"
        f"begins    {found.begins_at_seconds:.1f} s into the recording\n"
        f"chance    at most {found.chance:.0e} that one of {found.compared} leases fits so well without being the one"
    )


def _trace(scored: Sequence[tuple[PlayedLease, Score]], names: Mapping[str, str]) -> Trace:
    if not scored:
        return Trace(compared=0, chance=1.0, best=None, name=None, begins_at_seconds=0.0)
    lease, score = max(scored, key=lambda one: one[1].value)
    chance = score.chance(len(scored))
    found = chance <= LARGEST_CHANCE
    return Trace(
        compared=len(scored),
        chance=chance,
        best=lease if found else None,
        name=names.get(lease.reviewer) if found else None,
        begins_at_seconds=seconds(score.begins_at) if found else 0.0,
    )
