"""Literal transcripts: what was probably said in a clip of which only the meaning is known.

Filler words are words that the recogniser heard in several clips though their labels do not hold them. A small grammar
for each clip lets the decoder choose when its values were said and which fillers stand between them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from earnest.deidentified.learning.domain_building import LiteralSentence, Piece
from earnest.deidentified.learning.labelled_clip import Labelled
from earnest.deidentified.learning.slot_values import Value
from earnest.foundation.word_files import read_word_files
from earnest.speech.language.wording import normalised_words

LARGEST_ORDERED_VALUES = 7
"""So many values of a clip are forced to be said; the grammar doubles with each. Further ones may be said. Chosen as a
bound on time."""

_FUNCTION_WORDS = read_word_files("earnest.deidentified.learning", "words", {"en": ("function_words",)})["en"].words(
    "function_words"
)
"""Words that count as fillers however seldom they were heard."""
# Chosen, not measured one by one; all of learning is measured by the benchmark `loop`.
_SMALLEST_COUNT = 2
"""Clips in which a word was heard before it counts as filler."""
_COMMONEST_FILLERS = 30
"""Fillers that may stand in any clip, the commonest ones."""
_FILLER_SHARE = 0.5
"""Probability that the next word is a filler, as long as a value is missing."""
_HEARD_HERE_WEIGHT = 2.0
"""Added to the share of a filler that was heard in this clip, so that it is preferred."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """One way through a clip's grammar."""

    source: int
    target: int
    probability: float
    piece: Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipGrammar:
    """All that can have been said in one clip; starts in state 0."""

    last_state: int
    arcs: tuple[Arc, ...]


def clip_values(clip: Labelled) -> tuple[Piece, ...]:
    """Return the clip's slot values as pieces, those without words left out."""
    pieces = (Piece(words=normalised_words(slot.value), slot=slot.name) for slot in clip.slots)
    return tuple(piece for piece in pieces if piece.words)


def find_fillers(clips: Iterable[Labelled]) -> Counter[str]:
    """Return in how many clips each word was recognised that is not in the clip's own label; words of one clip only
    are left out unless they are among the commonest of the language.
    """  # noqa: D205 - one sentence
    counts: Counter[str] = Counter()
    for clip in clips:
        own = {word for piece in clip_values(clip) for word in piece.words}
        counts.update({word for text in clip.hypothesis_words for word in normalised_words(text)} - own)
    return Counter(
        {word: count for word, count in counts.items() if count >= _SMALLEST_COUNT or word in _FUNCTION_WORDS}
    )


def clip_grammar(clip: Labelled, fillers: Counter[str], speakable: frozenset[Value]) -> ClipGrammar:
    """Return the grammar of one clip: a state for each set of values that were already said.

    Args:
        clip: with a label.
        fillers: of all clips.
        speakable: words and values that have a pronunciation; others are left out.
    """
    values = [piece for piece in clip_values(clip) if piece.words in speakable]
    forced, free = values[:LARGEST_ORDERED_VALUES], values[LARGEST_ORDERED_VALUES:]
    loops = [(Piece(words=(word,)), weight) for word, weight in _filler_weights(clip, fillers).items()]
    loops = [(piece, weight) for piece, weight in loops if piece.words in speakable]
    loops += [(piece, 1 / len(values)) for piece in free]
    total = sum(weight for _, weight in loops) or 1.0
    last = (1 << len(forced)) - 1
    arcs: list[Arc] = []
    for state in range(last + 1):
        arcs += [
            Arc(source=state, target=state, probability=_FILLER_SHARE * weight / total, piece=piece)
            for piece, weight in loops
        ]
        missing = [index for index in range(len(forced)) if not state >> index & 1]
        arcs += [
            Arc(
                source=state,
                target=state | 1 << index,
                probability=(1 - _FILLER_SHARE) / len(missing),
                piece=forced[index],
            )
            for index in missing
        ]
    return ClipGrammar(last_state=last, arcs=tuple(arcs))


def says_all(pieces: Sequence[Piece], clip: Labelled) -> bool:
    """Return whether a literal transcript holds exactly the values of the clip's label."""
    said = Counter(piece for piece in pieces if piece.slot is not None)
    return said == Counter(clip_values(clip))


def sentence_with_values(clip: Labelled) -> LiteralSentence | None:
    """Return the clip's transcript with its slot values marked; values that it does not hold are not marked.

    None where there is no transcript, or none with words.
    """
    words = normalised_words(clip.transcript or "")
    if not words:
        return None
    marks = _value_places(words, clip_values(clip))
    pieces: list[Piece] = []
    position = 0
    while position < len(words):
        piece = marks.get(position, Piece(words=words[position : position + 1]))
        pieces.append(piece)
        position += len(piece.words)
    return LiteralSentence(pieces=tuple(pieces))


def _value_places(words: tuple[str, ...], values: Iterable[Piece]) -> Mapping[int, Piece]:
    """Return where each value begins; longer values first, the first free place of each."""
    taken: set[int] = set()
    places: dict[int, Piece] = {}
    for piece in sorted(values, key=lambda value: -len(value.words)):
        length = len(piece.words)
        for start in range(len(words) - length + 1):
            span = set(range(start, start + length))
            if words[start : start + length] == piece.words and not span & taken:
                places[start] = piece
                taken |= span
                break
    return places


def _filler_weights(clip: Labelled, fillers: Counter[str]) -> dict[str, float]:
    """Return weights of the commonest fillers, and more for those that were heard in this very clip."""
    total = fillers.total() or 1
    heard = {word for text in clip.hypothesis_words for word in normalised_words(text)} & fillers.keys()
    common = sorted(fillers, key=lambda word: (-fillers[word], word))[:_COMMONEST_FILLERS]
    return {
        word: fillers[word] / total + (_HEARD_HERE_WEIGHT if word in heard else 0.0)
        for word in sorted({*common, *heard})
    }
