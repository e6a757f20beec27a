"""Drawing: gives each candidate its number, so that outsiders can draw it again (`handover.drawing`)."""

import hmac
import secrets
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Final
from uuid import UUID, uuid5

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.identifiers import RecordingId
from earnest.handover.allowances import AllowancePlace
from earnest.handover.drawing import CONTROL, DrawCandidate, Drawn, number_between, takes_place
from earnest.handover.draws import DrawKeyRow, find_draw_key, insert_draw_key, insert_drawn, load_tree
from earnest.services.audit import CandidateCommitted, DrawKeyMade, append
from earnest.services.audit.merkle import CompactRange
from earnest.services.cryptography import Binding, MasterKey
from earnest.services.cryptography.verifiable_randomness import SECRET_BYTES, number_of, prove, public_key

_SPACE: Final = UUID("5a0f6c0e-6d0b-5c1f-9b53-1c1a1d0a7e5d")
"""Makes an identifier out of a month, to bind its key to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrance:
    """What the gate knows of an utterance that comes into the list."""

    utterance: int
    chosen: int
    allowed: int
    share: float
    """Cap in force, 0 to 1."""
    finding: str
    """Code of what the gate found."""
    recording_id: RecordingId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draws:
    """Draws numbers with the key of the month; safe to share between threads."""

    master_key: MasterKey
    _secrets: dict[date, bytes] = field(init=False, default_factory=dict[date, bytes])

    def draw(
        self, connection: Connection[TupleRow], place: AllowancePlace, entrance: Entrance, *, now: datetime
    ) -> tuple[Drawn, CompactRange]:
        """Return the next candidate of a list and what becomes of it; `write` keeps it.

        Args:
            connection: transaction of the gateway's role that holds the allowance of the place.
            place: of which region, programme and month.
            entrance: what is known of the utterance.
            now: the present moment.
        """
        secret = self._secret(connection, place.period, now)
        tree = load_tree(connection, place)
        candidate = DrawCandidate(
            region=place.region,
            programme=place.programme,
            period=place.period,
            number=tree.size,
            utterance=entrance.utterance,
            chosen=entrance.chosen,
            allowed=entrance.allowed,
            share_millionths=round(entrance.share * 1_000_000),
            finding=entrance.finding,
            recording=_hidden(secret, entrance.recording_id),
        )
        tree.append(candidate.leaf)
        root, proof, number = tree.root(), b"", 1.0
        if entrance.finding == CONTROL:
            proof = prove(secret, root)
            number = number_between(number_of(proof))
        selected = takes_place(entrance.finding, number)
        return Drawn(candidate=candidate, root=root, proof=proof, selected=selected), tree

    def write(self, connection: Connection[TupleRow], drawn: Drawn, tree: CompactRange, *, now: datetime) -> None:
        """Keep a candidate and put its root into the log; comes last, because it holds the log's lock."""
        insert_drawn(connection, drawn, tree)
        _ = append(connection, CandidateCommitted(at=now, candidates_root=drawn.root))

    def _secret(self, connection: Connection[TupleRow], period: date, now: datetime) -> bytes:
        """Return the secret of a month, made where there is none yet."""
        known = self._secrets.get(period)
        if known is not None:
            return known
        binding = Binding(kind="draw", identifier=uuid5(_SPACE, period.isoformat()), version=1)
        found = find_draw_key(connection, period)
        if found is None:
            made = secrets.token_bytes(SECRET_BYTES)
            key, wrapped = self.master_key.create_key(binding)
            row = DrawKeyRow(public_key=public_key(made), wrapped_key=wrapped, sealed_secret=key.seal(made, binding))
            if insert_draw_key(connection, period, row, now=now):
                _ = append(connection, DrawKeyMade(at=now, draw_key=row.public_key))
                # Not remembered: the transaction may roll back, and then this key was never in the log.
                return made
            found = find_draw_key(connection, period)
            if found is None:
                raise LookupError("the key of this month was removed")
        opened = self.master_key.unwrap(found.wrapped_key, binding).open(found.sealed_secret, binding)
        self._secrets[period] = opened
        return opened


def _hidden(secret: bytes, recording_id: RecordingId | None) -> str:
    """Return what binds a candidate to its recording and without the secret does not tell which it is."""
    if recording_id is None:
        return ""
    key = sha256(b"candidate" + secret).digest()
    return hmac.digest(key, recording_id.bytes, "sha256").hex()
