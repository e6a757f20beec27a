"""Finding: which words of an utterance are personal, by the rules of its language and a small trained tagger."""

import unicodedata
from collections.abc import Sequence
from itertools import chain
from typing import Final

from earnest.speech.concealment.contacts import find_birth_dates, find_emails, find_secrets, find_streets
from earnest.speech.concealment.letters import find_letters
from earnest.speech.concealment.names import find_names, find_places
from earnest.speech.concealment.numbers import find_numbers
from earnest.speech.concealment.spans import PersonalSpan, without_overlaps
from earnest.speech.concealment.tagging.tagger import load_tagger
from earnest.speech.concealment.vocabulary.languages import find_vocabulary
from earnest.speech.recognition.hypothesis import RecognisedWord

RULES: Final = (
    find_numbers,
    find_letters,
    find_emails,
    find_secrets,
    find_birth_dates,
    find_streets,
    find_names,
    find_places,
)


def find_personal_data(words: Sequence[RecognisedWord], language: str) -> tuple[PersonalSpan, ...]:
    """Return what is personal in an utterance, in order and without overlaps.

    What it leaves on purpose: artists, works and towns in requests for music, films, weather, news and facts; times,
    amounts and years. What it cannot find: a name that the recogniser wrote as common words.

    Args:
        words: recognised words, N ≥ 0; lower or upper case, with or without punctuation.
        language: ISO 639-1, region ignored: `en`, `de-AT`, `nl`.

    Raises:
        LanguageNotCovered: there are no rules for this language, so nothing can be said about what is personal.
    """
    vocabulary = find_vocabulary(language)
    texts = tuple(normalised(word.text) for word in words)
    ruled = chain.from_iterable(rule(texts, vocabulary) for rule in RULES)
    return without_overlaps((*ruled, *load_tagger(vocabulary.language).find(texts, vocabulary)))


def normalised(word: str) -> str:
    """Return a word in lower case without punctuation around it; `A.` is `a`, and `.` stays as it is."""
    lower = unicodedata.normalize("NFC", word).strip().lower().replace("’", "'")
    return lower.strip(".,;:!?¿¡\"()[]{}…„“”«»'") or lower
