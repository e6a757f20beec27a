"""Wyoming voice: lets Wyoming clients speak as a known device, or as no known speaker."""

from dataclasses import dataclass

from earnest.foundation.child_processes.errors import TurnRefused
from earnest.foundation.child_processes.requester import Requester
from earnest.foundation.errors import Unavailable
from earnest.foundation.identifiers import DeviceId
from earnest.foundation.sensitive import RevealReason
from earnest.foundation.units import Samples
from earnest.personal.assistant.speaking.errors import VoiceMissing
from earnest.personal.assistant.speaking.voice import Voice, synthetic
from earnest.personal.capture.conversation import Conversation
from earnest.personal.capture.events import UtteranceForgotten
from earnest.personal.capture.reply import Reply
from earnest.personal.capture.wyoming_information import ServiceDescription
from earnest.personal.capture.wyoming_transcripts import AssistantAnswer, Transcription
from earnest.personal.customers.records import Speaker
from earnest.personal.customers.store import find_speaker
from earnest.personal.recognition.live import STOCK
from earnest.services.observability import log
from earnest.speech.hearing.recognition.errors import EngineFailed
from earnest.speech.hearing.recognition.learned_domains import DOMAIN_LANGUAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class WyomingVoice:
    """Answers Wyoming clients. Without a device of its own they are recognised, and nothing of it is ever kept."""

    conversation: Conversation
    device_id: DeviceId | None
    speaking: Voice | None = None
    """What speaks; None: no program that speaks is installed."""

    def transcribe(self, sound: bytes, language: str | None, requester: Requester) -> Transcription:
        """Return what was said, and to a known device what is answered.

        A full disk or a database that is gone costs history and answer, not the transcript.

        Args:
            sound: a WAV file.
            language: what the client says is spoken; None or empty: the language of the device's account, or of the
                service.
            requester: who waits for it.

        Raises:
            InvalidInput: not a sound that can be used.
            LanguageNotRecognised: the recogniser does not understand the language that is spoken.
            EngineFailed: the recogniser failed on it.
            TurnRefused: others have their turn, or the requester left.
        """
        speaker = self._find_speaker()
        if speaker is not None:
            language = language or speaker.customer.language
            try:
                return self._told(self.conversation.hear(sound, speaker, None, requester, language=language))
            except (EngineFailed, TurnRefused):
                raise
            except Unavailable as error:
                log(UtteranceForgotten(error=type(error)))
        recognised = self.conversation.recognise_only(sound, requester, language=language)
        hypothesis = recognised.hypothesis.reveal(RevealReason.RECOGNITION)
        return Transcription(
            text=hypothesis.text, language=recognised.language, hypothesis=hypothesis, start=recognised.start
        )

    def speak(self, text: str, language: str) -> Samples:
        """Return a text as sound that is marked as synthetic.

        Raises:
            VoiceMissing: no program that speaks is installed.
            TextTooLong, VoiceFailed: see `Voice.speak`.
        """
        if self.speaking is None:
            raise VoiceMissing
        return synthetic(self.speaking.speak(text, language))

    def describe(self) -> ServiceDescription:
        """Return what runs now."""
        models = self.conversation.models
        return ServiceDescription(
            engine=models.engine_name,
            model=models.model,
            languages=self.conversation.languages,
            learned_languages=() if models.model == STOCK else (DOMAIN_LANGUAGE,),
            spoken_languages=() if self.speaking is None else self.speaking.languages,
        )

    def _find_speaker(self) -> Speaker | None:
        if self.device_id is None:
            return None
        try:
            with self.conversation.database.transaction() as connection:
                return find_speaker(connection, self.device_id)
        except Unavailable as error:
            log(UtteranceForgotten(error=type(error)))
            return None

    def _told(self, reply: Reply) -> Transcription:
        """Return what a known device is told: no more than it would hear."""
        recognised, understood = reply.recognised, reply.understood.reveal(RevealReason.RECOGNITION)
        done = reply.done and self.conversation.acting.carries_out(understood.interpretation)
        return Transcription(
            text=understood.text,
            language=recognised.language,
            hypothesis=recognised.hypothesis.reveal(RevealReason.RECOGNITION),
            start=recognised.start,
            answer=AssistantAnswer(text=reply.answer.reveal(RevealReason.RECOGNITION), done=done),
        )
