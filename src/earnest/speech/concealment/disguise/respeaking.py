"""Respeaking: what was said, spoken again by a synthetic voice; nothing of the person's sound is kept.

Words of which the recogniser is sure are said as the dictionary says; everything else is said
as the phones that were heard, so that a person hears what was said and not what the recogniser believed. The voice is
drawn anew for every clip, lengths are the synthesiser's own, and of pauses only three kinds are left.
What remains of the person: the choice of words, and how far an accent changes the phones that are heard.
"""

import itertools
from collections.abc import Sequence
from typing import Final

import numpy
from numpy.random import Generator

from earnest.foundation.units import SampleCount, Samples
from earnest.speech.audio.span import Span
from earnest.speech.concealment.disguise.profile import DisguisedSound, Undisguised, with_tones
from earnest.speech.concealment.disguise.respeaking_script import Covering, Part, Pause, Saying, SureWord, script
from earnest.speech.concealment.disguise.timeline import Timeline
from earnest.speech.concealment.errors import CannotDisguise
from earnest.speech.phone_hearing.decoding import heard_phones
from earnest.speech.phone_hearing.network import PhoneNetwork, load_network
from earnest.speech.recognition.hypothesis import RecognisedWord
from earnest.speech.recognition.lexicon import Lexicon, load_lexicon
from earnest.speech.synthesis.acoustics import AcousticMeans, PhoneInContext
from earnest.speech.synthesis.pronunciation import in_context
from earnest.speech.synthesis.voices import FRAME_SAMPLES, QUIET, Speaker, TimedPhone, draw_clear_voice, timed

LANGUAGE: Final = "en"
"""The only language whose phones the network and the voice know."""
EDGE_FRAMES: Final = 12
"""Silence before and after everything, in frames of 10 ms."""
LEVEL: Final = 0.07
"""Root mean square of what is said, full scale is 1."""
LOUDEST: Final = 0.35
"""Amplitude that no sample reaches, full scale is 1; what comes near it is rounded off."""
SURE_FROM: Final = 0.4
"""Posterior from which a word is said as recognised; below it, as heard. Chosen on half of the people whom the network
was not taught with, reported on the other half (docs/algorithms/respeaking.md): higher, and more words that were right
become phones; lower, and more words that the recogniser made up are put into a reviewer's ear."""


class RespokenVoice:
    """The profile `respoken`: a synthetic voice says what was said."""

    def __init__(
        self, network: PhoneNetwork, lexicon: Lexicon, means: AcousticMeans, *, sure_from: float = SURE_FROM
    ) -> None:
        """Take what hears, what knows words and what speaks.

        Args:
            network: hears phones.
            lexicon: knows how words are said.
            means: of the voice.
            sure_from: posterior from which a word is said as recognised; 0 for all words, over 1 for none.
        """
        self._sure_from = sure_from
        self._network = network
        self._lexicon = lexicon
        self._speaker = Speaker(means, {})

    @classmethod
    def bundled(cls, *, sure_from: float = SURE_FROM) -> "RespokenVoice":
        """Load the network of this package, and dictionary and voice from the pocketsphinx wheel.

        Args:
            sure_from: as above; other values are for measuring.

        Raises:
            OSError, ValueError: a file is missing or damaged.
        """
        return cls(load_network(), load_lexicon(), AcousticMeans.bundled(), sure_from=sure_from)

    @property
    def name(self) -> str:
        """Return `respoken`."""
        return "respoken"

    def disguise(self, clip: Undisguised, randomness: Generator) -> DisguisedSound:
        """Return what was said in the clip, said by a voice that is drawn for it; the length changes.

        Raises:
            CannotDisguise: the clip is in another language than English, or nothing was heard in it.
        """
        return self._performed(self.what_is_said(clip), clip, randomness)

    def what_is_said(self, clip: Undisguised) -> list[Part]:
        """Return what the voice says of a clip; there is something to say in it.

        Raises:
            CannotDisguise: as `disguise`.
        """
        if clip.language != LANGUAGE:
            raise CannotDisguise
        probabilities = self._network.log_probabilities(clip.samples)
        if not numpy.isfinite(probabilities).all():
            raise CannotDisguise
        parts = script(
            [sure for word in clip.words if (sure := self._sure(word)) is not None],
            heard_phones(self._network, probabilities),
            clip.beeped,
        )
        if not any(isinstance(part, Saying) for part in parts):
            raise CannotDisguise
        return parts

    def _sure(self, word: RecognisedWord) -> SureWord | None:
        """Return a word with its phones where it is sure enough to be said as recognised."""
        phones = tuple(self._lexicon.first_listed(word.text).split())
        if not phones or word.start == word.end or word.posterior < self._sure_from:
            return None
        return SureWord(span=Span(start=word.start, end=word.end), phones=phones)

    def _performed(self, parts: Sequence[Part], clip: Undisguised, randomness: Generator) -> DisguisedSound:
        """Speak the parts one after the other; each moment of the original is heard where its part is."""
        voice = draw_clear_voice("respoken", randomness)
        phones: list[TimedPhone] = [_silence(EDGE_FRAMES)]
        marks: list[tuple[int, int]] = [(0, 0)]
        frames = EDGE_FRAMES
        for part, said in _with_contexts(parts):
            new = _silent(part) if said is None else timed(said, voice, randomness)
            if not isinstance(part, Pause):
                length = sum(one.frames for one in new)
                marks += [(part.span.start, frames), (part.span.end, frames + length)]
            phones += new
            frames += sum(one.frames for one in new)
        phones.append(_silence(EDGE_FRAMES))
        samples = _levelled(self._speaker.utter(phones, voice, randomness))
        timeline = _timeline([*marks, (clip.samples.size, frames + EDGE_FRAMES)])
        return DisguisedSound(samples=with_tones(samples, clip.beeped, timeline), timeline=timeline)


def _levelled(samples: Samples) -> Samples:
    """Return the speech at LEVEL, with single loud pulses rounded off, so that they do not keep the rest quiet."""
    sound = samples.astype(numpy.float64)
    raised = sound * (LEVEL / (float(numpy.sqrt(numpy.mean(sound**2))) + 1e-9))
    return (numpy.tanh(raised / LOUDEST) * LOUDEST * 32767).astype(numpy.int16)


def _with_contexts(parts: Sequence[Part]) -> list[tuple[Part, list[PhoneInContext] | None]]:
    """Return the parts, sayings with their phones between the neighbours that are said without a pause."""
    found: list[tuple[Part, list[PhoneInContext] | None]] = []
    for together, group in itertools.groupby(parts, key=lambda part: isinstance(part, Saying)):
        run = list(group)
        if together:
            found += zip(run, in_context([part.phones for part in run if isinstance(part, Saying)]), strict=True)
        else:
            found += [(part, None) for part in run]
    return found


def _silent(part: Part) -> list[TimedPhone]:
    """Return the silence for a pause, or in which a tone will be."""
    length = part.value if isinstance(part, Pause) else part.samples if isinstance(part, Covering) else 0
    return [_silence(length // FRAME_SAMPLES)]


def _silence(frames: int) -> TimedPhone:
    return TimedPhone(phone=QUIET, frames=frames)


def _timeline(marks: Sequence[tuple[int, int]]) -> Timeline:
    """Return the timeline through (sample of the original, frame of the disguised sound), first to last.

    Of several marks at one moment the last counts, but the beginning stays the beginning.
    """
    latest = {original: SampleCount(frame * FRAME_SAMPLES) for original, frame in marks} | {0: SampleCount(0)}
    return Timeline(pairs=tuple((SampleCount(original), moved) for original, moved in sorted(latest.items())))
