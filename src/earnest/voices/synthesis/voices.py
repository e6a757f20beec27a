"""Voices: say words with a pitch, a vocal tract and a pace of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy
from numpy.typing import NDArray

from earnest.foundation.units import SAMPLING_RATE_HERTZ, Samples
from earnest.voices.synthesis.acoustics import CEPSTRA, SILENCE, STATES, AcousticMeans, PhoneInContext, Position
from earnest.voices.synthesis.front_end import FRAME_SAMPLES, TRANSFORM, amplitudes
from earnest.voices.synthesis.pronunciation import Pronunciations, phones_of

_SILENT_FRAMES: Final = 30
"""Silence before and after; frames. Chosen, not measured."""

_VOWELS: Final = frozenset(["AA", "AE", "AH", "AO", "AW", "AY", "EH", "ER", "EY", "IH", "IY", "OW", "OY", "UH", "UW"])
_VOICED: Final = _VOWELS | frozenset(["B", "D", "DH", "G", "JH", "L", "M", "N", "NG", "R", "V", "W", "Y", "Z", "ZH"])
_FRAMES: Final = {"AW": 15, "AY": 15, "OY": 16, "EY": 14, "OW": 14, "IH": 8, "AH": 7, "UH": 8} | {
    "S": 11, "SH": 11, "F": 10, "TH": 9, "HH": 7, "Z": 9, "ZH": 9, "CH": 11, "JH": 9, "P": 9, "T": 8, "K": 9,
    "B": 7, "D": 6, "G": 7, "DH": 5, "L": 7, "R": 7, "M": 7, "N": 6, "NG": 8, "V": 6, "W": 7, "Y": 6,
}  # fmt: skip
"""Usual length of phones in frames of 10 ms; other vowels 11. Chosen, not measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SyntheticSpeaker:
    """An artificial speaker."""

    name: str
    pitch_hertz: float
    tract: float
    """Formant frequencies relative to the model's average; about 0.9 to 1.15."""
    pace: float
    """Length of phones relative to the usual; about 0.85 to 1.25."""
    breath: float
    """Noise in voiced sounds relative to the pulses; 0 to 0.6."""
    blend: int = 5
    """Frames over which the parts of phones flow into one another; odd. Clearer, but choppier, where it is 3. Chosen,
    not measured."""


def draw_voice(name: str, generator: numpy.random.Generator) -> SyntheticSpeaker:
    """Draw a voice; deeper voices get a longer vocal tract."""
    height = float(generator.uniform(0.0, 1.0))
    return SyntheticSpeaker(
        name=name,
        pitch_hertz=90 + 130 * height + float(generator.uniform(-8, 8)),
        tract=0.95 + 0.15 * height + float(generator.uniform(-0.02, 0.02)),
        pace=float(generator.uniform(0.9, 1.2)),
        breath=float(generator.uniform(0.05, 0.2)),
    )


def draw_clear_voice(name: str, generator: numpy.random.Generator) -> SyntheticSpeaker:
    """Draw a voice that a recogniser understands well: rather low, a little breathy, brisk and with little blending."""
    height = float(generator.uniform(0.0, 1.0))
    return SyntheticSpeaker(
        name=name,
        pitch_hertz=90 + 60 * height + float(generator.uniform(-6, 6)),
        tract=0.97 + 0.08 * height + float(generator.uniform(-0.01, 0.01)),
        pace=float(generator.uniform(0.85, 1.0)),
        breath=float(generator.uniform(0.1, 0.3)),
        blend=3,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedPhone:
    """A phone, or a silence, and how long it lasts."""

    phone: PhoneInContext
    frames: int
    """Frames of 10 ms (`FRAME_SAMPLES`), ≥ 1."""


QUIET: Final = PhoneInContext(phone=SILENCE, left=SILENCE, right=SILENCE, position=Position.INSIDE)
"""Silence between silences."""


class SyntheticVoice:
    """Says words."""

    def __init__(self, means: AcousticMeans, pronunciations: Pronunciations) -> None:
        """Take the acoustic means and the dictionary."""
        self._means = means
        self._pronunciations = pronunciations

    def say(self, words: Sequence[str], voice: SyntheticSpeaker, generator: numpy.random.Generator) -> Samples:
        """Return words as sound with a little silence around.

        Args:
            words: lower-case words of the dictionary, at least one.
            voice: who says it.
            generator: varies lengths, melody and noise, so that no two sayings are equal.

        Raises:
            KeyError: a word is not in the dictionary.
        """
        phones = [QUIET, *phones_of(words, self._pronunciations), QUIET]
        return self.utter(timed(phones, voice, generator), voice, generator)

    def utter(
        self, phones: Sequence[TimedPhone], voice: SyntheticSpeaker, generator: numpy.random.Generator
    ) -> Samples:
        """Return phones of given lengths as sound; FRAME_SAMPLES samples for each frame.

        Args:
            phones: what to say, silences included; at least one.
            voice: who says it; its pace is in the lengths already.
            generator: varies melody and noise.

        Raises:
            KeyError: the model does not have a phone.
        """
        return self.render(self.cepstra(phones, voice), phones, voice, generator)

    def cepstra(self, phones: Sequence[TimedPhone], voice: SyntheticSpeaker) -> NDArray[numpy.float64]:
        """Return the cepstra of each frame of phones of given lengths, shape (frames, CEPSTRA).

        Raises:
            KeyError: the model does not have a phone.
        """
        parts: list[NDArray[numpy.float64]] = []
        for one in phones:
            lengths = [one.frames // STATES + (part < one.frames % STATES) for part in range(STATES)]
            parts.append(numpy.repeat(self._means.cepstra(one.phone), lengths, axis=0))
        return _smoothed(numpy.concatenate(parts), voice.blend)

    def render(
        self,
        cepstra: NDArray[numpy.float64],
        phones: Sequence[TimedPhone],
        voice: SyntheticSpeaker,
        generator: numpy.random.Generator,
    ) -> Samples:
        """Return the sound of cepstra; FRAME_SAMPLES samples for each frame.

        Args:
            cepstra: shape (frames, CEPSTRA), as many frames as the phones have together.
            phones: which sounds these are; they say where the voice sounds and where it only breathes.
            voice: who says it.
            generator: varies melody and noise.
        """
        voiced = [float(one.phone.phone in _VOICED) for one in phones for _ in range(one.frames)]
        return _rendered(
            amplitudes(cepstra, voice.tract), _excitation(numpy.asarray(voiced), voice, generator), generator
        )


def timed(
    phones: Sequence[PhoneInContext], voice: SyntheticSpeaker, generator: numpy.random.Generator
) -> list[TimedPhone]:
    """Give phones the length that a voice would give them; silences get 0.3 s at a pace of 1."""
    found: list[TimedPhone] = []
    for phone in phones:
        usual = _SILENT_FRAMES if phone.phone == SILENCE else _FRAMES.get(phone.phone, 11)
        found.append(
            TimedPhone(phone=phone, frames=max(STATES, round(usual * voice.pace * generator.uniform(0.85, 1.2))))
        )
    return found


def _smoothed(cepstra: NDArray[numpy.float64], frames: int) -> NDArray[numpy.float64]:
    """Let the parts flow into one another over an odd number of frames."""
    kernel = numpy.hanning(frames + 2)[1:-1] / numpy.hanning(frames + 2).sum()
    padded = numpy.pad(cepstra, ((frames // 2, frames // 2), (0, 0)), mode="edge")
    smooth = numpy.empty_like(cepstra)
    for index in range(CEPSTRA):
        smooth[:, index] = numpy.convolve(padded[:, index], kernel, "valid")
    return smooth


def _excitation(
    voiced: NDArray[numpy.float64], voice: SyntheticSpeaker, generator: numpy.random.Generator
) -> NDArray[numpy.float64]:
    """Return pulses where the voice sounds and noise elsewhere, flat in spectrum, falling in pitch."""
    count = len(voiced) * FRAME_SAMPLES
    time = numpy.arange(count) / SAMPLING_RATE_HERTZ
    melody = 1 + 0.08 * numpy.sin(2 * numpy.pi * 0.7 * time + generator.uniform(0, 2 * numpy.pi))
    pitch = voice.pitch_hertz * melody * numpy.linspace(1.08, 0.9, count)
    turns = numpy.floor(numpy.cumsum(pitch / SAMPLING_RATE_HERTZ))
    beats = numpy.flatnonzero(numpy.diff(turns) > 0)
    pulses = numpy.zeros(count)
    pulses[beats] = numpy.sqrt(SAMPLING_RATE_HERTZ / pitch[beats])
    share = numpy.convolve(numpy.repeat(voiced, FRAME_SAMPLES), numpy.full(FRAME_SAMPLES, 1 / FRAME_SAMPLES), "same")
    noise = generator.standard_normal(count)
    return pulses * share + noise * ((1 - share) + share * voice.breath)


def _rendered(
    spectra: NDArray[numpy.float64], excitation: NDArray[numpy.float64], generator: numpy.random.Generator
) -> Samples:
    """Shape the excitation frame by frame and add the frames up; half of full scale at the loudest."""
    window = numpy.hanning(TRANSFORM + 1)[:-1]
    padded = numpy.pad(excitation, (TRANSFORM // 2, TRANSFORM))
    total = numpy.zeros(len(excitation) + TRANSFORM)
    weight = numpy.zeros_like(total)
    for number, amplitude in enumerate(spectra):
        place = slice(number * FRAME_SAMPLES, number * FRAME_SAMPLES + TRANSFORM)
        shaped = numpy.fft.irfft(numpy.fft.rfft(padded[place] * window) * amplitude)
        total[place] += shaped * window
        weight[place] += window**2
    inner = slice(TRANSFORM // 2, TRANSFORM // 2 + len(excitation))
    sound = total[inner] / numpy.maximum(weight[inner], 1e-3)
    room = generator.standard_normal(len(sound)) * 0.0005
    return ((sound / numpy.abs(sound).max() * 0.5 + room) * 32767).astype(numpy.int16)
