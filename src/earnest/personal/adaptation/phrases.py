"""Phrases: what a household taught, as sentences that its recogniser should expect."""

from dataclasses import dataclass

from earnest.foundation.clock import Clock
from earnest.foundation.sensitive import RevealReason, Sensitive
from earnest.personal.adaptation.store import list_household_learners, list_lessons
from earnest.personal.consent.purposes import Purpose
from earnest.personal.consent.rules import given_at
from earnest.personal.consent.store import list_events
from earnest.personal.consent.wording import current_hashes
from earnest.personal.vault.errors import RecordingErased
from earnest.personal.vault.keys import load_customer_key
from earnest.services.cryptography import MasterKey
from earnest.services.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdPhrases:
    """Gathers what people of the household programme taught.

    The recogniser is one for all who speak to this machine. So only a household's phrases are given to it: in other
    programmes one person's names would change what another person's recogniser hears.
    """

    database: Database
    """Door of the gateway's role."""
    master_key: MasterKey
    clock: Clock

    def gather(self) -> Sensitive[tuple[str, ...]]:
        """Return the phrases, in no order that tells who taught them; empty where nobody agreed to learning."""
        phrases: set[str] = set()
        with self.database.transaction() as connection:
            for customer_id in list_household_learners(connection):
                given = given_at(list_events(connection, customer_id), self.clock.now(), current_hashes())
                if Purpose.AUTOMATIC_LEARNING not in given:
                    continue
                try:
                    key = load_customer_key(connection, customer_id, self.master_key)
                except RecordingErased:
                    continue
                if key is not None:
                    lessons = list_lessons(connection, customer_id, key.key).reveal(RevealReason.ADAPTATION)
                    phrases |= {" ".join(lesson.said) for lesson in lessons if lesson.said}
        return Sensitive(tuple(sorted(phrases)))
