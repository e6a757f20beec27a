"""What stops a sound before a person: a child's voice, two people at once, music, noise and silence.

Recall on people and files that trained nothing, and how many adults who spoke alone are lost by it. The detectors that
ship are asked as they are; nothing is trained here.
"""

import argparse
import json
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy
from accidents.shares import share_of
from rich.console import Console
from rich.table import Table

from earnest.collections.collection import CollectionItem, read_collection
from earnest.collections.mixing import add_noise
from earnest.collections.parts import read_part, trains
from earnest.foundation.errors import EarnestError
from earnest.foundation.units import SAMPLING_RATE_HERTZ, Samples, samples_in_seconds, seconds
from earnest.personal.sampling.rules import LEAST_SPEECH
from earnest.screening.detectors import SoundTrait
from earnest.screening.sound_traits import Screened, screen
from earnest.speech.sound.voice_activity import VoiceActivityModel, find_speech

RESULTS = Path(__file__).parent / "results"
OUT = Console(soft_wrap=True, highlight=False)
SEED = 3
WINDOW = samples_in_seconds(4.0)
CHILD_UNTIL, ADULT_FROM = 13, 18
UNSEEN_TASKS = ("commands", "words", "wake", "german", "background_speech")
"""Tasks whose speakers' ages are not known; nearly all are adults, so findings of a child there count as lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One sound with what the gate would find in it."""

    group: str
    """Person or file; intervals are drawn by it."""
    screened: Screened
    speech_seconds: float

    @property
    def stopped(self) -> bool:
        """No person is asked."""
        return not self.screened.complete or bool(self.screened.findings) or self.silent

    @property
    def silent(self) -> bool:
        """Too little speech (SP5)."""
        return self.speech_seconds < seconds(LEAST_SPEECH)

    def has(self, finding: SoundTrait) -> bool:
        """Return whether a detector speaks; one that gave no answer stops the sound as well."""
        return not self.screened.complete or finding in self.screened.findings


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table."""

    question: str
    data: str
    items: int
    groups: int
    share: float
    low: float
    high: float


class Judge:
    """Asks detectors and voice activity as the gateway does."""

    def __init__(self) -> None:
        self._voices = VoiceActivityModel()

    def whole(self, item: CollectionItem) -> list[Judged]:
        """Judge an utterance, trimmed."""
        return [self.of(read_part(item), group=item.speaker or item.path.stem)]

    def windows(self, item: CollectionItem) -> list[Judged]:
        """Judge a long recording in windows of four seconds."""
        whole = read_part(item)
        starts = range(0, max(1, whole.size - WINDOW // 2), WINDOW)
        return [self.of(whole[start : start + WINDOW], group=item.speaker or item.path.stem) for start in starts]

    def of(self, samples: Samples, *, group: str) -> Judged:
        """Judge a sound."""
        found = find_speech(samples, self._voices)
        trimmed = samples[max(0, found[0].start - 3200) : found[-1].end + 3200] if found else samples
        return Judged(
            group=group,
            screened=screen(trimmed),
            speech_seconds=sum(span.length for span in found) / SAMPLING_RATE_HERTZ,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    _ = parser.add_argument("--recordings", type=Path, default=os.environ.get("EARNEST_SPEECH") or None)
    folder: Path | None = parser.parse_args().recordings
    if folder is None:
        OUT.print("No recordings: set EARNEST_SPEECH or give --recordings.")
        return
    unseen = [item for item in read_collection(folder) if not trains(item)]
    rows = [*measure_children(unseen), *measure_overlap(unseen), *measure_media(unseen)]
    show(rows)
    write(rows)


def measure_children(items: Sequence[CollectionItem]) -> list[Row]:
    judge = Judge()
    aged = [item for item in items if item.age is not None]
    bands = ((0, 9, "children up to 8"), (9, CHILD_UNTIL, "children of 9 to 12"), (CHILD_UNTIL, ADULT_FROM, "13 to 17"))
    child = is_found(SoundTrait.CHILD_VOICE)
    rows = [
        share(
            "child's voice found",
            name,
            heard(judge.whole, (one for one in aged if low <= (one.age or 0) < high)),
            child,
        )
        for low, high, name in ((0, CHILD_UNTIL, "children up to 12"), *bands)
    ]
    adults = heard(judge.whole, (one for one in aged if (one.age or 0) >= ADULT_FROM))
    rows.append(share("adult lost as a child", "adults, same collection", adults, child))
    rows.append(share("adult lost for any reason", "adults, same collection", adults, is_stopped))
    for task in UNSEEN_TASKS:
        others = heard(judge.whole, (one for one in items if one.task == task and one.age is None and one.speaker))
        rows.append(share("lost as a child, age not known", task, others, child))
        rows.append(share("lost for any reason, age not known", task, others, is_stopped))
    return [row for row in rows if row.items]


def measure_overlap(items: Sequence[CollectionItem]) -> list[Row]:
    judge = Judge()
    overlapping = is_found(SoundTrait.OVERLAPPING_SPEECH)
    randomness = numpy.random.default_rng(SEED)
    voices = [item for item in items if item.task == "speakers"][::3]
    mixed: list[Judged] = []
    for number, item in enumerate(voices):
        other = voices[(number * 7 + 11) % len(voices)]
        if other.speaker != item.speaker:
            ratio = float(randomness.uniform(-6.0, 6.0))
            both = add_noise(read_part(item), read_part(other), ratio_decibels=ratio)
            mixed.append(judge.of(both, group=item.speaker or item.path.stem))
    single = heard(judge.whole, voices)
    real = heard(judge.windows, (item for item in items if item.task == "overlap"))
    rows = [
        share("two at once found", "mixed from two people at -6 to 6 dB", mixed, overlapping),
        share("two at once found", "recordings with overlap, windows of 4 s (partly one voice)", real, overlapping),
        share("one voice lost as two", "speakers", single, overlapping),
    ]
    return [row for row in rows if row.items]


def measure_media(items: Sequence[CollectionItem]) -> list[Row]:
    judge = Judge()
    music = heard(judge.windows, (item for item in items if item.task == "music"))
    noise = heard(judge.windows, (item for item in items if item.task == "noise"))
    voices = heard(judge.whole, [item for item in items if item.task == "speakers"][::3])
    quiet = [judge.of(numpy.zeros(WINDOW, dtype=numpy.int16), group=str(number)) for number in range(20)]
    rows = [
        share("music found", "music, windows of 4 s", music, is_found(SoundTrait.MUSIC_OR_MEDIA)),
        share("stopped for any reason", "music, windows of 4 s", music, is_stopped),
        share("stopped for any reason", "noise, windows of 4 s", noise, is_stopped),
        share("stopped for any reason", "digital silence", quiet, is_stopped),
        share("voice lost as music", "speakers", voices, is_found(SoundTrait.MUSIC_OR_MEDIA)),
    ]
    return [row for row in rows if row.items]


def is_stopped(one: Judged) -> bool:
    return one.stopped


def is_found(finding: SoundTrait) -> Callable[[Judged], bool]:
    return lambda one: one.has(finding)


def heard(judge: Callable[[CollectionItem], list[Judged]], items: Iterable[CollectionItem]) -> list[Judged]:
    """Judge entries; a file that is no sound is left out and counted nowhere."""
    found: list[Judged] = []
    for item in items:
        try:
            found += judge(item)
        except EarnestError:
            continue
    return found


def share(question: str, data: str, judged: Sequence[Judged], holds: Callable[[Judged], bool]) -> Row:
    """Return a share with its 95 % interval, for which people or files are the witnesses, not their sounds."""
    found = share_of([holds(one) for one in judged], [one.group for one in judged])
    return Row(
        question=question,
        data=data,
        items=found.count,
        groups=found.groups,
        share=found.rate,
        low=found.low,
        high=found.high,
    )


def show(rows: Sequence[Row]) -> None:
    table = Table("question", "data", "n", "people or files", "share", "95 % interval")
    for row in rows:
        interval = f"{row.low:.1%} to {row.high:.1%}"
        table.add_row(row.question, row.data, str(row.items), str(row.groups), f"{row.share:.1%}", interval)
    OUT.print(table)


def write(rows: Sequence[Row]) -> None:
    RESULTS.mkdir(exist_ok=True)
    content = {
        "benchmark": "detectors",
        "seed": SEED,
        "data": "people and files whose name hashes odd; the others trained the detectors. No television recordings.",
        "rows": [
            {
                "question": row.question,
                "data": row.data,
                "n": row.items,
                "groups": row.groups,
                "share": round(row.share, 4),
                "interval": [round(row.low, 4), round(row.high, 4)],
            }
            for row in rows
        ],
    }
    _ = (RESULTS / "detectors.json").write_text(json.dumps(content, indent=1) + "\n")


if __name__ == "__main__":
    main()
