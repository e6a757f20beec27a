"""Training: makes the taggers from templates and invented names.

Run it after a change of templates or word lists: `python -m earnest.speech.concealment.tagging.training`.
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Final

import pycrfsuite

from earnest.speech.concealment.names import is_public
from earnest.speech.concealment.tagging.dutch_templates import DUTCH
from earnest.speech.concealment.tagging.english_templates import ENGLISH
from earnest.speech.concealment.tagging.features import features, known_words
from earnest.speech.concealment.tagging.german_templates import GERMAN
from earnest.speech.concealment.tagging.templates import Templates
from earnest.speech.concealment.vocabulary.languages import VOCABULARIES
from earnest.speech.concealment.vocabulary.vocabulary import Vocabulary

TEMPLATES: Final = {"en": ENGLISH, "de": GERMAN, "nl": DUTCH}
MODELS: Final = Path(__file__).parent / "models"
SEED: Final = 20190710
ROUNDS: Final = 24
"""How often each template is filled."""
SHARE_LISTED: Final = 0.35
"""Share of names from the lists; the others are invented, as unknown to the tagger as those it will meet."""
SHARE_UNKNOWN: Final = 0.4
"""Share of the common words that are invented as well: most words that are in no list are no names."""
SHARE_STRANGE: Final = 0.05
"""Share of the fixed words of a template in whose place an unknown word stands."""
SHARE_DROPPED: Final = 0.04
"""Share of the words that a recogniser would have lost or changed."""
LABELS: Final = {"name": "NAME", "place": "PLACE"}
OUTSIDE: Final = "O"


def train(vocabulary: Vocabulary, templates: Templates, *, seed: int = SEED, rounds: int = ROUNDS) -> bytes:
    """Return a tagger's model file.

    Args:
        vocabulary: word lists of the language.
        templates: sentences of the language.
        seed: the same seed gives the same file.
        rounds: how often each template is filled, ≥ 1.
    """
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(
        {"c1": 0.4, "c2": 0.02, "max_iterations": 80, "feature.minfreq": 3, "feature.possible_transitions": True}
    )
    for words, labels in filled(vocabulary, templates, seed=seed, rounds=rounds):
        trainer.append(features(words, vocabulary, public=is_public(words, vocabulary)), labels)
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "model"
        trainer.train(str(model))
        return model.read_bytes()


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
        self._cities = sorted(names.cities)
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
            labels += [LABELS.get(kind, OUTSIDE)] * len(filled)
        return self._disturbed(words, labels)

    def _fill_part(self, part: str) -> list[str]:
        if not part.startswith("{"):
            return [part]
        kind, ending = part[1:].split("}")
        choose = self._generator.choice
        if kind in {"name", "artist"}:
            return [self._name() + ending]
        if kind in {"place", "city"}:
            return self._place()
        if kind == "work":
            return [self._ordinary() for _ in range(choose((1, 2, 3)))]
        if kind == "time":
            return choose(self._templates.times).split()
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
    for language, templates in TEMPLATES.items():
        model = train(VOCABULARIES[language], templates)
        _ = (MODELS / f"{language}.crfsuite").write_bytes(model)
        _ = sys.stdout.write(f"{language}: {len(model)} bytes\n")


if __name__ == "__main__":
    main()
