"""Engines: what an engine hears in a sound and what that costs, kept in a file so that a run may be made in pieces."""

import json
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from earnest.engines.engine_choice import EngineChoice
from earnest.engines.engine_process import EngineProcess
from earnest.engines.hypothesis_json import decode_hypothesis, encode_hypothesis
from earnest.foundation.units import seconds
from earnest.speech.hearing.recognition.errors import EngineFailed
from earnest.speech.language.hypothesis import Hypothesis
from recognising.material import Sound

_TICKS: Final = os.sysconf("SC_CLK_TCK")
_KIBIBYTES: Final = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One sound as an engine heard it."""

    sound: Sound
    hypothesis: Hypothesis | None
    """None where the engine failed or took longer than it may."""
    processor_seconds: float
    """Of its process, all threads."""
    wall_seconds: float
    """From the request to the text; depends on what else the machine does."""
    memory_mebibytes: float
    """Largest resident memory of the process until then."""

    @property
    def text(self) -> str:
        """What was recognised; empty where the engine failed."""
        return "" if self.hypothesis is None else self.hypothesis.text

    @property
    def seconds(self) -> float:
        """Length of the sound."""
        return seconds(self.sound.samples.size)


class Listening:
    """An engine in its process, as the product runs it, one sound at a time."""

    def __init__(self, choice: EngineChoice, kept: Path, bundle: bytes = b"") -> None:
        """Prepare.

        Args:
            choice: which engine.
            kept: file of what it heard in earlier pieces of this run; made where it is not there.
            bundle: what it has learned; empty for nothing.
        """
        self._choice = choice
        self._bundle = bundle
        self._file = kept
        self._kept = dict(_read(kept))

    @property
    def languages(self) -> tuple[str, ...]:
        """What it hears; ISO 639-1."""
        return self._choice.languages

    def hear(self, sounds: Sequence[Sound], until: float) -> Iterator[Heard]:
        """Give what is heard in each sound; ends early at a time of `time.monotonic`, and goes on in the next run."""
        missing = [sound for sound in sounds if sound.key not in self._kept]
        if missing:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with closing(EngineProcess(self._choice)) as engine, self._file.open("a", encoding="utf-8") as kept:
                engine.reload(self._bundle)
                engine.warm_up()
                _ = _recognised(engine, missing[0])
                for sound in missing:
                    if time.monotonic() > until:
                        break
                    line = _measured(engine, sound)
                    self._kept[sound.key] = line
                    _ = kept.write(json.dumps({"key": sound.key, **line}) + "\n")
        for sound in sounds:
            if sound.key in self._kept:
                yield _heard(sound, self._kept[sound.key])


def _recognised(engine: EngineProcess, sound: Sound) -> Hypothesis | None:
    try:
        return engine.recognise(sound.samples, (sound.language,))
    except EngineFailed:
        return None


def _measured(engine: EngineProcess, sound: Sound) -> dict[str, object]:
    before, began = _processor_seconds(engine), time.monotonic()
    found = _recognised(engine, sound)
    wall = time.monotonic() - began
    return {
        "hypothesis": None if found is None else encode_hypothesis(found).decode(),
        # A child that was stopped for its time is gone, and with it the count.
        "processor_seconds": max(0.0, _processor_seconds(engine) - before) if found is not None else wall,
        "wall_seconds": wall,
        "memory_mebibytes": _memory(engine),
    }


def _heard(sound: Sound, line: dict[str, object]) -> Heard:
    encoded = line["hypothesis"]
    return Heard(
        sound=sound,
        hypothesis=None if encoded is None else decode_hypothesis(str(encoded).encode()),
        processor_seconds=cast("float", line["processor_seconds"]),
        wall_seconds=cast("float", line["wall_seconds"]),
        memory_mebibytes=cast("float", line["memory_mebibytes"]),
    )


def _read(kept: Path) -> Iterator[tuple[str, dict[str, object]]]:
    if kept.is_file():
        for text in kept.read_text("utf-8").splitlines():
            line = cast("dict[str, object]", json.loads(text))
            yield str(line.pop("key")), line


def _processor_seconds(engine: EngineProcess) -> float:
    total = 0
    for number in engine.process_identifiers():
        fields = Path(f"/proc/{number}/stat").read_text("ascii").rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])  # user and system time; the fields are counted from the third
    return total / _TICKS


def _memory(engine: EngineProcess) -> float:
    largest = 0
    for number in engine.process_identifiers():
        for line in Path(f"/proc/{number}/status").read_text("ascii").splitlines():
            if line.startswith("VmHWM:"):
                largest = max(largest, int(line.split()[1]))
    return largest / _KIBIBYTES
