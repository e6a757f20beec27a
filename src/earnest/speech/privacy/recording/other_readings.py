"""Other readings: which other words a reviewer may be offered for a kept word; nothing that could be personal."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from earnest.foundation.units import SampleCount
from earnest.speech.language.hypothesis import Alternative, Hypothesis, RecognisedWord
from earnest.speech.privacy.concealment.alternatives import replaced_words
from earnest.speech.privacy.concealment.utterance import normalised
from earnest.speech.privacy.recording.covering import Concealed
from earnest.speech.privacy.recording.muting import is_muted
from earnest.speech.privacy.recording.personal_sounds import RecordingContext, find_in_words
from earnest.speech.sound.span import shared_samples

MOST: Final = 5
"""Words offered for one; they are chosen by number, that is by one key."""
_LEAST_LETTERS: Final = 2
"""Letters of a word that is offered. Chosen, not measured: single letters are spelled."""


def with_alternatives(whole: Concealed, hypothesis: Hypothesis, around: RecordingContext) -> Concealed:
    """Return a concealed recording whose kept words carry what else the recogniser thought of.

    An alternative is left out where a rule, the tagger or the household's list finds it personal in the sentence that
    it comes from or in the sentence that it would make; where it was heard in anything that was covered or muted, by
    whichever pass; where it holds a digit or is a single letter; and of words beside or under a tone or beside a muted
    word, where it may be the rest of what is hidden. Names count whatever is asked for: what is public where it was
    said may be a private name where it was only thought of.

    Args:
        whole: what conceal and reduce made.
        hypothesis: of the recogniser that answered.
        around: language and household.

    Raises:
        LanguageNotCovered: there are no rules for this language.
    """
    strict = RecordingContext(language=around.language, names=around.names)
    offered = _offered(hypothesis.words, hypothesis.alternatives, strict)
    if not offered:
        return whole
    hidden = hidden_words(whole, hypothesis)
    for place, word in enumerate(hypothesis.words):
        if is_muted(word, whole.muted, whole.beeped):
            for near in (place - 1, place, place + 1):
                _ = offered.pop(near, None)
    places = {(word.start, word.end, word.text): place for place, word in enumerate(hypothesis.words)}
    tokens = tuple(
        replace(
            token,
            alternatives=tuple(
                word
                for word in offered.get(places.get((token.start, token.end, token.text), -1), ())
                if normalised(word) not in hidden
            )[:MOST],
        )
        if _is_apart(position, whole)
        else token
        for position, token in enumerate(whole.tokens)
    )
    return replace(whole, tokens=tokens)


def _offered(
    best: Sequence[RecognisedWord], alternatives: Sequence[Alternative], around: RecordingContext
) -> dict[int, tuple[str, ...]]:
    """Return other words by the place of the word that they stand for, likeliest first."""
    said = tuple(word.text for word in best)
    offered: dict[int, list[str]] = {}
    for entry in alternatives:
        personal = set(_personal_places(entry.words, around))
        bad = {normalised(entry.words[place]) for place in personal}
        for place, word in replaced_words(said, entry.words).items():
            read = normalised(word)
            known = {normalised(one) for one in (*offered.get(place, []), said[place])}
            if read in bad or read in known or not _is_plain(read):
                continue
            if place in set(_personal_places((*said[:place], word, *said[place + 1 :]), around)):
                continue
            offered.setdefault(place, []).append(word)
    return {place: tuple(words) for place, words in offered.items()}


def _personal_places(texts: Sequence[str], around: RecordingContext) -> Iterator[int]:
    """Give the places of words that are personal in a sentence."""
    words = [replace(_NOWHERE, text=text) for text in texts]
    for span in find_in_words(words, around):
        yield from range(span.first_word, span.last_word + 1)


def _is_plain(word: str) -> bool:
    return len(word) >= _LEAST_LETTERS and not any(character.isdigit() for character in word)


def hidden_words(whole: Concealed, hypothesis: Hypothesis) -> frozenset[str]:
    """Return every word of any pass that was muted, or lies under a tone or a placeholder, were it by one sample."""
    covered = [token for token in whole.tokens if token.kind is not None]
    return frozenset(
        normalised(word.text)
        for word in (*hypothesis.words, *hypothesis.general_words)
        if shared_samples(word, whole.beeped)
        or is_muted(word, whole.muted, whole.beeped)
        or any(word.start < token.end and token.start < word.end for token in covered)
    )


def _is_apart(position: int, whole: Concealed) -> bool:
    """Tell whether neither a word nor one beside it was covered or lies under a tone."""
    near = whole.tokens[max(0, position - 1) : position + 2]
    return all(one.kind is None and not shared_samples(one, whole.beeped) for one in near)


_NOWHERE: Final = RecognisedWord(text="", start=SampleCount(0), end=SampleCount(0), posterior=0.0)
