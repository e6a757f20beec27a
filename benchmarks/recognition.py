"""Which engine hears what, at what cost, and does it know when it is wrong?

Real recordings, cut to their speech as the gateway does; each engine in its process as the product runs it, one sound
at a time, the language given. Joined: letters and digits of one speaker, put in a row. Generated: silence. Texts are
compared by `speech/language/comparing`, which takes the best reading of figures for every engine alike.

Run with `make bench NAME=recognition [RECORDINGS=dir]`; writes benchmarks/results/recognition.json. What was heard is
kept in build/recognition, so `--minutes` ends a run and the next one goes on; `--anew` begins again.
"""

import argparse
import json
import os
import platform
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, cast

from recognising.engines import Heard, Listening
from recognising.material import NO_SPEECH, NO_SPEECH_TRIMMED, SPOKEN, Material
from recognising.reliability import reliability_row, utterance_claims, word_claims
from recognising.scores import group_row, invented_row, request_row
from rich.console import Console
from rich.table import Table

from earnest.speech.hearing.recognition.engine_choice import EngineChoice, RecogniserName
from earnest.speech.hearing.weights.finding import WeightPlaces

RESULTS: Final = Path(__file__).parent / "results" / "recognition.json"
KEPT: Final = Path(__file__).parents[1] / "build" / "recognition"
OUT: Final = Console(soft_wrap=True, highlight=False)
SEED: Final = 20190710
DATA: Final = (
    "sentences read by people whose first language is Mandarin, many of them children; home commands of one person; "
    "single words of many people; letters and digits, all but four joined from single ones of one person; "
    "German sentences of one person; noise, music, and silence that was generated"
)
NOT_MEASURED: Final = {"nl": "no recordings of Dutch speech are at hand"}

Results = dict[str, object]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    _ = parser.add_argument("--recordings", type=Path, default=os.environ.get("EARNEST_SPEECH") or None)
    _ = parser.add_argument("--engines", default="pocketsphinx", help="names, with commas between")
    _ = parser.add_argument("--models", type=Path, help="folder with the weights of engines that need some")
    _ = parser.add_argument("--sample", type=int, default=66, help="recordings of each group, at most")
    _ = parser.add_argument("--minutes", type=float, default=600.0, help="stop listening then; the next run goes on")
    _ = parser.add_argument("--anew", action="store_true", help="forget what was heard in earlier runs")
    arguments = parser.parse_args()
    folder: Path | None = arguments.recordings
    if folder is None:
        sys.exit("This benchmark needs recordings: RECORDINGS=dir")
    minutes: float = arguments.minutes
    material = Material(folder, sample=arguments.sample, seed=SEED)
    engines: dict[str, object] = {}
    for name in cast("str", arguments.engines).split(","):
        kept = KEPT / f"{name}.jsonl"
        if arguments.anew:
            kept.unlink(missing_ok=True)
        heard = listen(RecogniserName(name), arguments.models, material, kept, time.monotonic() + 60 * minutes)
        if heard is None:
            sys.exit(f"{name}: stopped after {minutes:g} minutes; run again to go on")
        engines[name] = figures(heard)
    results: Results = {
        "seed": SEED,
        "sample": arguments.sample,
        "data": DATA,
        "not_measured": NOT_MEASURED,
        "machine": {"processors": os.cpu_count(), "architecture": platform.machine()},
        "engines": engines,
    }
    RESULTS.parent.mkdir(exist_ok=True)
    _ = RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    show(results)


def listen(
    name: RecogniserName, models: Path | None, material: Material, kept: Path, until: float
) -> dict[str, list[Heard]] | None:
    """Return what an engine hears of each group; None where the time was over before it had heard all."""
    listening = Listening(EngineChoice(name=name, places=WeightPlaces(folder=models)), kept)
    heard: dict[str, list[Heard]] = {}
    for group in (*SPOKEN, NO_SPEECH, NO_SPEECH_TRIMMED):
        sounds = [sound for sound in material.group(group) if understands(name, sound.language)]
        heard[group] = list(listening.hear(sounds, until))
        OUT.print(f"{name}: {group}, {len(heard[group])} of {len(sounds)}", style="dim")
        if len(heard[group]) < len(sounds):
            return None
    return heard


def understands(name: RecogniserName, language: str) -> bool:
    """Tell whether an engine is asked about a language."""
    return language == "en" or name not in {RecogniserName.POCKETSPHINX, RecogniserName.POCKETSPHINX_QUICK}


def figures(heard: Mapping[str, Sequence[Heard]]) -> Results:
    """Return everything that is measured of one engine."""
    spoken = {group: own for group, own in heard.items() if group in SPOKEN and own}
    everything = [one for own in spoken.values() for one in own]
    languages = sorted({one.sound.language for one in everything})
    return {
        **{group: group_row(own, SEED) for group, own in spoken.items()},
        "requests_of_3_seconds": request_row(everything),
        "seconds_per_second": round(
            sum(one.processor_seconds for one in everything) / sum(one.seconds for one in everything), 3
        ),
        "memory_mebibytes": round(max(one.memory_mebibytes for one in everything)),
        "listened_seconds": round(sum(one.wall_seconds for own in heard.values() for one in own)),
        "invented": {"whole": invented_row(heard[NO_SPEECH]), "trimmed": invented_row(heard[NO_SPEECH_TRIMMED])},
        "reliability": {
            language: {
                "words": reliability_row(list(word_claims(own)), SEED),
                "utterances": reliability_row(list(utterance_claims(own)), SEED),
            }
            for language in languages
            for own in [[one for one in everything if one.sound.language == language]]
        },
    }


def show(results: Mapping[str, object]) -> None:
    """Print the most important figures."""
    table = Table("engine", "group", "n", "word errors", "exactly right", "CPU s per s", title="Recognition")
    for name, figures_of in cast("Mapping[str, Mapping[str, object]]", results["engines"]).items():
        for group in SPOKEN:
            if group in figures_of:
                row = cast("Mapping[str, object]", figures_of[group])
                low, high = cast("Sequence[float]", row["interval"])
                rate = f"{row['word_error_rate']:.1%} [{low:.1%}, {high:.1%}]"
                share = f"{row['exactly_right']:.1%}"
                table.add_row(name, group, str(row["n"]), rate, share, str(row["seconds_per_second"]))
    OUT.print(table)


if __name__ == "__main__":
    main()
