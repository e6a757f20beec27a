"""Verify: listens to the concealed sound once more and refuses what is not safe. Third step, before the disguise."""

from dataclasses import KW_ONLY, InitVar, dataclass
from typing import Final

from earnest.personal.deidentification.conceal import Concealed
from earnest.personal.deidentification.errors import (
    BeepMissing,
    NothingToHear,
    StillExposed,
    TooMuchConcealed,
    Withheld,
)
from earnest.speech.audio.voice_activity import VoiceActivityModel, find_speech
from earnest.speech.concealment.verification import Fault, find_fault
from earnest.speech.recognition.engine import Engine

_PROOF: Final = object()

_ERRORS: Final[dict[Fault, type[Withheld]]] = {
    Fault.BEEP_MISSING: BeepMissing,
    Fault.STILL_EXPOSED: StillExposed,
    Fault.TOO_MUCH_CONCEALED: TooMuchConcealed,
}


@dataclass(frozen=True, slots=True)
class Verified:
    """A concealed recording in which the verifier found nothing. Only `verify` builds one; releasing takes one."""

    _: KW_ONLY
    concealed: Concealed
    proof: InitVar[object] = None

    def __post_init__(self, proof: object) -> None:
        """Refuse what nobody listened to."""
        if proof is not _PROOF:
            raise TypeError("Only the verifier says that something is verified")


def verify(concealed: Concealed, language: str, engine: Engine, voices: VoiceActivityModel) -> Verified:
    """Recognise the whole concealed sound, still in the person's own voice, and look for what is left.

    It can only say no: that it finds nothing does not show that nothing is there.

    Args:
        concealed: what conceal made.
        language: ISO 639-1.
        engine: the stock recogniser, so that it is not misled by what the live one has learned.
        voices: finds where somebody speaks.

    Raises:
        BeepMissing, StillExposed, TooMuchConcealed, NothingToHear: not safe or of no use.
        EngineFailed: the recogniser failed on it.
        LanguageNotCovered: there are no rules for this language.
    """
    speech = find_speech(concealed.samples, voices)
    if not speech:
        raise NothingToHear
    heard = engine.recognise(concealed.samples)
    for words in (heard.words, heard.general_words):
        fault = find_fault(concealed.samples, words, language, beeped=concealed.beeped, speech=speech)
        if fault is not None:
            raise _ERRORS[fault]
    return Verified(concealed=concealed, proof=_PROOF)
