"""Consent rules: which purposes have a yes at a moment, and the grant that storing needs. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import KW_ONLY, InitVar, dataclass
from datetime import datetime
from typing import Final

from earnest.foundation.identifiers import ConsentEventId, CustomerId
from earnest.personal.consent.purposes import Purpose
from earnest.personal.consent.records import ConsentEvent

CurrentWordings = Collection[tuple[Purpose, bytes]]
"""Purpose and hash of every wording that counts now; a yes to another text does not (CN7)."""

_PROOF: Final = object()


@dataclass(frozen=True, slots=True)
class ConsentGrant:
    """Proof that a person had said yes at a moment; storing takes one. Only this module builds it, from events.

    It stops mistakes, not an attacker in the same process.
    """

    _: KW_ONLY
    customer_id: CustomerId
    purposes: frozenset[Purpose]
    """Purposes with a yes; not empty."""
    consent_event_ids: tuple[ConsentEventId, ...]
    """The events behind the purposes, in the order of purposes by name."""
    moment: datetime
    """At which moment the events said yes."""
    proof: InitVar[object] = None

    def __post_init__(self, proof: object) -> None:
        """Refuse a grant that was not made from events."""
        if proof is not _PROOF or not self.purposes:
            raise TypeError("A consent grant is made from consent events only")


def decisions_at(events: Sequence[ConsentEvent], moment: datetime) -> Mapping[Purpose, ConsentEvent]:
    """Return the decision that stands for each purpose at a moment; no entry where none was ever taken.

    Args:
        events: decisions of one person in the order in which they were recorded.
        moment: aware UTC; later events do not count.
    """
    return {event.purpose: event for event in events if event.recorded_at <= moment}


def given_at(
    events: Sequence[ConsentEvent], moment: datetime, wordings: CurrentWordings
) -> Mapping[Purpose, ConsentEvent]:
    """Return the purposes that have a standing yes to a text that still counts, with the event of each.

    Everything is off until an explicit yes (CN2).
    """
    return {
        purpose: event
        for purpose, event in decisions_at(events, moment).items()
        if event.given and (purpose, event.wording_hash) in wordings
    }


def make_grant(
    events: Sequence[ConsentEvent], *, customer_id: CustomerId, moment: datetime, wordings: CurrentWordings
) -> ConsentGrant | None:
    """Return the grant that the events give at a moment; None where nothing has a yes.

    Raises:
        ValueError: an event belongs to another person.
    """
    if any(event.customer_id != customer_id for event in events):
        raise ValueError("events of two people do not make one grant")
    given = given_at(events, moment, wordings)
    if not given:
        return None
    return ConsentGrant(
        customer_id=customer_id,
        purposes=frozenset(given),
        consent_event_ids=tuple(given[purpose].consent_event_id for purpose in sorted(given)),
        moment=moment,
        proof=_PROOF,
    )


def still_standing(
    grant: ConsentGrant, events: Sequence[ConsentEvent], *, moment: datetime, wordings: CurrentWordings
) -> ConsentGrant | None:
    """Return what is left of a grant at a later moment; None where nothing is.

    A purpose is left where the very decision that gave it stands (CN4): a yes that was given anew after a no is
    another one, and brings back nothing that was said before the no.
    """
    given = given_at(events, moment, wordings)
    before = dict(zip(sorted(grant.purposes), grant.consent_event_ids, strict=True))
    left = {
        purpose: event_id
        for purpose, event_id in before.items()
        if purpose in given and given[purpose].consent_event_id == event_id
    }
    if not left:
        return None
    return ConsentGrant(
        customer_id=grant.customer_id,
        purposes=frozenset(left),
        consent_event_ids=tuple(left.values()),
        moment=grant.moment,
        proof=_PROOF,
    )


def still_holds(
    grant: ConsentGrant, events: Sequence[ConsentEvent], *, moment: datetime, wordings: CurrentWordings
) -> bool:
    """Return whether every decision behind a grant stands at a later moment (CN4)."""
    return still_standing(grant, events, moment=moment, wordings=wordings) == grant
