"""Conversation: one utterance from sound to answer, and then, after the answer, to the gate."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from functools import partial

from earnest.foundation.child_processes.requester import Requester
from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import RecordingId
from earnest.foundation.sensitive import RevealReason, Sensitive
from earnest.foundation.time_zone import local_zone
from earnest.foundation.units import seconds
from earnest.personal.accidents.counts import AccidentKind, count
from earnest.personal.adaptation.phrases import phrases_of
from earnest.personal.assistant import dialogue
from earnest.personal.assistant.skills.running import SkillRunner
from earnest.personal.capture.acting import Acting
from earnest.personal.capture.answered import (
    HouseInterpreter,
    OwnWords,
    Person,
    load_own_words,
    note,
    said_of,
    skill_name,
    weigh,
)
from earnest.personal.capture.hearing import AudioIntake, HeardSound
from earnest.personal.capture.keeping import UtteranceStorage
from earnest.personal.capture.keeping_queue import KeepingQueue, KeepingTask
from earnest.personal.capture.last_said import LastUtterance
from earnest.personal.capture.rephrasing import RephraseMemory
from earnest.personal.capture.reply import RecognisedUtterance, Reply, answer_nothing, answer_privately, hear_nothing
from earnest.personal.capture.spoken_language import parse_language
from earnest.personal.capture.stopwatch import Stopwatch
from earnest.personal.capture.understanding import Understood, understand_addressed
from earnest.personal.capture.utterances import KeepingResult, Utterance
from earnest.personal.consent.purposes import Purpose
from earnest.personal.consent.rules import given_at, make_grant
from earnest.personal.consent.store import list_events
from earnest.personal.consent.wording import current_hashes
from earnest.personal.customers.records import Programme, Speaker
from earnest.personal.household.skills.answering import HouseholdSkills
from earnest.personal.household.skills.switching import may_ask_others
from earnest.personal.private_hours.store import find_private_until
from earnest.personal.recognition.live import LiveModels
from earnest.personal.sampling.rules import GateReason, ReviewNeed
from earnest.personal.vault.content import RecordingContent
from earnest.personal.vault.store import count_own_recordings
from earnest.services.database import Database
from earnest.speech.language.hypothesis import Hypothesis
from earnest.speech.language.wording import normalised_words
from earnest.speech.privacy.vocabulary.languages import common_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """Answers utterances; safe to share between threads.

    The answer waits for what it is made of and for a spoken no. Counting, gate and storing come after it, in `keeping`;
    of a person without a yes under which something may be kept, no sound and no word waits there. In a private hour
    nothing comes after the answer.
    """

    database: Database
    """Connections of the gateway's role."""
    models: LiveModels
    storage: UtteranceStorage
    acting: Acting
    clock: Clock
    languages: tuple[str, ...] = ()
    """Languages that the recogniser understands, ISO 639-1; empty where that is not known."""
    zone: tzinfo = field(default_factory=local_zone)
    """Where the household is: of the machine."""
    intake: AudioIntake = field(default_factory=AudioIntake)
    rephrasing: RephraseMemory = field(default_factory=RephraseMemory)
    keeping: KeepingQueue = field(default_factory=KeepingQueue)
    skills: SkillRunner | None = None
    """Runs the skills that may ask other hosts; None: there are none."""

    def hear(
        self,
        file: bytes,
        speaker: Speaker,
        wake_word: str | None,
        requester: Requester | None = None,
        *,
        language: str | None = None,
    ) -> Reply:
        """Answer an utterance of a known device, in the language that is spoken.

        Args:
            file: a sound file.
            speaker: whose device sent it.
            wake_word: what the device says it heard; None for push-to-talk.
            requester: who waits for the answer; None: a caller that cannot disconnect and shares no limit.
            language: what the device says is spoken, e.g. `de` or `de-DE`; None or empty: the language of the account.

        Raises:
            TurnRefused: others have their turn, or the requester left; nothing of it was kept.
            LanguageNotRecognised: the recogniser does not understand that language; nothing was decoded.
            InvalidInput: not a sound that can be used; see `AudioIntake.listen`.
            EngineFailed: the recogniser failed on this utterance; nothing of it was kept.
            DatabaseUnavailable: nothing of it was kept.
        """
        account = speaker.customer.language
        spoken = parse_language(language or account, self.languages, account=account)
        watch, captured_at = Stopwatch(), self.clock.now()
        detector = self.models.wake
        heard = self.intake.listen(file, wake_word, detector, requester)
        private_until = self.find_private_until(speaker, captured_at)
        if heard.about.accidental:
            if private_until is None:
                self._count(AccidentKind.STOPPED, speaker, captured_at)
            return answer_nothing(spoken)
        own = self.load_own_words(speaker)
        lessons = own.lessons.reveal(RevealReason.RECOGNITION)
        phrases = phrases_of(lessons, own.names.reveal(RevealReason.RECOGNITION), common_words(spoken))
        watch.lap("sound")
        hypothesis = self.recognise(heard, (spoken,), requester, phrases)
        watch.lap("recognising")
        person = self.load_person(speaker, captured_at)
        asked = self.acting.questions.take(speaker.device_id, captured_at)
        outside = self.skills_of(speaker, own)
        interpreter = HouseInterpreter(skills=outside, learned=self.models, language=spoken)
        asked_for = heard.without_wake_word(hypothesis)
        question = None if asked is None else asked.question
        understood = understand_addressed(
            hypothesis, asked_for, lessons, spoken, interpreter, account_language=account, question=question
        )
        situation = dialogue.Situation(
            language=spoken,
            now=captured_at.astimezone(self.zone),
            kept=person.kept,
            heard_words=bool(asked_for.words),
            private_until=private_until,
        )
        watch.lap("understanding")
        answer = self.acting.respond(speaker, understood, situation, outside, asked)
        watch.lap("answering")
        if private_until is not None or answer.keeps_nothing:
            self.rephrasing.forget_device(speaker.device_id)
            recognised = RecognisedUtterance(hypothesis=Sensitive(hypothesis), language=spoken, start=heard.start)
            return answer_privately(recognised, understood, answer)
        need = self._need(speaker, hypothesis, understood, captured_at, failed=answer.failed_action)
        heard = weigh(heard, hypothesis, understood, detector)
        if heard.about.doubtful:
            self._count(AccidentKind.DOUBTFUL, speaker, captured_at)
        content = RecordingContent(
            hypothesis=hypothesis,
            interpretation=understood.interpretation,
            answer=answer.text,
            language=spoken,
            wake_word=heard.wake_word,
            correction=None,
            wake_evidence=heard.wake_evidence,
            skill=skill_name(understood.interpretation, outside),
            taught=understood.taught,
            stages=watch.stages(),
        )
        utterance = Utterance(
            speaker=speaker,
            captured_at=captured_at,
            sound=heard.about,
            need=need,
            said=said_of(heard, content, person.grant),
        )
        recording_id = self._keep(utterance)
        if not understood.corrected:  # Who corrects twice corrects the same utterance again.
            last = LastUtterance(captured_at=captured_at, recording_id=recording_id)
            self.acting.last_said.note(speaker.device_id, last)
        note(heard, need, recording_id, watch.stages().total)
        return Reply(
            recognised=RecognisedUtterance(hypothesis=Sensitive(hypothesis), language=spoken, start=heard.start),
            understood=Sensitive(understood),
            answer=Sensitive(answer.text),
            done=need.understood and not need.failed_action,
            accidental=False,
            recording_id=recording_id,
        )

    def _keep(self, utterance: Utterance) -> RecordingId | None:
        """Let an utterance be counted and perhaps kept after its answer; return under which identifier."""
        if utterance.sound.doubtful or utterance.sound.speech_samples == 0:
            return None
        said = utterance.said
        task = KeepingTask(
            customer_id=utterance.speaker.customer.customer_id,
            recording_id=None if said is None else said.recording_id,
            seconds=0.0 if said is None else seconds(utterance.sound.sample_count),
            act=partial(self.storage.keep, utterance),
        )
        return task.recording_id if self.keeping.offer(task) else None

    def recognise_only(
        self, file: bytes, requester: Requester | None = None, *, language: str | None = None
    ) -> RecognisedUtterance:
        """Recognise an utterance of an unknown speaker; nothing is counted, answered or kept.

        Args:
            file: a sound file.
            requester: who waits for it.
            language: what the client says is spoken; None or empty: any that is recognised; the recogniser
                finds out which where it can.

        Raises:
            LanguageNotRecognised: the recogniser does not understand that language; nothing was decoded.
            InvalidInput: not a sound that can be used.
            EngineFailed: the recogniser failed on it.
        """
        languages = (parse_language(language, self.languages),) if language else self.languages or ("en",)
        heard = self.intake.listen(file, None, self.models.wake, requester)
        hypothesis = self.recognise(heard, languages, requester)
        return RecognisedUtterance(hypothesis=Sensitive(hypothesis), language=hypothesis.language, start=heard.start)

    def _count(self, kind: AccidentKind, speaker: Speaker, captured_at: datetime) -> None:
        """Let an accident be counted after the answer."""

        def act() -> KeepingResult:
            with self.database.transaction() as connection:
                count(
                    connection,
                    kind,
                    customer_id=speaker.customer.customer_id,
                    device_id=speaker.device_id,
                    region=speaker.customer.region,
                    day=captured_at.date(),
                )
            reason = GateReason.ACCIDENTAL if kind is AccidentKind.STOPPED else GateReason.DOUBTFUL_WAKE_WORD
            return KeepingResult(recording_id=None, reason=reason)

        customer_id = speaker.customer.customer_id
        _ = self.keeping.offer(KeepingTask(customer_id=customer_id, recording_id=None, seconds=0.0, act=act))

    def recognise(
        self,
        heard: HeardSound,
        languages: Sequence[str],
        requester: Requester | None,
        phrases: Sequence[str] = (),
    ) -> Hypothesis:
        """Recognise what was heard; nothing where there is no speech. Raises what `LiveModels.recognise` does."""
        if heard.about.speech_samples == 0:
            return hear_nothing(languages[0])
        return self.models.recognise(heard.samples.reveal(RevealReason.RECOGNITION), languages, phrases, requester)

    def load_own_words(self, speaker: Speaker) -> OwnWords:
        """Return what was taught and listed; see `answered.load_own_words`."""
        with self.database.transaction() as connection:
            return load_own_words(connection, speaker, master_key=self.storage.vault.master_key, now=self.clock.now())

    def load_person(self, speaker: Speaker, captured_at: datetime) -> Person:
        """Return what is kept of the speaker, and under which decisions; those that stood at a moment."""
        customer_id, wordings = speaker.customer.customer_id, current_hashes()
        with self.database.transaction() as connection:
            events = list_events(connection, customer_id)
            given = given_at(events, self.clock.now(), wordings)
            may_listen = Purpose.HUMAN_REVIEW in given and speaker.customer.programme is not Programme.HOUSEHOLD
            count = count_own_recordings(connection, customer_id)
        return Person(
            kept=dialogue.KeptSummary(recording_count=count, people_may_listen=may_listen),
            grant=make_grant(events, customer_id=customer_id, moment=captured_at, wordings=wordings),
        )

    def find_private_until(self, speaker: Speaker, captured_at: datetime) -> datetime | None:
        """Return when the private hour ends in which this was said (CN10); an error means that nothing is kept."""
        with self.database.transaction() as connection:
            return find_private_until(connection, speaker.customer.customer_id, captured_at, self.clock.now())

    def skills_of(self, speaker: Speaker, own: OwnWords) -> HouseholdSkills | None:
        """Return the skills that may ask other hosts, as the household of the speaker set them."""
        if self.skills is None:
            return None
        return HouseholdSkills(runner=self.skills, held=own.skills, allowed=may_ask_others(speaker.customer))

    def _need(
        self, speaker: Speaker, hypothesis: Hypothesis, understood: Understood, now: datetime, *, failed: bool
    ) -> ReviewNeed:
        words = normalised_words(hypothesis.text)
        is_understood = understood.interpretation.understood
        rephrased = self.rephrasing.notice(speaker.device_id, words, understood=is_understood, now=now)
        return ReviewNeed(
            understood=is_understood,
            confidence=hypothesis.confidence,
            rephrased=rephrased,
            failed_action=failed,
        )
