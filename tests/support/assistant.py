"""The assistant as the gateway puts it together, with a recogniser whose words the test decides."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from earnest.foundation.child_processes.requester import Requester
from earnest.foundation.units import Samples
from earnest.handover.bundle import read_bundle
from earnest.personal.capture.acting import Acting
from earnest.personal.capture.conversation import Conversation
from earnest.personal.capture.keeping import UtteranceStorage
from earnest.personal.capture.keeping_queue import UtteranceStatus
from earnest.personal.capture.reply import Reply
from earnest.personal.customers.records import Customer, Speaker
from earnest.personal.customers.store import find_speaker
from earnest.personal.private_hours.spoken import SpokenPrivateHours
from earnest.personal.recognition.live import LiveModels
from earnest.personal.sampling.drawing import Draws
from earnest.personal.sampling.store import Caps
from earnest.personal.spoken.orders import SpokenOrders
from earnest.services.database.roles import Role
from earnest.speech.hearing.recognition.errors import EngineFailed
from earnest.speech.language.hypothesis import Alternative, Hypothesis
from earnest.speech.meaning.interpretation import NOTHING_UNDERSTOOD, Interpretation, Slot
from support.speaking import PersonalSide
from support.voices import heard

EVERYTHING = Caps(general_share=1.0, panel_share=1.0, general_person=1000, panel_person=1000)


@dataclass(kw_only=True)
class Parrot:
    """A recogniser that hears what the test says, and can be reloaded."""

    hears: str = "mumble mumble"
    else_hears: tuple[str, ...] = ()
    """Further entries of its n-best list."""
    posterior: float = 0.6
    breaks: bool = False
    bundle: bytes = b""
    listened: int = 0
    phrases: tuple[str, ...] = ()
    """What it was told last that may be said."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def name(self) -> str:
        return "parrot"

    def recognise(  # the Protocol's
        self,
        samples: Samples,
        languages: Sequence[str],
        phrases: Sequence[str] = (),
        requester: Requester | None = None,
    ) -> Hypothesis:
        del requester  # It never waits.
        with self.lock:
            self.listened += 1
            self.phrases = tuple(phrases)
        if self.breaks:
            raise EngineFailed
        others = tuple(Alternative(words=tuple(said.split()), score=-1.0) for said in self.else_hears)
        said = heard(self.hears, samples, posterior=self.posterior)
        return replace(said, alternatives=others, language=languages[0])

    def reload(self, bundle: bytes) -> None:
        self.bundle = bundle

    def warm_up(self) -> None:
        """Nothing to load."""

    def close(self) -> None:
        """Nothing to free."""


@dataclass(frozen=True, kw_only=True)
class Orders:
    """An interpreter that understands a latte, once it was given a bundle."""

    bundle: bytes

    def interpret(self, hypothesis: Hypothesis) -> Interpretation:
        if not self.bundle or "latte" not in hypothesis.text:
            return NOTHING_UNDERSTOOD
        return Interpretation(intent="orderDrink", slots=(Slot(name="coffeeDrink", value="latte"),), confidence=0.9)


def conversation_of(side: PersonalSide, engine: Parrot, caps: Caps = EVERYTHING) -> Conversation:
    database = side.databases[Role.DEVICE_GATEWAY]
    return Conversation(
        database=database,
        models=LiveModels(
            database=database,
            objects=side.objects,
            handover_key=side.handover_key,
            engine=engine,
            open_interpreter=lambda bundle: Orders(bundle=bundle),
            open_wake_detector=lambda bundle: read_bundle(bundle).wake if bundle.startswith(b"PK") else None,
        ),
        storage=UtteranceStorage(
            database=database,
            vault=side.vault,
            jobs=side.jobs,
            caps=caps,
            draws=Draws(master_key=side.master_key),
            retention_days=90,
            clock=side.clock,
        ),
        acting=Acting(
            database=database,
            master_key=side.master_key,
            decisions=side.decisions,
            private_hours=SpokenPrivateHours(database=database, pseudonyms=side.pseudonyms),
            orders=SpokenOrders(database=database, master_key=side.master_key),
            clock=side.clock,
        ),
        clock=side.clock,
    )


def speaker_of(side: PersonalSide, customer: Customer) -> Speaker:
    device_id, _ = side.add_device(customer)
    with side.databases[Role.DEVICE_GATEWAY].transaction() as connection:
        speaker = find_speaker(connection, device_id)
    assert speaker is not None
    return speaker


def hear(assistant: Conversation, sound: bytes, speaker: Speaker, wake_word: str | None = None) -> Reply:
    """Answer an utterance, and wait until everything after the answer is done."""
    reply = assistant.hear(sound, speaker, wake_word)
    assert assistant.keeping.wait_until_idle(60)
    return reply


def settled(assistant: Conversation, reply: Reply) -> UtteranceStatus | None:
    """Wait until everything after the answers is done; return what became of one utterance."""
    assert assistant.keeping.wait_until_idle(60)
    return None if reply.recording_id is None else assistant.keeping.outcome(reply.recording_id)


def reason_of(assistant: Conversation, reply: Reply) -> str | None:
    """Return what the gate said to an utterance that might have been kept."""
    outcome = settled(assistant, reply)
    return None if outcome is None else outcome.reason
