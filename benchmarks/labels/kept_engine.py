"""Kept engine: a recogniser whose answers are kept in a file, so that a sound is heard once in all runs."""

import hashlib
import json
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import cast

from earnest.engines.engine_choice import EngineChoice
from earnest.engines.engine_process import EngineLimits, EngineProcess
from earnest.engines.hypothesis_json import decode_hypothesis, encode_hypothesis
from earnest.foundation.units import Samples
from earnest.speech.hearing.recognition.errors import EngineFailed
from earnest.speech.language.hypothesis import Hypothesis

_LANGUAGES = ("en",)
_PATIENCE_SECONDS = 300.0
"""By the clock, for any utterance: what is measured are words, and a machine that others use is slow."""


class KeptEngine:
    """Fulfils the engine Protocol for English; may be used from several threads."""

    def __init__(self, choice: EngineChoice, kept: Path, *, children: int = 2) -> None:
        """Read what was kept.

        Args:
            choice: which recogniser.
            kept: file of its answers, a line each; made where it is not there.
            children: processes that listen side by side; ≥ 1.
        """
        self._children = children
        self._engine = EngineProcess(choice, limits=EngineLimits(children=children, base_seconds=_PATIENCE_SECONDS))
        self._file = kept
        self._kept = dict(_read(kept))
        self._margins_file = kept.with_suffix(".margins.jsonl")
        self._margins = dict(_read_margins(self._margins_file))
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """Name of the engine."""
        return self._engine.name

    @property
    def compares_texts(self) -> bool:
        """Whether `margins` tells anything."""
        return self._engine.compares_texts

    def recognise(self, samples: Samples, languages: Sequence[str], phrases: Sequence[str] = ()) -> Hypothesis:
        """Return what is heard in English; see `Engine.recognise`. A sound on which it failed fails again.

        Raises:
            EngineFailed: the engine failed on it.
        """
        del languages
        key = _key(samples, phrases)
        if key not in self._kept:
            self._keep(key, self._heard(samples, phrases))
        found = self._kept[key]
        if found is None:
            raise EngineFailed
        return found

    def margins(self, samples: Samples, language: str, texts: Sequence[str]) -> tuple[float, ...]:
        """Return how likely texts are; see `OpenPass.margins`."""
        key = f"{_key(samples, ())} {json.dumps(list(texts))}"
        if key not in self._margins:
            self._margins[key] = self._engine.margins(samples, language, texts)
            with self._lock, self._margins_file.open("a", encoding="utf-8") as file:
                _ = file.write(json.dumps([key, self._margins[key]]) + "\n")
        return self._margins[key]

    def hear_before(self, sounds: Sequence[Samples]) -> None:
        """Hear sounds side by side, so that each is kept."""
        with ThreadPoolExecutor(self._children) as pool:
            for _ in pool.map(self._hear_once, sounds):
                pass

    def close(self) -> None:
        """End the processes."""
        self._engine.close()

    def _hear_once(self, samples: Samples) -> None:
        key = _key(samples, ())
        if key not in self._kept:
            self._keep(key, self._heard(samples, ()))

    def _heard(self, samples: Samples, phrases: Sequence[str]) -> Hypothesis | None:
        try:
            return self._engine.recognise(samples, _LANGUAGES, phrases)
        except EngineFailed:
            return None

    def _keep(self, key: str, found: Hypothesis | None) -> None:
        encoded = None if found is None else encode_hypothesis(found).decode()
        with self._lock:
            self._kept[key] = found
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.open("a", encoding="utf-8") as file:
                _ = file.write(json.dumps({"key": key, "hypothesis": encoded}) + "\n")


def _read(kept: Path) -> Iterator[tuple[str, Hypothesis | None]]:
    if kept.is_file():
        for line in kept.read_text("utf-8").splitlines():
            entry = cast("dict[str, str | None]", json.loads(line))
            encoded = entry["hypothesis"]
            yield str(entry["key"]), None if encoded is None else decode_hypothesis(encoded.encode())


def _read_margins(kept: Path) -> Iterator[tuple[str, tuple[float, ...]]]:
    for line in kept.read_text("utf-8").splitlines() if kept.is_file() else ():
        key, margins = cast("tuple[str, list[float]]", tuple(json.loads(line)))
        yield key, tuple(margins)


def _key(samples: Samples, phrases: Sequence[str]) -> str:
    sound = hashlib.sha256(samples.tobytes()).hexdigest()[:32]
    return sound if not phrases else f"{sound} {json.dumps(list(phrases))}"
