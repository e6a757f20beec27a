"""Filling: makes labelled sentences out of templates, with listed and invented names, places and other words."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Final

from earnest.speech.privacy.tagging.features import known_words
from earnest.speech.privacy.vocabulary.languages import find_vocabulary
from earnest.speech.privacy.vocabulary.vocabulary import Vocabulary
from training.tagging.templates import Templates

SHARE_LISTED: Final = 0.35
"""Share of names from the lists; the others are invented, as unknown to the tagger as those it will meet. All shares
here are chosen; which others were tried is not recorded, and the taggers are measured as a whole by
benchmarks/personal_data.py."""
SHARE_COMMON_SURNAME: Final = 0.25
"""Share of second names that are common words."""
SHARE_FOREIGN: Final = 0.5
"""Share of titles that are English where another language is spoken."""
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
LABELS: Final = {"name": "NAME", "place": "PLACE"}
OUTSIDE: Final = "O"
PUBLIC_NAME: Final = "PUBLIC"
"""Label of names that stay: of artists, works, and towns in requests for weather. It keeps them apart from ordinary
words, so that the tagger learns that they look like names."""
TEMPLATE_LABELS: Final = LABELS | dict.fromkeys(("artist", "city", "work"), PUBLIC_NAME)


def filled(
    vocabulary: Vocabulary, templates: Templates, *, seed: int, rounds: int
) -> Iterator[tuple[list[str], list[str]]]:
    """Give sentences with a label for each word."""
    generator = Random(seed)  # noqa: S311 - sentences, not secrets
    filler = Filler(vocabulary, templates, generator)
    for _ in range(rounds):
        for template in templates.sentences:
            yield filler.fill(template)


class Filler:
    """Fills templates with names, places and other words."""

    def __init__(self, vocabulary: Vocabulary, templates: Templates, generator: Random) -> None:
        self._templates = templates
        self._generator = generator
        names = vocabulary.names
        self._first_names = sorted(names.first_names)
        self._surnames = sorted(names.surnames)
        self._common_surnames = sorted(names.later_names)
        numbers = vocabulary.numbers
        self._digits = sorted(numbers.digits) * 3 + sorted(numbers.teens | numbers.tens)
        self._cities = sorted(names.cities)
        self._particles = sorted(names.particles & PARTICLES)
        self._place_begins = sorted(names.place_begins)
        self._place_ends = sorted(names.place_ends)
        self._foreign = sorted(find_vocabulary("en").names.common) if vocabulary.language != "en" else []
        self._relations = sorted(names.relations - names.particles)
        self._common = sorted(known_words(vocabulary))
        self._syllables = templates.syllables

    def fill(self, template: str) -> tuple[list[str], list[str]]:
        """Return the words of a filled template and a label for each."""
        choose = self._generator.choice
        opening, closing = choose(self._templates.openings), choose(self._templates.closings)
        words: list[str] = []
        labels: list[str] = []
        before = ""
        for part in (*opening.split(), *template.split(), *closing.split()):
            second = part.startswith("{name}") and before == "{name}"
            filled = self._surname(part) if second and self._chance(SHARE_COMMON_SURNAME) else self._fill_part(part)
            before = part
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
            return [*particle, self.name() + ending]
        if kind in {"place", "city"}:
            return self.place()
        if kind == "work":
            return self._work()
        if kind in {"number", "time"}:
            digits = [choose(self._digits) for _ in range(choose((1, 2, 3, 4, 6)))]
            return digits if kind == "number" else choose(self._templates.times).split()
        return [(choose(self._relations) if kind == "relation" else self._ordinary()) + ending]

    def _work(self) -> list[str]:
        """Return the words of a title, English ones where another language is spoken."""
        if self._foreign and self._chance(SHARE_FOREIGN):
            return [self._generator.choice(self._foreign) for _ in range(self._generator.choice((2, 3, 4)))]
        return [self._ordinary() for _ in range(self._generator.choice((1, 2, 3)))]

    def _chance(self, share: float) -> bool:
        return self._generator.random() < share

    def _surname(self, part: str) -> list[str]:
        """Return a surname that is a common word as well, with the ending of the part that it fills."""
        return [self._generator.choice(self._common_surnames) + part.removeprefix("{name}")]

    def _ordinary(self) -> str:
        """Return a common word, or an invented one that ends like a common word."""
        if self._generator.random() >= SHARE_UNKNOWN:
            return self._generator.choice(self._common)
        begins, middles, _ = self._syllables
        choose = self._generator.choice
        word = choose(self._common)
        invented = choose(begins) + choose(middles) if len(word) < 5 else word[: len(word) // 2] + choose(middles)  # noqa: PLR2004 - syllables
        return invented + choose(self._templates.word_endings)

    def name(self) -> str:
        """Return a listed name or an invented one."""
        if self._generator.random() < SHARE_LISTED:
            return self._generator.choice((*self._first_names, *self._surnames))
        return self._invented()

    def _invented(self) -> str:
        begins, middles, ends = self._syllables
        choose = self._generator.choice
        return choose(begins) + "".join(choose(middles) for _ in range(choose((0, 1, 1)))) + choose(ends)

    def place(self) -> list[str]:
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
