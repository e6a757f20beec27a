"""Does a leaked recording tell by whose lease it left? (AU9).

Real people's recordings are disguised as a reviewer hears them, marked, and go out in several ways
(`material/leaks.py`: compression is real, the re-recording is invented). Found: the mark of the right lease fits so
well that chance explains it, among a hundred thousand leases, less often than once in a thousand times. Every sound is
also looked at without a mark, and with wrong keys.

Run with `make bench NAME=watermark [RECORDINGS=dir]`; writes benchmarks/results/watermark.json.
"""

import argparse
import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final, cast

import numpy
from attacks.quality import load_quality
from material.encoder import live_encoder
from material.leaks import DIRECT_TO_ECHO_DECIBELS, REVERBERATION_SECONDS, as_mp3, as_opus, mp3_file, re_recorded
from numpy.random import Generator
from personal_speech.scoring import wilson
from rich.console import Console
from rich.table import Table

from earnest.collections.collection import CollectionItem, read_collection
from earnest.foundation.units import SampleCount, Samples, seconds
from earnest.handover.watermarking.marking import marked
from earnest.handover.watermarking.tracing import LARGEST_CHANCE, Suspect
from earnest.sound_files.decoding import decode
from earnest.speech.privacy.concealment.errors import CannotDisguise
from earnest.speech.privacy.disguise.profile import DisguiseProfile, Undisguised
from earnest.speech.sound.level import for_listening
from earnest.voices.disguise.profiles import open_profile

RESULTS: Final = Path(__file__).parent / "results" / "watermark.json"
OUT: Final = Console(soft_wrap=True, highlight=False)
SEED: Final = 20261126
PROFILES: Final = ("encoded", "blended", "warped")
"""What is used for English, and for all other languages."""
TASKS: Final = frozenset({"commands", "speakers", "sentences"})
LEASES: Final = 100_000
WRONG_KEYS: Final = 20
"""Looked for in each sound, beside the right one."""
SHORT_SECONDS: Final = 2.0
KEY: Final = b"the lease that leaked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One sound after one leak."""

    seconds: float
    found: bool
    wrong: int
    """Wrong keys that fit so well that chance would not explain it; of WRONG_KEYS."""


def ways(clip: Samples, generator: Generator) -> Iterator[tuple[str, Samples]]:
    """Give what becomes of a marked clip, by the name of the way."""
    middle = clip[clip.size // 4 : -(clip.size // 4) or None]
    yield "as it is", clip
    yield "MP3, 64 kbit/s", as_mp3(clip)
    yield "Opus", as_opus(clip)
    yield "the middle half of it", middle
    yield "re-recorded, 20 dB over the noise", re_recorded(clip, generator)
    yield "re-recorded, 10 dB over the noise", re_recorded(clip, generator, noise_decibels=10.0)


def looked_at(sound: Samples, *, length: int) -> Outcome:
    """Look for the right mark and for wrong ones."""
    suspect = Suspect(sound)
    wrong = [suspect.score(b"wrong %d" % number).chance(LEASES) for number in range(WRONG_KEYS)]
    return Outcome(
        seconds=seconds(SampleCount(length)),
        found=suspect.score(KEY).chance(LEASES) <= LARGEST_CHANCE,
        wrong=sum(chance <= LARGEST_CHANCE for chance in wrong),
    )


def clips(items: Sequence[CollectionItem], profile: DisguiseProfile) -> Iterator[Samples]:
    """Yield recordings as a reviewer would hear them; a profile that cannot disguise one leaves it out."""
    for number, item in enumerate(items):
        given = Undisguised(samples=decode(item.path.read_bytes()), language="en", words=(), beeped=())
        try:
            yield for_listening(profile.disguise(given, numpy.random.default_rng([SEED, number])).samples)
        except CannotDisguise:
            continue


def measure(folder: Path, *, count: int) -> dict[str, object]:
    """Return what was measured on recordings of a folder."""
    items = [item for item in read_collection(folder) if item.task in TASKS and (item.language or "en") == "en"]
    chosen = Random(SEED).sample(items, min(count, len(items)))  # noqa: S311 - repeatable, not secret
    if not chosen:
        sys.exit(f"This folder has no English recordings of {', '.join(sorted(TASKS))}")
    opinion = load_quality()
    profiles: dict[str, object] = {}
    spent = heard = bits = 0.0
    for name in PROFILES:
        outcomes: dict[str, list[Outcome]] = defaultdict(list)
        without: list[Outcome] = []
        opinions: list[float] = []
        generator = numpy.random.default_rng(SEED)
        for clip in clips(chosen, open_profile(name, live_encoder())):
            began = time.process_time()
            sound = marked(clip, KEY)
            spent += time.process_time() - began
            heard += seconds(SampleCount(clip.size))
            bits += 8 * len(mp3_file(sound))
            for way, leaked in ways(sound, generator):
                outcomes[way].append(looked_at(leaked, length=clip.size))
            without.append(looked_at(clip, length=clip.size))
            if opinion is not None:
                opinions.append(opinion(sound) - opinion(clip))
        profiles[name] = {
            "ways": {way: {"all": share(found), **by_length(found)} for way, found in outcomes.items()},
            "without a mark": share(without),
            "wrong keys": {
                "n": sum(WRONG_KEYS * len(found) for found in outcomes.values()),
                "taken for the right one": sum(one.wrong for found in outcomes.values() for one in found),
            },
            "dnsmos_change": None if not opinions else round(float(numpy.mean(opinions)), 3),
        }
    return {
        "benchmark": "watermark",
        "seed": SEED,
        "recordings": len(chosen),
        "leases": LEASES,
        "largest_chance": LARGEST_CHANCE,
        "short_seconds": SHORT_SECONDS,
        "cpu_seconds_per_second": round(spent / heard, 4),
        "mp3_kilobits_per_second": round(bits / heard / 1000, 1),
        "invented": (
            f"the re-recording: a room with {REVERBERATION_SECONDS} s of echo {DIRECT_TO_ECHO_DECIBELS:g} dB under the "
            "direct sound, 150 to 7,000 Hz, a clock that is 40 ppm faster, white noise"
        ),
        "profiles": profiles,
    }


def by_length(outcomes: Sequence[Outcome]) -> Mapping[str, object]:
    """Return the shares of short clips and of the others."""
    short = [one for one in outcomes if one.seconds < SHORT_SECONDS]
    return {"short": share(short), "others": share([one for one in outcomes if one.seconds >= SHORT_SECONDS])}


def share(outcomes: Sequence[Outcome]) -> Mapping[str, object]:
    """Return which share was found, with its interval."""
    found, count = sum(one.found for one in outcomes), len(outcomes)
    low, high = wilson(found, count)
    return {"n": count, "found": found, "share": found / count if count else None, "interval": [low, high]}


def rows(results: Mapping[str, object]) -> Iterator[tuple[str, str, Mapping[str, object]]]:
    """Give profile, way out and share of each line of the table."""
    for name, profile in cast("Mapping[str, Mapping[str, object]]", results["profiles"]).items():
        for way, found in cast("Mapping[str, Mapping[str, Mapping[str, object]]]", profile["ways"]).items():
            yield name, way, found["all"]
        yield name, "without a mark", cast("Mapping[str, object]", profile["without a mark"])


def main() -> int:
    """Measure, print and write; returns the exit status."""
    parser = argparse.ArgumentParser(description="Measure whether leaked recordings tell by whose lease they left.")
    _ = parser.add_argument("--recordings", type=Path, default=os.environ.get("EARNEST_SPEECH") or None)
    _ = parser.add_argument("--count", type=int, default=150, help="recordings")
    arguments = parser.parse_args()
    folder: Path | None = arguments.recordings
    if folder is None:
        sys.exit("Name recordings with RECORDINGS=dir or EARNEST_SPEECH")
    results = measure(folder, count=int(arguments.count))
    _ = RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    table = Table("profile", "way out", "n", "lease found", "95 % interval")
    for name, way, found in rows(results):
        low, high = cast("tuple[float, float]", found["interval"])
        table.add_row(name, way, str(found["n"]), str(found["found"]), f"{low:.0%} to {high:.0%}")
    OUT.print(table)
    OUT.print(f"{results['cpu_seconds_per_second']} CPU s per second of sound")
    return 0


if __name__ == "__main__":
    sys.exit(main())
