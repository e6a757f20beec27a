"""Titles: what follows a title or a relation is a name, also where it is a common word: `dr white`, `frau klein`."""

from collections.abc import Iterator
from typing import Final

from earnest.speech.privacy.concealment.spans import PersonalKind, PersonalSpan, by_rule
from earnest.speech.privacy.concealment.utterance import UtteranceWords

# Chosen, each for the reason beside it; the benchmark `personal_data` measures all of them together.
MOST_AFTER_TITLE: Final = 3
"""Words of a name after a title: `dr martin luther king`."""


def find_titled(utterance: UtteranceWords) -> Iterator[PersonalSpan]:
    """Give names that stand after a title or a relation; the title is hidden with the name, a relation is not.

    In public requests only after words that lead to a private person (`call doctor white about the weather`), because
    there titles are those of artists, works and stations (`play doctor hook`).
    """
    vocabulary = utterance.vocabulary
    hidden = vocabulary.titles.titles | vocabulary.names.titles | vocabulary.shared.forms_of_address
    for position, word in enumerate(utterance.words):
        led = not utterance.public or utterance.ends_with_phrase(position, vocabulary.names.strong)
        last = _name_end(utterance, position) if led and _is_title(utterance, position) else None
        if last is not None:
            yield by_rule(PersonalKind.NAME, position if word in hidden else position + 1, last)


def _is_title(utterance: UtteranceWords, position: int) -> bool:
    known, word, before = utterance.vocabulary.titles, utterance.words[position], utterance.word(position - 1)
    verb = word in utterance.vocabulary.shared.verb_titles and before in known.verbal
    return word in known.titles or (word in known.occupations and before not in known.determiners and not verb)


def _name_end(utterance: UtteranceWords, title: int) -> int | None:
    """Return the last word of the name after a title; None where a sentence goes on instead."""
    known, names, words = utterance.vocabulary.titles, utterance.vocabulary.names, utterance.words
    further = known.titles | known.occupations  # `herr doktor klein`
    first = utterance.reach(title, 1, lambda at: words[at] in further) + 1
    while first < len(words) - 1 and words[first] in names.particles and words[first + 1] not in known.never:
        first += 1
    if not _can_be_surname(utterance, first):
        return None

    def goes_on(index: int) -> bool:
        # A common word goes on with a name only after a first name: `dr anna white`, but `mr white kitchen`.
        named = words[index - 1] in names.first_names or names.base_form(words[index]) is None
        return named and _can_be_surname(utterance, index)

    return utterance.reach(first, 1, goes_on, most=MOST_AFTER_TITLE - 1)


def _can_be_surname(utterance: UtteranceWords, index: int) -> bool:
    """Tell whether a word may be a surname: any word of letters that is not of a closed class nor a participle."""
    word, vocabulary = utterance.word(index), utterance.vocabulary
    if not word[:1].isalpha() or word in vocabulary.titles.never | vocabulary.numbers.clock:
        return False
    participle = vocabulary.language == "en" and word.endswith("ed") and word not in vocabulary.names.common
    return not participle or vocabulary.names.base_form(word) is None
