"""Records of claims."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A row of personal.claims."""

    claim_id: UUID
    customer_id: UUID | None
    request_id: UUID
    wish: str
    since: datetime
    until: datetime
    wrapped_key: bytes
    sealed_content: bytes
    sealed_answer: bytes | None
    made_at: datetime
    decided_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """What a person wrote."""

    said: str
    """What was said, as remembered."""
    place: str
    """Where the device stands, in the person's words; may be empty."""

    def encode(self) -> bytes:
        """Return it as it is sealed."""
        return json.dumps({"said": self.said, "place": self.place}).encode("utf-8")

    @classmethod
    def decode(cls, content: bytes) -> "Claimed":
        """Return what `encode` made."""
        holds = cast("dict[str, str]", json.loads(content))
        return cls(said=holds["said"], place=holds["place"])


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCandidate:
    """Something that was kept in the time of a claim."""

    recording_id: UUID
    captured_at: datetime
    text: str
    shared_words: int
    """Words of the claim that were recognised in it; of `claimed_words`."""
    claimed_words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownClaim:
    """A claim as the owner of the device sees it."""

    claim_id: UUID
    wish: str
    since: datetime
    until: datetime
    said: str
    place: str
    made_at: datetime
    decided_at: datetime | None
    candidates: tuple[ClaimCandidate, ...]
    """What was kept in that time, the likeliest first; none once it was decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimReceipt:
    """What a person without an account gets for a claim: the same, whether or not the code of the card is known."""

    status_code: str
    """With it the person asks after the answer; told this once."""
    due_at: datetime
    """By when it is answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadableUtterance:
    """Something that the person may read."""

    captured_at: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimState:
    """How a claim stands, for who made it."""

    wish: str
    made_at: datetime
    due_at: datetime
    outcome: str | None
    """Code of the answer; None: not yet."""
    readable: tuple[ReadableUtterance, ...]


def encode_answer(readable: Sequence[ReadableUtterance]) -> bytes:
    """Return what a person may read as it is sealed."""
    holds = [{"captured_at": one.captured_at.isoformat(), "text": one.text} for one in readable]
    return json.dumps(holds).encode("utf-8")


def decode_answer(content: bytes) -> tuple[ReadableUtterance, ...]:
    """Return what `encode_answer` made."""
    holds = cast("list[dict[str, str]]", json.loads(content))
    return tuple(
        ReadableUtterance(captured_at=datetime.fromisoformat(one["captured_at"]), text=one["text"]) for one in holds
    )
