"""Second hearing: the concealed sound is listened to once more, and what is not safe is refused. Fourth step."""

from collections.abc import Sequence
from dataclasses import KW_ONLY, InitVar, dataclass
from typing import Final

from earnest.foundation.units import SampleCount, Samples, samples_in_milliseconds
from earnest.speech.hearing.recognition.agreement import are_of_different_kinds, is_sure, say_the_same
from earnest.speech.hearing.recognition.engine import Engine
from earnest.speech.hearing.recognition.errors import EngineFailed
from earnest.speech.hearing.spotting.spotter import Spotter
from earnest.speech.language.hypothesis import Hypothesis, RecognisedWord
from earnest.speech.privacy.concealment.beep import is_beeped
from earnest.speech.privacy.concealment.verification import (
    FirstHearing,
    names_still_heard,
    still_exposed,
    too_much_concealed,
    uncovered_run,
)
from earnest.speech.privacy.recording.covering import Concealed
from earnest.speech.privacy.recording.errors import (
    BeepMissing,
    NothingToHear,
    NumberUncovered,
    StillExposed,
    TooMuchConcealed,
)
from earnest.speech.privacy.recording.personal_sounds import RecordingContext, can_spot
from earnest.speech.privacy.spotting.confirmed_runs import verifying_runs
from earnest.speech.sound.span import Span, shared_samples
from earnest.speech.sound.voice_activity import VoiceActivityModel, find_speech

_PROOF: Final = object()

NEVER_WORDLESS: Final = samples_in_milliseconds(600)
"""Audible speech in which a recogniser hears at least one word. Measured once: of 160 recordings none in two, of 0.2 s
and 0.3 s; samples."""


@dataclass(frozen=True, slots=True)
class Verified:
    """A concealed recording in which the verifier found nothing. Only `verify` builds one; releasing takes one."""

    _: KW_ONLY
    concealed: Concealed
    heard: Hypothesis
    """What the verifier's recogniser hears in it."""
    proof: InitVar[object] = None

    def __post_init__(self, proof: object) -> None:
        """Refuse what the verifier did not listen to."""
        if proof is not _PROOF:
            raise TypeError("Only the verifier says that something is verified")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verifier:
    """What listens independently of what was found: another search for words, another one for digits."""

    engine: Engine
    """A recogniser without anything that the live one has learned, so that it is not misled by it."""
    spotter: Spotter
    voices: VoiceActivityModel
    """Finds where there is speech."""
    hears_names: bool = False
    """Whether the recogniser is good enough that a name counts which it alone has heard."""


def audible_speech(speech: Sequence[Span], beeped: Sequence[Span]) -> SampleCount:
    """Return how much speech lies outside of the tones.

    Args:
        speech: where there is speech, without overlaps.
        beeped: where a tone is, without overlaps.
    """
    return SampleCount(sum(one.length - shared_samples(one, beeped) for one in speech))


def verify(original: Samples, concealed: Concealed, around: RecordingContext, verifier: Verifier) -> Verified:
    """Listen twice and look for what is left.

    The recogniser listens to the whole concealed sound as a person will hear it, background voices made quiet, still
    in the person's own voice. The spotter listens to the
    original with other settings than before, and every number that it hears there must lie under a beep: that also
    tells a beep that sits beside its number. It can only say no: that it finds nothing does not show that nothing is
    there.

    Args:
        original: the whole recording.
        concealed: what conceal and reduce made of it.
        around: language, household and what was understood.
        verifier: what listens.

    Raises:
        BeepMissing, StillExposed, NumberUncovered, TooMuchConcealed, NothingToHear: not safe or of no use.
        EngineFailed: recogniser or spotter failed on it, or heard not one word in speech of NEVER_WORDLESS.
        LanguageNotCovered: there are no rules for this language.
    """
    engine, voices = verifier.engine, verifier.voices
    speech = find_speech(concealed.samples, voices)
    if not speech:
        raise NothingToHear
    heard = engine.recognise(concealed.samples, (around.language,))
    if not heard.words and not heard.general_words and audible_speech(speech, concealed.beeped) >= NEVER_WORDLESS:
        raise EngineFailed
    for words in (heard.words, heard.general_words):
        check_covered(concealed, words, around, speech=speech, first=None if verifier.hears_names else around.heard)
        if names_still_heard(words, around.language, around.names, concealed.beeped):
            raise StillExposed
    if can_spot(around.language) and uncovered_run(verifying_runs(original, verifier.spotter), concealed.beeped):
        raise NumberUncovered
    return Verified(concealed=concealed, heard=heard, proof=_PROOF)


def asks_to_confirm(hypothesis: Hypothesis, verified: Verified, language: str) -> bool:
    """Tell whether a reviewer is asked if the words are right, before they write: few errors are expected in them.

    That is where two recognisers of different kinds heard the same words, the second a learned domain or the
    verifier (decision 0036), or where one is sure of them (decision 0105). Of the verifier only what lies outside
    of the tones is compared, with the words that a reviewer is shown. In a language whose verifier is the
    recogniser that answers there is no second opinion.

    Args:
        hypothesis: of the recogniser that answered.
        verified: what the verifier passed.
        language: ISO 639-1.
    """
    if hypothesis.agreed or is_sure(hypothesis, language):
        return True
    second, whole = verified.heard, verified.concealed
    kept = [
        RecognisedWord(text=token.text, start=token.start, end=token.end, posterior=token.posterior)
        for token in whole.tokens
        if token.kind is None
    ]
    outside = [word for word in second.words if not shared_samples(word, whole.beeped)]
    return are_of_different_kinds(hypothesis.engine, second.engine) and say_the_same(kept, outside, language)


def check_covered(
    concealed: Concealed,
    heard: Sequence[RecognisedWord],
    around: RecordingContext,
    *,
    speech: Sequence[Span] = (),
    first: FirstHearing | None = None,
) -> None:
    """Refuse a recording whose tones are not there, leave something personal audible, or leave too little to hear.

    Args:
        concealed: before the disguise.
        heard: what the verifier's recogniser hears in it.
        around: what was understood.
        speech: where a voice is; empty takes the whole recording.
        first: what the first recogniser heard (`still_exposed`).

    Raises:
        BeepMissing, StillExposed, TooMuchConcealed: it is not safe or of no use.
        LanguageNotCovered: there are no rules for this language.
    """
    if not is_beeped(concealed.samples, concealed.beeped):
        raise BeepMissing
    if still_exposed(heard, around.language, concealed.beeped, intent=around.intent, slots=around.slots, first=first):
        raise StillExposed
    if too_much_concealed(concealed.beeped, speech, length=concealed.samples.size):
        raise TooMuchConcealed
