"""Voice: what turns a text into sound; every answer that is spoken carries a mark that machines can read."""

import struct
from typing import Final, Protocol

from earnest.foundation.units import Samples
from earnest.handover.watermarking.marking import marked
from earnest.sound_files.encoding import encode_wav

LONGEST_TEXT: Final = 2000
"""Characters that are spoken at once."""
SYNTHETIC_KEY: Final = b"earnest synthetic speech, mark 1"
"""Key of the mark in synthetic speech. It is public: whoever has a sound can look for the mark
(`handover.watermarking.tracing`), and who reads the file sees it without listening."""
_COMMENT: Final = b"synthetic speech, made by a machine (Earnest)\0"


class Voice(Protocol):
    """Speaks texts in some languages; safe to share between threads."""

    @property
    def name(self) -> str:
        """What speaks, e.g. `espeak-ng`."""
        ...

    @property
    def languages(self) -> tuple[str, ...]:
        """ISO 639-1."""
        ...

    def speak(self, text: str, language: str) -> Samples:
        """Return a text as sound.

        Args:
            text: 1 to `LONGEST_TEXT` characters.
            language: ISO 639-1; one that it does not speak is spoken as English.

        Raises:
            TextTooLong: the text has another length.
            VoiceFailed: the program that speaks failed.
        """
        ...


def synthetic(samples: Samples) -> Samples:
    """Return the sound with the mark of synthetic speech in it."""
    return marked(samples, SYNTHETIC_KEY)


def synthetic_wav(samples: Samples) -> bytes:
    """Return marked sound as a WAV file that says in its LIST INFO chunk that it is synthetic speech."""
    plain = encode_wav(samples)
    comment = _COMMENT + b"\0" * (len(_COMMENT) % 2)
    entry = b"ICMT" + struct.pack("<I", len(_COMMENT)) + comment
    chunk = b"LIST" + struct.pack("<I", 4 + len(entry)) + b"INFO" + entry
    return b"RIFF" + struct.pack("<I", len(plain) - 8 + len(chunk)) + plain[8:] + chunk
