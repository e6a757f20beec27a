"""Links: the recordings that follow one another in a sound file, each as a file of its own.

The decoder takes what it gets: of a file that was cut what is left, of files that were joined the first. Half a command
must never pass for a whole one, so the container is read here first: every link is found, and a file that holds less
than it declares is refused.
"""

from typing import Final

from earnest.sound_files.containers.apple import aiff_links, au_links, is_aiff
from earnest.sound_files.containers.flac import flac_links
from earnest.sound_files.containers.link import Link
from earnest.sound_files.containers.mpeg import begins_frame, mpeg_links
from earnest.sound_files.containers.ogg import ogg_links
from earnest.sound_files.containers.tags import after_tags
from earnest.sound_files.containers.wave import FLAC_SOUND, MPEG_SOUND, WIDE, find_sound, wave_links
from earnest.sound_files.errors import (
    AacFile,
    AdaptiveMultiRateFile,
    CoreAudioFile,
    MatroskaFile,
    Mpeg4File,
    NotAudio,
    WindowsMediaFile,
)

ADTS_SYNC: Final = frozenset({b"\xff\xf1", b"\xff\xf9"})
WINDOWS_MEDIA: Final = bytes.fromhex("3026b2758e66cf11")
HEAD_BYTES: Final = 16


def find_links(data: bytes) -> list[Link]:
    """Return the links of a file, in order, at least one.

    Args:
        data: the whole file, not empty.

    Raises:
        NotAudio: no kind of file that is read here; where its first bytes tell which it is, that is named.
        TruncatedAudio: it holds less than it declares, or something else where sound should go on.
        SeveralStreams: it holds recordings side by side.
        CodingNotRead: the container is known, the coding in it is not.
        EmptyAudio: it declares no sound and holds none.
    """
    start = after_tags(data)
    head = data[start : start + HEAD_BYTES]
    if is_wave(head):
        return _wave_links(data, start)
    if is_aiff(head):
        return aiff_links(data, start)
    if head[:4] == b".snd":
        return au_links(data, start)
    if head[:4] == b"fLaC":
        return flac_links(data, start)
    if head[:4] == b"OggS":
        return ogg_links(data, start)
    refuse_known(head)
    if begins_frame(data, start):
        return mpeg_links(data, start)
    raise NotAudio


def is_wave(head: bytes) -> bool:
    """Tell whether a file of these first 16 bytes is of the WAV family."""
    return (head[:4] in {b"RIFF", b"RIFX", b"RF64"} and head[8:12] == b"WAVE") or head == WIDE


def looks_like_sound(head: bytes) -> bool:
    """Tell whether a file of these first 16 bytes is of a kind that is read here, whatever it is called."""
    return is_wave(head) or is_aiff(head) or head[:4] in {b".snd", b"fLaC", b"OggS"} or head[:3] == b"ID3"


def refuse_known(head: bytes) -> None:
    """Name the kinds of files that people do send and that are not read here.

    Raises:
        FormatNotRead: it is one of them.
    """
    if head[4:8] == b"ftyp":
        raise Mpeg4File
    if head[:4] == b"\x1a\x45\xdf\xa3":
        raise MatroskaFile
    if head[:4] == b"caff":
        raise CoreAudioFile
    if head[:5] == b"#!AMR":
        raise AdaptiveMultiRateFile
    if head[:8] == WINDOWS_MEDIA:
        raise WindowsMediaFile
    if head[:2] in ADTS_SYNC or head[:4] == b"ADIF":
        raise AacFile


def _wave_links(data: bytes, start: int) -> list[Link]:
    """Return the links of a WAV file, also where the sound in it is MPEG or FLAC."""
    sound = find_sound(data, start)
    if sound.coding in MPEG_SOUND:
        return mpeg_links(data[sound.start : sound.end], 0)
    if sound.coding == FLAC_SOUND:
        return flac_links(data[sound.start : sound.end], 0)
    return wave_links(data, start, sound)
