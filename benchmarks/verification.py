"""How many clips does one key settle, and how many words of those labels are wrong?

Verification first (decision 0036): where two recognisers of different kinds heard the same words, the page asks whether
they are right, and one key confirms. Measured on real recordings whose text is known, cut to their speech as the
gateway does: the listener is Whisper, with a domain over it that was learned from other people's single words; the
second opinion is that domain, or the verifier's quick pass of pocketsphinx over the sound as the reviewer's clip has it
outside of tones (nothing is concealed here).

The error of a confirmed label is that of the words where the reviewer confirms whatever stands there, which is the most
that confirming can cost; a reviewer who listens finds some of it. Full typing has no figure here: no typist is at hand,
and a planted clip measures it of the people who work (`earnest review plant`); 5–6 % is what people differ by on
telephone speech (Switchboard).

Run with `make bench NAME=verification [RECORDINGS=dir] [ARGS="--sample 40"]`; writes
benchmarks/results/verification.json. What was heard is kept in build/verification.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from recognising.cascade import teach
from recognising.engines import Heard, Listening
from recognising.material import Material

from earnest.engines.engine_choice import EngineChoice, RecogniserName
from earnest.foundation.statistics.estimates import Estimate, bootstrap_ratio, exact_share
from earnest.speech.hearing.recognition.adapters.pocketsphinx import PocketsphinxPass
from earnest.speech.hearing.recognition.agreement import are_of_different_kinds, say_the_same
from earnest.speech.hearing.recognition.domain_engine import DomainEngine
from earnest.speech.language.comparing.word_errors import WordErrors, text_errors
from earnest.weights.finding import WeightPlaces
from earnest.weights.places import usual_caches

RESULT: Final = Path(__file__).parent / "results" / "verification.json"
KEPT: Final = Path(__file__).parents[1] / "build" / "verification"
SEED: Final = 20190710
GROUPS: Final = ("words", "commands", "sentences")
LANGUAGE: Final = "en"
AIM: Final = 0.8
"""Share of clips that one key settles, as wanted."""
Results = dict[str, object]


def main() -> None:
    """Listen, compare, and write the result."""
    parser = argparse.ArgumentParser(description="Measure what confirming settles, and what it costs.")
    _ = parser.add_argument("--sample", type=int, default=40, help="recordings of each group, at most")
    _ = parser.add_argument("--minutes", type=float, default=45.0, help="stop listening then; the next run goes on")
    asked = parser.parse_args()
    recordings = os.environ.get("RECORDINGS") or os.environ.get("EARNEST_SPEECH")
    if not recordings:
        sys.exit("RECORDINGS or EARNEST_SPEECH names the recordings")
    material = Material(Path(recordings), sample=asked.sample, seed=SEED)
    lesson = teach(material.words_of_others(), seed=SEED)
    choice = EngineChoice(
        name=RecogniserName.WHISPER, places=WeightPlaces(folder=None, caches=usual_caches(os.environ))
    )
    listening = Listening(choice, KEPT / "cascade.jsonl", lesson.bundle)
    second = DomainEngine(PocketsphinxPass(quick=True))
    until = time.monotonic() + 60 * asked.minutes
    groups: dict[str, Results] = {}
    everything: list[tuple[bool, WordErrors]] = []
    for group in GROUPS:
        sounds = [sound for sound in material.group(group) if sound.language == LANGUAGE]
        heard = list(listening.hear(sounds, until))
        if len(heard) < len(sounds):
            sys.exit(f"stopped after {asked.minutes:g} minutes; run again to go on")
        judged = [(_agrees(one, second), text_errors(one.sound.text, one.text, LANGUAGE)) for one in heard]
        groups[group] = _row(judged, people=len({one.sound.person for one in heard}))
        everything += judged
    result: Results = {
        "seed": SEED,
        "n": len(everything),
        "aim": AIM,
        "learned": lesson.row(),
        "groups": groups,
        "together": _row(everything, people=None),
    }
    _ = RESULT.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    _ = sys.stdout.write(RESULT.read_text(encoding="utf-8"))


def _agrees(heard: Heard, second: DomainEngine) -> bool:
    """Tell whether the page would ask for one key: as `second_hearing.is_agreed` decides where nothing is concealed."""
    hypothesis = heard.hypothesis
    if hypothesis is None:
        return False
    if hypothesis.agreed:
        return True
    other = second.recognise(heard.sound.samples, (LANGUAGE,))
    return are_of_different_kinds(hypothesis.engine, other.engine) and say_the_same(
        hypothesis.words, other.words, LANGUAGE
    )


def _row(judged: Sequence[tuple[bool, WordErrors]], *, people: int | None) -> Results:
    agreed = [errors for agrees, errors in judged if agrees]
    typed = [errors for agrees, errors in judged if not agrees]
    return {
        "clips": len(judged),
        **({} if people is None else {"people": people}),
        "one_key": _figure(exact_share(len(agreed), len(judged)) if judged else None),
        "confirmed_word_errors": _figure(_rate(agreed)),
        "confirmed_exactly_right": _figure(
            exact_share(sum(not errors.total for errors in agreed), len(agreed)) if agreed else None
        ),
        "word_errors_where_they_differ": _figure(_rate(typed)),
    }


def _rate(errors: Sequence[WordErrors]) -> Estimate | None:
    return bootstrap_ratio([(float(one.total), float(one.reference_words)) for one in errors])


def _figure(estimate: Estimate | None) -> Mapping[str, object] | None:
    if estimate is None:
        return None
    low, high = estimate.interval.low, estimate.interval.high
    return {"value": round(estimate.value, 4), "interval": [round(low, 4), round(high, 4)], "n": estimate.items}


if __name__ == "__main__":
    main()
