"""Audio errors.

EarnestError
└── InvalidInput
    ├── NotAudio
    │   ├── FormatNotRead
    │   │   └── Mpeg4File, MatroskaFile, CoreAudioFile, AdaptiveMultiRateFile, WindowsMediaFile, AacFile
    │   ├── CodingNotRead
    │   └── SeveralStreams
    ├── EmptyAudio
    ├── TooLong
    ├── TruncatedAudio
    │   └── LengthsDisagree
    ├── ChannelMissing
    ├── BeyondEnd
    ├── SamplingRateTooLow
    ├── SamplingRateTooHigh
    ├── DecoderBroken
    └── DecodingTooSlow
"""

from earnest.foundation.errors import InvalidInput


class NotAudio(InvalidInput):
    """This is not a sound file that can be read here."""

    code = "not_audio"
    remedy = "Send WAV, FLAC, Ogg with Opus or Vorbis, AIFF, AU or MP3."


class FormatNotRead(NotAudio):
    """This is a sound file of a kind that is not read here."""

    code = "format_not_read"
    remedy = "Convert it to WAV, for example with `ffmpeg -i FILE sound.wav`, and send that."


class Mpeg4File(FormatNotRead):
    """This is an MPEG-4 file (M4A, MP4, 3GP), which is not read here."""

    code = "mpeg4_file"


class MatroskaFile(FormatNotRead):
    """This is a WebM or Matroska file, which is not read here."""

    code = "matroska_file"


class CoreAudioFile(FormatNotRead):
    """This is a Core Audio file (CAF), which is not read here."""

    code = "core_audio_file"


class AdaptiveMultiRateFile(FormatNotRead):
    """This is an AMR file, which is not read here."""

    code = "adaptive_multi_rate_file"


class WindowsMediaFile(FormatNotRead):
    """This is a Windows Media file (WMA, ASF), which is not read here."""

    code = "windows_media_file"


class AacFile(FormatNotRead):
    """This is an AAC file, which is not read here."""

    code = "aac_file"


class CodingNotRead(NotAudio):
    """The kind of this file is known, but its sound is coded in a way that is not read here."""

    code = "coding_not_read"
    remedy = "Convert it to 16-bit PCM, for example with `ffmpeg -i FILE -c:a pcm_s16le sound.wav`, and send that."


class SeveralStreams(NotAudio):
    """This file holds several recordings side by side, and nothing says which is meant."""

    code = "several_streams"
    remedy = "Send each of them as a file of its own."


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


class LengthsDisagree(TruncatedAudio):
    """This file holds more sound than its header says, so one of the two is wrong."""

    code = "lengths_disagree"
    remedy = "Write the file anew, for example with `ffmpeg -i FILE sound.wav`; nothing of it was used."


class ChannelMissing(InvalidInput):
    """This recording does not have the channel that is asked for."""

    code = "channel_missing"
    remedy = "Correct the channel in the list; channels count from 0."


class BeyondEnd(InvalidInput):
    """The part that is asked for lies beyond the end of its recording."""

    code = "beyond_end"
    remedy = "Correct start and length in the list; both are seconds."


class SamplingRateTooLow(InvalidInput):
    """This recording has fewer than 8,000 samples per second, too few to understand speech."""

    code = "sampling_rate_too_low"
    remedy = "Record at 16 kHz, or at least at 8 kHz."


class SamplingRateTooHigh(InvalidInput):
    """This recording has more than 192,000 samples per second."""

    code = "sampling_rate_too_high"
    remedy = "Record at 16 kHz."


class DecoderBroken(InvalidInput):
    """The decoder crashed on this file; nothing of it was used."""

    code = "decoder_broken"
    remedy = "Save the recording anew as WAV or FLAC and send that."


class DecodingTooSlow(InvalidInput):
    """Decoding this file took longer or more memory than any recording needs; nothing of it was used."""

    code = "decoding_too_slow"
    remedy = "Save the recording anew as WAV with one channel at 16 kHz and send that."
