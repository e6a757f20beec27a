"""How many clips does one key settle, and how many words of those labels are wrong?

Verification first: where two recognisers of different kinds heard the same words (decision 0036), or one is sure of
them (decision 0105), the page asks whether they are right, and one key confirms. Measured on real recordings whose
text is known, cut to their speech as the gateway does: the listener is Whisper, with a domain over it that was learned
from other people's single words; the second opinion is that domain, or the verifier's quick pass of pocketsphinx over
the sound as the reviewer's clip has it outside of tones (nothing is concealed here).

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
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from recognising.calibrating import FITTING
from recognising.cascade import teach
from recognising.engines import Heard, Listening
from recognising.material import Material

from earnest.collections.parts import side_of
from earnest.engines.engine_choice import EngineChoice, RecogniserName
from earnest.foundation.statistics.estimates import Estimate, bootstrap_ratio, exact_share
from earnest.speech.hearing.recognition.adapters.pocketsphinx import PocketsphinxPass
from earnest.speech.hearing.recognition.agreement import SURE, are_of_different_kinds, is_sure, say_the_same
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
    everything: list[_Judged] = []
    for group in GROUPS:
        sounds = [sound for sound in material.group(group) if sound.language == LANGUAGE]
        heard = list(listening.hear(sounds, until))
        if len(heard) < len(sounds):
            sys.exit(f"stopped after {asked.minutes:g} minutes; run again to go on")
        judged = [_judge(one, second) for one in heard]
        groups[group] = _row(judged, people=len({one.sound.person for one in heard}))
        everything += judged
    result: Results = {
        "seed": SEED,
        "n": len(everything),
        "aim": AIM,
        "sure": SURE,
        "learned": lesson.row(),
        "groups": groups,
        "together": _row(everything, people=None),
    }
    _ = RESULT.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    _ = sys.stdout.write(RESULT.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    agrees: bool
    """Two recognisers heard the same."""
    sure: bool
    """One is sure."""
    fitted: bool
    """The map of certainty was fitted on recordings of this person, so that `sure` may look too good."""
    errors: WordErrors

    @property
    def one_key(self) -> bool:
        """Whether the page would ask for one key."""
        return self.agrees or self.sure


def _judge(heard: Heard, second: DomainEngine) -> _Judged:
    return _Judged(
        agrees=_agrees(heard, second),
        sure=heard.hypothesis is not None and is_sure(heard.hypothesis, LANGUAGE),
        fitted=side_of(heard.sound.person) == FITTING,
        errors=text_errors(heard.sound.text, heard.text, LANGUAGE),
    )


def _agrees(heard: Heard, second: DomainEngine) -> bool:
    """Tell whether two recognisers agree, as `second_hearing.asks_to_confirm` decides where nothing is concealed."""
    hypothesis = heard.hypothesis
    if hypothesis is None:
        return False
    if hypothesis.agreed:
        return True
    other = second.recognise(heard.sound.samples, (LANGUAGE,))
    return are_of_different_kinds(hypothesis.engine, other.engine) and say_the_same(
        hypothesis.words, other.words, LANGUAGE
    )


def _row(judged: Sequence[_Judged], *, people: int | None) -> Results:
    asked = [one.errors for one in judged if one.one_key]
    typed = [one.errors for one in judged if not one.one_key]
    alone = [one for one in judged if one.sure and not one.agrees]
    others = [one.errors for one in judged if one.sure and not one.fitted]
    return {
        "clips": len(judged),
        **({} if people is None else {"people": people}),
        "one_key": _share(len(asked), len(judged)),
        "two_agree": _share(sum(one.agrees for one in judged), len(judged)),
        "one_is_sure": _share(sum(one.sure for one in judged), len(judged)),
        "exactly_right": _share(sum(not one.errors.total for one in judged), len(judged)),
        "confirmed_word_errors": _figure(_rate(asked)),
        "confirmed_exactly_right": _share(sum(not errors.total for errors in asked), len(asked)),
        "sure_alone_exactly_right": _share(sum(not one.errors.total for one in alone), len(alone)),
        "sure_of_people_not_fitted_exactly_right": _share(sum(not errors.total for errors in others), len(others)),
        "word_errors_where_typed": _figure(_rate(typed)),
    }


def _share(count: int, of: int) -> Mapping[str, object] | None:
    return _figure(exact_share(count, of) if of else None)


def _rate(errors: Sequence[WordErrors]) -> Estimate | None:
    return bootstrap_ratio([(float(one.total), float(one.reference_words)) for one in errors])


def _figure(estimate: Estimate | None) -> Mapping[str, object] | None:
    if estimate is None:
        return None
    low, high = estimate.interval.low, estimate.interval.high
    return {"value": round(estimate.value, 4), "interval": [round(low, 4), round(high, 4)], "n": estimate.items}


if __name__ == "__main__":
    main()
