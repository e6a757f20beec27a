"""Words of the spoken no: how a language says who, listening, not, mine and consent; read from `words/spoken_no`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum, auto
from functools import cache
from typing import Final

from earnest.foundation.word_files import Phrase, WordFile, read_word_files


class Concept(StrEnum):
    """What a word can stand for."""

    NOT = auto()
    STOP = auto()
    ONE = auto()
    """People, whoever they are; also those who are spoken to as many (`you all`)."""
    NO_ONE = auto()
    WHOM = auto()
    """People in a case in which they do nothing themselves (German `niemanden`)."""
    LISTENER = auto()
    """People named after their listening (`listeners`)."""
    LISTEN = auto()
    WATCH = auto()
    """Listening in secret, which is never to music."""
    PASSIVE = auto()
    """Being listened to."""
    REVIEW = auto()
    HUMAN_REVIEW = auto()
    SHARE = auto()
    I = auto()  # noqa: E741 - the word itself
    YOU = auto()
    MINE = auto()
    RECORDING = auto()
    CONSENT = auto()
    TAKE_BACK = auto()
    DEMAND = auto()
    """May, shall, want, let: it is a rule or a wish, no observation."""
    LET = auto()
    BY = auto()
    CLAUSE = auto()
    """Begins a clause with another subject (`dass`)."""
    FROM_NOW = auto()
    MEDIA = auto()
    FINE = auto()
    """It does not matter to the speaker."""
    BUSINESS = auto()
    KNOWN = auto()
    """A word that carries nothing of its own here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitVerb:
    """A verb whose particle may stand later in the sentence (`turn … off`)."""

    concept: Concept
    forms: frozenset[str]
    particles: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptLexicon:
    """One language. A word of a phrase that ends with `*` stands for all that begin so."""

    phrases: Mapping[Concept, tuple[Phrase, ...]]
    split_verbs: tuple[SplitVerb, ...]
    courtesy: tuple[Phrase, ...]
    """What may stand in front without meaning."""
    exclamations: tuple[Phrase, ...]
    """`No,` in front: dropped unless it belongs to one of the next."""
    belong_to_exclamation: tuple[Phrase, ...]
    begin_something_else: tuple[Phrase, ...]
    """What begins a question, a message or another task; nothing behind it is a no."""
    free_order: bool
    _index: dict[str, list[tuple[Phrase, Concept]]] = field(default_factory=dict, init=False)
    """Phrases by their first word; those that begin with the beginning of a word by `*` and its first letter."""

    def __post_init__(self) -> None:
        """Put the phrases into the index."""
        for concept, phrases in self.phrases.items():
            for phrase in phrases:
                key = "*" + phrase[0][:1] if phrase[0].endswith("*") else phrase[0]
                self._index.setdefault(key, []).append((phrase, concept))

    def without_courtesy(self, words: Sequence[str]) -> tuple[str, ...]:
        """Return the words without what is said in front out of courtesy or as an exclamation."""
        said = tuple(words)
        while said:
            length = max((len(phrase) for phrase in self.courtesy if _fits(phrase, said)), default=0)
            if length == 0 and _begins(said, self.exclamations):
                length = 0 if _begins(said[1:], self.belong_to_exclamation) else 1
            if length == 0:
                break
            said = said[length:]
        return said

    def begins_elsewhere(self, said: Sequence[str]) -> bool:
        """Return whether the sentence begins as a question or as another task."""
        return _begins(said, self.begin_something_else)

    def tag(self, said: Sequence[str]) -> tuple[frozenset[Concept], ...]:
        """Return the concepts of the words, one set for each word or fixed phrase."""
        units: list[frozenset[Concept]] = []
        joined = dict(self._joined(said))
        place = 0
        while place < len(said):
            if place in joined:
                units.append(frozenset({joined[place]}))
                place += 1
                continue
            length, concepts = self._longest(said[place:])
            units.append(concepts)
            place += length
        return tuple(units)

    def _longest(self, rest: Sequence[str]) -> tuple[int, frozenset[Concept]]:
        """Return the longest phrase that the words begin with: its length and its concepts."""
        first = rest[0]
        candidates = (*self._index.get(first, ()), *self._index.get("*" + first[:1], ()))
        fitting = [(phrase, concept) for phrase, concept in candidates if _fits(phrase, rest)]
        length = max((len(phrase) for phrase, _ in fitting), default=1)
        return length, frozenset(concept for phrase, concept in fitting if len(phrase) == length)

    def _joined(self, said: Sequence[str]) -> Iterator[tuple[int, Concept]]:
        """Yield the places of a verb and of its particle (`turn … off`)."""
        for verb in self.split_verbs:
            for place in range(len(said)):
                if said[place] not in verb.forms:
                    continue
                after = range(place + 1, min(len(said), place + 10))
                end = next((late for late in after if said[late] in verb.particles), None)
                if end is not None:
                    yield place, verb.concept
                    yield end, Concept.KNOWN


def _begins(said: Sequence[str], phrases: Sequence[Phrase]) -> bool:
    return any(_fits(phrase, said) for phrase in phrases)


def _fits(phrase: Sequence[str], words: Sequence[str]) -> bool:
    """Return whether words begin with a phrase; asked some hundred times of each utterance, mostly of a first word."""
    if len(phrase) > len(words):
        return False
    for wanted, word in zip(phrase, words, strict=False):
        if wanted != word and not (wanted.endswith("*") and word.startswith(wanted[:-1])):
            return False
    return True


LANGUAGES: Final = ("en", "de", "nl")
"""ISO 639-1; each has a file in `words/spoken_no`."""
SECTIONS: Final = (
    *("word_order", "courtesy", "exclamations", "belong_to_exclamation", "begin_something_else", "split_verbs"),
    *Concept,
)
_FREE: Final = "free"
_SUBJECT_FIRST: Final = "subject_first"


def concept_lexicon(language: str) -> ConceptLexicon:
    """Return the words of a language, ISO 639-1; the English ones where it has none.

    Raises:
        WordFileMalformed: a file cannot be read; the message says which line.
    """
    known = _lexicons()
    return known.get(language, known["en"])


@cache
def _lexicons() -> Mapping[str, ConceptLexicon]:
    files = read_word_files("earnest.personal.assistant", "words/spoken_no", dict.fromkeys(LANGUAGES, SECTIONS))
    return {language: read_lexicon(file) for language, file in files.items()}


def read_lexicon(file: WordFile) -> ConceptLexicon:
    """Return the words of a file.

    Raises:
        WordFileMalformed: one of its lines is not what its section takes.
    """
    return ConceptLexicon(
        phrases={concept: file.phrases(concept) for concept in Concept},
        split_verbs=tuple(_split_verbs(file)),
        courtesy=file.phrases("courtesy"),
        exclamations=file.phrases("exclamations"),
        belong_to_exclamation=file.phrases("belong_to_exclamation"),
        begin_something_else=file.phrases("begin_something_else"),
        free_order=file.one_of("word_order", (_FREE, _SUBJECT_FIRST)) == _FREE,
    )


def _split_verbs(file: WordFile) -> Iterator[SplitVerb]:
    """Give lines of a concept, forms and particles: `stop turn|turns off|down`."""
    for entry in file.sections["split_verbs"]:
        match entry.text.split():
            case [concept, forms, particles] if concept in tuple(Concept):
                yield SplitVerb(
                    concept=Concept(concept),
                    forms=frozenset(forms.split("|")),
                    particles=frozenset(particles.split("|")),
                )
            case _:
                raise file.malformed(entry, "[split_verbs] takes a concept, forms of a verb and its particles a line")
