"""Training: makes the taggers from templates with invented names and from the training part of command corpora.

Run it after a change of templates or word lists, with EARNEST_SPEECH naming the folder of the corpora:
`python -m earnest.speech.concealment.tagging.training`. Corpora whose licence lets a model be shipped: SLURP and the
NLU evaluation data (CC BY 4.0), Snips (CC0), CLINC150 (CC BY 3.0) and Home Assistant's sentences (CC BY 4.0); xSID is
share-alike and only evaluated on. They are English but for Home Assistant's; German and Dutch lean on templates.
Nothing of them is kept but weights and a list of common words.
"""

import os
import sys
import tempfile
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from random import Random
from typing import Final

import pycrfsuite

from earnest.speech.concealment.names import bare, is_public
from earnest.speech.concealment.policy import PRIVATE_SLOTS, PUBLIC_SLOTS, places_of
from earnest.speech.concealment.tagging.corpora import AnnotatedSentence, Part, read_clinc, read_slurp, read_snips
from earnest.speech.concealment.tagging.dutch_templates import DUTCH
from earnest.speech.concealment.tagging.english_templates import ENGLISH
from earnest.speech.concealment.tagging.features import ASKED, MODELS, features, known_words
from earnest.speech.concealment.tagging.german_templates import GERMAN
from earnest.speech.concealment.tagging.home_sentences import VALUES, read_home_assistant
from earnest.speech.concealment.tagging.mishearing import Mishearing
from earnest.speech.concealment.tagging.templates import Templates
from earnest.speech.concealment.vocabulary.languages import VOCABULARIES
from earnest.speech.concealment.vocabulary.vocabulary import Vocabulary

TEMPLATES: Final = {"en": ENGLISH, "de": GERMAN, "nl": DUTCH}
SEED: Final = 20190710
ROUNDS: Final = 24
"""How often each template is filled."""
SHARE_LISTED: Final = 0.35
"""Share of names from the lists; the others are invented, as unknown to the tagger as those it will meet."""
SHARE_PARTICLE: Final = 0.04
"""Share of names that have a particle before them (`van`)."""
PARTICLES: Final = frozenset({"van", "von", "de", "der", "den", "di", "la", "el", "ter", "ten"})
"""Particles that are set before invented names; the others are too often words of their own (`in 't`)."""
SHARE_BEGUN: Final = 0.12
"""Share of places that begin with a common word (`bad`, `new`)."""
SHARE_ENDED: Final = 0.1
"""Share of places that end with one (`springs`)."""
SHARE_COMMON_PLACE: Final = 0.6
"""Share of those whose other word is a common one as well."""
SHARE_UNKNOWN: Final = 0.4
"""Share of the common words that are invented as well: most words that are in no list are no names."""
SHARE_STRANGE: Final = 0.05
"""Share of the fixed words of a template in whose place an unknown word stands."""
SHARE_DROPPED: Final = 0.04
"""Share of the words that a recogniser would have lost or changed."""
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
"""Slots whose values are names of somebody or something."""
LABELS: Final = {"name": "NAME", "place": "PLACE"}
OUTSIDE: Final = "O"
PUBLIC_NAME: Final = "PUBLIC"
"""Label of names that stay: of artists, works, and towns in requests for weather. It keeps them apart from ordinary
words, so that the tagger learns that they look like names."""
TEMPLATE_LABELS: Final = LABELS | dict.fromkeys(("artist", "city", "work"), PUBLIC_NAME)


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
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(
        {
            "c1": 1.2,
            "c2": 0.02,
            "max_iterations": 80,
            "feature.minfreq": 4,
            "feature.possible_transitions": True,
        }
    )
    generator = Random(seed)  # noqa: S311 - sentences, not secrets
    mishearing = Mishearing(known_words(vocabulary), generator)
    written = (
        (sentence.words, labels_of(sentence, vocabulary))
        for sentence in sentences
        if sentence.part is Part.TRAINING and sentence.words
    )
    for words, labels in chain(filled(vocabulary, templates, seed=seed, rounds=rounds), written):
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
    """Return the indices of words that are the name of somebody or something."""
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


def filled(
    vocabulary: Vocabulary, templates: Templates, *, seed: int, rounds: int
) -> Iterator[tuple[list[str], list[str]]]:
    """Give sentences with a label for each word."""
    generator = Random(seed)  # noqa: S311 - sentences, not secrets
    filler = _Filler(vocabulary, templates, generator)
    for _ in range(rounds):
        for template in templates.sentences:
            yield filler.fill(template)


class _Filler:
    """Fills templates with names, places and other words."""

    def __init__(self, vocabulary: Vocabulary, templates: Templates, generator: Random) -> None:
        self._templates = templates
        self._generator = generator
        names = vocabulary.names
        self._first_names = sorted(names.first_names)
        self._surnames = sorted(names.surnames)
        numbers = vocabulary.numbers
        self._digits = sorted(numbers.digits) * 3 + sorted(numbers.teens | numbers.tens)
        self._cities = sorted(names.cities)
        self._particles = sorted(names.particles & PARTICLES)
        self._place_begins = sorted(names.place_begins)
        self._place_ends = sorted(names.place_ends)
        self._relations = sorted(names.relations - names.particles)
        self._common = sorted(known_words(vocabulary))
        self._syllables = [line.split() for line in templates.syllables.split("\n")]

    def fill(self, template: str) -> tuple[list[str], list[str]]:
        """Return the words of a filled template and a label for each."""
        choose = self._generator.choice
        opening, closing = choose(self._templates.openings), choose(self._templates.closings)
        words: list[str] = []
        labels: list[str] = []
        for part in (*opening.split(), *template.split(), *closing.split()):
            filled = self._fill_part(part)
            kind = part.strip("{}'s") if part.startswith("{") else ""
            words += filled
            labels += [TEMPLATE_LABELS.get(kind, OUTSIDE)] * len(filled)
        return self._disturbed(words, labels)

    def _fill_part(self, part: str) -> list[str]:
        if not part.startswith("{"):
            return [part]
        kind, ending = part[1:].split("}")
        choose = self._generator.choice
        if kind in {"name", "artist"}:
            particle = [choose(self._particles)] if self._generator.random() < SHARE_PARTICLE else []
            return [*particle, self._name() + ending]
        if kind in {"place", "city"}:
            return self._place()
        if kind == "work":
            return [self._ordinary() for _ in range(choose((1, 2, 3)))]
        if kind in {"number", "time"}:
            digits = [choose(self._digits) for _ in range(choose((1, 2, 3, 4, 6)))]
            return digits if kind == "number" else choose(self._templates.times).split()
        return [(choose(self._relations) if kind == "relation" else self._ordinary()) + ending]

    def _ordinary(self) -> str:
        """Return a common word, or an invented one that ends like a common word."""
        if self._generator.random() >= SHARE_UNKNOWN:
            return self._generator.choice(self._common)
        begins, middles, _ = self._syllables
        choose = self._generator.choice
        word = choose(self._common)
        invented = choose(begins) + choose(middles) if len(word) < 5 else word[: len(word) // 2] + choose(middles)  # noqa: PLR2004 - syllables
        return invented + choose(self._templates.word_endings)

    def _name(self) -> str:
        if self._generator.random() < SHARE_LISTED:
            return self._generator.choice((*self._first_names, *self._surnames))
        return self._invented()

    def _invented(self) -> str:
        begins, middles, ends = self._syllables
        choose = self._generator.choice
        return choose(begins) + "".join(choose(middles) for _ in range(choose((0, 1, 1)))) + choose(ends)

    def _place(self) -> list[str]:
        """Return a listed place, an invented one, or one of several words, some of them common (`iron springs`)."""
        chance = self._generator.random()
        if chance < SHARE_BEGUN:
            return [self._generator.choice(self._place_begins), self._invented()]
        if chance < SHARE_BEGUN + SHARE_ENDED and self._place_ends:
            first = self._ordinary() if self._generator.random() < SHARE_COMMON_PLACE else self._invented()
            return [first, self._generator.choice(self._place_ends)]
        if self._generator.random() < SHARE_LISTED:
            return [self._generator.choice(self._cities)]
        if self._generator.random() < SHARE_LISTED:
            return [self._invented()]
        return [self._invented() + self._generator.choice(self._templates.place_endings)]

    def _disturbed(self, words: Sequence[str], labels: Sequence[str]) -> tuple[list[str], list[str]]:
        """Return the words as a recogniser might have heard them: some common ones lost, some others in their place."""
        heard: list[tuple[str, str]] = []
        for word, label in zip(words, labels, strict=True):
            chance = self._generator.random()
            if label == OUTSIDE and chance < SHARE_DROPPED and len(words) > 2:  # noqa: PLR2004 - something must remain
                if chance < SHARE_DROPPED / 2:
                    heard.append((self._generator.choice(self._common), label))
            elif label == OUTSIDE and chance < SHARE_DROPPED + SHARE_STRANGE:
                heard.append((self._ordinary(), label))
            else:
                heard.append((word, label))
        return [word for word, _ in heard], [label for _, label in heard]


def main() -> None:
    """Train and write the taggers of all languages."""
    MODELS.mkdir(exist_ok=True)
    folder = Path(os.environ["EARNEST_SPEECH"])
    for language, templates in TEMPLATES.items():
        sentences = read_corpora(folder, language)
        if sentences:
            words = " ".join(sorted(common_words(sentences)))
            _ = (MODELS / f"{language}.words.txt").write_text(textwrap.fill(words, 118) + "\n", encoding="utf-8")
        model = train(VOCABULARIES[language], templates, sentences)
        _ = (MODELS / f"{language}.crfsuite").write_bytes(model)
        _ = sys.stdout.write(f"{language}: {len(model)} bytes\n")


if __name__ == "__main__":
    main()
