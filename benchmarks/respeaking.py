"""What does a reviewer hear of what was said, when a synthetic voice says it again?

Phones that the profiles `respoken` and `encoded` say, against the phones of the known text; and words that the
recogniser made up, which the voice says all the same. By the posterior from which a word counts as sure, so that the
trade-off can be seen. Only people whom the phone networks were not taught with: the threshold was chosen on one half of
them, and what counts is the other half. How far a person can be recognised measures `make bench NAME=disguise`.

Run with `make bench NAME=respeaking [RECORDINGS=dir]`; writes benchmarks/results/respeaking.json.
"""

import argparse
import hashlib
import json
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy
from attacks.listening import recognised
from material.encoder import live_encoder
from rich.console import Console
from rich.table import Table

from earnest.collections.collection import CollectionItem, read_collection
from earnest.collections.parts import is_taught
from earnest.engines.engine_process import EngineLimits, EngineProcess
from earnest.foundation.settings import load_settings
from earnest.foundation.units import Samples
from earnest.processes.recognisers import live_choice
from earnest.sound_files.decoding import decode
from earnest.speech.hearing.phones.network import PhoneNetwork, load_network
from earnest.speech.language.comparing.word_errors import word_errors
from earnest.speech.language.hypothesis import RecognisedWord
from earnest.speech.language.lexicon import Lexicon, load_lexicon
from earnest.speech.language.wording import normalised_words
from earnest.speech.privacy.concealment.errors import CannotDisguise
from earnest.speech.privacy.concealment.window import LONGEST_WINDOW
from earnest.speech.privacy.disguise.profile import Undisguised
from earnest.speech.sound.voice_activity import VoiceActivityModel, trim_silence
from earnest.voices.disguise.averaging import load_average_voice
from earnest.voices.disguise.respeaking import RESPOKEN, SURE_FROM, RespokenVoice
from earnest.voices.disguise.respeaking_script import Saying
from earnest.voices.disguise.whisper_encoder import has_network, load_encoder_network
from earnest.voices.synthesis.acoustics import AcousticMeans

RESULTS = Path(__file__).parent / "results" / "respeaking.json"
TASK = "speakers"
CLIPS_EACH = 2
"""Recordings of each person, the first of the list."""
EVERY_WORD, NO_WORD = 0.0, 1.01
THRESHOLDS = (EVERY_WORD, 0.6, 0.8, SURE_FROM, 0.95, NO_WORD)
SEED = 20_261
DRAWS = 1_000
OUT = Console(soft_wrap=True, highlight=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A recording of which the text is known."""

    person: str
    words: tuple[str, ...]
    phones: tuple[str, ...]
    clip: Undisguised


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What was counted in one recording."""

    person: str
    errors: float
    """Phones that are wrong, too many or missing in what is said."""
    phones: int
    wrong: int
    """Recognised words that are not in the text."""
    wrong_said: int
    right: int
    right_said: int


def main() -> None:
    """Measure, write and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    _ = parser.add_argument("--recordings", type=Path, default=os.environ.get("EARNEST_SPEECH") or None)
    _ = parser.add_argument("--cache", type=Path, help="keep recognised words in this folder")
    given = parser.parse_args()
    if given.recordings is None:
        parser.error("needs recordings of known people and texts: RECORDINGS=dir, a folder with a manifest.jsonl")
    recordings: Path = given.recordings
    cache: Path | None = given.cache
    known = read_known(recordings, cache)
    if not known:
        OUT.print(f"left out: no English recordings with text and speaker in the task {TASK}")
        return
    report: dict[str, object] = {
        "benchmark": "respeaking",
        "task": TASK,
        "seed": SEED,
        "sure_from": SURE_FROM,
        "intervals": "95 %, percentile bootstrap over people",
    }
    for name, half in (("chosen_on", True), ("reported_on", False)):
        part = [one for one in known if chooses(one.person) == half]
        report[name] = {"people": len({one.person for one in part}), "clips": len(part), "rows": rows(part)}
    RESULTS.parent.mkdir(exist_ok=True)
    _ = RESULTS.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    show(report)


def chooses(person: str) -> bool:
    """Tell whether a person belongs to the half on which the threshold was chosen."""
    return hashlib.sha256(person.encode()).digest()[1] % 2 == 0


def read_known(folder: Path, cache: Path | None) -> list[Known]:
    """Read and recognise recordings of people whom the network was not taught with."""
    lexicon, voices, each = load_lexicon(), VoiceActivityModel(), Counter[str]()
    items: list[tuple[CollectionItem, str]] = []
    for item in read_collection(folder):
        person, words = item.speaker, normalised_words(item.text or "")
        usable = item.task == TASK and (item.language or "en") == "en" and words and phones_of(words, lexicon)
        if person is None or not usable or is_taught(person) or each[person] == CLIPS_EACH:
            continue
        each[person] += 1
        items.append((item, person))
    sounds = [trimmed(item, voices) for item, _ in items]
    engine = EngineProcess(live_choice(load_settings()), limits=EngineLimits(children=2))
    try:
        heard = recognised(sounds, engine.recognise, processes=2, cache=cache)
    finally:
        engine.close()
    return [
        Known(
            person=person,
            words=normalised_words(item.text or ""),
            phones=phones_of(normalised_words(item.text or ""), lexicon),
            clip=Undisguised(samples=samples, language="en", words=words, beeped=()),
        )
        for (item, person), samples, words in zip(items, sounds, heard, strict=True)
    ]


def trimmed(item: CollectionItem, voices: VoiceActivityModel) -> Samples:
    """Return a recording as de-identification gets it."""
    whole = decode(item.path.read_bytes())
    return trim_silence(whole, model=voices).of(whole)[:LONGEST_WINDOW].copy()


def phones_of(words: Sequence[str], lexicon: Lexicon) -> tuple[str, ...]:
    """Return the phones of words; none where the dictionary lacks one."""
    listed = [lexicon.first_listed(word).split() for word in words]
    return tuple(phone for phones in listed for phone in phones) if all(listed) else ()


def rows(known: Sequence[Known]) -> list[dict[str, object]]:
    """Return one row of the table for each network and threshold."""
    return [row(network, threshold, known) for network in networks() for threshold in THRESHOLDS]


@cache
def networks() -> tuple[PhoneNetwork, ...]:
    """Return what hears phones: on mel bands, and on the live recogniser's encoder where it has one."""
    encoder = live_encoder()
    if encoder is None or not has_network(encoder.model):
        return (load_network(),)
    return load_network(), load_encoder_network(encoder.encoder, encoder.model)


def row(network: PhoneNetwork, threshold: float, known: Sequence[Known]) -> dict[str, object]:
    """Measure one threshold."""
    style = replace(RESPOKEN, sure_from=threshold)
    profile = RespokenVoice(network, load_lexicon(), AcousticMeans.bundled(), load_average_voice(), style=style)
    counts = [count(profile, one, threshold) for one in known]
    errors, low, high = with_interval(counts)
    return {
        "heard_in": network.extractor.name,
        "sure_from": threshold,
        "phone_error_rate": errors,
        "interval": [low, high],
        "made_up_words_said": share(sum(one.wrong_said for one in counts), sum(one.wrong for one in counts)),
        "right_words_said": share(sum(one.right_said for one in counts), sum(one.right for one in counts)),
        "made_up_words": sum(one.wrong for one in counts),
        "right_words": sum(one.right for one in counts),
    }


def count(profile: RespokenVoice, known: Known, threshold: float) -> Count:
    """Compare what is said of one recording with its text."""
    try:
        parts = profile.what_is_said(known.clip)
    except CannotDisguise:
        parts = []
    said = [phone for part in parts if isinstance(part, Saying) for phone in part.phones]
    left = Counter(known.words)
    right: list[RecognisedWord] = []
    wrong: list[RecognisedWord] = []
    for word in known.clip.words:
        (right if left[word.text] > 0 else wrong).append(word)
        left[word.text] -= 1
    return Count(
        person=known.person,
        errors=word_errors(known.phones, said).total,
        phones=len(known.phones),
        wrong=len(wrong),
        wrong_said=sum(word.posterior >= threshold for word in wrong),
        right=len(right),
        right_said=sum(word.posterior >= threshold for word in right),
    )


def with_interval(counts: Sequence[Count]) -> tuple[float, float, float]:
    """Return the phone error rate and the ends of its 95 % interval, people drawn again."""
    people = sorted({one.person for one in counts})
    totals = numpy.asarray(
        [
            (sum(c.errors for c in counts if c.person == person), sum(c.phones for c in counts if c.person == person))
            for person in people
        ]
    )
    if not len(totals):
        return 0.0, 0.0, 1.0
    drawn = totals[numpy.random.default_rng(SEED).integers(0, len(people), (DRAWS, len(people)))].sum(axis=1)
    low, high = numpy.percentile(drawn[:, 0] / drawn[:, 1], [2.5, 97.5])
    errors, phones = totals.sum(axis=0)
    return round(float(errors / phones), 4), round(float(low), 4), round(float(high), 4)


def share(part: int, whole: int) -> float | None:
    """Return a share; None of nothing."""
    return round(part / whole, 4) if whole else None


def show(report: dict[str, object]) -> None:
    """Print the result file."""
    table = Table(
        "people",
        "phones heard in",
        "a word is said from",
        "phone errors",
        "95 %",
        "made-up words said",
        "right words said",
    )
    for name in ("chosen_on", "reported_on"):
        part = report[name]
        assert isinstance(part, dict)  # noqa: S101 - made above
        for each in part["rows"]:  # pyright: ignore[reportUnknownVariableType]
            low, high = each["interval"]  # pyright: ignore[reportUnknownVariableType]
            table.add_row(
                f"{name} ({part['people']})",
                f"{each['heard_in']}",
                f"{each['sure_from']:.2f}",
                f"{each['phone_error_rate']:.1%}",
                f"{low:.1%} to {high:.1%}",
                *(
                    "–" if each[key] is None else f"{each[key]:.0%}"
                    for key in ("made_up_words_said", "right_words_said")
                ),
            )
    OUT.print(table)


if __name__ == "__main__":
    main()
