"""Views of the gateway: one route that takes sound, and one that tells what became of it."""

import asyncio
from base64 import b64encode
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import Field
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from earnest.foundation.child_processes.requester import Cancellation, Requester
from earnest.foundation.identifiers import RecordingId
from earnest.foundation.sensitive import RevealReason
from earnest.personal.assistant.speaking.errors import TextTooLong, VoiceFailed
from earnest.personal.assistant.speaking.voice import Voice, synthetic, synthetic_wav
from earnest.personal.capture.admission import Admission
from earnest.personal.capture.conversation import Conversation
from earnest.personal.capture.errors import OutcomeUnknown, SoundMissing
from earnest.personal.capture.events import AnswerNotSpoken
from earnest.personal.capture.hearing_again import HeardAgain, TriedSentence, hear_again, try_sentence
from earnest.personal.capture.keeping_queue import KeepingState
from earnest.personal.capture.reply import Reply
from earnest.personal.capture.stopwatch import Stopwatch
from earnest.personal.customers.errors import TokenRefused
from earnest.personal.customers.records import Speaker
from earnest.personal.customers.store import load_speaker
from earnest.personal.recognition.shown import ShownRecognisedWord, ShownRecognition, show_recognition, show_words
from earnest.services.observability import log
from earnest.services.web import Form

LARGEST_BODY_BYTES: Final = 16_000_000
"""A minute of 48 kHz stereo with 16 bits fits; compressed forms are far smaller."""
_BEARER: Final = "bearer "


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyPayload:
    """What a device gets."""

    text: str
    language: str
    """ISO 639-1; in which it was recognised and is answered."""
    words: tuple[ShownRecognisedWord, ...]
    confidence: float
    domain: str
    model: str
    intent: str | None
    slots: dict[str, str]
    understood: bool
    """An intent was recognised; whether anything was done says `done`."""
    done: bool
    answer: str
    accidental: bool
    sound: str | None
    """The answer as a WAV file in base64, marked as synthetic speech; None where it was not asked for, or no program
    that speaks is installed, or it failed."""
    private: bool
    """It was said in a private hour, or began one: nothing of it is kept or counted."""
    recording_id: UUID | None
    """Under which something may be kept."""
    kept: KeepingState
    """`pending`: that is decided and done after this answer; `no`: nothing is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardAgainPayload:
    """What a sound is heard and understood as now; nothing was done."""

    heard: str
    """What the recogniser heard."""
    text: str
    """What is taken to be said: as heard, or as the person taught it."""
    language: str
    """ISO 639-1."""
    intent: str | None
    slots: dict[str, str]
    understood: bool
    taught: bool
    """One of the person's own lessons decided."""
    recognition: ShownRecognition
    skill: str | None
    """Name of the skill that would answer; None: none does."""
    seconds: dict[str, float]
    """Stage → how long it took: `sound`, `recognising`, `understanding`."""


class SentenceForm(Form):
    """A sentence that is typed instead of said."""

    text: Annotated[str, Field(min_length=1, max_length=500)]
    act: bool = False
    """Do what is asked for, as if it were said; else nothing is done."""
    spoken: bool = False
    """The answer is wanted as sound too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedPayload:
    """What a typed sentence is understood as, and what is said to it."""

    language: str
    """ISO 639-1."""
    text: str
    """What is taken to be meant: as typed, or as the person taught it."""
    intent: str | None
    slots: dict[str, str]
    understood: bool
    taught: bool
    skill: str | None
    """Name of the skill that answers; None: none does."""
    answer: str | None
    """None: only doing it tells what is said."""
    done: bool
    """It was to be done, and a skill carried it out."""
    sound: str | None
    """The answer as a WAV file in base64, marked as synthetic speech."""
    voice: str | None
    """What speaks; None: no program that speaks is installed."""
    seconds: dict[str, float]
    """Stage → how long it took: `understanding`, `answering`, and `speaking` where that was wanted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomePayload:
    """What became of an utterance after its answer."""

    recording_id: UUID
    kept: KeepingState
    reason: str | None
    """What the gate said, or the code of the error; None while it is pending."""


class UtteranceRoutes:
    """The gateway's routes."""

    def __init__(self, conversation: Conversation, voice: Voice | None = None) -> None:
        """Take what answers, and what speaks the answers where something does."""
        self._conversation = conversation
        self._voice = voice
        self._admission = Admission()
        # Apart from the threads of all other requests, so that no queue of utterances stops `/health`.
        self._threads = ThreadPoolExecutor(self._admission.at_once, thread_name_prefix="utterance")

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(prefix="/api", dependencies=[Depends(self.require_device)])
        router.add_api_route("/utterances", self.post_utterance, methods=["POST"], response_model=ReplyPayload)
        router.add_api_route("/recognitions", self.post_recognition, methods=["POST"], response_model=HeardAgainPayload)
        router.add_api_route("/sentences", self.post_sentence, methods=["POST"], response_model=TriedPayload)
        router.add_api_route("/utterances/{recording_id}", self.get_outcome, response_model=OutcomePayload)
        return router

    async def post_utterance(
        self,
        request: Request,
        wake_word: Annotated[str | None, Query(max_length=100)] = None,
        language: Annotated[
            str | None, Query(description="What is spoken, e.g. `de`; the account's where absent.")
        ] = None,
        spoken: Annotated[bool, Query(description="The answer is wanted as sound too.")] = False,  # noqa: FBT002 - a query
    ) -> ReplyPayload:
        """Answer an utterance: the body is the sound itself, or a multipart form whose field `audio` is it.

        Raises:
            SoundMissing: a form without the field `audio`, or something that is no form.
            NotAudio, EmptyAudio, TruncatedAudio, TooLong: no sound can be read from it, or too much.
            LanguageNotRecognised: the recogniser does not understand the language that is named, or the customer's.
            RecognitionTooSlow: it takes more of the processor than its length allows.
            TooManyAtOnce: the device has as many utterances under way as it may.
            WaitedTooLong: others were served all the time.
        """
        speaker = speaker_of(request)
        requester = Requester(name=str(speaker.device_id), known=True)
        with self._admission.enter(requester):
            sound = await _read_sound(request)
            with _watched(request, requester.cancellation):
                hear = partial(self._conversation.hear, language=language)
                loop = asyncio.get_running_loop()
                reply = await loop.run_in_executor(self._threads, hear, sound, speaker, wake_word or None, requester)
                voice = self._voice if spoken else None
                said, spoken_in = reply.answer.reveal(RevealReason.RECOGNITION), reply.recognised.language
                speak = None if voice is None else partial(_spoken, voice, said, spoken_in)
                answer = None if speak is None else await loop.run_in_executor(self._threads, speak)
        return _payload(reply, answer)

    async def post_recognition(
        self,
        request: Request,
        language: Annotated[
            str | None, Query(description="What is spoken, e.g. `de`; the account's where absent.")
        ] = None,
    ) -> HeardAgainPayload:
        """Tell what is heard and understood of a sound now, with what was taught; nothing is done, counted or kept.

        Raises what answering an utterance does.
        """
        speaker = speaker_of(request)
        requester = Requester(name=str(speaker.device_id), known=True)
        with self._admission.enter(requester):
            sound = await _read_sound(request)
            with _watched(request, requester.cancellation):
                again = partial(hear_again, self._conversation, sound, speaker, requester, language=language)
                return _payload_again(await asyncio.get_running_loop().run_in_executor(self._threads, again))

    async def post_sentence(
        self,
        form: SentenceForm,
        request: Request,
        language: Annotated[
            str | None, Query(description="Of the sentence, e.g. `de`; the account's where absent.")
        ] = None,
    ) -> TriedPayload:
        """Tell what a typed sentence is understood as and answered with; done only where `act` says so.

        Nothing of it is counted or kept.

        Raises:
            LanguageNotRecognised: the recogniser does not understand the language that is named, or the customer's.
            TooManyAtOnce: the device has as much under way as it may.
        """
        speaker = speaker_of(request)
        attempt = partial(try_sentence, self._conversation, form.text, speaker, act=form.act, language=language)
        answer = partial(self._payload_tried, attempt, spoken=form.spoken)
        with self._admission.enter(Requester(name=str(speaker.device_id), known=True)):
            return await asyncio.get_running_loop().run_in_executor(self._threads, answer)

    def _payload_tried(self, attempt: Callable[[], TriedSentence], *, spoken: bool) -> TriedPayload:
        tried = attempt()
        understood = tried.understood.reveal(RevealReason.RECOGNITION)
        answer = None if tried.answer is None else tried.answer.reveal(RevealReason.RECOGNITION)
        seconds = dict(tried.seconds)
        sound = None
        if spoken and answer and self._voice is not None:
            watch = Stopwatch()
            sound = _spoken(self._voice, answer, tried.language)
            watch.lap("speaking")
            seconds |= watch.seconds
        return TriedPayload(
            language=tried.language,
            text=understood.text,
            intent=understood.interpretation.intent,
            slots={slot.name: slot.value for slot in understood.interpretation.slots},
            understood=understood.interpretation.understood,
            taught=understood.taught,
            skill=tried.skill,
            answer=answer,
            done=tried.done,
            sound=sound,
            voice=None if self._voice is None else self._voice.name,
            seconds=seconds,
        )

    async def get_outcome(self, request: Request, recording_id: UUID) -> OutcomePayload:
        """Tell what became of an utterance of the same customer; remembered for the last utterances only.

        Raises:
            OutcomeUnknown: it is none of the last utterances here, or another customer's.
        """
        speaker = speaker_of(request)
        outcome = self._conversation.keeping.outcome(RecordingId(recording_id))
        if outcome is None or outcome.customer_id != speaker.customer.customer_id:
            raise OutcomeUnknown
        return OutcomePayload(recording_id=recording_id, kept=outcome.state, reason=outcome.reason)

    def require_device(self, request: Request) -> None:
        """Go on only for a device, by its token; before a byte of the sound is read.

        Raises:
            TokenRefused: there is no token, or it is unknown or was revoked.
        """
        authorization = request.headers.get("authorization", "")
        if not authorization.lower().startswith(_BEARER):
            raise TokenRefused
        with self._conversation.database.transaction() as connection:
            request.state.speaker = load_speaker(connection, authorization[len(_BEARER) :].strip())


def speaker_of(request: Request) -> Speaker:
    """Return whose device sends a request, as the router's dependency found out.

    Raises:
        TokenRefused: it did not, which the dependency does not let happen.
    """
    speaker: object = getattr(request.state, "speaker", None)
    if not isinstance(speaker, Speaker):
        raise TokenRefused
    return speaker


@contextmanager
def _watched(request: Request, cancellation: Cancellation) -> Generator[None]:
    """Note during the block when the client closes its connection; its whole body was read before."""

    async def watch() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass
        cancellation.cancel()

    watching = asyncio.create_task(watch())
    try:
        yield
    finally:
        _ = watching.cancel()


async def _read_sound(request: Request) -> bytes:
    """Return the sound of a request, which never touches the disk (CR3).

    Raises:
        SoundMissing: a multipart form without the field `audio`, or something that is no form.
    """
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        return await request.body()
    parser = MultiPartParser(request.headers, request.stream(), max_files=1, max_fields=8)
    # Starlette would write a larger upload into a temporary file.
    parser.spool_max_size = LARGEST_BODY_BYTES * 2
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError):
        raise SoundMissing from None
    try:
        upload = form.get("audio")
        if not isinstance(upload, UploadFile):
            raise SoundMissing
        return await upload.read()
    finally:
        await form.close()


def _spoken(voice: Voice, text: str, language: str) -> str | None:
    """Return the answer as sound; None where there is none, or where speaking it failed, which costs no answer."""
    if not text:
        return None
    try:
        return b64encode(synthetic_wav(synthetic(voice.speak(text, language)))).decode()
    except (VoiceFailed, TextTooLong) as error:
        log(AnswerNotSpoken(error=type(error)))
        return None


def _payload_again(again: HeardAgain) -> HeardAgainPayload:
    understood = again.understood.reveal(RevealReason.RECOGNITION)
    hypothesis = again.hypothesis.reveal(RevealReason.RECOGNITION)
    return HeardAgainPayload(
        heard=hypothesis.text,
        text=understood.text,
        language=again.language,
        intent=understood.interpretation.intent,
        slots={slot.name: slot.value for slot in understood.interpretation.slots},
        understood=understood.interpretation.understood,
        taught=understood.taught,
        recognition=show_recognition(hypothesis, again.start),
        skill=again.skill,
        seconds=again.seconds,
    )


def _payload(reply: Reply, sound: str | None) -> ReplyPayload:
    hypothesis = reply.recognised.hypothesis.reveal(RevealReason.RECOGNITION)
    start = reply.recognised.start
    understood = reply.understood.reveal(RevealReason.RECOGNITION)
    return ReplyPayload(
        text=understood.text,
        language=reply.recognised.language,
        words=show_words(hypothesis, start),
        confidence=hypothesis.confidence,
        domain=hypothesis.domain,
        model=hypothesis.model,
        intent=understood.interpretation.intent,
        slots={slot.name: slot.value for slot in understood.interpretation.slots},
        understood=understood.interpretation.understood,
        done=reply.done,
        answer=reply.answer.reveal(RevealReason.RECOGNITION),
        accidental=reply.accidental,
        sound=sound,
        private=reply.private,
        recording_id=reply.recording_id,
        kept=KeepingState.NO if reply.recording_id is None else KeepingState.PENDING,
    )
