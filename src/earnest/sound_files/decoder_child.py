"""Decoder child: the process in which sound files from outside are parsed, which holds no key or secret.

Started by `decoder_process` as `python -m earnest.sound_files.decoder_child`, with its standard input and output
joined to the parent. It ends when its input ends. Nothing is logged: what it handles is what people said.
"""

import sys
from typing import Final

from earnest.foundation.child_processes.budgets import allow_processor_seconds, confine, give_up_reach
from earnest.foundation.child_processes.frames import ChildFrame, ChildFrameKind, encode_frame
from earnest.foundation.child_processes.serving import serve_parent
from earnest.foundation.errors import EarnestError
from earnest.foundation.units import Samples
from earnest.sound_files.containers.links import find_links
from earnest.sound_files.decoder_order import DecoderOrder
from earnest.sound_files.decoding import decode, decode_part
from earnest.sound_files.errors import DecodingTooSlow

MEMORY_BYTES: Final = 2 * 2**30
"""Address space. A minute of 192 kHz with eight channels (FLAC of 158 MB) reached 0.55 GiB, libraries included
(x86-64); what tries to take much more is no command."""
PROCESSOR_SECONDS: Final = 20.0
"""For one file. The same minute took 7 s."""


def answer(frame: ChildFrame) -> bytes:
    """Return the frame that answers a frame; errors of ours become a FAILED frame."""
    if frame.kind != ChildFrameKind.DECODE:
        return encode_frame(ChildFrameKind.FAILED)
    order, data = DecoderOrder.decode(frame.payload)
    allow_processor_seconds(PROCESSOR_SECONDS)
    try:
        samples = _decode(order, data)
    except EarnestError as error:
        return encode_frame(ChildFrameKind.FAILED, error.code.encode())
    except MemoryError:
        return encode_frame(ChildFrameKind.FAILED, DecodingTooSlow.code.encode())
    return encode_frame(ChildFrameKind.SAMPLES, samples.astype("<i2").tobytes())


def _decode(order: DecoderOrder, data: bytes) -> Samples:
    if order.whole:
        return decode(data, longest_seconds=order.longest_seconds, channels=order.channels)
    return decode_part(
        tuple(find_links(data)),
        start_seconds=order.start_seconds,
        duration_seconds=order.duration_seconds,
        longest_seconds=order.longest_seconds,
        channels=order.channels,
    )


def main() -> int:
    """Run until the parent closes the connection; returns the exit status."""
    confine(memory_bytes=MEMORY_BYTES)
    _ = give_up_reach()
    serve_parent(answer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
