"""Find: where in words and sound something personal was said. First step."""

from dataclasses import dataclass

from earnest.personal.deidentification.errors import WordsUnreliable
from earnest.speech.audio.span import Span
from earnest.speech.concealment.finding import find_personal_data
from earnest.speech.concealment.spans import PersonalKind, PersonalSpan, sound_spans
from earnest.speech.recognition.hypothesis import Hypothesis


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalSound:
    """A part of the sound in which something personal was said."""

    kind: PersonalKind
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was found."""

    word_spans: tuple[PersonalSpan, ...]
    """Over the words of the hypothesis that was answered."""
    sounds: tuple[PersonalSound, ...]
    """From that hypothesis and from the open-vocabulary pass, where a learned domain was preferred to it."""


def find(hypothesis: Hypothesis, language: str) -> Finding:
    """Look for what is personal in everything that any pass of the recogniser heard.

    Args:
        hypothesis: with sample positions in the recording.
        language: ISO 639-1.

    Raises:
        WordsUnreliable: nothing was recognised.
        LanguageNotCovered: there are no rules for this language.
        CannotConceal: something personal has no place in the sound.
    """
    if not hypothesis.heard_words:
        raise WordsUnreliable
    spans = find_personal_data(hypothesis.words, language)
    sounds = [
        PersonalSound(kind=span.kind, span=place)
        for words, found in (
            (hypothesis.words, spans),
            (hypothesis.general_words, find_personal_data(hypothesis.general_words, language)),
        )
        for span in found
        for place in sound_spans(words, [span])
    ]
    return Finding(word_spans=spans, sounds=tuple(sounds))
