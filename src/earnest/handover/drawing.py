"""Drawing: the list of utterances that could be chosen, and the numbers that chose among them, for outsiders to redo.

A region, programme and month has one list. Into it comes each utterance that took a place, and each that was counted
while the place of the random control was open, refused or not. The list is a Merkle tree (RFC 6962); with each
candidate its new root goes into the audit log, and the candidate's number is drawn from that root with a key whose
public half is in the log before (ECVRF, RFC 9381). So what was drawn cannot be drawn again until it suits, and a list
that is published later with a candidate changed, left out, moved or put in has other roots than the log.

Where a randomness beacon is used, the candidate names a round of it that is not out yet, and its number is drawn from
root, key and round together, once the round is there: the key's holder cannot know it when the root goes into the log.
The place stays held until then, so at most one candidate of a list waits, and it is the last. What became of it is
written with how many utterances were counted meanwhile, and goes into the log as well. Where the round did not come in
time, the candidate lapses: nothing is chosen, and the place is open again.

What this does not show: that the list is what devices sent, since who writes it also knows the key and could leave out
an utterance before it is counted; and that a need, a refusal or a low confidence was rightly stated, which only the
sound shows. Counts of utterances and times come from the same machine. With a beacon, that a root was in the log before
its round is shown by the log's own times, and whoever runs the machine could let a candidate lapse that was drawn; the
list shows how many lapsed.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha512
from typing import Final

from earnest.handover.allowances import AllowancePlace
from earnest.services.audit.merkle import leaf_hash

CONTROL: Final = "random_control"
CONTROL_EVERY: Final = 10
"""Of so many places in a row, one belongs to the random control: 10 %, half of what SP3 allows. While its place is open
no other utterance is chosen, so a larger control costs utterances with a need more places than it takes."""
CONTROL_PROBABILITY: Final = 0.5
"""Probability with which an utterance takes the open place of the control. Chosen, not measured; anything below 1 keeps
chance in the choice."""
NEEDS: Final = frozenset({"not_understood", "low_confidence", "rephrased", "failed_action", "campaign"})
"""Reasons that take a place without a number being drawn."""
FORMAT: Final = "earnest/candidate/1"
FORMAT_WITH_ROUND: Final = "earnest/candidate/2"
ROUND_GRACE: Final = timedelta(seconds=10)
"""How long a candidate waits for its round from when that should be out. Chosen, not measured: the sound is held in
memory until then, and the beacon's relays give a round within a second."""
_RESOLUTION: Final = 2**53
"""Steps between 0 and 1: as many as a floating-point number has by definition (IEEE 754), so that each number drawn is
exact."""
_DOMAIN: Final = b"earnest/draw/2"


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawCandidate:
    """An utterance as it stands in the list; nothing in it says whose it is."""

    region: str
    """Country, ISO 3166-1 alpha-2."""
    programme: str
    period: date
    """First day of the month, UTC."""
    number: int
    """Place in the list, from 0."""
    utterance: int
    """Which answered utterance of the region, programme and month it is, from 1."""
    chosen: int
    """Places that were taken before it."""
    allowed: int
    """Places that there were when it was counted."""
    share_millionths: int
    """Cap that was in force, in millionths."""
    finding: str
    """Code of the gate: `random_control` where a number is drawn, a need that took the place, or the refusal."""
    recording: str
    """Keyed hash of the identifier of the recording, hexadecimal; empty where there is none."""
    chain: str = ""
    """Fingerprint of the beacon whose round decides with; empty: none does."""
    round: int = 0
    """Round that decides with, not out when the root went into the log; 0: none does."""

    def entry(self) -> bytes:
        """Return the leaf of the list: canonical JSON, as the file has it without what was drawn."""
        holds: dict[str, object] = {
            "allowed": self.allowed,
            "chosen": self.chosen,
            "finding": self.finding,
            "format": FORMAT,
            "number": self.number,
            "period": self.period.isoformat(),
            "programme": self.programme,
            "recording": self.recording,
            "region": self.region,
            "share_millionths": self.share_millionths,
            "utterance": self.utterance,
        }
        if self.round:
            holds |= {"chain": self.chain, "format": FORMAT_WITH_ROUND, "round": self.round}
        return json.dumps(holds, separators=(",", ":"), sort_keys=True).encode("ascii")

    @property
    def leaf(self) -> bytes:
        """Hash of the leaf."""
        return leaf_hash(self.entry())


class DrawOutcome(StrEnum):
    """What became of a candidate that waited for a round."""

    CHOSEN = "chosen"
    PASSED_OVER = "passed_over"
    LAPSED = "lapsed"
    """The round did not come in time, or nothing may be chosen there any more: the place is open again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawSettlement:
    """The end of a candidate's waiting."""

    outcome: DrawOutcome
    utterance: int
    """Utterances of the region, programme and month that were counted until then; those after the candidate's own were
    not in the list, because its place was held."""
    signature: bytes
    """Of the round; empty where it lapsed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingDraw:
    """A candidate whose round is not there yet; it holds its place."""

    place: AllowancePlace
    number: int
    """Place in the list."""
    utterance: int
    root: bytes
    proof: bytes
    chain: str
    round: int
    waits_until: datetime
    """When it lapses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A candidate with what became of it."""

    candidate: DrawCandidate
    root: bytes
    """Root of the list with it as the last."""
    proof: bytes
    """Of the number; empty where none was drawn."""
    selected: bool
    settlement: DrawSettlement | None = None
    """None: no round decides, or it still waits for one."""

    def line(self) -> str:
        """Return a line of the published file."""
        drawn: dict[str, object] = {"root": self.root.hex(), "proof": self.proof.hex(), "selected": self.selected}
        if self.settlement is not None:
            drawn |= {
                "outcome": self.settlement.outcome.value,
                "settled_utterance": self.settlement.utterance,
                "signature": self.settlement.signature.hex(),
            }
        return json.dumps({**json.loads(self.candidate.entry()), **drawn}, separators=(",", ":"), sort_keys=True)


def takes_place(finding: str, number: float) -> bool:
    """Return whether a candidate takes the place: a need does, the control by its number, a refusal does not."""
    return finding in NEEDS or (finding == CONTROL and number < CONTROL_PROBABILITY)


def number_between(drawn: bytes) -> float:
    """Return a number from 0 to 1, 1 left out, out of the 64 bytes that were drawn."""
    return (int.from_bytes(drawn[:8], "big") >> 11) / _RESOLUTION


def number_with_round(drawn: bytes, randomness: bytes) -> float:
    """Return the number of a candidate that a round decides with.

    Args:
        drawn: 64 bytes that belong to its root under the key of the month.
        randomness: 32 bytes of the round.
    """
    return number_between(sha512(_DOMAIN + drawn + randomness).digest())
