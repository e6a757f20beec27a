"""Understanding training: intents and slots from sentences as they were said and as they were recognised."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy
import pycrfsuite
from sklearn.linear_model import LogisticRegression

from earnest.speech.understanding.chatter import CHATTER
from earnest.speech.understanding.intent_model import NO_INTENT, IntentModel, sentence_features
from earnest.speech.understanding.model import UnderstandingModel
from earnest.speech.understanding.slot_tagging import OUTSIDE, word_features

_REGULARISATION = 3.0
_TAGGER_PARAMETERS: dict[str, float | bool] = {"c1": 0.1, "c2": 0.05, "max_iterations": 80}


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


def train_understanding(sentences: Sequence[MarkedSentence]) -> UnderstandingModel:
    """Learn intents and slots; the same sentences give the same model.

    Args:
        sentences: labelled; those without an intent teach what asks for nothing.
    """
    return UnderstandingModel(intents=_train_intents(sentences), slot_tagger=_train_tagger(sentences))


def _train_intents(sentences: Sequence[MarkedSentence]) -> IntentModel | None:
    if not any(sentence.intent for sentence in sentences):
        return None
    examples = [
        (tuple(word.word for word in sentence.words), sentence.slots, sentence.intent or NO_INTENT)
        for sentence in sentences
        if sentence.words
    ]
    examples += [(tuple(words.split()), (), NO_INTENT) for words in ("", *CHATTER)]
    intents = sorted({intent for _, _, intent in examples})
    seen = [sentence_features(words, slots) for words, slots, _ in examples]
    # The words of a sentence that asks for nothing count as known words only where an intent has them as well.
    features = sorted(
        {feature for names, (_, _, intent) in zip(seen, examples, strict=True) if intent for feature in names}
    )
    column = {feature: index for index, feature in enumerate(features)}
    table = numpy.zeros((len(examples), len(features)))
    for row, names in enumerate(seen):
        table[row, [column[name] for name in names if name in column]] = 1.0
    answers = numpy.array([intents.index(intent) for _, _, intent in examples], dtype=numpy.int64)
    model = LogisticRegression(C=_REGULARISATION, class_weight="balanced", max_iter=2000)
    _ = model.fit(table, answers)
    weights, biases = model.coef_, model.intercept_
    if len(intents) == 2:  # noqa: PLR2004 - for two classes the library keeps the difference only
        weights, biases = numpy.vstack([-weights, weights]) / 2, numpy.concatenate([-biases, biases]) / 2
    return IntentModel(intents=tuple(intents), features=tuple(features), weights=weights, biases=biases)


def _train_tagger(sentences: Sequence[MarkedSentence]) -> bytes:
    usable = [sentence for sentence in sentences if not sentence.recognised and sentence.words]
    if not any(word.slot for sentence in usable for word in sentence.words):
        return b""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(_TAGGER_PARAMETERS)
    for sentence in usable:
        trainer.append(word_features([word.word for word in sentence.words]), [_tag(word) for word in sentence.words])
    for words in CHATTER:
        trainer.append(word_features(words.split()), [OUTSIDE] * len(words.split()))
    with tempfile.TemporaryDirectory(prefix="earnest-slots-") as folder:
        path = Path(folder) / "slots.crfsuite"
        trainer.train(str(path))
        return path.read_bytes()


def _tag(word: MarkedWord) -> str:
    return OUTSIDE if word.slot is None else f"{'B' if word.begins else 'I'} {word.slot}"
