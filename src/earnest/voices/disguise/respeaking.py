"""Respeaking: what was said, spoken again by a synthetic voice.

In two of four styles words of which the recogniser is sure are said as the dictionary says; everything else is said
as the phones that were heard, so that a person hears what was said and not what the recogniser believed. The voice is
drawn anew for every clip, and of pauses only three kinds are left. What remains of the person is the choice of words,
how far an accent changes the phones that are heard, and in two styles a share of how these were articulated
(`averaging`).
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy
from numpy.random import Generator

from earnest.foundation.units import SampleCount, Samples
from earnest.speech.hearing.phones.decoding import heard_phones
from earnest.speech.hearing.phones.network import PhoneNetwork, load_network
from earnest.speech.language.hypothesis import RecognisedWord
from earnest.speech.language.lexicon import Lexicon, load_lexicon
from earnest.speech.privacy.concealment.errors import CannotDisguise
from earnest.speech.privacy.disguise.profile import DisguisedSound, Undisguised, with_tones
from earnest.speech.privacy.disguise.timeline import Timeline
from earnest.speech.sound.span import Span
from earnest.voices.disguise.averaging import AverageVoice, load_average_voice, mixed
from earnest.voices.disguise.respeaking_script import Covering, Part, Pause, Saying, SureWord, script
from earnest.voices.disguise.tract import Hearing, hear
from earnest.voices.disguise.whisper_encoder import Encoder, load_encoder_network
from earnest.voices.synthesis.acoustics import SILENCE, STATES, AcousticMeans, PhoneInContext
from earnest.voices.synthesis.front_end import FRAME_SAMPLES, cepstra_of
from earnest.voices.synthesis.pronunciation import in_context
from earnest.voices.synthesis.voices import QUIET, SyntheticSpeaker, SyntheticVoice, TimedPhone, draw_clear_voice, timed

LANGUAGE: Final = "en"
"""The only language whose phones the network and the voice know."""
# How the result sounds; not measured one by one: chosen for the reason beside each, and what a recogniser understands
# of it is measured (docs/algorithms/disguise.md).
EDGE_FRAMES: Final = 12
"""Silence before and after everything, in frames of 10 ms."""
SILENCE_LOWERED: Final = 25.0
"""How much the first cepstrum of silences is lowered: by 22 dB, so that they do not hiss."""
LEVEL: Final = 0.07
"""Root mean square of what is said, full scale is 1."""
LOUDEST: Final = 0.35
"""Amplitude that no sample reaches, full scale is 1; what comes near it is rounded off."""
SURE_FROM: Final = 0.9
"""Posterior from which `respoken` and `blended` say a word as recognised; below it, as heard. The lowest of those tried
at which at most one in twenty of the words that Whisper base got wrong is said, on half of the people whom the network
was not taught with; reported on the other half (docs/algorithms/respeaking.md)."""
NEVER: Final = 1.01
"""No word is as sure as this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How much the synthetic voice says, and how much the person's own articulation."""

    name: str
    """Name of the profile."""
    sure_from: float
    """Posterior from which a word is said as recognised, 0 to 1; `NEVER` for none."""
    own_share: float = 0.0
    """Share of the person's own articulation in what is said as heard; 0 to 1."""
    usual_pace: float = 1.0
    """1: phones last as long as the synthetic voice makes them; 0: as long as the person did."""


# Share and pace were chosen among a dozen settings on 60 of the people whom the benchmark
# `disguise` attacks (docs/algorithms/respeaking.md, Limits).
RESPOKEN: Final = Style(name="respoken", sure_from=SURE_FROM)
BLENDED: Final = Style(name="blended", sure_from=SURE_FROM, own_share=0.65, usual_pace=0.5)
AVERAGED: Final = Style(name="averaged", sure_from=NEVER, own_share=0.65, usual_pace=0.5)
ENCODED: Final = Style(name="encoded", sure_from=NEVER)
"""Nothing that was recognised is said: with words from a posterior of 0.9 no fewer phones are wrong, because the
encoder hears them as well (docs/algorithms/respeaking.md)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sound:
    """A phone or silence of the result."""

    timed: TimedPhone
    place: Span | None = None
    """Where it was heard in the original; None for silence, tones and words from the dictionary."""


class RespokenVoice:
    """The profiles `respoken`, `blended`, `averaged` and `encoded`: a synthetic voice says again what was said."""

    def __init__(
        self,
        network: PhoneNetwork,
        lexicon: Lexicon,
        means: AcousticMeans,
        average: AverageVoice,
        *,
        style: Style = RESPOKEN,
    ) -> None:
        """Take what hears, what knows words, what speaks, and how.

        Args:
            network: hears phones.
            lexicon: knows how words are said.
            means: of the voice.
            average: whose statistics the person's own articulation gets.
            style: one of the profiles' styles; others are for measuring.
        """
        self._style = style
        self._network = network
        self._lexicon = lexicon
        self._average = average
        self._speaker = SyntheticVoice(means, {})

    @classmethod
    def bundled(cls, style: Style = RESPOKEN) -> "RespokenVoice":
        """Load network and average voice of this package, and dictionary and voice from the pocketsphinx wheel.

        Args:
            style: as above.

        Raises:
            OSError, ValueError: a file is missing or damaged.
        """
        return cls(load_network(), load_lexicon(), AcousticMeans.bundled(), load_average_voice(), style=style)

    @classmethod
    def with_encoder(cls, encoder: Encoder, model: str) -> "RespokenVoice":
        """Load it with a network that sees what the encoder of Whisper makes of the sound.

        Args:
            encoder: encodes sounds.
            model: name of its weights.

        Raises:
            ModelMissing: there is no network for these weights, or they are not on this machine.
            EngineFailed: the encoder failed.
            OSError, ValueError: a file of the package is missing or damaged.
        """
        network = load_encoder_network(encoder, model)
        return cls(network, load_lexicon(), AcousticMeans.bundled(), load_average_voice(), style=ENCODED)

    @property
    def name(self) -> str:
        """Return the style's name."""
        return self._style.name

    def disguise(self, clip: Undisguised, randomness: Generator) -> DisguisedSound:
        """Return what was said in the clip, said by a voice that is drawn for it; the length changes.

        Raises:
            CannotDisguise: the clip is in another language than English, nothing was heard in it, or what was heard
                cannot be computed with.
            EngineFailed: the encoder failed on it.
        """
        hearing = self._heard(clip)
        return self._performed(self._script(clip, hearing), hearing, clip, randomness)

    def what_is_said(self, clip: Undisguised) -> list[Part]:
        """Return what the voice says of a clip; there is something to say in it.

        Raises:
            CannotDisguise: as `disguise`.
        """
        return self._script(clip, self._heard(clip))

    def _heard(self, clip: Undisguised) -> Hearing:
        """Hear with the average tract, or, where the person's own articulation is used, with a suitable one."""
        if clip.language != LANGUAGE:
            raise CannotDisguise
        if self._style.own_share > 0.0:
            hearing = hear(self._network, clip.samples)
        else:
            hearing = Hearing(tract=1.0, log_probabilities=self._network.log_probabilities(clip.samples))
        if not numpy.isfinite(hearing.log_probabilities).all():
            raise CannotDisguise
        return hearing

    def _script(self, clip: Undisguised, hearing: Hearing) -> list[Part]:
        parts = script(
            [sure for word in clip.words if (sure := self._sure(word)) is not None],
            heard_phones(self._network, hearing.log_probabilities),
            clip.beeped,
        )
        if not any(isinstance(part, Saying) for part in parts):
            raise CannotDisguise
        return parts

    def _sure(self, word: RecognisedWord) -> SureWord | None:
        """Return a word with its phones where it is sure enough to be said as recognised."""
        phones = tuple(self._lexicon.first_listed(word.text).split())
        if not phones or word.start == word.end or word.posterior < self._style.sure_from:
            return None
        return SureWord(span=Span(start=word.start, end=word.end), phones=phones)

    def _performed(
        self, parts: Sequence[Part], hearing: Hearing, clip: Undisguised, randomness: Generator
    ) -> DisguisedSound:
        """Speak the parts one after the other; each moment of the original is heard where its part is."""
        voice = draw_clear_voice("respoken", randomness)
        sounds: list[_Sound] = [_silence(EDGE_FRAMES)]
        marks: list[tuple[int, int]] = [(0, 0)]
        frames = EDGE_FRAMES
        for part, said in _with_contexts(parts):
            new = _silent(part) if said is None else self._paced(part, timed(said, voice, randomness))
            length = sum(one.timed.frames for one in new)
            if not isinstance(part, Pause):
                marks += [(part.span.start, frames), (part.span.end, frames + length)]
            sounds += new
            frames += length
        sounds.append(_silence(EDGE_FRAMES))
        samples = _levelled(self._spoken(sounds, hearing, clip, voice, randomness))
        timeline = _timeline([*marks, (clip.samples.size, frames + EDGE_FRAMES)])
        return DisguisedSound(samples=with_tones(samples, clip.beeped, timeline), timeline=timeline)

    def _paced(self, part: Part, phones: Sequence[TimedPhone]) -> list[_Sound]:
        """Return the phones of a part, those that were heard with their places and in part as long as they were."""
        places = part.places if isinstance(part, Saying) else ()
        if not places or self._style.own_share == 0.0:
            return [_Sound(timed=phone) for phone in phones]
        usual = self._style.usual_pace
        return [
            _Sound(
                timed=replace(
                    phone,
                    frames=max(STATES, round(usual * phone.frames + (1 - usual) * place.length / FRAME_SAMPLES)),
                ),
                place=place,
            )
            for phone, place in zip(phones, places, strict=True)
        ]

    def _spoken(
        self,
        sounds: Sequence[_Sound],
        hearing: Hearing,
        clip: Undisguised,
        voice: SyntheticSpeaker,
        randomness: Generator,
    ) -> Samples:
        phones = [one.timed for one in sounds]
        cepstra = self._speaker.cepstra(phones, voice)
        silent = [phone.phone.phone == SILENCE for phone in phones for _ in range(phone.frames)]
        cepstra[silent, 0] -= SILENCE_LOWERED
        if self._style.own_share > 0.0:
            own = cepstra_of(clip.samples, hearing.tract)
            places = [(one.timed.frames, one.place) for one in sounds]
            try:
                cepstra = mixed(cepstra, own, places, self._style.own_share, self._average)
            except numpy.linalg.LinAlgError as error:
                raise CannotDisguise from error
            if not numpy.isfinite(cepstra).all():
                raise CannotDisguise
        return self._speaker.render(cepstra, phones, voice, randomness)


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


def _silent(part: Part) -> list[_Sound]:
    """Return the silence for a pause, or in which a tone will be."""
    length = part.value if isinstance(part, Pause) else part.samples if isinstance(part, Covering) else 0
    return [_silence(length // FRAME_SAMPLES)]


def _silence(frames: int) -> _Sound:
    return _Sound(timed=TimedPhone(phone=QUIET, frames=frames))


def _timeline(marks: Sequence[tuple[int, int]]) -> Timeline:
    """Return the timeline through (sample of the original, frame of the disguised sound), first to last.

    Of several marks at one moment the last counts, but the beginning stays the beginning.
    """
    latest = {original: SampleCount(frame * FRAME_SAMPLES) for original, frame in marks} | {0: SampleCount(0)}
    return Timeline(pairs=tuple((SampleCount(original), moved) for original, moved in sorted(latest.items())))
