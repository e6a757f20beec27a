"""Consent records: decisions as they were taken; nothing is ever changed or removed (CN3)."""

from dataclasses import dataclass
from datetime import datetime

from earnest.foundation.identifiers import ConsentEventId, CustomerId
from earnest.personal.consent.purposes import Channel, Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentEvent:
    """One yes or no."""

    consent_event_id: ConsentEventId
    customer_id: CustomerId
    purpose: Purpose
    given: bool
    """True for yes; false for no or withdrawal."""
    wording_version: str
    wording_hash: bytes
    """SHA-256 of the text that was shown."""
    wording_language: str
    channel: Channel
    recorded_at: datetime
