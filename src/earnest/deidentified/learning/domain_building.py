"""Domain building: a domain model from what was said, with names for its words and values, and pronunciations."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from earnest.deidentified.learning.slot_values import Value, value_probabilities
from earnest.deidentified.learning.trigrams import Sentence, arpa
from earnest.speech.hearing.recognition.domain_model import DomainModel, Token
from earnest.speech.language.lexicon import Lexicon
from earnest.speech.language.wording import normalised_words

_SMALLEST_PROBABILITY = 1e-6
"""Probability of the seldomest word. Chosen: models are written with six digits, and a zero would be impossible to
decode."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a literal transcript that is decoded as one token: a word, a short phrase, or a whole slot value."""

    words: tuple[str, ...]
    """Normalised, at least one."""
    slot: str | None = None
    """Slot whose value this is, else None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiteralSentence:
    """What was literally said in one clip, as far as it could be found out."""

    pieces: tuple[Piece, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotValues:
    """The values of one slot that labels named."""

    slot: str
    labelled: tuple[str, ...]
    """Each value as often as it was labelled, as the labels write it."""


def build_domain_model(
    *, name: str, sentences: Sequence[LiteralSentence], slots: Iterable[SlotValues], lexicon: Lexicon
) -> DomainModel:
    """Build a domain model.

    Words and values that cannot be pronounced are left out, with the sentences that hold them. The same input gives
    the same model.

    Args:
        name: name of the domain, not `general`.
        sentences: literal transcripts.
        slots: labelled values; further ones are composed of their parts.
        lexicon: pronunciations.
    """
    naming = _Naming(lexicon)
    for slot in sorted(slots, key=lambda item: item.slot):
        naming.add_slot(slot)
    for words in sorted({piece.words for sentence in sentences for piece in sentence.pieces if piece.slot is None}):
        naming.add_words(words)
    usable: list[Sentence] = []
    for sentence in sentences:
        tokens = naming.tokens_of(sentence)
        if tokens:
            usable.append(Sentence(tokens=tokens, weight=sentence.weight))
    vocabulary = [*naming.class_names.values(), *naming.word_names.values()]
    return DomainModel(
        name=name,
        arpa=arpa(usable, vocabulary),
        classes="".join(naming.class_lines),
        class_names=tuple(naming.class_names.values()),
        dictionary="".join(naming.dictionary_lines),
        tokens=tuple(naming.tokens),
    )


class _Naming:
    """Gives names to words, values and slots, and collects what is written about them."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.word_names: dict[tuple[str, ...], str] = {}
        self.class_names: dict[str, str] = {}
        self.class_lines: list[str] = []
        self.dictionary_lines: list[str] = []
        self.tokens: list[Token] = []

    def add_words(self, words: tuple[str, ...]) -> None:
        pronunciations = self._lexicon.pronounce_phrase(words)
        if pronunciations:
            name = f"w{len(self.word_names)}"
            self.word_names[words] = name
            self._write(Token(name=name, words=words), pronunciations)

    def add_slot(self, slot: SlotValues) -> None:
        spelling = usual_spellings(slot.labelled)
        probabilities = value_probabilities(map(normalised_words, slot.labelled))
        spoken = {value: self._lexicon.pronounce_phrase(value) for value in probabilities}
        pronounceable = {value: share for value, share in probabilities.items() if spoken[value]}
        if not pronounceable:
            return
        class_name = f"[c{len(self.class_names)}]"
        self.class_names[slot.slot] = class_name
        total = sum(pronounceable.values())
        lines = [f"LMCLASS {class_name}\n"]
        for value, share in pronounceable.items():
            name = f"v{len(self.tokens)}"
            written = spelling.get(value, " ".join(value))
            lines.append(f"{name} {max(share / total, _SMALLEST_PROBABILITY):.6f}\n")
            self._write(Token(name=name, words=value, slot=slot.slot, value=written), spoken[value])
        self.class_lines += [*lines, f"END {class_name}\n"]

    def tokens_of(self, sentence: LiteralSentence) -> tuple[str, ...]:
        """Return the names of a sentence's pieces, none where one of them has no name."""
        names = [
            self.word_names.get(piece.words) if piece.slot is None else self.class_names.get(piece.slot)
            for piece in sentence.pieces
        ]
        known = [name for name in names if name is not None]
        return tuple(known) if len(known) == len(names) else ()

    def _write(self, token: Token, pronunciations: tuple[str, ...]) -> None:
        self.tokens.append(token)
        for number, phones in enumerate(pronunciations, start=1):
            mark = f"({number})" if number > 1 else ""
            self.dictionary_lines.append(f"{token.name}{mark} {phones}\n")


def usual_spellings(labelled: Iterable[str]) -> Mapping[Value, str]:
    """Return for each value's normalised words the way in which labels write it most often."""
    counted: defaultdict[Value, Counter[str]] = defaultdict(Counter)
    for value in labelled:
        counted[normalised_words(value)][value.strip()] += 1
    return {words: min(counter, key=lambda text: (-counter[text], text)) for words, counter in counted.items()}
