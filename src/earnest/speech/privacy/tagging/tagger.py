"""Tagger: names and places that the rules do not know, found by the words around them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from threading import Lock
from typing import Final

import pycrfsuite

from earnest.speech.privacy.concealment.spans import PersonalKind, PersonalSpan, SpanSource
from earnest.speech.privacy.concealment.utterance import is_public
from earnest.speech.privacy.tagging.features import MODELS, features, is_unknown
from earnest.speech.privacy.vocabulary.vocabulary import Vocabulary
from earnest.speech.privacy.vocabulary.word_sorts import sorts_of

OUTSIDE: Final = "O"
LONGEST_PLAIN: Final = 3
"""Letters of common words that are hardly ever names, such as `my`, `to`, `und`, `het`; not measured: chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Probabilities from which on a word counts as personal; low, for a name that is heard is worse than a beep."""

    unknown: float
    """Of a word that is in no list, as most names are."""
    known: float
    """Of a common word."""
    dated: float = 0.5
    """Of a word of time, like `april`: they stand behind names. Chosen on parts of training and development."""
    plain: float = 0.8
    """Of a word like `my`, `her`, `sister`, `forty` or `not`: they stand beside names more often than in them. It
    cost 0.3 points of real places (docs/algorithms/personal-data.md)."""


PRIVATE: Final = {
    "en": Thresholds(unknown=0.03, known=0.12),
    "de": Thresholds(unknown=0.15, known=0.3),
    "nl": Thresholds(unknown=0.05, known=0.2),
}
"""English ones were chosen on the training and development parts of the corpora, and raised once, as were the German
ones, for fewer ordinary words hidden; Dutch ones were lowered after a first figure, so its figures are not blind
(docs/algorithms/personal-data.md, Limits)."""
PUBLIC: Final = {
    "en": Thresholds(unknown=0.3, known=0.4),
    "de": Thresholds(unknown=0.6, known=0.7),
    "nl": Thresholds(unknown=0.3, known=0.5),
}
"""In requests about music, films, weather, news and facts. English 0.3 and German 0.6 lost no name that 0.2 and 0.5
found in the benchmark `personal_data` and left works alone (`pride and prejudice`); Dutch 0.4 lost one of 40."""
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
        self,
        words: Sequence[str],
        vocabulary: Vocabulary,
        *,
        public: bool | None = None,
        least: float = 0.0,
    ) -> Iterator[PersonalSpan]:
        """Give the names and places among these words.

        Args:
            words: normalised words, N ≥ 0.
            vocabulary: of the tagger's language.
            public: whether names in the request are public; None lets its words decide.
            least: probability that a word needs besides what its sort needs, 0 to 1.
        """
        if not words:
            return
        named_public = is_public(words, vocabulary) if public is None else public
        seen = features(words, vocabulary, public=named_public)
        thresholds = (PUBLIC if named_public else PRIVATE)[vocabulary.language]
        with self._lock:
            self._tagger.set(seen)
            labels = [
                self._label(position, max(least, _least(word, seen[position], thresholds, vocabulary)))
                if len(word) > 1
                else OUTSIDE
                for position, word in enumerate(words)
            ]
        position = 0
        for label, run in groupby(labels):
            length = len(list(run))
            if label in KINDS and not _is_loose_particle(words, position, position + length, vocabulary):
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


def _least(word: str, seen: Sequence[str], thresholds: Thresholds, vocabulary: Vocabulary) -> float:
    """Return the probability from which on a word with these features is personal."""
    if is_unknown(seen) or word in vocabulary.names.particles:
        return thresholds.unknown
    short = len(word) <= LONGEST_PLAIN and word in vocabulary.names.common
    numbers = vocabulary.numbers
    counted = word in numbers.digits | numbers.teens | numbers.tens
    if short or counted or word in vocabulary.names.relations | vocabulary.shared.sentence_words:
        return thresholds.plain
    dated = "day" in sorts_of(vocabulary.language).get(word, ())
    return thresholds.dated if dated else thresholds.known


def _is_loose_particle(words: Sequence[str], first: int, end: int, vocabulary: Vocabulary) -> bool:
    """Tell whether words are particles alone: `van der` belongs to a name, but is none.

    One that stands between a preposition and a word that begins no name may be one: `events in la today`, `meet al at`.
    """
    names = vocabulary.names
    if not all(word in names.particles for word in words[first:end]):
        return False
    led = first > 0 and words[first - 1] in vocabulary.shared.name_leads | names.place_prepositions
    followed = end < len(words) and names.base_form(words[end]) is None
    return not led or followed or end - first > 1 or words[first] in names.common


@cache
def load_tagger(language: str) -> NameTagger:
    """Return the tagger of a language that Earnest brings; read once, for it never changes."""
    return NameTagger((MODELS / f"{language}.crfsuite").read_bytes())
