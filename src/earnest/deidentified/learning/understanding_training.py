"""Understanding training: intents and slots from sentences as they were said and as they were recognised."""

import hashlib
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pycrfsuite

from earnest.deidentified.learning.chatter import chatter
from earnest.deidentified.learning.intent_training import train_intents
from earnest.deidentified.learning.sentence_table import SentenceTable
from earnest.speech.meaning.intent_model import NO_INTENT
from earnest.speech.meaning.model import UnderstandingModel
from earnest.speech.meaning.slot_tagging import OUTSIDE, word_features

_SLOT_PENALTIES: Final[dict[str, float | bool]] = {"c1": 0.1, "c2": 0.05}
"""Of the sum of weights and of their squares. Chosen; no measurement is recorded."""
# Measured on real commands when it was written (105 tags, 3,500 sentences); no benchmark repeats it.
_SLOT_ROUNDS: Final = 80
"""Rounds of fitting up to `_SENTENCES_OF_ALL_ROUNDS`; what fewer cost is told below."""
_SENTENCES_OF_ALL_ROUNDS: Final = 2500
"""Different sentences up to which there are all rounds. Beyond it there are fewer, because each takes longer with every
sentence."""
_FEWEST_SLOT_ROUNDS: Final = 15
"""Rounds of fitting that are always made. With 3,500 sentences 80 rounds mark 59 % of unseen sentences completely
right, 20 rounds 53 %."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedWord:
    """A word and the slot whose value it is part of."""

    word: str
    slot: str | None = None
    begins: bool = True
    """Whether a value begins here; meaningless without a slot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedSentence:
    """One sentence to learn from."""

    words: tuple[MarkedWord, ...]
    intent: str | None
    recognised: bool = False
    """Whether these are a recogniser's words, in which slot values are not marked."""
    slots: tuple[str, ...] = ()
    """Names of the slots that are in it."""
    group: str = ""
    """What belongs together, such as all that was made of one label; its own words where it is empty."""


def train_understanding(sentences: Iterable[MarkedSentence]) -> UnderstandingModel:
    """Learn intents and slots; the same sentences in the same order give the same model.

    Time and memory grow with the number of sentences; each is read once, and only numbers of it are kept.

    Args:
        sentences: labelled; those without an intent teach what asks for nothing.
    """
    table, slots = SentenceTable(), _SlotLessons()
    for sentence in sentences:
        words = [word.word for word in sentence.words]
        if words:
            # Words and slots teach apart: in a label the slots are right, in use a tagger finds them in misheard words.
            if sentence.slots:
                table.add((), sentence.slots, sentence.intent or NO_INTENT, group="")
            table.add(
                words,
                (),
                sentence.intent or NO_INTENT,
                group=sentence.group or " ".join(words),
                recognised=sentence.recognised,
            )
            slots.add(sentence)
    # First, so that its memory is free again when intents are learned.
    slot_tagger = slots.train()
    del slots
    for text in ("", *chatter()):
        table.add(text.split(), (), NO_INTENT, group=text)
    return UnderstandingModel(intents=train_intents(table), slot_tagger=slot_tagger)


class _SlotLessons:
    """Collects sentences with marked values."""

    def __init__(self) -> None:
        self._trainer = pycrfsuite.Trainer(verbose=False)
        self._any_slot = False
        self._seen: set[bytes] = set()

    def add(self, sentence: MarkedSentence) -> None:
        """Take a sentence, once; a recogniser's words have no marks."""
        words, tags = [word.word for word in sentence.words], [_tag(word) for word in sentence.words]
        digest = hashlib.sha256("\n".join([*words, "", *tags]).encode(errors="surrogatepass")).digest()[:12]
        if not sentence.recognised and digest not in self._seen:
            self._seen.add(digest)
            self._any_slot |= any(word.slot for word in sentence.words)
            self._trainer.append(word_features(words), tags)

    def train(self) -> bytes:
        """Return the tagger; empty where no value was marked."""
        if not self._any_slot:
            return b""
        rounds = _SLOT_ROUNDS * _SENTENCES_OF_ALL_ROUNDS // max(_SENTENCES_OF_ALL_ROUNDS, len(self._seen))
        self._trainer.set_params(_SLOT_PENALTIES | {"max_iterations": max(_FEWEST_SLOT_ROUNDS, rounds)})
        for text in chatter():
            self._trainer.append(word_features(text.split()), [OUTSIDE] * len(text.split()))
        with tempfile.TemporaryDirectory(prefix="earnest-slots-") as folder:
            path = Path(folder) / "slots.crfsuite"
            self._trainer.train(str(path))
            return path.read_bytes()


def _tag(word: MarkedWord) -> str:
    return OUTSIDE if word.slot is None else f"{'B' if word.begins else 'I'} {word.slot}"
