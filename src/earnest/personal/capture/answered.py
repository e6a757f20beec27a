"""Answered: what the household's skills understand, whether a sound was meant, and what is logged of an answer."""

from dataclasses import dataclass, replace
from datetime import datetime

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.errors import EarnestError, Unavailable
from earnest.foundation.identifiers import RecordingId, random_identifier
from earnest.foundation.sensitive import Sensitive
from earnest.foundation.units import seconds
from earnest.personal.adaptation.rules import Lesson
from earnest.personal.adaptation.store import list_lessons
from earnest.personal.assistant import dialogue
from earnest.personal.assistant.skills.inside import find_name
from earnest.personal.capture.events import LessonsUnusable, UtteranceAnswered
from earnest.personal.capture.hearing import HeardSound
from earnest.personal.capture.keeping import may_be_kept
from earnest.personal.capture.understanding import LearnedInterpreter, Understood
from earnest.personal.capture.utterances import UtteranceContent
from earnest.personal.consent.purposes import Purpose
from earnest.personal.consent.rules import ConsentGrant, given_at
from earnest.personal.consent.store import list_events
from earnest.personal.consent.wording import current_hashes
from earnest.personal.customers.records import Speaker
from earnest.personal.household.skills.answering import HouseholdSkills
from earnest.personal.household.skills.records import HeldSkill
from earnest.personal.household.skills.store import list_skills
from earnest.personal.household.store import load_all_names
from earnest.personal.sampling.rules import ReviewNeed
from earnest.personal.vault.content import RecordingContent
from earnest.personal.vault.keys import load_customer_key
from earnest.services.cryptography import MasterKey
from earnest.services.observability import log
from earnest.speech.hearing.wake_word.detector import Meant, WakeDetector
from earnest.speech.hearing.wake_word.evidence import Answered, with_answer
from earnest.speech.language.hypothesis import Hypothesis
from earnest.speech.language.wording import normalised_words
from earnest.speech.meaning.interpretation import Interpretation


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWords:
    """What the speaker taught, and the names that the customer listed; both help hearing."""

    lessons: Sensitive[tuple[Lesson, ...]]
    names: Sensitive[tuple[str, ...]]
    skills: tuple[HeldSkill, ...]
    """Skills that the customer ever switched on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What is known of the speaker for this one utterance."""

    kept: dialogue.KeptSummary
    grant: ConsentGrant | None
    """The decisions that stood when it was said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseInterpreter:
    """Understands what the household's skills understand, and else what was learned."""

    skills: HouseholdSkills | None
    learned: LearnedInterpreter
    language: str
    """ISO 639-1."""

    def interpret(self, hypothesis: Hypothesis) -> Interpretation:
        """Return intent and slots of a hypothesis."""
        text = hypothesis.text
        found = None
        if self.skills is not None:
            found = self.skills.understand(text, normalised_words(text), self.language)
        return self.learned.interpret(hypothesis) if found is None else found


def load_own_words(
    connection: Connection[TupleRow], speaker: Speaker, *, master_key: MasterKey, now: datetime
) -> OwnWords:
    """Return what was taught and listed; what cannot be read is done without, and that is logged.

    Args:
        connection: transaction of the gateway's role.
        speaker: whose.
        master_key: wraps the customer's key.
        now: the moment whose decisions count.

    Raises:
        Unavailable: the key service is out of reach.
    """
    customer_id = speaker.customer.customer_id
    lessons: Sensitive[tuple[Lesson, ...]] = Sensitive(())
    names: Sensitive[tuple[str, ...]] = Sensitive(())
    skills: tuple[HeldSkill, ...] = ()
    given = given_at(list_events(connection, customer_id), now, current_hashes())
    try:
        names = load_all_names(connection, customer_id, master_key)
        skills = list_skills(connection, customer_id, master_key)
        key = load_customer_key(connection, customer_id, master_key)
        if Purpose.AUTOMATIC_LEARNING in given and key is not None and not speaker.customer.restricted:
            lessons = list_lessons(connection, customer_id, key.key)
    except Unavailable:
        raise
    except EarnestError as error:
        log(LessonsUnusable(error=type(error)))
    return OwnWords(lessons=lessons, names=names, skills=skills)


def weigh(heard: HeardSound, hypothesis: Hypothesis, understood: Understood, detector: WakeDetector) -> HeardSound:
    """Return a sound with the last word on whether it was meant for the assistant; in doubt it is not kept (RT5).

    Args:
        heard: from before the recogniser was asked.
        hypothesis: what was recognised.
        understood: what it means.
        detector: the live weights.
    """
    if heard.wake_evidence is None:
        return heard
    answered = Answered(
        confidence=hypothesis.confidence,
        understood=understood.interpretation.understood,
        word_count=len(normalised_words(hypothesis.text)),
    )
    evidence = with_answer(heard.wake_evidence, answered, heard.about.speech_samples)
    doubtful = detector.judge(evidence) is not Meant.YES
    return replace(heard, wake_evidence=evidence, about=replace(heard.about, doubtful=doubtful))


def skill_name(meant: Interpretation, outside: HouseholdSkills | None) -> str | None:
    """Return the name of the skill that answers; None where none does."""
    inside = find_name(meant.intent or "")
    return inside if inside is not None or outside is None else outside.find_name(meant.intent)


def note(heard: HeardSound, need: ReviewNeed, recording_id: RecordingId | None, duration_seconds: float) -> None:
    """Log that an utterance was answered; never what was said."""
    log(
        UtteranceAnswered(
            seconds=round(duration_seconds, 3),
            sound_seconds=round(seconds(heard.about.sample_count), 2),
            understood=need.understood,
            done=need.understood and not need.failed_action,
            pending=recording_id is not None,
        )
    )


def said_of(heard: HeardSound, content: RecordingContent, grant: ConsentGrant | None) -> UtteranceContent | None:
    """Return what may be kept of an utterance; None where no yes lets anything be kept."""
    if grant is None or not may_be_kept(grant):
        return None
    return UtteranceContent(
        recording_id=RecordingId(random_identifier()), samples=heard.samples, content=Sensitive(content), grant=grant
    )
