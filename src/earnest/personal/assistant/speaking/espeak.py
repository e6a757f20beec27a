"""espeak-ng: a program of its own (GPL-3.0) that speaks; never linked, and found on the PATH or not at all."""

import shutil
import subprocess
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy

from earnest.foundation.child_processes.child import child_environment
from earnest.foundation.units import SAMPLING_RATE_HERTZ, Samples
from earnest.personal.assistant.speaking.errors import TextTooLong, VoiceFailed
from earnest.personal.assistant.speaking.voice import LONGEST_TEXT

LANGUAGES: Final = ("en", "de", "nl")
_WORDS_A_MINUTE: Final = 155
_SECONDS: Final = 10.0
"""For one text. A sentence takes some 20 ms."""
_HEADER_BYTES: Final = 44
_RATE_PLACE: Final = 24
_AT_ONCE: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class EspeakVoice:
    """Speaks English, German and Dutch by the program espeak-ng."""

    program: Path
    languages: tuple[str, ...] = LANGUAGES
    name: str = "espeak-ng"
    _places: threading.BoundedSemaphore = field(default_factory=lambda: threading.BoundedSemaphore(_AT_ONCE))

    def speak(self, text: str, language: str) -> Samples:
        """Return a text as sound; see `Voice.speak`."""
        if not 0 < len(text.strip()) <= LONGEST_TEXT:
            raise TextTooLong
        spoken = language if language in self.languages else LANGUAGES[0]
        # The text goes by standard input: arguments of a program can be read by every user of the machine.
        command = [str(self.program), "-v", spoken, "-s", str(_WORDS_A_MINUTE), "--stdin", "--stdout"]
        with self._places:
            try:
                ended = subprocess.run(  # noqa: S603 - a program that was found at the start, with fixed arguments
                    command,
                    input=text.encode(),
                    capture_output=True,
                    timeout=_SECONDS,
                    check=True,
                    env=child_environment({"PATH": "", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}),
                )
            except (OSError, subprocess.SubprocessError):
                raise VoiceFailed from None
        return _samples(ended.stdout)


def find_espeak() -> EspeakVoice | None:
    """Return the voice of espeak-ng; None where the program is not installed."""
    found = shutil.which("espeak-ng")
    return None if found is None else EspeakVoice(program=Path(found))


def _samples(wav: bytes) -> Samples:
    """Return the sound of a WAV stream of 16 bit and one channel as samples at our rate.

    The lengths in its header are placeholders, because it is written to a pipe.

    Raises:
        VoiceFailed: it is none.
    """
    if len(wav) <= _HEADER_BYTES or not wav.startswith(b"RIFF"):
        raise VoiceFailed
    rate = int.from_bytes(wav[_RATE_PLACE : _RATE_PLACE + 4], "little")
    sound = wav[_HEADER_BYTES:]
    samples = numpy.frombuffer(sound[: len(sound) // 2 * 2], dtype="<i2").astype(numpy.float64)
    count = len(samples) * SAMPLING_RATE_HERTZ // max(1, rate)
    if count == 0:
        raise VoiceFailed
    places = numpy.arange(count) * (rate / SAMPLING_RATE_HERTZ)
    # 22.05 kHz becomes 16 kHz: what lies above 8 kHz is averaged away first, so that it does not come back lower.
    smooth = numpy.convolve(samples, numpy.hanning(5)[1:-1] / 2.0, mode="same")
    return numpy.clip(numpy.interp(places, numpy.arange(len(samples)), smooth), -32768, 32767).astype(numpy.int16)
