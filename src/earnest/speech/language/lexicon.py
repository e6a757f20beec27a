"""Lexicon: how words are pronounced, by the dictionary that comes with pocketsphinx, else by letter sounds."""

import itertools
import re
import unicodedata
from functools import cached_property
from pathlib import Path

from pocketsphinx import get_model_path

from earnest.speech.language.letter_sounds import LetterSounds, learn_letter_sounds
from earnest.speech.language.numbers.spelled import spelled_number

DICTIONARY_PATH = Path(get_model_path("en-us/cmudict-en-us.dict"))
"""Pronunciations of English words: one a line, the word and its phones."""

# Chosen, not measured.
_LEARNING_STRIDE = 19  # Every nineteenth entry teaches the letter sounds: some 6,500 words, five seconds.
_VARIANTS_PER_WORD = 3
_VARIANTS_PER_PHRASE = 6
"""Pronunciations that are kept, so that the decoder stays quick. Chosen, not measured."""
_SPELLED = re.compile(r"[a-z]+")
_LARGEST_SPOKEN_NUMBER = 9999
"""A longer row of figures is rather a number of something than an amount. Chosen."""
_LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "th", "þ": "th"}


class Lexicon:
    """Pronunciations of single words and phrases in the phones of the bundled acoustic model."""

    def __init__(self, dictionary: str) -> None:
        """Take the text of a dictionary: lines of a word and its phones; `word(2)` is a further pronunciation."""
        self._dictionary = "\n" + dictionary
        self._lines: dict[str, str] = {}

    def first_listed(self, word: str) -> str:
        """Return the first pronunciation that the dictionary itself has; empty where it lacks the word."""
        return self._line(word)

    def pronounce(self, word: str) -> tuple[str, ...]:
        """Return the pronunciations of a normalised word, likeliest first; empty where no letter can be spoken.

        Words that the dictionary lacks are pronounced by letter sounds, numbers as English number words.
        """
        listed = self._listed(word) or self._listed(_plain_letters(word))
        if listed:
            return listed
        if word.isdecimal() and word.isascii() and int(word) <= _LARGEST_SPOKEN_NUMBER:
            return self.pronounce_phrase(spelled_number(int(word), "en"))
        phones = " ".join(filter(None, (self._sounded(part) for part in _SPELLED.findall(_plain_letters(word)))))
        return (phones,) if phones else ()

    def pronounce_phrase(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Return pronunciations of words said one after the other; words that cannot be spoken are silent."""
        choices = [options[:_VARIANTS_PER_WORD] for options in map(self.pronounce, words) if options]
        combined = itertools.islice(itertools.product(*choices), _VARIANTS_PER_PHRASE)
        return tuple(dict.fromkeys(" ".join(parts) for parts in combined if parts))

    def _listed(self, word: str) -> tuple[str, ...]:
        keys = (word, *(f"{word}({number})" for number in range(2, _VARIANTS_PER_WORD + 2)))
        return tuple(itertools.takewhile(bool, map(self._line, keys)))

    def _line(self, key: str) -> str:
        """Return the phones of an entry; looking through three megabytes takes a while, so what was found is kept."""
        if key not in self._lines:
            self._lines[key] = self._find_line(key)
        return self._lines[key]

    def _find_line(self, key: str) -> str:
        start = self._dictionary.find(f"\n{key} ")
        if start < 0:
            return ""
        end = self._dictionary.find("\n", start + 1)
        return " ".join(self._dictionary[start + 1 : end if end >= 0 else None].split()[1:])

    def _sounded(self, letters: str) -> str:
        return self._line(letters) or self._letter_sounds.pronounce(letters)

    @cached_property
    def _letter_sounds(self) -> LetterSounds:
        entries = (line.split() for line in self._dictionary.splitlines())
        plain = [(entry[0], tuple(entry[1:])) for entry in entries if entry and _SPELLED.fullmatch(entry[0])]
        return learn_letter_sounds(plain[::_LEARNING_STRIDE])


def load_lexicon() -> Lexicon:
    """Load the bundled English dictionary."""
    return Lexicon(DICTIONARY_PATH.read_text(encoding="utf-8"))


def _plain_letters(word: str) -> str:
    """Return the word in the letters a–z as far as it can be written with them."""
    spelled = "".join(_LETTERS.get(letter, letter) for letter in word.lower())
    return "".join(letter for letter in unicodedata.normalize("NFKD", spelled) if letter.isascii())
