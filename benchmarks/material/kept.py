"""Kept answers of listeners: a long benchmark may end and go on later, and count what each answer cost all the same."""

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol, cast

from earnest.engines.hypothesis_json import decode_hypothesis, encode_hypothesis
from earnest.engines.spotted_json import decode_spotted, encode_spotted
from earnest.foundation.units import Samples
from earnest.speech.hearing.spotting.spotter import SpottedWord, Spotter, SpottingPass
from earnest.speech.language.hypothesis import Hypothesis


class TimeOver(Exception):
    """The run has taken as long as it may; what was heard is kept, and the next run goes on."""


class Recogniser(Protocol):
    """What recognises, in this process."""

    def recognise(self, samples: Samples, languages: Sequence[str]) -> Hypothesis:
        """Recognise one utterance; see `Engine.recognise`."""
        ...


class Kept:
    """Answers by sound, in a file that grows by one line for each."""

    def __init__(self, file: Path, until: float) -> None:
        """Read what is there.

        Args:
            file: made where it is not there.
            until: `time.monotonic` after which nothing new is listened to.
        """
        file.parent.mkdir(parents=True, exist_ok=True)
        self._file, self._until = file, until
        self._lines = dict(_read(file))
        self.saved_seconds = 0.0
        """CPU seconds that the answers cost that were taken from the file."""

    def answer(self, samples: Samples, listen: Callable[[], bytes]) -> bytes:
        """Return what was answered for a sound; listen where it is new.

        Raises:
            TimeOver: it is new and the time is over.
        """
        key = hashlib.sha256(samples.tobytes()).hexdigest()
        if key in self._lines:
            text, cost = self._lines[key]
            self.saved_seconds += cost
            return text.encode()
        if time.monotonic() > self._until:
            raise TimeOver
        began = time.process_time()
        answer = listen()
        line = (answer.decode(), time.process_time() - began)
        self._lines[key] = line
        with self._file.open("a", encoding="utf-8") as file:
            _ = file.write(json.dumps([key, *line]) + "\n")
        return answer


class KeptRecogniser:
    """A recogniser whose answers are kept."""

    def __init__(self, recogniser: Recogniser, kept: Kept) -> None:
        """Wrap one."""
        self._recogniser, self._kept = recogniser, kept

    def recognise(self, samples: Samples, languages: Sequence[str]) -> Hypothesis:
        """Recognise one utterance, or say again what was recognised."""
        return decode_hypothesis(
            self._kept.answer(samples, lambda: encode_hypothesis(self._recogniser.recognise(samples, languages)))
        )


class KeptSpotter:
    """A spotter whose answers are kept, those of each pass in a file of its own."""

    def __init__(self, spotter: Spotter, kept: dict[SpottingPass, Kept]) -> None:
        """Wrap one."""
        self._spotter, self._kept = spotter, kept

    def spot(self, samples: Samples, listening: SpottingPass) -> tuple[SpottedWord, ...]:
        """Spot digits and letters, or say again what was spotted."""
        return decode_spotted(
            self._kept[listening].answer(samples, lambda: encode_spotted(self._spotter.spot(samples, listening)))
        )

    def close(self) -> None:
        """Nothing is held."""


def _read(file: Path) -> Iterator[tuple[str, tuple[str, float]]]:
    for line in file.read_text("utf-8").splitlines() if file.is_file() else ():
        key, answer, cost = cast("tuple[str, str, float]", tuple(cast("list[object]", json.loads(line))))
        yield key, (answer, cost)
