"""What is said where nothing may be kept, in numbers: private hours, a child's account, a person who agreed to nothing.

Everything is the gateway's own but the recogniser, which hears what it is told: the gate, the vault, PostgreSQL, the
object store. Each utterance has a word that no program or word list holds; all of them begin alike, so that one search
of every byte looks for them all.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from typing import Final, LiteralString

from earnest.personal.capture.conversation import Conversation
from earnest.personal.capture.keeping_queue import KeepingState
from earnest.personal.consent.purposes import Purpose
from earnest.personal.customers.records import Customer, Programme
from earnest.personal.private_hours.hours import PrivateHours
from earnest.services.database.roles import Role
from earnest.sound_files.encoding import encode_wav
from support.assistant import Parrot, conversation_of, hear, speaker_of
from support.searching import strange_words
from support.speaking import PersonalSide
from support.voices import say

SPEECH: Final = say("a latte")
SOUND_CANARY: Final = SPEECH[SPEECH.size // 2 :][:100].tobytes()
"""Samples out of the middle of what is said, which is loud there."""
KEPT: Final = frozenset({"adult's account, yes to review", "agreed to everything"})
"""Kinds of which something is kept: so that a zero of the others is not one of a test that keeps nothing at all."""
_DAY: Final = timedelta(hours=23)

_LEFT: Final[tuple[LiteralString, ...]] = (
    "select count(*) from personal.recordings",
    "select count(*) from jobs_personal.procrastinate_jobs",
    "select count(*) from handover.clips",
    "select count(*) from personal.spoken_orders",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What became of the utterances of one kind."""

    utterances: int
    answered: int
    kept: int
    """Of how many the gateway told the device that it is kept, and something is."""
    rows: int
    """Recordings, jobs, clips and orders that were there after and not before."""
    objects: int
    """Files of the object store that were there after and not before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unkept:
    """A side on which much is said."""

    side: PersonalSide
    stem: str
    """How each word begins that was heard."""
    heard: Mapping[str, Heard]
    """By kind."""


def speak_unkept(side: PersonalSide, each: int) -> Unkept:
    """Say so many utterances of each kind: five of which nothing may be kept, and two of which something is."""
    [stem] = strange_words(1)
    parrot = Parrot()
    assistant = conversation_of(side, parrot)
    hours = PrivateHours(database=side.databases[Role.CUSTOMER_PORTAL], pseudonyms=side.pseudonyms, clock=side.clock)

    def by_button(customer: Customer) -> None:
        _ = hours.begin(customer, _DAY)

    def by_voice(customer: Customer) -> None:
        parrot.hears = "private mode for three hours"
        assert hear(assistant, encode_wav(SPEECH), speaker_of(side, customer)).done

    def by_plan(customer: Customer) -> None:
        for starts, ends in ((time(0, 0), time(12, 0)), (time(12, 0), time(0, 0))):
            _ = hours.add_schedule(
                customer, weekdays=(1, 2, 3, 4, 5, 6, 7), starts=starts, ends=ends, time_zone="Europe/Berlin"
            )

    def nothing(_: Customer) -> None:
        pass

    everything = tuple(Purpose)
    kinds = {
        "private hour by button": _Kind(purposes=everything, begin=by_button),
        "private hour by voice": _Kind(purposes=everything, begin=by_voice),
        "private hour by weekly plan": _Kind(purposes=everything, begin=by_plan),
        "child's account, yes to review": _Kind(purposes=(Purpose.HUMAN_REVIEW,), begin=nothing, is_child=True),
        "agreed to nothing": _Kind(purposes=(), begin=nothing),
        "adult's account, yes to review": _Kind(purposes=(Purpose.HUMAN_REVIEW,), begin=nothing),
        "agreed to everything": _Kind(purposes=everything, begin=nothing),
    }
    talk = _Talk(side=side, assistant=assistant, parrot=parrot, stem=stem, each=each)
    heard = {name: talk.say(kind) for name, kind in kinds.items()}
    return Unkept(side=side, stem=stem, heard=heard)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """Whose account it is, and what was begun before anything is said."""

    purposes: tuple[Purpose, ...]
    begin: Callable[[Customer], None]
    is_child: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Talk:
    side: PersonalSide
    assistant: Conversation
    parrot: Parrot
    stem: str
    each: int

    def say(self, kind: _Kind) -> Heard:
        """Say everything of a kind and count what it left."""
        customer = self.side.add_customer(*kind.purposes, programme=Programme.PANEL, is_child=kind.is_child)
        kind.begin(customer)
        speaker = speaker_of(self.side, customer)
        before, files = _rows(self.side), _files(self.side)
        answered = kept = 0
        for number in range(self.each):
            self.parrot.hears = f"{self.stem}{number:04d} please"
            reply = hear(self.assistant, encode_wav(SPEECH), speaker)
            answered += not reply.accidental
            outcome = None if reply.recording_id is None else self.assistant.keeping.outcome(reply.recording_id)
            kept += outcome is not None and outcome.state is KeepingState.YES
        return Heard(
            utterances=self.each,
            answered=answered,
            kept=kept,
            rows=_rows(self.side) - before,
            objects=_files(self.side) - files,
        )


def _rows(side: PersonalSide) -> int:
    with side.databases.owner.transaction() as connection:
        return sum(int(row[0]) for query in _LEFT for row in connection.execute(query).fetchall())


def _files(side: PersonalSide) -> int:
    return sum(1 for path in (side.folder / "objects").rglob("*") if path.is_file())
