"""Decoder process: decodes sound files from outside in child processes that hold no keys and are held to limits."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Final, Self

import numpy

from earnest.foundation.child_processes.child import ChildProcess, python_command
from earnest.foundation.child_processes.errors import ChildBroken, ChildTooSlow
from earnest.foundation.child_processes.frames import ChildFrame, ChildFrameKind, encode_frame
from earnest.foundation.child_processes.lending import child_in_turn
from earnest.foundation.child_processes.pool import ChildPool
from earnest.foundation.child_processes.requester import Requester
from earnest.foundation.child_processes.turns import FairTurns
from earnest.foundation.errors import InvalidInput
from earnest.foundation.units import Samples
from earnest.sound_files.decoder_order import DecoderOrder
from earnest.sound_files.errors import DecoderBroken, DecodingTooSlow

LONGEST_SECONDS: Final = 60.0
"""Longest recording that is taken unless the caller says otherwise."""
_BYTES_PER_SECOND: Final = 32_000
"""To tell how much sound a file may hold before it was decoded: as much as PCM of the form used inside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecoderLimits:
    """How many decoders there are, and how long one may take."""

    children: int = 2
    """So that one client's file never stops all others."""
    seconds: float = 60.0
    """For one file, by the clock; three times the processor time that a child allows itself. Chosen for a busy
    machine."""


class DecoderProcess:
    """Decodes files in child processes; safe to share between threads.

    Children start when they are first needed; one that breaks or takes too long is replaced.
    """

    def __init__(self, *, limits: DecoderLimits | None = None, command: Sequence[str] | None = None) -> None:
        """Prepare; no process is started yet.

        Args:
            limits: time and number.
            command: what to run instead of our own child; it must speak `frames` on standard input and output.
        """
        self._limits = limits or DecoderLimits()
        self._children = ChildPool(command or python_command("earnest.sound_files.decoder_child"))
        self._turns = FairTurns(self._limits.children)

    def __enter__(self) -> Self:
        """Use it for the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """End all children."""
        self.close()

    def decode(
        self, data: bytes, *, longest_seconds: float = LONGEST_SECONDS, requester: Requester | None = None
    ) -> Samples:
        """Return the sound of a file, as `earnest.sound_files.decoding.decode` does; this process parses none of it.

        Args:
            data: the whole file.
            longest_seconds: longest recording to take; seconds, > 0.
            requester: who waits for it; None: this process itself.

        Raises:
            NotAudio, EmptyAudio, TooLong, TruncatedAudio, SamplingRateTooLow, SamplingRateTooHigh: see there.
            DecoderBroken: the child crashed.
            DecodingTooSlow: the file needs more time or memory than any recording does.
            TurnRefused: it was not begun; see `FairTurns.hold`.
        """
        return self.decode_order(DecoderOrder(longest_seconds=longest_seconds), data, requester=requester)

    def decode_order(self, order: DecoderOrder, data: bytes, *, requester: Requester | None = None) -> Samples:
        """Return what is wanted of a file, as `decode` and `decode_part` do.

        Args:
            order: which part and channels.
            data: the whole file.
            requester: who waits for it; None: this process itself.

        Raises:
            BeyondEnd: the recording ends before the part does.
            InvalidInput, TurnRefused: see `decode`.
        """
        frame = encode_frame(ChildFrameKind.DECODE, order.encode() + data)
        turn = self._turns.ask(requester, min(order.longest_seconds, len(data) / _BYTES_PER_SECOND))
        while True:
            try:
                with child_in_turn(
                    self._turns, turn, take=self._children.take, give_back=self._children.give_back
                ) as child:
                    answer = self._ask(child, frame)
            except (DecoderBroken, DecodingTooSlow):
                if not turn.preempted:
                    raise
            else:
                if isinstance(answer, InvalidInput):
                    raise answer
                return answer

    def warm_up(self) -> None:
        """Start a child now, so that the first file need not wait for it."""
        self._children.give_back(self._children.take())

    def process_identifiers(self) -> tuple[int, ...]:
        """Return the operating system's numbers of the children that run now."""
        return self._children.process_identifiers()

    def close(self) -> None:
        """End all children; the next file starts new ones."""
        self._children.close()

    def _ask(self, child: ChildProcess, frame: bytes) -> Samples | InvalidInput:
        """Return the samples, or what the file is refused for; a child that broke is ended."""
        try:
            return _samples(child.ask(frame, self._limits.seconds))
        except ChildTooSlow:
            self._children.discard(child)
            raise DecodingTooSlow from None
        except ChildBroken:
            self._children.discard(child)
            raise DecoderBroken from None
        except BaseException:  # whatever it was, a child without a reference would run for ever
            self._children.discard(child)
            raise


def _samples(answered: ChildFrame) -> Samples | InvalidInput:
    """Return what an answer tells: samples, or why there are none.

    Raises:
        DecoderBroken: it tells neither.
    """
    if answered.kind == ChildFrameKind.SAMPLES and len(answered.payload) % 2 == 0:
        return numpy.frombuffer(answered.payload, dtype="<i2").astype(numpy.int16)
    if answered.kind == ChildFrameKind.FAILED:
        for cause in _causes(InvalidInput):
            if answered.payload == cause.code.encode():
                return cause()
    raise DecoderBroken


def _causes(error: type[InvalidInput]) -> list[type[InvalidInput]]:
    """Return the errors of sound files; only their codes are taken from what a child answers."""
    below = [cause for known in error.__subclasses__() for cause in _causes(known)]
    return ([error] if error.__module__ == DecoderBroken.__module__ else []) + below
