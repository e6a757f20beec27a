"""Sampling: what is asked of the gate, as the gateway asks it."""

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.identifiers import RecordingId, random_identifier
from earnest.foundation.sensitive import Sensitive
from earnest.foundation.units import SampleCount, Samples, samples_in_seconds
from earnest.personal.capture.utterances import Utterance, UtteranceContent
from earnest.personal.customers.records import Customer
from earnest.personal.customers.store import lock_customer
from earnest.personal.sampling.drawing import Draws
from earnest.personal.sampling.rules import GateDecision, ReviewNeed, SoundFacts
from earnest.personal.sampling.store import Caps, choose
from earnest.screening.sound_traits import Screened
from support.assistant import speaker_of
from support.speaking import PersonalSide, spoken

NEEDY = ReviewNeed(understood=False, confidence=0.1, rephrased=False, failed_action=False)
"""Nothing was understood, so there is a reason to ask a reviewer."""
CONTENT = ReviewNeed(understood=True, confidence=0.9, rephrased=False, failed_action=False)
"""All was understood, so only the random control chooses it."""


def said(whole: SampleCount, speech: SampleCount | None = None, *, doubtful: bool = False) -> SoundFacts:
    """Return what is known of a sound that was meant for the assistant and in which nothing was found.

    Args:
        whole: its length.
        speech: how much of it is speech; all of it unless said otherwise.
        doubtful: it is in doubt that it was meant.
    """
    return SoundFacts(
        accidental=False,
        unverified=False,
        doubtful=doubtful,
        sample_count=whole,
        speech_samples=whole if speech is None else speech,
        screened=Screened(complete=True),
    )


SPOKEN = said(samples_in_seconds(2), samples_in_seconds(1))


def ask_gate(
    connection: Connection[TupleRow],
    side: PersonalSide,
    customer: Customer,
    caps: Caps,
    *,
    need: ReviewNeed = NEEDY,
    consented: bool = True,
    draws: Draws | None = None,
    recording_id: RecordingId | None = None,
) -> GateDecision:
    """Lock the person and ask the gate about an utterance, in the caller's transaction."""
    lock_customer(connection, customer.customer_id)
    return choose(
        connection,
        customer,
        need=need,
        sound=SPOKEN,
        consented=consented,
        caps=caps,
        draws=Draws(master_key=side.master_key) if draws is None else draws,
        now=side.clock.now(),
        recording_id=recording_id,
    )


def utterance(side: PersonalSide, customer: Customer, samples: Samples, need: ReviewNeed) -> Utterance:
    """Return what was said while everything was allowed."""
    grant = side.grant(customer)
    assert grant is not None
    return Utterance(
        speaker=speaker_of(side, customer),
        captured_at=side.clock.now(),
        said=UtteranceContent(
            recording_id=RecordingId(random_identifier()),
            samples=Sensitive(samples),
            content=Sensitive(spoken("a", "large", "latte")),
            grant=grant,
        ),
        sound=SPOKEN,
        need=need,
    )
