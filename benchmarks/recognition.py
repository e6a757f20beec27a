"""Which engine hears what, at what cost, and does it know when it is wrong?

Real recordings, cut to their speech as the gateway does; each engine in its process as the product runs it, one sound
at a time, the language given. The cascade is Whisper with a domain over it, learned from the labels of single words of
people who are not measured. Joined: letters and digits of one speaker, put in a row. Generated: silence. Texts are
compared by `speech/language/comparing`, which takes the best reading of figures for every engine alike.

Run with `make bench NAME=recognition [RECORDINGS=dir]`; writes benchmarks/results/recognition.json. What was heard is
kept in build/recognition, so `--minutes` ends a run and the next one goes on; `--anew` begins again. What earlier runs
on the same material measured of other engines than `--engines` names stays in the results.
"""

import argparse
import hashlib
import json
import os
import platform
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, cast

from recognising.calibrating import borrowed_row, calibration_row
from recognising.cascade import Lesson, teach
from recognising.engines import Heard, Listening
from recognising.material import JOINED_WORDS, LOOP, NO_SPEECH, NO_SPEECH_TRIMMED, SPOILED, SPOKEN, Material
from recognising.reliability import reliability_row, utterance_claims, word_claims
from recognising.scores import group_row, invented_row, request_row
from recognising.word_aligner import WordAligner
from recognising.word_times import aligned_times, joined_times, own_times, times_row, tone_row
from rich.console import Console
from rich.table import Table

from earnest.engines.engine_choice import EngineChoice, RecogniserName
from earnest.speech.hearing.recognition import calibration as calibration_module
from earnest.speech.hearing.recognition.calibration import FILE, CertaintyOf, map_of
from earnest.speech.privacy.concealment.word_times import times_of
from earnest.weights.finding import WeightPlaces
from earnest.weights.places import usual_caches

RESULTS: Final = Path(__file__).parent / "results" / "recognition.json"
KEPT: Final = Path(__file__).parents[1] / "build" / "recognition"
OUT: Final = Console(soft_wrap=True, highlight=False)
SEED: Final = 20190710
DATA: Final = (
    "sentences read by people whose first language is Mandarin, many of them children, as many of each, and apart "
    "from that (`loop`) all those that the benchmark of that name keeps back; home commands of one person; "
    "single words of many people; letters and digits, all but four joined from single ones of one person; "
    "German sentences of one person; noise, music, and silence that was generated"
)
CASCADE: Final = "cascade"
JSON_NAMES: Final = {"whisper": "whisper-base"}
"""Engines whose weights are named as well; the cascade is that engine with learned words over it."""
CALIBRATED: Final = "en"
"""Of German there is one speaker, so no one else is left to measure a map on."""
NOT_MEASURED: Final = {"nl": "no recordings of Dutch speech are at hand"}

Results = dict[str, object]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    _ = parser.add_argument("--recordings", type=Path, default=os.environ.get("EARNEST_SPEECH") or None)
    _ = parser.add_argument("--engines", default="pocketsphinx,whisper,cascade", help="names, with commas between")
    _ = parser.add_argument("--models", type=Path, help="folder with weights; else where the product looks for them")
    _ = parser.add_argument("--sample", type=int, default=33, help="recordings of each group, at most")
    _ = parser.add_argument("--minutes", type=float, default=45.0, help="stop listening then; the next run goes on")
    _ = parser.add_argument("--anew", action="store_true", help="forget what was heard in earlier runs")
    _ = parser.add_argument("--calibrate", action="store_true", help="write the maps of calibration.json anew")
    arguments = parser.parse_args()
    folder: Path | None = arguments.recordings
    if folder is None:
        sys.exit("This benchmark needs recordings: RECORDINGS=dir")
    minutes: float = arguments.minutes
    material = Material(folder, sample=arguments.sample, seed=SEED)
    engines, maps, aligner = dict[str, object](), dict[str, dict[str, Results]](), WordAligner()
    for name in cast("str", arguments.engines).split(","):
        lesson = teach(material.words_of_others(), seed=SEED) if name == CASCADE else None
        engine = RecogniserName.WHISPER if name == CASCADE else RecogniserName(name)
        kept = KEPT / f"{name}-{maps_in_force()}{digest_of(lesson)}.jsonl"
        if arguments.anew:
            kept.unlink(missing_ok=True)
        choice = EngineChoice(
            name=engine, places=WeightPlaces(folder=arguments.models, caches=usual_caches(os.environ))
        )
        listening = Listening(choice, kept, b"" if lesson is None else lesson.bundle)
        heard = listen(name, listening, material, time.monotonic() + 60 * minutes)
        if heard is None:
            sys.exit(f"{name}: stopped after {minutes:g} minutes; run again to go on")
        engines[JSON_NAMES.get(name, name)] = measured = figures(heard, engine, aligner)
        measured["calibration"] = found = calibration(heard, engine)
        if lesson is None:
            maps[name] = {CALIBRATED: found[CALIBRATED]}
        else:
            measured["learned"] = lesson.row()
    engines = measured_before(arguments.sample) | engines
    results: Results = {
        "seed": SEED,
        "sample": arguments.sample,
        "data": DATA,
        "not_measured": NOT_MEASURED,
        "machine": {
            "processors": os.cpu_count(),
            "architecture": platform.machine(),
            # Load average of the last quarter of an hour.
            "busy_programs": round(os.getloadavg()[2], 1),
        },
        "engines": engines,
    }
    if arguments.calibrate:
        write_maps(maps)
    RESULTS.parent.mkdir(exist_ok=True)
    _ = RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    show(results)


def measured_before(sample: int) -> Results:
    """Return what earlier runs measured on the same material, by engine."""
    if not RESULTS.is_file():
        return {}
    results = cast("Results", json.loads(RESULTS.read_text("utf-8")))
    same = (results["seed"], results["sample"]) == (SEED, sample)
    return cast("Results", results["engines"]) if same else {}


def digest_of(lesson: Lesson | None) -> str:
    """Return a name of what was taught, so that what was heard by a cascade with another lesson is heard anew."""
    return "" if lesson is None else f"-{hashlib.sha256(lesson.bundle).hexdigest()[:8]}"


def listen(name: str, listening: Listening, material: Material, until: float) -> dict[str, list[Heard]] | None:
    """Return what an engine hears of each group; None where the time was over before it had heard all."""
    heard: dict[str, list[Heard]] = {}
    for group in (*SPOKEN, LOOP, *SPOILED, NO_SPEECH, NO_SPEECH_TRIMMED, JOINED_WORDS):
        sounds = [sound for sound in material.group(group) if sound.language in listening.languages]
        heard[group] = list(listening.hear(sounds, until))
        OUT.print(f"{name}: {group}, {len(heard[group])} of {len(sounds)}", style="dim")
        if len(heard[group]) < len(sounds):
            return None
    return heard


def figures(heard: Mapping[str, Sequence[Heard]], engine: str, aligner: WordAligner) -> Results:
    """Return everything that is measured of one engine."""
    spoken = {group: own for group, own in heard.items() if group in SPOKEN and own}
    everything = [one for own in spoken.values() for one in own]
    languages = sorted({one.sound.language for one in everything})
    return {
        **{group: group_row(own, SEED) for group, own in spoken.items()},
        LOOP: group_row(heard[LOOP], SEED),
        "spoiled": spoiled_rows(heard),
        "requests_of_3_seconds": request_row(everything),
        "seconds_per_second": round(
            sum(one.processor_seconds for one in everything) / sum(one.seconds for one in everything), 3
        ),
        "memory_mebibytes": round(max(one.memory_mebibytes for one in everything)),
        "listened_seconds": round(sum(one.wall_seconds for own in heard.values() for one in own)),
        "word_times": word_times(heard, engine, aligner),
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


def spoiled_rows(heard: Mapping[str, Sequence[Heard]]) -> dict[str, Results]:
    """Return the word errors of recordings that were spoilt, by how and by group."""
    rows = dict[str, Results]()
    for name, (kind, group) in SPOILED.items():
        row = group_row(heard[name], SEED)
        rows.setdefault(kind, {})[group] = {key: row[key] for key in ("n", "people", "word_error_rate", "interval")}
    return rows


def calibration(heard: Mapping[str, Sequence[Heard]], engine: str) -> dict[str, Results]:
    """Return the maps for English that half of the people give, what they bring for the others, and for German."""
    spoken = [one for group in SPOKEN for one in heard[group]]
    english, german = ([one for one in spoken if one.sound.language == language] for language in (CALIBRATED, "de"))
    found: dict[str, Results] = {CALIBRATED: {}}
    for of, claims_of in ((CertaintyOf.WORD, word_claims), (CertaintyOf.UTTERANCE, utterance_claims)):
        claims = list(claims_of(english))
        found[CALIBRATED][of.value] = calibration_row(claims, map_of(of, engine, CALIBRATED), SEED)
        if german:
            found.setdefault("de", {})[of.value] = borrowed_row(list(claims_of(german)), claims, SEED)
    return found


def maps_in_force() -> str:
    """Return a name of the maps that the engines use, so that what was heard with others is heard anew."""
    return hashlib.sha256(_maps_file().read_bytes()).hexdigest()[:8]


def _maps_file() -> Path:
    return Path(calibration_module.__file__).with_name(FILE)


def write_maps(maps: Mapping[str, Mapping[str, Results]]) -> None:
    """Write the maps that the product uses."""
    chosen = {
        engine: {
            language: {of: {name: row[name] for name in ("bias", "weight", "n", "people")} for of, row in rows.items()}
            for language, rows in languages.items()
        }
        for engine, languages in cast("Mapping[str, Mapping[str, Mapping[str, Results]]]", maps).items()
    }
    _ = _maps_file().write_text(json.dumps(chosen, indent=1) + "\n", encoding="utf-8")


def word_times(heard: Mapping[str, Sequence[Heard]], engine: str, aligner: WordAligner) -> Results:
    """Return how well the times of words are known: the engine's own, those of forced alignment, and both together."""
    sounds = [one for one in (*heard[JOINED_WORDS], *heard["personal_data"]) if one.sound.places]
    return {
        "sounds": len(sounds),
        "own": times_row(list(own_times(sounds)), SEED),
        "tone": tone_row(list(own_times(sounds)), times_of(engine), SEED),
        "aligned": times_row(list(aligned_times(sounds, aligner)), SEED),
        "own_and_aligned": times_row(list(joined_times(sounds, aligner)), SEED),
    }


def show(results: Mapping[str, object]) -> None:
    """Print the most important figures."""
    table = Table("engine", "group", "n", "word errors", "exactly right", "CPU s per s", title="Recognition")
    for name, figures_of in cast("Mapping[str, Mapping[str, object]]", results["engines"]).items():
        for group in (*SPOKEN, LOOP):
            if group in figures_of:
                row = cast("Mapping[str, object]", figures_of[group])
                low, high = cast("Sequence[float]", row["interval"])
                rate = f"{row['word_error_rate']:.1%} [{low:.1%}, {high:.1%}]"
                share = f"{row['exactly_right']:.1%}"
                table.add_row(name, group, str(row["n"]), rate, share, str(row["seconds_per_second"]))
    OUT.print(table)


if __name__ == "__main__":
    main()
