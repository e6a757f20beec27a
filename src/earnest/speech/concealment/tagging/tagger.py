"""Tagger: names and places that the rules do not know, found by the words around them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from threading import Lock
from typing import Final

import pycrfsuite

from earnest.speech.concealment.names import is_public
from earnest.speech.concealment.spans import PersonalKind, PersonalSpan, SpanSource
from earnest.speech.concealment.tagging.features import MODELS, features, is_unknown
from earnest.speech.concealment.vocabulary.vocabulary import Vocabulary

OUTSIDE: Final = "O"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Probabilities from which on a word counts as personal; low, for a name that is heard is worse than a beep."""

    unknown: float
    """Of a word that is in no list, as most names are."""
    known: float
    """Of a common word."""


PRIVATE: Final = {
    "en": Thresholds(unknown=0.04, known=0.15),
    "de": Thresholds(unknown=0.2, known=0.3),
    "nl": Thresholds(unknown=0.03, known=0.15),
}
PUBLIC: Final = {
    "en": Thresholds(unknown=0.08, known=0.3),
    "de": Thresholds(unknown=0.3, known=0.5),
    "nl": Thresholds(unknown=0.3, known=0.5),
}
"""In requests about music, films, weather, news and facts."""
KINDS: Final = {"NAME": PersonalKind.NAME, "PLACE": PersonalKind.PLACE}


class NameTagger:
    """A trained model of one language; safe to share between threads."""

    def __init__(self, model: bytes) -> None:
        """Take a model as `training.train` makes it."""
        self._tagger = pycrfsuite.Tagger()
        self._model = model  # pycrfsuite reads from these bytes as long as it tags
        _ = self._tagger.open_inmemory(self._model)
        self._lock = Lock()

    def find(
        self, words: Sequence[str], vocabulary: Vocabulary, *, public: bool | None = None
    ) -> Iterator[PersonalSpan]:
        """Give the names and places among these words.

        Args:
            words: normalised words, N ≥ 0.
            vocabulary: of the tagger's language.
            public: whether names in the request are public; None lets its words decide.
        """
        if not words:
            return
        named_public = is_public(words, vocabulary) if public is None else public
        seen = features(words, vocabulary, public=named_public)
        thresholds = (PUBLIC if named_public else PRIVATE)[vocabulary.language]
        with self._lock:
            self._tagger.set(seen)
            labels = [
                self._label(position, thresholds.unknown if is_unknown(seen[position]) else thresholds.known)
                if len(word) > 1
                else OUTSIDE
                for position, word in enumerate(words)
            ]
        position = 0
        for label, run in groupby(labels):
            length = len(list(run))
            particles = all(word in vocabulary.names.particles for word in words[position : position + length])
            if label in KINDS and not particles:  # `van der` belongs to a name, but is none
                yield PersonalSpan(
                    kind=KINDS[label],
                    first_word=position,
                    last_word=position + length - 1,
                    source=SpanSource.TAGGER,
                )
            position += length

    def _label(self, position: int, least: float) -> str:
        """Return the more probable kind of personal data of a word, where it is probable enough; else what is left."""
        likely = {label: self._tagger.marginal(label, position) for label in KINDS}
        best = max(likely, key=likely.__getitem__)
        return best if sum(likely.values()) >= least else OUTSIDE


@cache
def load_tagger(language: str) -> NameTagger:
    """Return the tagger of a language that Earnest brings; read once, for it never changes."""
    return NameTagger((MODELS / f"{language}.crfsuite").read_bytes())
