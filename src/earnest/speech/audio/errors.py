"""Audio errors.

EarnestError
└── InvalidInput
    ├── NotAudio
    ├── EmptyAudio
    ├── TooLong
    ├── TruncatedAudio
    ├── SamplingRateTooLow
    ├── SamplingRateTooHigh
    ├── UnreadableCollection      (collection_errors.py)
    └── UnreadableEntry           (collection_errors.py)
"""

from earnest.foundation.errors import InvalidInput


class NotAudio(InvalidInput):
    """This is not a sound file that can be read here."""

    code = "not_audio"
    remedy = "Send WAV, FLAC, Ogg with Opus or Vorbis, AIFF, AU or MP3."


class EmptyAudio(InvalidInput):
    """This sound file holds no sound."""

    code = "empty_audio"
    remedy = "Check the microphone and send the recording again."


class TooLong(InvalidInput):
    """This recording is longer than what is taken at once."""

    code = "audio_too_long"
    status = 413
    remedy = "Send one command at a time; a minute is enough for the longest."


class TruncatedAudio(InvalidInput):
    """This recording is damaged or breaks off before its end."""

    code = "truncated_audio"
    remedy = "Send the recording again; nothing of it was used."


class SamplingRateTooLow(InvalidInput):
    """This recording has fewer than 8,000 samples per second, too few to understand speech."""

    code = "sampling_rate_too_low"
    remedy = "Record at 16 kHz, or at least at 8 kHz."


class SamplingRateTooHigh(InvalidInput):
    """This recording has more than 192,000 samples per second."""

    code = "sampling_rate_too_high"
    remedy = "Record at 16 kHz."
