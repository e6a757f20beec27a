"""Utterance: normalised words with what the vocabulary says of each place; every rule reads words through it."""

import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Final

from earnest.speech.privacy.concealment.number_groups import NumberGroup, read_group
from earnest.speech.privacy.concealment.spans import PersonalKind
from earnest.speech.privacy.vocabulary.vocabulary import Phrase, Vocabulary

LONGEST_LOST: Final = 5
"""Letters of a common word that may be a misheard digit or letter, which are short words. Chosen, not measured."""


class UtteranceWords:
    """The words of one utterance. A place outside of it holds an empty word and no number, so rules need no bounds."""

    def __init__(self, words: Sequence[str], vocabulary: Vocabulary, *, public: bool = False) -> None:
        """Read the numbers in the words, once for all rules.

        Args:
            words: normalised (`normalised`), N ≥ 0; an empty one stands for what is concealed already.
            vocabulary: of the language spoken.
            public: whether names in the request are of artists, works and public places.
        """
        self.words = tuple(words)
        self.vocabulary = vocabulary
        self.public = public
        self.digit_alike = vocabulary.numbers.misheard | vocabulary.leads.alike
        """Words that a recogniser writes for digits."""
        self._numbers = tuple(read_group(self.words, index, vocabulary.numbers) for index in range(len(self.words)))

    def __len__(self) -> int:
        return len(self.words)

    def word(self, index: int) -> str:
        """Return the word at a place."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def number(self, index: int) -> NumberGroup | None:
        """Return the number that begins at a place; None where none does."""
        return self._numbers[index] if 0 <= index < len(self.words) else None

    def is_number(self, index: int) -> bool:
        """Tell whether a number begins at a place."""
        return self.number(index) is not None

    def number_ends(self, start: int) -> Iterator[int]:
        """Give the last word of each number of those in a row that begin at a place."""
        while (number := self.number(start)) is not None:
            yield number.last_word
            start = number.last_word + 1

    def is_repeat(self, index: int) -> bool:
        """Tell whether a word says that the next digit comes several times (`double`)."""
        return self.word(index) in self.vocabulary.numbers.repeats

    def is_letter(self, index: int) -> bool:
        """Tell whether a single letter stands at a place."""
        return is_letter(self.word(index))

    def before(self, index: int, count: int) -> tuple[str, ...]:
        """Return up to so many words before a place."""
        return self.words[max(0, index - count) : max(0, index)]

    def after(self, index: int, count: int) -> tuple[str, ...]:
        """Return up to so many words after a place."""
        return self.words[index + 1 : index + 1 + count]

    def reach(self, index: int, step: int, belongs: Callable[[int], bool], *, most: int | None = None) -> int:
        """Return how far something goes from a place: over its neighbours, one after the other, that belong to it.

        Args:
            index: where it is now, or just outside of where it may begin.
            step: 1 towards the end, -1 towards the beginning.
            belongs: tells of a place whether its word belongs to it.
            most: neighbours at most; None for as many as there are.
        """
        for _ in range(len(self.words) if most is None else most):
            if not 0 <= index + step < len(self.words) or not belongs(index + step):
                break
            index += step
        return index

    def until_gap(self, first: int, last: int) -> int:
        """Return the last word from a place up to another before something that is concealed already."""
        return self.reach(first, 1, lambda index: self.words[index] != "", most=last - first)

    def kind_said(self, near: Collection[str], *, letters: bool = False) -> PersonalKind | None:
        """Return what words say that a number is, or something with letters in it; None where they say nothing."""
        contexts = self.vocabulary.contexts
        kinds = [
            (contexts.post_code, PersonalKind.POST_CODE),
            (contexts.secret, PersonalKind.SECRET),
            (contexts.account, PersonalKind.ACCOUNT_NUMBER),
        ]
        if not letters:
            kinds += [(contexts.telephone, PersonalKind.TELEPHONE_NUMBER), (contexts.number, PersonalKind.NUMBER)]
        return next((kind for known, kind in kinds if not known.isdisjoint(near)), None)

    def phrase_at(self, index: int, phrases: Sequence[Phrase]) -> Phrase:
        """Return the first of these phrases that stands at a place; the empty one where none does."""
        return next((phrase for phrase in phrases if self.words[index : index + len(phrase)] == phrase), ())

    def ends_with_phrase(self, index: int, phrases: Sequence[Phrase]) -> bool:
        """Tell whether one of these phrases ends right before a place."""
        return any(len(phrase) <= index and self.words[index - len(phrase) : index] == phrase for phrase in phrases)

    def phrase_ends(self, phrases: Sequence[Phrase]) -> Iterator[int]:
        """Give the places after each phrase that stands anywhere, in order; give the longest phrases first."""
        index = 0
        while index < len(self.words):
            phrase = self.phrase_at(index, phrases)
            index += max(1, len(phrase))
            if phrase:
                yield index

    def may_be_lost(self, index: int) -> bool:
        """Tell whether a word left after something spelled or counted may be its misheard end: no long common one."""
        word = self.word(index)
        if not word or word in self.vocabulary.leads.closers:
            return False
        return len(word) <= LONGEST_LOST or self.vocabulary.names.base_form(word) is None


def normalised(word: str) -> str:
    """Return a word in lower case without punctuation around it; `A.` is `a`, and `.` stays as it is."""
    lower = unicodedata.normalize("NFC", word).strip().lower().replace("’", "'")
    return lower.strip(".,;:!?¿¡\"()[]{}…„“”«»'") or lower


def bare(word: str) -> str:
    """Return a name without the ending of a genitive: `sarah's` is `sarah`."""
    for ending in ("'s", "’s", "'"):
        if word.endswith(ending) and len(word) > len(ending):
            return word[: -len(ending)]
    return word


def is_letter(word: str) -> bool:
    """Tell whether a word is a single letter."""
    return len(word) == 1 and word.isalpha()


def is_public(words: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Tell whether a request is about music, films, weather, news or facts, where names are public."""
    return not vocabulary.contexts.public.isdisjoint(words)


def places_of(words: Sequence[str], value: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Give the first and last index of each place where a value stands word by word."""
    wanted = tuple(value)
    for first in range(len(words) - len(wanted) + 1 if wanted else 0):
        if tuple(words[first : first + len(wanted)]) == wanted:
            yield first, first + len(wanted) - 1
