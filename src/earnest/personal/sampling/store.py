"""Sampling store: counts utterances and choices in the transaction that chooses, so that no cap is ever exceeded."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Self

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.identifiers import CustomerId, RecordingId
from earnest.foundation.settings import Settings
from earnest.handover.allowances import (
    AllowancePlace,
    count_utterance,
    find_share,
    hold_allowance,
    is_active_country,
    set_allowance,
)
from earnest.handover.drawing import (
    CONTROL,
    CONTROL_EVERY,
    CONTROL_PROBABILITY,
    DrawOutcome,
    DrawSettlement,
    WaitingDraw,
    takes_place,
)
from earnest.handover.draws import find_waiting
from earnest.handover.placing import first_of_month
from earnest.handover.stops import StopPurpose, is_stopped
from earnest.personal.customers.records import Customer, Programme
from earnest.personal.sampling.drawing import Draws, Entrance
from earnest.personal.sampling.rules import (
    Allowance,
    GateDecision,
    GateReason,
    ReviewNeed,
    SoundFacts,
    SpeakerFacts,
    allowed_clips,
    decide,
)
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.personal.sampling")

CEILING: Final = 0.01
"""Share that the cap of the general programme can never pass, whatever is set (SP1)."""
PERSON_WINDOW: Final = timedelta(days=30)
"""Counted by whole days, so that it is never shorter. By requirement SP2."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """How much may be heard; from the settings."""

    general_share: float
    """Share of the utterances of a region and month, 0 to `CEILING`."""
    panel_share: float
    """The same for the invited panel, 0 to 1: the panel has a contract that says so (CN8)."""
    general_person: int
    """Clips per person and 30 days, ≥ 0."""
    panel_person: int
    """The same for the panel."""

    @classmethod
    def from_settings(cls, settings: Settings) -> Self:
        """Return what the settings say: the gateway keeps to it and the portal tells it, so both read it here."""
        return cls(
            general_share=settings.cap_share,
            panel_share=settings.panel_cap_share,
            general_person=settings.person_cap,
            panel_person=settings.panel_person_cap,
        )

    def share(self, programme: Programme) -> float:
        """Return the share of a programme; only the owner listens to a household's recordings."""
        match programme:
            case Programme.HOUSEHOLD:
                return 0.0
            case Programme.GENERAL:
                return min(max(self.general_share, 0.0), CEILING)
            case Programme.PANEL:
                return min(max(self.panel_share, 0.0), 1.0)

    def in_force(self, connection: Connection[TupleRow], customer: Customer) -> float:
        """Return the share of a customer's programme in their region: an officer may have lowered it there (SP1)."""
        programme = customer.programme
        return min(self.share(programme), find_share(connection, region=customer.region, programme=programme.value))

    def person(self, programme: Programme) -> int:
        """Return the cap per person of a programme."""
        match programme:
            case Programme.HOUSEHOLD:
                return 0
            case Programme.GENERAL:
                return self.general_person
            case Programme.PANEL:
                return self.panel_person


def choose(
    connection: Connection[TupleRow],
    customer: Customer,
    *,
    need: ReviewNeed,
    sound: SoundFacts,
    consented: bool,
    caps: Caps,
    draws: Draws,
    now: datetime,
    language: str | None = None,
    recording_id: RecordingId | None = None,
    take_campaign_place: Callable[[], bool] = lambda: True,
) -> GateDecision:
    """Count an utterance that was answered and decide whether a person may be asked to listen to it.

    Where a randomness beacon decides with, the answer may be that the utterance waits for a round; `settle` then tells.
    While one waits, its place is held: no other of that region, programme and month is chosen or listed.

    Args:
        connection: transaction of the gateway's role that holds the customer's lock. A choice counts exactly when it
            commits; the row of region, programme and month is held until then.
        customer: who spoke.
        need: how the assistant did.
        sound: what the sound is like.
        consented: a standing yes to human review.
        caps: from the settings.
        draws: gives the utterance its number, where one decides.
        now: moment of capture, aware UTC; its month is the period.
        language: in which it was said, ISO 639-1; None for the language of the account.
        recording_id: under which it would be kept; None where it is only counted.
        take_campaign_place: takes a place of the campaign that it was found for; False where there is none left.
    """
    place = AllowancePlace(
        region=customer.region, programme=customer.programme.value, period=first_of_month(now.date())
    )
    utterances, chosen = count_utterance(connection, place, language=language or customer.language)
    share = caps.in_force(connection, customer)
    held = None
    if chosen % CONTROL_EVERY == CONTROL_EVERY - 1:
        held = find_waiting(connection, place)
        present = draws.present(now)
        if held is not None and held.waits_until <= present:
            # Its process is gone, or was too slow: whoever holds the sound finds it settled and forgets it.
            counts = _Counts(utterances=utterances - 1, chosen=chosen, share=share)
            chosen += _settle(connection, held, counts, draws=draws, now=present) is DrawOutcome.CHOSEN
            held = None
    # A cap that was lowered in the middle of the month allows no more, but does not undo what was chosen before.
    allowed = max(chosen, allowed_clips(utterances, share))
    subject = SpeakerFacts(
        consented=consented,
        is_child=customer.is_child,
        country_active=is_active_country(connection, customer.region),
        stopped=is_stopped(
            connection,
            StopPurpose.HUMAN_REVIEW,
            region=customer.region,
            language=language or customer.language,
            programme=customer.programme.value,
        ),
        programme=customer.programme.value,
        chosen_in_30_days=_count_chosen(connection, customer.customer_id, now),
        cap_in_30_days=caps.person(customer.programme),
    )
    allowance = Allowance(allowed=allowed, chosen=chosen)
    if held is not None:
        missed = decide(need=need, subject=subject, sound=sound, allowance=allowance, draw=CONTROL_PROBABILITY)
        set_allowance(connection, place, allowed=allowed, chosen=False)
        return replace(missed, probability=0.0)
    decision = decide(need=need, subject=subject, sound=sound, allowance=allowance, draw=0.0)
    if decision.selected and decision.reason is GateReason.CAMPAIGN and not take_campaign_place():
        decision = GateDecision(selected=False, reason=GateReason.NO_NEED, probability=0.0)
    listed = None
    if decision.selected or (chosen < allowed and chosen % CONTROL_EVERY == CONTROL_EVERY - 1):
        entrance = Entrance(
            utterance=utterances,
            chosen=chosen,
            allowed=allowed,
            share=share,
            finding=decision.reason.value,
            recording_id=recording_id if decision.selected else None,
        )
        listed = draws.draw(connection, place, entrance, now=now)
        if decision.reason is GateReason.RANDOM_CONTROL and not listed[0].selected:
            # What passes it over, and what stands while it waits.
            decision = decide(need=need, subject=subject, sound=sound, allowance=allowance, draw=CONTROL_PROBABILITY)
    set_allowance(connection, place, allowed=allowed, chosen=decision.selected)
    if decision.selected:
        _ = connection.execute(QUERIES["count_choice"], {"customer_id": customer.customer_id, "day": now.date()})
    if listed is not None:
        decision = replace(decision, waiting=draws.write(connection, *listed, now=now))
    return decision


def settle(
    connection: Connection[TupleRow],
    customer: Customer,
    missed: GateDecision,
    waiting: WaitingDraw,
    *,
    caps: Caps,
    draws: Draws,
    now: datetime,
) -> GateDecision | None:
    """Decide about an utterance that waited for a round.

    Args:
        connection: transaction of the gateway's role that holds the customer's lock.
        customer: who spoke.
        missed: what `choose` said, which stands where the number passes it over.
        waiting: the candidate that it is.
        caps: from the settings.
        draws: gives the number.
        now: moment of capture.

    Returns:
        Whether it is chosen; None where it waits on. Where another process has settled the candidate meanwhile, because
        its time was over, it is not chosen, whatever was drawn.
    """
    lapsed = GateDecision(selected=False, reason=GateReason.ROUND_MISSED, probability=0.0)
    utterances, chosen = hold_allowance(connection, waiting.place)
    held = find_waiting(connection, waiting.place)
    if held is None or held.number != waiting.number:
        return lapsed
    counts = _Counts(utterances=utterances, chosen=chosen, share=caps.in_force(connection, customer))
    match _settle(connection, held, counts, draws=draws, now=draws.present(now)):
        case None:
            return None
        case DrawOutcome.LAPSED:
            return lapsed
        case DrawOutcome.PASSED_OVER:
            return replace(missed, waiting=None)
        case DrawOutcome.CHOSEN:
            if _count_chosen(connection, customer.customer_id, now) >= caps.person(customer.programme):
                # The place stays taken, as where a no comes in between: what was drawn is not drawn again.
                return GateDecision(selected=False, reason=GateReason.OWN_CAP, probability=0.0)
            _ = connection.execute(QUERIES["count_choice"], {"customer_id": customer.customer_id, "day": now.date()})
            return GateDecision(selected=True, reason=GateReason.RANDOM_CONTROL, probability=CONTROL_PROBABILITY)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counts:
    """What was counted in a place that is held, and the cap."""

    utterances: int
    chosen: int
    share: float


def _settle(
    connection: Connection[TupleRow], held: WaitingDraw, counts: _Counts, *, draws: Draws, now: datetime
) -> DrawOutcome | None:
    """Let a candidate take its place or free it, and write which; None where it waits on.

    What keeps it from being chosen now, a stop or a lower cap, does not end its waiting early: by then its number could
    be known.
    """
    allowed = max(counts.chosen, allowed_clips(counts.utterances, counts.share))
    drawn = draws.draw_with_round(connection, held)
    won = drawn is not None and takes_place(CONTROL, drawn[0])
    may = not won or (counts.chosen < allowed and _may_choose(connection, held.place))
    if drawn is not None and may:
        outcome = DrawOutcome.CHOSEN if won else DrawOutcome.PASSED_OVER
    elif held.waits_until <= now:
        outcome = DrawOutcome.LAPSED
    else:
        return None
    set_allowance(connection, held.place, allowed=allowed, chosen=outcome is DrawOutcome.CHOSEN)
    signature = b"" if drawn is None or outcome is DrawOutcome.LAPSED else drawn[1]
    settlement = DrawSettlement(outcome=outcome, utterance=counts.utterances, signature=signature)
    draws.write_settlement(connection, held, settlement, now=now)
    return outcome


def _may_choose(connection: Connection[TupleRow], place: AllowancePlace) -> bool:
    """Return whether the database would take a choice there."""
    return is_active_country(connection, place.region) and not is_stopped(
        connection, StopPurpose.HUMAN_REVIEW, region=place.region, programme=place.programme
    )


def _count_chosen(connection: Connection[TupleRow], customer_id: CustomerId, now: datetime) -> int:
    row = connection.execute(
        QUERIES["count_chosen_of_person"], {"customer_id": customer_id, "since": (now - PERSON_WINDOW).date()}
    ).fetchone()
    return 0 if row is None else int(row[0])
