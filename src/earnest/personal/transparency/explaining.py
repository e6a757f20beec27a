"""Explaining: what a customer is told that is the same for all utterances: the notice, and what the assistant knows."""

from dataclasses import dataclass

from earnest.foundation.clock import Clock
from earnest.handover.allowances import AllowancePlace, find_allowance
from earnest.handover.meanings import Meanings
from earnest.handover.placing import first_of_month
from earnest.personal.assistant.requests import ONLY_ASKED, SLOTS
from earnest.personal.customers.records import Customer
from earnest.personal.disclosure.disclosures import Disclosure, list_disclosures
from earnest.personal.sampling.store import Caps
from earnest.personal.transparency.notice import NoticeFigures, write_notice
from earnest.personal.transparency.records import KnownIntent, KnownIntents, Notice
from earnest.services.database import Database
from earnest.voices.disguise.profiles import DisguisesInUse


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerInformation:
    """Tells customers what happens with what they say."""

    database: Database
    """Connections of the portal's role."""
    meanings: Meanings
    """What labels name; of it only the names of intents and slots are shown, never values."""
    caps: Caps
    retention_days: int
    reviews_per_clip: int
    disguises: DisguisesInUse
    clock: Clock

    def notice(self, customer: Customer, language: str | None = None) -> Notice:
        """Return the notice with the numbers of this moment.

        Args:
            customer: for whom.
            language: in which the page is read, ISO 639-1; None for the customer's own.
        """
        place = AllowancePlace(
            region=customer.region,
            programme=customer.programme.value,
            period=first_of_month(self.clock.now().date()),
        )
        with self.database.transaction() as connection:
            counted = find_allowance(connection, place)
            share = self.caps.in_force(connection, customer)
        figures = NoticeFigures(
            programme=customer.programme,
            region=customer.region,
            share=share,
            person_cap=self.caps.person(customer.programme),
            retention_days=self.retention_days,
            reviews_per_clip=self.reviews_per_clip,
            language=customer.language,
            disguise=self.disguises.of(customer.language),
            disguises_beside=self.disguises.beside(customer.language),
            utterances=counted.utterances,
            heard=counted.handed_out,
        )
        return Notice(paragraphs=write_notice(figures, language or customer.language))

    def disclosures(self, customer: Customer) -> tuple[Disclosure, ...]:
        """Return when the customer was identified after a danger was heard (DC7)."""
        with self.database.transaction() as connection:
            return list_disclosures(connection, customer.customer_id)

    def intents(self) -> KnownIntents:
        """Return the intents that the assistant knows or that labels name, with the names of their slots."""
        with self.database.transaction() as connection:
            named = self.meanings.load(connection)
        known = {request.value: set(slots) for request, slots in SLOTS.items() if request not in ONLY_ASKED}
        for meaning in named:
            known.setdefault(meaning.intent, set()).update(slot.name for slot in meaning.slots)
        intents = (KnownIntent(name=name, slots=tuple(sorted(slots))) for name, slots in sorted(known.items()))
        return KnownIntents(intents=tuple(intents))
