"""Voices: say words with a pitch, a vocal tract and a pace of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy
from numpy.typing import NDArray

from earnest.foundation.units import SAMPLING_RATE_HERTZ, Samples
from earnest.speech.synthesis.acoustics import CEPSTRA, SILENCE, STATES, AcousticMeans, PhoneInContext, Position
from earnest.speech.synthesis.pronunciation import Pronunciations, phones_of

FRAME_SAMPLES: Final = 160
"""Samples of one frame: 10 ms, the model's own."""
_WINDOW: Final = 512  # samples
_FILTERS: Final = 25
_LOWEST_HERTZ: Final = 130.0
_HIGHEST_HERTZ: Final = 6800.0
_LIFTER: Final = 22
_SILENT_FRAMES: Final = 30
_USUAL_CEPSTRA: Final = (40.0, 3.0, -1.0)
"""What the recogniser's mean normalisation expects to take away: loudness and tilt of a near microphone."""

_VOWELS: Final = frozenset(["AA", "AE", "AH", "AO", "AW", "AY", "EH", "ER", "EY", "IH", "IY", "OW", "OY", "UH", "UW"])
_VOICED: Final = _VOWELS | frozenset(["B", "D", "DH", "G", "JH", "L", "M", "N", "NG", "R", "V", "W", "Y", "Z", "ZH"])
_FRAMES: Final = {"AW": 15, "AY": 15, "OY": 16, "EY": 14, "OW": 14, "IH": 8, "AH": 7, "UH": 8} | {
    "S": 11, "SH": 11, "F": 10, "TH": 9, "HH": 7, "Z": 9, "ZH": 9, "CH": 11, "JH": 9, "P": 9, "T": 8, "K": 9,
    "B": 7, "D": 6, "G": 7, "DH": 5, "L": 7, "R": 7, "M": 7, "N": 6, "NG": 8, "V": 6, "W": 7, "Y": 6,
}  # fmt: skip
"""Usual length of phones in frames of 10 ms; other vowels 11."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
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
    """Frames over which the parts of phones flow into one another; odd. Clearer, but choppier, where it is 3."""


def draw_voice(name: str, generator: numpy.random.Generator) -> Voice:
    """Draw a voice; deeper voices get a longer vocal tract."""
    height = float(generator.uniform(0.0, 1.0))
    return Voice(
        name=name,
        pitch_hertz=90 + 130 * height + float(generator.uniform(-8, 8)),
        tract=0.95 + 0.15 * height + float(generator.uniform(-0.02, 0.02)),
        pace=float(generator.uniform(0.9, 1.2)),
        breath=float(generator.uniform(0.05, 0.2)),
    )


def draw_clear_voice(name: str, generator: numpy.random.Generator) -> Voice:
    """Draw a voice that a recogniser understands well: rather low, breathy, brisk and with little blending."""
    height = float(generator.uniform(0.0, 1.0))
    return Voice(
        name=name,
        pitch_hertz=90 + 60 * height + float(generator.uniform(-6, 6)),
        tract=0.97 + 0.08 * height + float(generator.uniform(-0.01, 0.01)),
        pace=float(generator.uniform(0.85, 1.0)),
        breath=float(generator.uniform(0.35, 0.6)),
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


class Speaker:
    """Says words."""

    def __init__(self, means: AcousticMeans, pronunciations: Pronunciations) -> None:
        """Take the acoustic means and the dictionary."""
        self._means = means
        self._pronunciations = pronunciations

    def say(self, words: Sequence[str], voice: Voice, generator: numpy.random.Generator) -> Samples:
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

    def utter(self, phones: Sequence[TimedPhone], voice: Voice, generator: numpy.random.Generator) -> Samples:
        """Return phones of given lengths as sound; FRAME_SAMPLES samples for each frame.

        Args:
            phones: what to say, silences included; at least one.
            voice: who says it; its pace is in the lengths already.
            generator: varies melody and noise.

        Raises:
            KeyError: the model does not have a phone.
        """
        cepstra: list[NDArray[numpy.float64]] = []
        voiced: list[float] = []
        for one in phones:
            lengths = [one.frames // STATES + (part < one.frames % STATES) for part in range(STATES)]
            cepstra.append(numpy.repeat(self._means.cepstra(one.phone), lengths, axis=0))
            voiced += [float(one.phone.phone in _VOICED)] * one.frames
        amplitudes = _amplitudes(_smoothed(numpy.concatenate(cepstra), voice.blend), voice.tract)
        excitation = _excitation(numpy.asarray(voiced), voice, generator)
        return _rendered(amplitudes, excitation, generator)


def timed(phones: Sequence[PhoneInContext], voice: Voice, generator: numpy.random.Generator) -> list[TimedPhone]:
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


def _amplitudes(cepstra: NDArray[numpy.float64], tract: float) -> NDArray[numpy.float64]:
    """Return the amplitude spectrum of each frame, shape (frames, _WINDOW // 2 + 1)."""
    usual = numpy.zeros(CEPSTRA)
    usual[: len(_USUAL_CEPSTRA)] = _USUAL_CEPSTRA
    lifter = 1 + _LIFTER / 2 * numpy.sin(numpy.pi * numpy.arange(CEPSTRA) / _LIFTER)
    log_power = (cepstra + usual) / lifter @ _inverse_cosines()
    edges = numpy.linspace(_mel(_LOWEST_HERTZ), _mel(_HIGHEST_HERTZ), _FILTERS + 2)
    centres = 700 * (10 ** (edges[1:-1] / 2595) - 1)
    frequencies = numpy.arange(_WINDOW // 2 + 1) * SAMPLING_RATE_HERTZ / _WINDOW / tract
    envelopes = numpy.empty((len(log_power), len(frequencies)))
    for number in range(len(log_power)):
        envelopes[number] = numpy.interp(frequencies, centres, log_power[number])
    return numpy.exp(envelopes / 2)


def _inverse_cosines() -> NDArray[numpy.float64]:
    """Return the orthonormal inverse of the cosine transform (DCT-II), shape (CEPSTRA, _FILTERS)."""
    order = numpy.arange(CEPSTRA)[:, None]
    cosines = numpy.cos(numpy.pi / _FILTERS * (numpy.arange(_FILTERS) + 0.5) * order)
    return cosines * numpy.sqrt(numpy.where(order == 0, 1.0, 2.0) / _FILTERS)


def _mel(hertz: float) -> float:
    return float(2595 * numpy.log10(1 + hertz / 700))


def _excitation(
    voiced: NDArray[numpy.float64], voice: Voice, generator: numpy.random.Generator
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
    amplitudes: NDArray[numpy.float64], excitation: NDArray[numpy.float64], generator: numpy.random.Generator
) -> Samples:
    """Shape the excitation frame by frame and add the frames up; half of full scale at the loudest."""
    window = numpy.hanning(_WINDOW + 1)[:-1]
    padded = numpy.pad(excitation, (_WINDOW // 2, _WINDOW))
    total = numpy.zeros(len(excitation) + _WINDOW)
    weight = numpy.zeros_like(total)
    for number, amplitude in enumerate(amplitudes):
        place = slice(number * FRAME_SAMPLES, number * FRAME_SAMPLES + _WINDOW)
        shaped = numpy.fft.irfft(numpy.fft.rfft(padded[place] * window) * amplitude)
        total[place] += shaped * window
        weight[place] += window**2
    inner = slice(_WINDOW // 2, _WINDOW // 2 + len(excitation))
    sound = total[inner] / numpy.maximum(weight[inner], 1e-3)
    room = generator.standard_normal(len(sound)) * 0.0005
    return ((sound / numpy.abs(sound).max() * 0.5 + room) * 32767).astype(numpy.int16)
