"""Sentence table: what intents are learned from, one row of numbers for each sentence."""

import hashlib
from array import array
from collections.abc import Sequence

import numpy
from numpy.typing import NDArray
from scipy.sparse import csr_array

from earnest.speech.meaning.intent_model import NO_INTENT
from earnest.speech.meaning.sentence_features import letters, wording

Rows = NDArray[numpy.int64]


class SentenceTable:
    """Collects sentences one at a time and keeps only numbers of them; the same sentence counts once."""

    def __init__(self) -> None:
        """Begin with no sentence."""
        self._columns: dict[str, int] = {}
        self._intents: dict[str, int] = {}
        self._seen: set[bytes] = set()
        self._column_of = array("i")
        self._ends = array("i", [0])
        self._intent_of = array("i")
        self._group_of = array("q")
        self._recognised = array("b")
        self._spoken = array("b")

    def add(
        self,
        words: Sequence[str],
        slots: Sequence[str],
        intent: str,
        *,
        group: str,
        recognised: bool = False,
    ) -> None:
        """Add a sentence.

        Args:
            words: normalised.
            slots: names of the slots in it.
            intent: may be NO_INTENT.
            group: what belongs together, such as a sentence as it was said and as it was recognised.
            recognised: whether these are a recogniser's words.
        """
        digest = _digest("\n".join([" ".join(words), " ".join(slots), intent]))
        if digest in self._seen:
            return
        self._seen.add(digest)
        for name in (*wording(words, slots), *letters(words)):
            self._column_of.append(self._columns.setdefault(name, len(self._columns)))
        self._ends.append(len(self._column_of))
        self._intent_of.append(self._intents.setdefault(intent, len(self._intents)))
        self._recognised.append(recognised)
        self._spoken.append(bool(words))
        self._group_of.append(int.from_bytes(_digest(group)[:4], "big"))

    @property
    def features(self) -> tuple[str, ...]:
        """Names of the columns, in their order."""
        return tuple(self._columns)

    @property
    def intents(self) -> tuple[str, ...]:
        """Names of the intents, by number."""
        return tuple(self._intents)

    @property
    def has_intent(self) -> bool:
        """Whether any sentence asks for something."""
        return any(intent != NO_INTENT for intent in self._intents)

    def matrix(self) -> csr_array:
        """Return 1 where a sentence has a feature, shape (sentences, features)."""
        shape = (len(self._ends) - 1, len(self._columns))
        parts = (numpy.ones(len(self._column_of)), numpy.array(self._column_of), numpy.array(self._ends))
        return csr_array(parts, shape=shape)

    def answers(self) -> Rows:
        """Return the number of each sentence's intent."""
        return numpy.array(self._intent_of, dtype=numpy.int64)

    def recognised(self) -> NDArray[numpy.bool_]:
        """Return which sentences are a recogniser's words."""
        return numpy.array(self._recognised, dtype=numpy.bool_)

    def spoken(self) -> NDArray[numpy.bool_]:
        """Return which rows have words; the others only tell which slots an intent has."""
        return numpy.array(self._spoken, dtype=numpy.bool_)

    def groups(self) -> Rows:
        """Return a number for each sentence, the same within a group."""
        return numpy.array(self._group_of, dtype=numpy.int64)


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode(errors="surrogatepass")).digest()[:12]
