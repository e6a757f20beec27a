"""Encoding: sound files that hold sound and nothing else: no names, no dates, no program, no spare bytes."""

import io
import struct
from typing import Final

from earnest.foundation.units import SAMPLING_RATE_HERTZ, Samples

WAV_HEADER_BYTES: Final = 44
FLAC_LAST_BLOCK: Final = 0x80
FLAC_STREAM_INFORMATION: Final = 0


def encode_wav(samples: Samples) -> bytes:
    """Return a WAV file of 44 bytes of header and the samples; mono, 16 kHz, 16 bit, no other chunk."""
    sound = samples.astype("<i2").tobytes()
    header = struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        b"RIFF",
        WAV_HEADER_BYTES - 8 + len(sound),
        b"WAVE",
        b"fmt ",
        16,
        1,
        1,
        SAMPLING_RATE_HERTZ,
        SAMPLING_RATE_HERTZ * 2,
        2,
        16,
        b"data",
        len(sound),
    )
    return header + sound


def encode_flac(samples: Samples) -> bytes:
    """Return a FLAC file with its stream information and no other metadata block; lossless, mono, 16 kHz, 16 bit."""
    import soundfile  # a process that only writes WAV does not load the library that reads every format

    target = io.BytesIO()
    soundfile.write(target, samples, SAMPLING_RATE_HERTZ, subtype="PCM_16", format="FLAC")
    return _without_metadata(target.getvalue())


def _without_metadata(flac: bytes) -> bytes:
    """Return a FLAC file with only its first block (RFC 9639: stream information), marked as the last one."""
    position, information = 4, b""
    while True:
        kind, length = flac[position], int.from_bytes(flac[position + 1 : position + 4], "big")
        if kind & ~FLAC_LAST_BLOCK == FLAC_STREAM_INFORMATION:
            information = flac[position + 1 : position + 4 + length]
        position += 4 + length
        if kind & FLAC_LAST_BLOCK:
            break
    return flac[:4] + bytes([FLAC_LAST_BLOCK | FLAC_STREAM_INFORMATION]) + information + flac[position:]
