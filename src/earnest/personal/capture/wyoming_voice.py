"""Wyoming voice: lets Wyoming clients speak as a known device, or as no known speaker."""

from dataclasses import dataclass

from earnest.foundation.child_processes.errors import TurnRefused
from earnest.foundation.child_processes.requester import Requester
from earnest.foundation.errors import Unavailable
from earnest.foundation.identifiers import DeviceId
from earnest.foundation.sensitive import RevealReason
from earnest.personal.capture.conversation import Conversation
from earnest.personal.capture.errors import LanguageNotRecognised
from earnest.personal.capture.events import UtteranceForgotten
from earnest.personal.capture.wyoming_server import ServiceDescription, Transcription
from earnest.personal.customers.records import Speaker
from earnest.personal.customers.store import find_speaker
from earnest.services.observability import log
from earnest.speech.hearing.recognition.errors import EngineFailed


@dataclass(frozen=True, slots=True, kw_only=True)
class WyomingVoice:
    """Answers Wyoming clients. Without a device of its own they are recognised, and nothing of it is ever kept."""

    conversation: Conversation
    device_id: DeviceId | None
    languages: tuple[str, ...]
    """Languages that the recogniser knows."""

    def transcribe(self, sound: bytes, language: str | None, requester: Requester) -> Transcription:
        """Return what was said.

        A full disk or a database that is gone costs the history, not the transcript.

        Raises:
            InvalidInput: not a sound that can be used.
            LanguageNotRecognised: the recogniser does not understand the language that is spoken.
            EngineFailed: the recogniser failed on it.
            TurnRefused: others have their turn, or the requester left.
        """
        speaker = self._find_speaker()
        if speaker is not None:
            spoken = speaker.customer.language
            try:
                reply = self.conversation.hear(sound, speaker, None, requester)
            except (EngineFailed, TurnRefused):
                raise
            except Unavailable as error:
                log(UtteranceForgotten(error=type(error)))
            else:
                return Transcription(text=reply.understood.reveal(RevealReason.RECOGNITION).text, language=spoken)
        spoken = _plain(language) or self.languages[0]
        if spoken not in self.languages:
            raise LanguageNotRecognised(spoken, self.languages)
        text = self.conversation.recognise_only(sound, requester).reveal(RevealReason.RECOGNITION)
        return Transcription(text=text, language=spoken)

    def describe(self) -> ServiceDescription:
        """Return what runs now."""
        models = self.conversation.models
        return ServiceDescription(engine=models.engine_name, model=models.model, languages=self.languages)

    def _find_speaker(self) -> Speaker | None:
        if self.device_id is None:
            return None
        try:
            with self.conversation.database.transaction() as connection:
                return find_speaker(connection, self.device_id)
        except Unavailable as error:
            log(UtteranceForgotten(error=type(error)))
            return None


def _plain(language: str | None) -> str:
    """Return the two letters of a language that a client names, which may also name a country (`de-DE`)."""
    return (language or "").replace("_", "-").partition("-")[0].lower()
