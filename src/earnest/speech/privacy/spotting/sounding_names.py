"""Sounding names: names of a household found by how they sound, where the recogniser wrote them as other words.

A recogniser writes a name that it does not know as other words (`siobhan` as `she on`). So the sounds of each name are
looked for among the sounds of the recognised words, wherever they begin.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Protocol

from earnest.speech.language.hypothesis import RecognisedWord
from earnest.speech.language.lexicon import Lexicon, load_lexicon
from earnest.speech.privacy.concealment.spans import PersonalKind, PersonalSpan, SpanSource, without_overlaps
from earnest.speech.privacy.concealment.utterance import normalised

GREATEST_DISTANCE: Final = 0.2
"""Cost of edits per phone of a name up to which other words are taken for it. Chosen on 305 recognised sentences with a
list of 17 names: at 0.2 six words in a thousand are covered by mistake, at 0.25 sixteen, at 0.3 thirty-five."""
# Not measured: chosen for the reason beside each.
FREE_FROM: Final = 5
"""Names with so many phones may begin and end inside of words; shorter ones only where a word begins and ends."""
EXACT_BELOW: Final = 4
"""Names with fewer phones are found only by exactly the same sounds: `jo`, `ann`, `will` are near to too much."""
# What one edit costs; two sounds of one group of `_LIKE` are exchanged for half of it. Not measured one by one: the
# groups are of sounds that are formed alike, and GREATEST_DISTANCE was measured with these costs.
_OTHER_SOUND: Final = 1.0
_LIKE_SOUND: Final = 0.5
_LOST_SOUND: Final = 0.8
_LIKE: Final = tuple(
    frozenset(group.split())
    for group in (
        "AA AE AH AO AW AY EH ER EY IH IY OW OY UH UW",
        "B P",
        "D T DH TH",
        "G K",
        "V F W",
        "Z S SH ZH",
        "CH JH SH",
        "M N NG",
        "L R",
        "Y IY",
    )
)


class Pronouncing(Protocol):
    """Knows or guesses how a word sounds; the lexicon does."""

    def pronounce(self, word: str) -> tuple[str, ...]:
        """Return pronunciations of a normalised word, phones joined by spaces; empty where it cannot be spoken."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    words: tuple[str, ...]
    sounds: tuple[tuple[str, ...], ...]


class HouseholdNames:
    """The list of one household, ready to be looked for by its sounds."""

    def __init__(self, names: Iterable[str], lexicon: Pronouncing | None = None) -> None:
        """Prepare names.

        Args:
            names: as typed; several words are one name, and each word of three letters or more is one as well.
            lexicon: how words sound; None takes the bundled English one, loaded when a list has names.
        """
        self.listed = frozenset(names)
        """The names as typed, for the rules that read words."""
        spelled = dict.fromkeys(part for name in sorted(self.listed) for part in _parts(name))
        self._lexicon = (lexicon or _bundled_lexicon()) if spelled else None
        self._names = tuple(_Name(words=words, sounds=self._sounds(words)) for words in spelled)

    def find(self, words: Sequence[RecognisedWord]) -> tuple[PersonalSpan, ...]:
        """Return where something sounds like a name of the household, in order and without overlaps.

        A single word that is written as the name is left to the rules that read words: `will` is more often no name.

        Args:
            words: recognised words, N ≥ 0.
        """
        if not self._names:
            return ()
        texts = [normalised(word.text) for word in words]
        spoken = [self._first_sounds(text) for text in texts]
        phones = [phone for sounds in spoken for phone in sounds]
        owners = [place for place, sounds in enumerate(spoken) for _ in sounds]
        return without_overlaps(
            PersonalSpan(
                kind=PersonalKind.NAME, first_word=owners[first], last_word=owners[last], source=SpanSource.HOUSEHOLD
            )
            for name in self._names
            for sounds in name.sounds
            for first, last in find_sounds(sounds, phones, owners)
            if (texts[owners[first]],) != name.words or owners[first] != owners[last]
        )

    def _first_sounds(self, text: str) -> tuple[str, ...]:
        variants = self._pronounced(text)
        return tuple(variants[0].split()) if variants else ()

    def _sounds(self, words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
        """Return how a name sounds: by the first pronunciation of each word, and by the second ones."""
        choices = [self._pronounced(word) for word in words]
        if not all(choices):
            return ()
        variants = {" ".join(choice[min(number, len(choice) - 1)] for choice in choices) for number in range(2)}
        return tuple(tuple(variant.split()) for variant in sorted(variants))

    def _pronounced(self, word: str) -> tuple[str, ...]:
        return self._lexicon.pronounce(word) if self._lexicon is not None and word else ()


@cache
def _bundled_lexicon() -> Lexicon:
    return load_lexicon()


def find_sounds(name: Sequence[str], phones: Sequence[str], owners: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Return first and last phone of each place where something sounds like a name; of overlapping ones the best.

    Args:
        name: phones of the name.
        phones: phones of all recognised words.
        owners: to which word each phone belongs, ascending; same length.

    Source: Sellers (1980), a pattern's least edits to any part of a text.
    """
    if not name or not phones:
        return ()
    limit = GREATEST_DISTANCE * len(name) if len(name) >= EXACT_BELOW else 0.0
    bound = len(name) < FREE_FROM
    column = [(_LOST_SOUND * row, 0) for row in range(len(name) + 1)]
    found: list[tuple[float, int, int]] = []
    for place, phone in enumerate(phones):
        may_begin = not bound or place == 0 or owners[place] != owners[place - 1]
        following = [(0.0 if may_begin else float("inf"), place)]
        for row, own in enumerate(name, start=1):
            following.append(
                min(
                    _more(column[row - 1] if row > 1 else following[0], _difference(own, phone)),
                    _more(column[row], _LOST_SOUND),
                    _more(following[row - 1], _LOST_SOUND),
                )
            )
        column = [(0.0 if not bound else float("inf"), place + 1), *following[1:]]
        ends = not bound or place + 1 == len(phones) or owners[place + 1] != owners[place]
        cost, start = column[-1]
        if ends and cost <= limit + 1e-9 and start <= place:
            found.append((cost, start, place))
    return _best_apart(found)


def _best_apart(found: Sequence[tuple[float, int, int]]) -> tuple[tuple[int, int], ...]:
    """Return the cheapest places that do not overlap."""
    kept: list[tuple[int, int]] = []
    for _, first, last in sorted(found):
        if all(last < other_first or other_last < first for other_first, other_last in kept):
            kept.append((first, last))
    return tuple(sorted(kept))


def _more(entry: tuple[float, int], cost: float) -> tuple[float, int]:
    return entry[0] + cost, entry[1]


def _difference(first: str, second: str) -> float:
    if first == second:
        return 0.0
    return _LIKE_SOUND if any(first in group and second in group for group in _LIKE) else _OTHER_SOUND


def _parts(name: str) -> list[tuple[str, ...]]:
    """Return a name as words, and each of its longer words by itself."""
    words = tuple(filter(None, (normalised(word) for word in name.replace("-", " ").split())))
    single = [(word,) for word in words if len(word) >= 3] if len(words) > 1 else []  # noqa: PLR2004 - `van`, `de`
    return [words, *single] if words else []
