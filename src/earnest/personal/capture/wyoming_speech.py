"""Wyoming speech: the events that speak a text to a client, as Home Assistant asks a text-to-speech service."""

from collections.abc import Iterator
from typing import Final, cast

from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.event import Event

from earnest.foundation.units import SAMPLING_RATE_HERTZ, Samples
from earnest.personal.capture.wyoming_frames import WyomingFrame

_CHUNK_SAMPLES: Final = 2048
_WIDTH_BYTES: Final = 2


def wanted_language(frame: WyomingFrame) -> str:
    """Return the language that a `synthesize` event names by its voice, ISO 639-1; English where it names none."""
    voice = frame.data.get("voice")
    fields = cast("dict[str, object]", voice) if isinstance(voice, dict) else {}
    named = fields.get("language") or fields.get("name") or "en"
    return str(named).replace("_", "-").partition("-")[0].casefold()


def events_of_speech(samples: Samples) -> Iterator[Event]:
    """Yield the events of a sound in the order of the protocol; 16 kHz, 16 bit, one channel.

    The first says `synthetic`, which clients that do not know it pass over: the mark in the sound is not found in
    answers of a single word, and raw samples have no file that could say it (AI Act, article 50(2)).
    """
    form = {"rate": SAMPLING_RATE_HERTZ, "width": _WIDTH_BYTES, "channels": 1}
    begins = AudioStart(**form).event()
    yield Event(type=begins.type, data={**begins.data, "synthetic": True})
    for start in range(0, len(samples), _CHUNK_SAMPLES):
        audio = samples[start : start + _CHUNK_SAMPLES].astype("<i2").tobytes()
        yield AudioChunk(audio=audio, **form).event()
    yield AudioStop().event()
