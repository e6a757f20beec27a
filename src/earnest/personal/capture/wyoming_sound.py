"""Wyoming sound: collects the chunks of one utterance, of any rate, width and number of channels, within a minute."""

import io
import wave
from dataclasses import dataclass, field
from typing import Final

from earnest.personal.capture.wyoming_frames import FrameRefused, WyomingFrame
from earnest.sound_files.errors import EmptyAudio, TooLong

LONGEST_SECONDS: Final = 60
"""As for devices over HTTP: the longest recording that is taken."""
LARGEST_BYTES: Final = 24_000_000
"""Most bytes of one utterance, however they are divided into samples."""

_WIDTHS: Final = range(1, 5)
_CHANNELS: Final = range(1, 9)
_RATES: Final = range(1_000, 192_001)


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundForm:
    """How samples are written."""

    rate: int
    """Hertz."""
    width: int
    """Bytes of one sample; 1 (unsigned), 2, 3 or 4 (signed, little-endian)."""
    channels: int

    def __post_init__(self) -> None:
        """Refuse forms that no microphone has.

        Raises:
            FrameRefused: rate, width or channels is out of range.
        """
        if self.rate not in _RATES or self.width not in _WIDTHS or self.channels not in _CHANNELS:
            raise FrameRefused

    @classmethod
    def of(cls, frame: WyomingFrame, begun: "SoundForm | None" = None) -> "SoundForm":
        """Return the form that an `audio-start` or `audio-chunk` names.

        Args:
            frame: the event.
            begun: the form of the utterance that was begun, which a chunk need not repeat.

        Raises:
            FrameRefused: it names none.
        """
        if begun is not None and not {"rate", "width", "channels"} & frame.data.keys():
            return begun
        return cls(rate=frame.number("rate"), width=frame.number("width"), channels=frame.number("channels"))


@dataclass(slots=True)
class SoundCollector:
    """The chunks of one utterance."""

    _form: SoundForm | None = None
    _chunks: list[bytes] = field(default_factory=list)
    _size: int = 0

    @property
    def form(self) -> SoundForm | None:
        """The form of the utterance that was begun; None between two utterances."""
        return self._form

    @property
    def size(self) -> int:
        """Bytes that are held."""
        return self._size

    def start(self, form: SoundForm) -> None:
        """Begin a new utterance; what was collected before is dropped."""
        self._form, self._chunks, self._size = form, [], 0

    def add(self, form: SoundForm, payload: bytes) -> None:
        """Add a chunk; a chunk without a start begins an utterance.

        Raises:
            FrameRefused: the form changed in the middle.
            TooLong: more than a minute.
        """
        if self._form is None:
            self.start(form)
        if form != self._form:
            raise FrameRefused
        self._size += len(payload)
        limit = LONGEST_SECONDS * form.rate * form.width * form.channels
        if self._size > min(limit, LARGEST_BYTES):
            self.drop()
            raise TooLong
        self._chunks.append(payload)

    def take(self) -> bytes:
        """Return the utterance as a WAV file and forget it.

        Raises:
            EmptyAudio: no sound came.
        """
        form, chunks = self._form, self._chunks
        self.drop()
        if form is None:
            raise EmptyAudio
        sound = b"".join(chunks)
        whole = len(sound) - len(sound) % (form.width * form.channels)
        file = io.BytesIO()
        with wave.open(file, "wb") as writer:
            writer.setframerate(form.rate)
            writer.setsampwidth(form.width)
            writer.setnchannels(form.channels)
            writer.writeframes(sound[:whole])
        return file.getvalue()

    def drop(self) -> None:
        """Forget what was collected."""
        self._form, self._chunks, self._size = None, [], 0
