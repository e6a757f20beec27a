"""Training: makes the taggers from templates with invented names and from the training part of command corpora.

Run it after a change of templates or word lists, with EARNEST_SPEECH naming the folder of the corpora:
`python -m training.tagging.training`. Corpora whose licence lets a model be shipped: SLURP and the
NLU evaluation data (CC BY 4.0), Snips (CC0), CLINC150 (CC BY 3.0) and Home Assistant's sentences (CC BY 4.0); xSID is
share-alike and only evaluated on. They are English but for Home Assistant's; German and Dutch lean on templates.
Nothing of them is kept but weights and a list of common words.
"""

import os
import sys
import tempfile
import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from random import Random
from typing import Final

import pycrfsuite

from earnest.speech.privacy.concealment.policy import PRIVATE_SLOTS, PUBLIC_SLOTS
from earnest.speech.privacy.concealment.utterance import bare, is_public, places_of
from earnest.speech.privacy.tagging.features import ASKED, MODELS, features, known_words
from earnest.speech.privacy.vocabulary.languages import find_vocabulary
from earnest.speech.privacy.vocabulary.vocabulary import Vocabulary
from training.tagging.corpora import AnnotatedSentence, Part, read_clinc, read_slurp, read_snips
from training.tagging.filling import LABELS, OUTSIDE, PUBLIC_NAME, filled
from training.tagging.home_sentences import VALUES, read_home_assistant
from training.tagging.mishearing import Mishearing
from training.tagging.templates import LANGUAGES, Templates, templates_of

SEED: Final = 20190710
ROUNDS: Final = 24
"""How often each template is filled; half as often where there are real requests to learn from."""
SPARSE: Final = {True: 0.95, False: 1.2}
"""How strongly weights are drawn to nothing, where there are real requests to learn from and where there are none.
Whether others were tried is not recorded."""
SHARE_MISHEARD: Final = 0.2
"""Share of the sentences that are learned from a second time, as a recogniser with errors would write them."""
SHARE_MISHEARD_NAMED: Final = 0.4
"""The same of sentences with names or places in them.

Only where there are real requests to learn from: with invented sentences alone the tagger saw names everywhere."""
LEAST_COMMON: Final = 3
"""How often a word is said in the training part before it counts as common."""
COMMON_SHARE: Final = 4
"""How many times as often outside of names as inside."""
NAMED_SLOTS: Final = (
    (PUBLIC_SLOTS | frozenset(PRIVATE_SLOTS) | frozenset({"poi", "restaurant_name", "business_name"}))
    | frozenset({"playlist", "playlist_name", "party_size_description", "state", "country", "event_name"})
) - frozenset({"music_item", "genre", "object_type", "movie_type", "media_class", "definition_word"})
"""Slots whose values are names of a person or thing."""


def train(
    vocabulary: Vocabulary,
    templates: Templates,
    sentences: Sequence[AnnotatedSentence] = (),
    *,
    seed: int = SEED,
    rounds: int = ROUNDS,
) -> bytes:
    """Return a tagger's model file.

    Args:
        vocabulary: word lists of the language.
        templates: sentences of the language.
        sentences: annotated ones of corpora; those that are not for training are left out.
        seed: the same seed gives the same file.
        rounds: how often each template is filled, ≥ 1.
    """
    real = vocabulary.language in ASKED and bool(sentences)
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(
        {
            "c1": SPARSE[real],
            "c2": 0.02,
            "max_iterations": 80,
            "feature.minfreq": 3,
            "feature.possible_transitions": True,
        }
    )
    generator = Random(seed)  # noqa: S311 - sentences, not secrets
    mishearing = Mishearing(known_words(vocabulary), generator)
    invented = filled(vocabulary, templates, seed=seed, rounds=(rounds + 1) // 2 if real else rounds)
    written = (
        (sentence.words, labels_of(sentence, vocabulary))
        for sentence in sentences
        if sentence.part is Part.TRAINING and sentence.words
    )
    for words, labels in chain(invented, written):
        shown = [(words, labels)]
        share = SHARE_MISHEARD_NAMED if not set(labels).isdisjoint(LABELS.values()) else SHARE_MISHEARD
        if vocabulary.language in ASKED and generator.random() < share:
            shown.append(mishearing.heard(words, labels))
        for each, marks in shown:
            trainer.append(features(each, vocabulary, public=is_public(each, vocabulary)), marks)
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "model"
        trainer.train(str(model))
        return model.read_bytes()


def labels_of(sentence: AnnotatedSentence, vocabulary: Vocabulary) -> list[str]:
    """Return a label for each word; of those that the corpus does not decide, unknown ones count as personal."""
    labels: list[str] = []
    held = {word: slot.name for slot in sentence.slots for word in slot.value.split()}
    public = _named(sentence)
    for index, (word, kind) in enumerate(zip(sentence.words, sentence.kinds, strict=True)):
        label = LABELS.get("" if kind is None else kind.value, PUBLIC_NAME if index in public else OUTSIDE)
        if index in sentence.undecided:
            slot = held.get(word, "")
            unknown = bare(word) not in known_words(vocabulary) and not word.isdecimal()
            label = {"state": "PLACE", "country": "PLACE", "party_size_description": "NAME"}.get(slot, OUTSIDE)
            label = label if unknown else OUTSIDE
        labels.append(label)
    return labels


def _named(sentence: AnnotatedSentence) -> frozenset[int]:
    """Return the indices of words that are the name of a person or thing."""
    return frozenset(
        index
        for slot in sentence.slots
        if slot.name.lower() in NAMED_SLOTS
        for first, last in places_of(sentence.words, tuple(slot.value.split()))
        for index in range(first, last + 1)
    )


def common_words(sentences: Iterable[AnnotatedSentence]) -> frozenset[str]:
    """Return the words that are common in the training part: often said, and seldom in a name of anything."""
    plain, named = Counter[str](), Counter[str]()
    for sentence in sentences:
        if sentence.part is not Part.TRAINING:
            continue
        in_names = {word for slot in sentence.slots if slot.name in NAMED_SLOTS for word in slot.value.split()}
        for word in sentence.words:
            (named if word in in_names else plain)[word] += 1
    return frozenset(
        word
        for word, count in plain.items()
        if count >= LEAST_COMMON and count >= COMMON_SHARE * named[word] and word.isalpha() and len(word) > 1
    )


def read_corpora(folder: Path, language: str) -> list[AnnotatedSentence]:
    """Return the sentences that a model that is shipped may learn from; a folder without them gives none."""
    text = folder / "text"
    sentences = list(read_home_assistant(text, language, seed=SEED, each=2)) if language in VALUES else []
    if language == "en":
        sentences += [*read_slurp(text), *read_clinc(text), *read_snips(text)]
    return sentences


def main() -> None:
    """Train and write the taggers of all languages."""
    MODELS.mkdir(exist_ok=True)
    folder = Path(os.environ["EARNEST_SPEECH"])
    for language in LANGUAGES:
        sentences = read_corpora(folder, language)
        if sentences:
            words = " ".join(sorted(common_words(sentences)))
            _ = (MODELS / f"{language}.words.txt").write_text(textwrap.fill(words, 118) + "\n", encoding="utf-8")
        model = train(find_vocabulary(language), templates_of(language), sentences)
        _ = (MODELS / f"{language}.crfsuite").write_bytes(model)
        _ = sys.stdout.write(f"{language}: {len(model)} bytes\n")


if __name__ == "__main__":
    main()
