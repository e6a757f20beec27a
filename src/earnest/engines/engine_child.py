"""Engine child: the process in which a recogniser runs, so that its crash costs one utterance and nothing else.

Started by `engine_process` as `python -m …engine_child NAME ...`, with its standard input and output connected to the
parent. It ends when its input ends, and the system ends it when one utterance takes more of the processor than its
length allows. Nothing is logged: what it handles is what people said.
"""

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

import numpy

from earnest.engines.engine_choice import EngineChoice, RecogniserName, open_engine, open_whisper
from earnest.engines.hypothesis_json import encode_hypothesis
from earnest.engines.spotted_json import encode_spotted
from earnest.foundation.child_processes.budgets import allow_processor_seconds, confine
from earnest.foundation.child_processes.frames import ChildFrame, ChildFrameKind, encode_frame
from earnest.foundation.child_processes.serving import serve_parent
from earnest.foundation.errors import EarnestError
from earnest.foundation.model_file.fields import decode, encode, items, texts
from earnest.foundation.units import SAMPLING_RATE_HERTZ
from earnest.speech.hearing.recognition.adapters.pocketsphinx_spotter import PocketsphinxSpotter
from earnest.speech.hearing.recognition.domain_engine import DomainEngine
from earnest.speech.hearing.recognition.errors import EngineFailed
from earnest.speech.hearing.recognition.learned_domains import read_domains
from earnest.speech.hearing.spotting.spotter import SpottingPass
from earnest.weights.finding import WeightPlaces

if TYPE_CHECKING:
    from earnest.speech.hearing.whisper.model import WhisperModel

_LOADING_SECONDS: Final = 600.0
"""Of the processor, for what is no utterance: loading models of any size. Not measured: a bound against hanging."""


_UTTERANCES: Final = frozenset(
    {ChildFrameKind.RECOGNISE, ChildFrameKind.SPOT, ChildFrameKind.COMPARE, ChildFrameKind.ENCODE}
)
"""Frames that bring the sound of one utterance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How much of the processor one utterance may take; seconds."""

    base: float
    per_second: float

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return a budget written as `base+per_second`.

        Raises:
            ValueError: it is not.
        """
        base, _, per_second = text.partition("+")
        return cls(base=float(base), per_second=float(per_second))

    def allow(self, frame: ChildFrame) -> None:
        """Let the system end this process when it takes longer with a frame."""
        if frame.kind in _UTTERANCES:
            allow_processor_seconds(self.base + self.per_second * len(frame.payload) / 2 / SAMPLING_RATE_HERTZ)
        else:
            allow_processor_seconds(_LOADING_SECONDS)


class EngineService:
    """Answers frames with one engine, which is loaded by the first frame that needs it."""

    def __init__(self, choice: EngineChoice) -> None:
        """Remember which engine; nothing is loaded yet."""
        self._choice = choice
        self._engine: DomainEngine | None = None
        self._whisper: WhisperModel | None = None
        self._spotter = PocketsphinxSpotter()

    def answer(self, frame: ChildFrame) -> bytes:
        """Return the frame that answers a frame; errors of ours become a FAILED frame."""
        try:
            return self._act(frame)
        except EarnestError as error:
            return encode_frame(ChildFrameKind.FAILED, error.code.encode())

    def _act(self, frame: ChildFrame) -> bytes:
        match frame.kind:
            case ChildFrameKind.RECOGNISE:
                engine = self._engine or self._load(b"")
                asked, _, sound = frame.payload.partition(b"\n")
                languages, phrases = (texts(part) for part in items(decode(asked)))
                samples = numpy.frombuffer(sound, dtype="<i2").astype(numpy.int16)
                hypothesis = engine.recognise(samples, languages, phrases)
                return encode_frame(ChildFrameKind.HYPOTHESIS, encode_hypothesis(hypothesis))
            case ChildFrameKind.RELOAD:
                _ = self._load(frame.payload)
                return encode_frame(ChildFrameKind.READY)
            case ChildFrameKind.COMPARE:
                engine = self._engine or self._load(b"")
                asked, _, sound = frame.payload.partition(b"\n")
                language, *compared = texts(decode(asked))
                samples = numpy.frombuffer(sound, dtype="<i2").astype(numpy.int16)
                return encode_frame(ChildFrameKind.COMPARED, encode(engine.margins(samples, language, compared)))
            case ChildFrameKind.SPOT:
                return encode_frame(ChildFrameKind.SPOTTED, self._spot(frame.payload))
            case ChildFrameKind.ENCODE:
                return encode_frame(ChildFrameKind.ENCODED, self._encode(frame.payload))
            case (
                ChildFrameKind.READY
                | ChildFrameKind.HYPOTHESIS
                | ChildFrameKind.FAILED
                | ChildFrameKind.SPOTTED
                | ChildFrameKind.DECODE
                | ChildFrameKind.SAMPLES
                | ChildFrameKind.COMPARED
                | ChildFrameKind.SKILL
                | ChildFrameKind.SKILL_DID
                | ChildFrameKind.ENCODED
            ):
                raise EngineFailed

    def _spot(self, payload: bytes) -> bytes:
        """Spotting needs no engine: whatever recogniser was chosen, digits are spotted by the bundled model."""
        listening, _, sound = payload.partition(b"\n")
        samples = numpy.frombuffer(sound, dtype="<i2").astype(numpy.int16)
        return encode_spotted(self._spotter.spot(samples, SpottingPass(listening.decode())))

    def _encode(self, payload: bytes) -> bytes:
        """Encode with the weights that recognise; no other recogniser than Whisper has an encoder that is used."""
        frames, _, sound = payload.partition(b"\n")
        if self._whisper is None:
            self._whisper = open_whisper(self._choice)
        rows = self._whisper.encode(numpy.frombuffer(sound, dtype="<i2").astype(numpy.int16), int(frames))
        return b"\n".join([str(rows.shape[1]).encode(), rows.astype("<f4").tobytes()])

    def _load(self, bundle_bytes: bytes) -> DomainEngine:
        if self._choice.name is RecogniserName.WHISPER and self._whisper is None:
            self._whisper = open_whisper(self._choice)
        engine = open_engine(self._choice, read_domains(bundle_bytes) if bundle_bytes else None, self._whisper)
        if self._engine is not None:
            self._engine.close()
        self._engine = engine
        return engine


def main(arguments: list[str] | None = None) -> int:
    """Run until the parent closes the connection; returns the exit status."""
    parser = argparse.ArgumentParser(prog="engine_child")
    _ = parser.add_argument("name")
    for place in ("--folder", "--fetched"):
        _ = parser.add_argument(place, type=Path)
    _ = parser.add_argument("--cache", type=Path, action="append", default=[])
    _ = parser.add_argument("--model", default="")
    _ = parser.add_argument("--processor-seconds", default="60+10")
    given = parser.parse_args(arguments)
    choice = EngineChoice(
        name=RecogniserName(str(given.name)),
        model=str(given.model),
        places=WeightPlaces(folder=given.folder, caches=tuple(given.cache), fetched=given.fetched),
    )
    budget = Budget.parse(str(given.processor_seconds))
    confine()
    service = EngineService(choice)

    def answer(frame: ChildFrame) -> bytes:
        budget.allow(frame)
        return service.answer(frame)

    serve_parent(answer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
