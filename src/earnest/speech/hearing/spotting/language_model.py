"""Language model of the spotter: common words against runs of digits and letters; pure text for a decoder.

A run costs something to begin and little to go on with, so a lone `to` or `for` stays a word while `two four eight
six` becomes a run. The common words are there to explain all that is no run: without them a decoder that knows only
digits and letters hears them everywhere.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from earnest.speech.hearing.spotting.spoken_signs import SIGN_PROBABILITIES, SIGNS

BACKGROUND: Final = Path(__file__).parent / "background.tsv"
"""Common words: word, natural logarithm of its probability, pronunciations; made by training/spotting_background.py."""
SIGN_MARK: Final = "t_"
"""Begins the token of a sign in the decoder's dictionary, so that `to` and `two` are told apart."""
WORD_MARK: Final = "b_"

_END: Final = 0.05
"""Probability that the sound ends after a word. Chosen, not measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpottingSettings:
    """How readily digits and letters are heard."""

    background_words: int
    """So many of the commonest words compete, ≥ 1."""
    enter: float
    """Probability that a run begins after any word; 0 to 1."""
    stay: float
    """Probability that a run goes on after a sign; 0 to 1."""
    language_weight: float
    """Weight of these probabilities against the sound; the greater, the more runs hold together."""


FINDING: Final = SpottingSettings(background_words=1000, enter=0.7, stay=0.97, language_weight=8.0)
"""What finds runs before they are concealed; chosen by benchmarks/personal_data_sound.py on one half of the people."""
VERIFYING: Final = SpottingSettings(background_words=1000, enter=0.8, stay=0.98, language_weight=9.0)
"""What looks once more: hears more runs, and more that are none, so its mistakes are others. Chosen as FINDING was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpottingModel:
    """What a decoder needs."""

    dictionary: str
    """A token and its phones a line."""
    arpa: str
    """Bigram model in ARPA form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackgroundWord:
    """A common word."""

    text: str
    probability: float
    pronunciations: tuple[str, ...]


def spotting_model(settings: SpottingSettings) -> SpottingModel:
    """Return dictionary and language model for these settings."""
    words = load_background()[: settings.background_words]
    share = (1 - settings.enter - _END) / sum(word.probability for word in words)
    tokens = {f"{WORD_MARK}{word.text}": word.probability * share for word in words}
    signs = {f"{SIGN_MARK}{text}": probability for text, probability in SIGN_PROBABILITIES.items()}
    tokens |= {token: settings.enter * probability for token, probability in signs.items()}
    pronounced = [
        *((f"{WORD_MARK}{word.text}", word.pronunciations) for word in words),
        *((f"{SIGN_MARK}{sign.text}", sign.pronunciations) for sign in SIGNS),
    ]
    return SpottingModel(
        dictionary="".join(
            f"{token}{f'({number})' if number > 1 else ''} {phones}\n"
            for token, variants in pronounced
            for number, phones in enumerate(variants, start=1)
        ),
        arpa=_arpa(tokens, signs, settings),
    )


def _arpa(tokens: Mapping[str, float], signs: Mapping[str, float], settings: SpottingSettings) -> str:
    leaving = math.log10((1 - settings.stay) / (1 - settings.enter))
    single = ["-99.0000\t<s>\t0.0000", f"{math.log10(_END):.4f}\t</s>"]
    single += [
        f"{math.log10(probability):.4f}\t{token}\t{leaving if token in signs else 0.0:.4f}"
        for token, probability in tokens.items()
    ]
    pairs = [
        f"{math.log10(settings.stay * probability):.4f}\t{first}\t{second}"
        for first in signs
        for second, probability in signs.items()
    ]
    head = ["\\data\\", f"ngram 1={len(single)}", f"ngram 2={len(pairs)}", "", "\\1-grams:", *single]
    return "\n".join([*head, "", "\\2-grams:", *pairs, "", "\\end\\", ""])


@cache
def load_background() -> tuple[BackgroundWord, ...]:
    """Return the common words, commonest first."""
    lines = BACKGROUND.read_text(encoding="ascii").splitlines()
    fields = (line.split("\t") for line in lines if line)
    return tuple(
        BackgroundWord(text=text, probability=math.exp(float(logarithm)), pronunciations=tuple(variants))
        for text, logarithm, *variants in fields
    )
