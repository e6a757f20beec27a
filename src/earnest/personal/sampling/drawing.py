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

from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import RecordingId
from earnest.handover.allowances import AllowancePlace
from earnest.handover.drawing import (
    CONTROL,
    ROUND_GRACE,
    DrawCandidate,
    Drawn,
    DrawSettlement,
    WaitingDraw,
    number_between,
    number_with_round,
    takes_place,
)
from earnest.handover.draws import (
    DrawKeyRow,
    find_draw_key,
    insert_draw_key,
    insert_drawn,
    insert_settlement,
    load_tree,
)
from earnest.handover.rounds import find_last_round, find_round
from earnest.services.audit import CandidateCommitted, CandidateSettled, DrawKeyMade, append
from earnest.services.audit.merkle import CompactRange
from earnest.services.cryptography import Binding, MasterKey
from earnest.services.cryptography.errors import RandomnessInvalid
from earnest.services.cryptography.randomness_beacon import RandomnessChain
from earnest.services.cryptography.verifiable_randomness import SECRET_BYTES, number_of, prove, public_key

_SPACE: Final = UUID("5a0f6c0e-6d0b-5c1f-9b53-1c1a1d0a7e5d")
"""Makes an identifier out of a month, to bind its key to."""
_ROUNDS_AHEAD: Final = 2
"""A candidate waits for the round after the next one: then a whole period lies between its root and that round at
least, which is how far clocks may differ. Chosen; one more would keep sound for a period longer."""


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
class DrawBeacon:
    """A randomness beacon whose rounds decide with."""

    chain: RandomnessChain
    clock: Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Draws:
    """Draws numbers with the key of the month; safe to share between threads."""

    master_key: MasterKey
    beacon: DrawBeacon | None = None
    """None: the key alone decides, at once."""
    _secrets: dict[date, bytes] = field(init=False, default_factory=dict[date, bytes])

    def draw(
        self, connection: Connection[TupleRow], place: AllowancePlace, entrance: Entrance, *, now: datetime
    ) -> tuple[Drawn, CompactRange]:
        """Return the next candidate of a list and what becomes of it; `write` keeps it.

        With a beacon, one that a number decides about is not selected here: it waits (`WaitingDraw`).

        Args:
            connection: transaction of the gateway's role that holds the allowance of the place.
            place: of which region, programme and month.
            entrance: what is known of the utterance.
            now: the present moment.
        """
        secret = self._secret(connection, place.period, now)
        tree = load_tree(connection, place)
        beacon = self.beacon if entrance.finding == CONTROL else None
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
            chain="" if beacon is None else beacon.chain.fingerprint,
            round=0 if beacon is None else _next_round(connection, beacon),
        )
        tree.append(candidate.leaf)
        root, proof, number = tree.root(), b"", 1.0
        if entrance.finding == CONTROL:
            proof = prove(secret, root)
            number = 1.0 if beacon is not None else number_between(number_of(proof))
        selected = takes_place(entrance.finding, number)
        return Drawn(candidate=candidate, root=root, proof=proof, selected=selected), tree

    def write(
        self, connection: Connection[TupleRow], drawn: Drawn, tree: CompactRange, *, now: datetime
    ) -> WaitingDraw | None:
        """Keep a candidate and put its root into the log; comes last, because it holds the log's lock.

        Returns:
            What it waits for; None where it is known what became of it.
        """
        candidate, beacon = drawn.candidate, self.beacon
        if not candidate.round or beacon is None:
            insert_drawn(connection, drawn, tree)
            _ = append(connection, CandidateCommitted(at=now, candidates_root=drawn.root))
            return None
        waits_until = beacon.chain.time_of(candidate.round) + ROUND_GRACE
        insert_drawn(connection, drawn, tree, waits_until=waits_until)
        # Whoever does it again compares this time with that of the round, so it is the log's and not the sound's.
        _ = append(connection, CandidateCommitted(at=beacon.clock.now(), candidates_root=drawn.root))
        return WaitingDraw(
            place=AllowancePlace(region=candidate.region, programme=candidate.programme, period=candidate.period),
            number=candidate.number,
            utterance=candidate.utterance,
            root=drawn.root,
            proof=drawn.proof,
            chain=candidate.chain,
            round=candidate.round,
            waits_until=waits_until,
        )

    def present(self, otherwise: datetime) -> datetime:
        """Return the present moment where there is a beacon, by which rounds are reckoned; else another one."""
        return otherwise if self.beacon is None else self.beacon.clock.now()

    def draw_with_round(self, connection: Connection[TupleRow], waiting: WaitingDraw) -> tuple[float, bytes] | None:
        """Return the number of a candidate that waits and the signature of its round; None where that is not there.

        What is there and is not that round counts as nothing, so the candidate lapses.
        """
        beacon = self.beacon
        if beacon is None or beacon.chain.fingerprint != waiting.chain:
            return None
        signature = find_round(connection, waiting.chain, waiting.round)
        if signature is None:
            return None
        try:
            randomness = beacon.chain.randomness(waiting.round, signature)
        except RandomnessInvalid:
            return None
        return number_with_round(number_of(waiting.proof), randomness), signature

    def write_settlement(
        self, connection: Connection[TupleRow], waiting: WaitingDraw, settlement: DrawSettlement, *, now: datetime
    ) -> None:
        """Keep what became of a candidate that waited, in the log too; comes last, as `write`."""
        insert_settlement(connection, waiting, settlement)
        _ = append(
            connection,
            CandidateSettled(
                at=now,
                candidates_root=waiting.root,
                outcome=settlement.outcome.value,
                utterance=settlement.utterance,
            ),
        )

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


def _next_round(connection: Connection[TupleRow], beacon: DrawBeacon) -> int:
    """Return the round that a candidate waits for: not out by our clock, nor by the rounds that have come."""
    out = max(beacon.chain.round_at(beacon.clock.now()), find_last_round(connection, beacon.chain))
    return out + _ROUNDS_AHEAD


def _hidden(secret: bytes, recording_id: RecordingId | None) -> str:
    """Return what binds a candidate to its recording and without the secret does not tell which it is."""
    if recording_id is None:
        return ""
    key = sha256(b"candidate" + secret).digest()
    return hmac.digest(key, recording_id.bytes, "sha256").hex()
