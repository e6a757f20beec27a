"""The personal side as its processes put it together, for tests: real database roles, real keys, real objects."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import numpy

from earnest.foundation.clock import SettableClock
from earnest.foundation.identifiers import DeviceId, RecordingId, random_identifier
from earnest.foundation.sensitive import Sensitive
from earnest.foundation.units import SampleCount, Samples
from earnest.personal.consent.purposes import Purpose
from earnest.personal.consent.rules import ConsentGrant, make_grant
from earnest.personal.consent.store import list_events
from earnest.personal.consent.wording import current_hashes, load_wording
from earnest.personal.customers.records import Customer, Programme
from earnest.personal.customers.store import add_customer, add_device, lock_customer
from earnest.personal.export.exporting import ExportMaker
from earnest.personal.retention.decisions import ConsentDecisions
from earnest.personal.retention.erasure import RecordingErasure
from earnest.personal.retention.sweeping import Sweeper
from earnest.personal.sampling.rules import GateReason
from earnest.personal.vault.content import RecordingContent, encode_content
from earnest.personal.vault.keys import (
    content_binding,
    load_or_create_customer_key,
    recording_binding,
    sound_binding,
)
from earnest.personal.vault.records import NewRecording
from earnest.personal.vault.store import Vault
from earnest.personal.vault.vault_keys import VAULT_KEY_PREFIX
from earnest.services.audit import Pseudonyms
from earnest.services.cryptography import MasterKey
from earnest.services.database.roles import Role
from earnest.services.jobs import Jobs, JobsSchema
from earnest.services.objects import ObjectStore
from earnest.services.shredding import seal_key
from earnest.services.sign_in.tokens import text_hash
from earnest.speech.language.hypothesis import Hypothesis, RecognisedWord
from earnest.speech.meaning.interpretation import Interpretation, Slot
from support.databases import Databases

START = datetime(2026, 3, 4, 15, 7, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalSide:
    """Everything that the processes of the personal side share."""

    databases: Databases
    folder: Path
    clock: SettableClock = field(default_factory=lambda: SettableClock(moment=START))

    @property
    def master_key(self) -> MasterKey:
        return MasterKey.load(self.folder / "keys" / "personal.json")

    @property
    def handover_key(self) -> MasterKey:
        return MasterKey.load(self.folder / "keys" / "handover.json")

    @property
    def pseudonyms(self) -> Pseudonyms:
        return Pseudonyms.load_with_subjects(self.folder / "secrets" / "pseudonym.key")

    @property
    def objects(self) -> ObjectStore:
        return ObjectStore.open((self.folder / "objects").as_uri())

    def stored_objects(self) -> list[str]:
        """Return the names of all objects but vault keys, which stay as long as their customers."""
        return [name for name in self.objects.keys() if not name.startswith(VAULT_KEY_PREFIX)]  # noqa: SIM118 - a store

    @property
    def jobs(self) -> Jobs:
        return Jobs(JobsSchema.PERSONAL)

    @property
    def vault(self) -> Vault:
        return Vault(master_key=self.master_key, objects=self.objects, pseudonyms=self.pseudonyms, clock=self.clock)

    @property
    def decisions(self) -> ConsentDecisions:
        return ConsentDecisions(jobs=self.jobs, pseudonyms=self.pseudonyms, clock=self.clock)

    def sweeper(self) -> Sweeper:
        """Return a personal worker's sweeper, which has swept nothing yet."""
        return Sweeper(
            database=self.databases[Role.PERSONAL_WORKER],
            objects=self.objects,
            erasure=self.erasure,
            jobs=self.jobs,
            clock=self.clock,
        )

    def export_maker(self) -> ExportMaker:
        """Return a personal worker's maker of archives."""
        return ExportMaker(
            database=self.databases[Role.PERSONAL_WORKER],
            vault=self.vault,
            handover_key=self.handover_key,
            jobs=self.jobs,
            clock=self.clock,
        )

    @property
    def erasure(self) -> RecordingErasure:
        return RecordingErasure(jobs=self.jobs, clock=self.clock)

    def allow(self) -> None:
        """Let the gate have counted something this month."""
        with self.databases.owner.transaction() as connection:
            _ = connection.execute(
                "insert into handover.allowances values ('DE', 'panel', %s, 100, 100, 100, 0)",
                [self.clock.now().date().replace(day=1)],
            )

    def add_customer(
        self,
        *purposes: Purpose,
        programme: Programme = Programme.PANEL,
        is_child: bool = False,
        login: str | None = None,
        password: str | None = None,
        region: str = "DE",
        language: str = "en",
    ) -> Customer:
        """Add a customer who says yes to some purposes."""
        with self.databases[Role.CUSTOMER_ACCOUNTS].transaction() as connection:
            customer = add_customer(
                connection,
                login=login or uuid4().hex,
                password=password,
                region=region,
                language=language,
                programme=programme,
                clock=self.clock,
                is_child=is_child,
            )
        for purpose in purposes:
            self.decide(customer, purpose, given=True)
        return customer

    def add_device(self, customer: Customer, name: str = "kitchen") -> tuple[DeviceId, str]:
        """Add a device and return its identifier and token."""
        with self.databases[Role.CUSTOMER_PORTAL].transaction() as connection:
            new = add_device(connection, customer.customer_id, name, self.clock)
        return new.device.device_id, new.token

    def decide(self, customer: Customer, purpose: Purpose, *, given: bool) -> None:
        """Say yes or no in the portal, a second later, signed in."""
        self.clock.advance(timedelta(seconds=1))
        token = self.signed_in(customer)
        with self.databases[Role.CUSTOMER_PORTAL].transaction() as connection:
            _ = self.decisions.decide(
                connection, customer.customer_id, load_wording(purpose, "en"), given=given, session_token=token
            )

    def signed_in(self, customer: Customer) -> str:
        """Return the token of a session of the customer, as signing in gives it; some have no password here."""
        token = uuid4().hex
        with self.databases.owner.transaction() as connection:
            _ = connection.execute(
                "insert into personal.customer_sessions values (%s, %s, %s, %s)",
                [text_hash(token), customer.customer_id, self.clock.now(), self.clock.now() + timedelta(hours=1)],
            )
        return token

    def grant(self, customer: Customer) -> ConsentGrant | None:
        """Return the grant that stands now."""
        with self.databases[Role.DEVICE_GATEWAY].transaction() as connection:
            events = list_events(connection, customer.customer_id)
        return make_grant(events, customer_id=customer.customer_id, moment=self.clock.now(), wordings=current_hashes())

    def store(
        self,
        customer: Customer,
        *,
        samples: Samples | None = None,
        content: RecordingContent | None = None,
        selected: bool = False,
        days: int = 90,
    ) -> RecordingId:
        """Store a recording as the gateway does."""
        grant = self.grant(customer)
        assert grant is not None
        recording = new_recording(
            customer,
            samples=tone() if samples is None else samples,
            content=content or spoken("a", "large", "latte"),
            selected=selected,
            captured_at=self.clock.now(),
            days=days,
        )
        self.keep(recording, grant)
        return recording.recording_id

    def store_as_before(self, customer: Customer, *, content: RecordingContent, samples: Samples) -> RecordingId:
        """Store a recording as it was done before there were vault keys: its keys hang from the customer's key."""
        recording_id = self.store(customer, content=content, samples=samples)
        binding = recording_binding(recording_id)
        with self.databases.owner.transaction() as connection:
            parent = load_or_create_customer_key(connection, customer.customer_id, self.master_key).key
            names = {"recording_id": recording_id}
            statement = "select object_key from personal.recordings where recording_id = %(recording_id)s"
            row = connection.execute(statement, names).fetchone()
            assert row is not None
            key, wrapped = parent.create_key(binding)
            sealed = key.seal(encode_content(content), content_binding(recording_id))
            self.objects.put(row[0], key.seal(samples.tobytes(), sound_binding(recording_id)))
            column = seal_key(wrapped, parent=parent, objects=self.objects, object_key=row[0], binding=binding)
            _ = connection.execute(
                "update personal.recordings set wrapped_key = %(column)s, sealed_content = %(sealed)s"
                " where recording_id = %(recording_id)s",
                {**names, "column": column, "sealed": sealed},
            )
        return recording_id

    def keep(self, recording: NewRecording, grant: ConsentGrant) -> None:
        """Write a recording's objects and then its row."""
        database = self.databases[Role.DEVICE_GATEWAY]
        with database.transaction() as connection:
            lock_customer(connection, recording.customer_id)
            key = self.vault.load_key(connection, recording.customer_id)
        written = self.vault.write(recording.recording_id, recording.samples, key)
        try:
            with database.transaction() as connection:
                lock_customer(connection, recording.customer_id)
                self.vault.insert(connection, written, recording, grant)
        except BaseException:
            self.vault.remove(written)
            raise


def new_recording(
    customer: Customer, *, samples: Samples, content: RecordingContent, selected: bool, captured_at: datetime, days: int
) -> NewRecording:
    return NewRecording(
        recording_id=RecordingId(random_identifier()),
        customer_id=customer.customer_id,
        device_id=DeviceId(uuid4()),
        captured_at=captured_at,
        samples=Sensitive(samples),
        content=Sensitive(content),
        understood=content.interpretation.understood,
        region=customer.region,
        programme=customer.programme.value,
        selected=selected,
        selection_reason=GateReason.NOT_UNDERSTOOD if selected else GateReason.NO_NEED,
        selection_probability=1.0 if selected else 0.0,
        delete_after=captured_at + timedelta(days=days),
    )


def tone(seconds: float = 2.0, hertz: float = 220.0) -> Samples:
    """A sound that is no silence."""
    time = numpy.arange(int(seconds * 16_000)) / 16_000
    return (8000 * numpy.sin(2 * numpy.pi * hertz * time)).astype(numpy.int16)


def spoken(*words: str, intent: str | None = "orderDrink", wake_word: str | None = None) -> RecordingContent:
    """What might have been recognised and understood."""
    return RecordingContent(
        hypothesis=Hypothesis(
            words=tuple(
                RecognisedWord(
                    text=word, start=SampleCount(place * 4000), end=SampleCount(place * 4000 + 3500), posterior=0.4
                )
                for place, word in enumerate(words)
            ),
            alternatives=(),
            engine="test",
            model="stock",
            domain="general",
            confidence=0.4,
        ),
        interpretation=Interpretation(
            intent=intent, slots=(Slot(name="size", value="large"),) if intent else (), confidence=0.5
        ),
        answer="One large latte.",
        language="en",
        wake_word=wake_word,
        correction=None,
    )
