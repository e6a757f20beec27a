"""Personal sounds: where in the words and the sound of a recording something personal was said. First step."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final

from earnest.foundation.units import SampleCount, Samples
from earnest.speech.hearing.spotting import spoken_signs
from earnest.speech.hearing.spotting.spotter import Spotter
from earnest.speech.language.hypothesis import Alternative, Hypothesis, RecognisedWord
from earnest.speech.meaning.interpretation import Slot
from earnest.speech.privacy.concealment.alternatives import place_alternative
from earnest.speech.privacy.concealment.finding import find_personal_data
from earnest.speech.privacy.concealment.number_runs import find_number_runs
from earnest.speech.privacy.concealment.spans import (
    NAMING_KINDS,
    PersonalKind,
    PersonalSpan,
    SpanSource,
    by_rule,
    sound_spans,
    without_overlaps,
)
from earnest.speech.privacy.concealment.utterance import UtteranceWords, normalised
from earnest.speech.privacy.concealment.verification import FirstHearing
from earnest.speech.privacy.concealment.word_times import EXACT, WordTimes, times_of, times_of_words
from earnest.speech.privacy.recording.errors import SoundNotSearched, WordsUnreliable
from earnest.speech.privacy.spotting.confirmed_runs import confirmed_runs
from earnest.speech.privacy.spotting.sounding_names import HouseholdNames
from earnest.speech.privacy.vocabulary.languages import find_vocabulary
from earnest.speech.sound.span import Span

DOUBTED_WORDS: Final = 0.5
"""In a language whose digits cannot be spotted, words of which no more are expected to be right are not handed out at
all; a recogniser that knows no posteriors reports this. Not measured: chosen so that such a one is held for doubtful.
The confidence of the whole utterance says something else: that of a long one is small though its words are right."""
FEWEST_DIGITS_UNSPOTTED: Final = 3
"""In such a language so many digits in a row are covered; as many as `runs` asks for, and chosen with that."""
DOUBTED_KINDS: Final = frozenset(PersonalKind) - NAMING_KINDS
"""What counts where only an alternative says it. The names of an alternative do not: among ten of them there is always
a name that was not said. Names of the household count everywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalSound:
    """A part of the sound in which something personal was said."""

    kind: PersonalKind
    span: Span
    """Where the recogniser or spotter that found it says that it is."""
    times: WordTimes = EXACT
    """How far beside that it may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalFindings:
    """What was found."""

    word_spans: tuple[PersonalSpan, ...]
    """Over the words of the hypothesis that was answered."""
    sounds: tuple[PersonalSound, ...]
    """From those words, from the open-vocabulary pass where a learned domain was preferred to it, from the
    alternatives of both, and from the sound itself."""
    times: WordTimes = EXACT
    """How far beside their places those words may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingContext:
    """What is known of a recording besides its sound and its words."""

    language: str
    """ISO 639-1."""
    names: HouseholdNames
    """What the customer wants no person to hear."""
    intent: str | None = None
    """What the assistant understood, where it was sure; else None."""
    slots: tuple[Slot, ...] = ()
    """What it understood in it."""
    heard: FirstHearing | None = None
    """What the recogniser heard in any pass and any alternative; None lets every name count that the verifier hears."""


def find(samples: Samples, hypothesis: Hypothesis, around: RecordingContext, spotter: Spotter) -> PersonalFindings:
    """Look for what is personal in everything that any pass of the recogniser heard, and in the sound itself.

    Args:
        samples: the whole recording.
        hypothesis: with sample positions in the recording.
        around: language, household and what was understood.
        spotter: listens for digits and letters.

    Raises:
        WordsUnreliable: nothing was recognised.
        SoundNotSearched: digits of this language cannot be spotted, and the words are doubtful.
        LanguageNotCovered: there are no rules for this language.
        CannotConceal: something personal has no place in the sound.
        EngineFailed: the spotter failed.
    """
    if not hypothesis.heard_words:
        raise WordsUnreliable
    spans = find_in_words(hypothesis.words, around)
    general = find_in_words(hypothesis.general_words, around)
    from_words = (
        *placed_sounds(hypothesis.words, spans, times_of_words(hypothesis)),
        *placed_sounds(hypothesis.general_words, general, times_of(hypothesis.engine)),
        *find_in_alternatives(hypothesis, around, length=samples.size),
    )
    from_sound = _find_in_sound(samples, hypothesis, around.language, spotter)
    return PersonalFindings(
        word_spans=spans,
        sounds=tuple(dict.fromkeys((*from_words, *from_sound))),
        times=times_of_words(hypothesis),
    )


def first_hearing(hypothesis: Hypothesis, language: str, intent: str | None = None) -> FirstHearing:
    """Return every word of all passes and alternatives, and which of them are read as a name or place in one of them.

    Args:
        hypothesis: of the live recogniser.
        language: ISO 639-1.
        intent: what the assistant understood, where it was sure, so that it is read as the verifier reads.

    Raises:
        LanguageNotCovered: there are no rules for this language.
    """
    placed = (hypothesis.words, hypothesis.general_words)
    entries = (*hypothesis.alternatives, *hypothesis.general_alternatives)
    readings = dict.fromkeys((*(tuple(word.text for word in words) for words in placed), *(e.words for e in entries)))
    names: set[str] = set()
    for texts in readings:
        for span in find_personal_data(_unplaced(texts), language, intent=intent):
            if span.kind in NAMING_KINDS:
                names.update(map(normalised, texts[span.first_word : span.last_word + 1]))
    words = frozenset(normalised(text) for texts in readings for text in texts)
    return FirstHearing(words=words, names=frozenset(names))


def find_in_words(words: Sequence[RecognisedWord], around: RecordingContext) -> tuple[PersonalSpan, ...]:
    """Return what is personal in words: by the rules and the tagger, and by the household's list.

    Raises:
        LanguageNotCovered: there are no rules for this language.
    """
    ruled = find_personal_data(
        words,
        around.language,
        intent=around.intent,
        slots=around.slots,
        household_names=around.names.listed,
    )
    short = () if can_spot(around.language) else _short_numbers(words, around.language)
    return without_overlaps((*ruled, *around.names.find(words), *short))


def can_spot(language: str) -> bool:
    """Tell whether digits and letters of a language can be spotted."""
    return language.lower().split("-")[0] == spoken_signs.LANGUAGE


def placed_sounds(
    words: Sequence[RecognisedWord], spans: Iterable[PersonalSpan], times: WordTimes
) -> Iterator[PersonalSound]:
    """Give where in the sound lies what is personal in words.

    Raises:
        CannotConceal: something personal has no place in the sound.
    """
    for span in spans:
        for place in sound_spans(words, [span]):
            yield PersonalSound(kind=span.kind, span=place, times=times)


def find_in_alternatives(hypothesis: Hypothesis, around: RecordingContext, *, length: int) -> Iterator[PersonalSound]:
    """Give where in the sound lies what is personal in each alternative.

    Raises:
        CannotConceal: an alternative has something personal, and nothing says where in the sound.
    """
    for best, alternatives, times in (
        (hypothesis.words, hypothesis.alternatives, times_of_words(hypothesis)),
        (hypothesis.general_words, hypothesis.general_alternatives, times_of(hypothesis.engine)),
    ):
        for words in _differing(best, alternatives):
            found = _counting(_unplaced(words), around)
            if found:
                yield from placed_sounds(place_alternative(best, words, length=length), found, times)


def _unplaced(texts: Sequence[str]) -> tuple[RecognisedWord, ...]:
    return tuple(RecognisedWord(text=text, start=_NOWHERE, end=_NOWHERE, posterior=0.0) for text in texts)


def _counting(words: Sequence[RecognisedWord], around: RecordingContext) -> tuple[PersonalSpan, ...]:
    """Return what counts of what an alternative says."""
    ruled = find_personal_data(words, around.language, household_names=around.names.listed)
    counting = (span for span in ruled if span.kind in DOUBTED_KINDS or span.source is SpanSource.HOUSEHOLD)
    return without_overlaps((*counting, *around.names.find(words)))


def _differing(best: Sequence[RecognisedWord], alternatives: Iterable[Alternative]) -> Iterator[tuple[str, ...]]:
    """Give the alternatives that say something else than the best hypothesis."""
    said = tuple(word.text for word in best)
    for alternative in alternatives:
        if alternative.words != said:
            yield alternative.words


def _find_in_sound(
    samples: Samples, hypothesis: Hypothesis, language: str, spotter: Spotter
) -> tuple[PersonalSound, ...]:
    if can_spot(language):
        runs = confirmed_runs(samples, spotter)
        return tuple(PersonalSound(kind=run.kind, span=run.span) for run in runs)
    if fmean(word.posterior for word in hypothesis.heard_words) <= DOUBTED_WORDS:
        raise SoundNotSearched
    return ()


def _short_numbers(words: Sequence[RecognisedWord], language: str) -> Iterator[PersonalSpan]:
    """Give numbers of three digits and more, whatever they are: nothing looks for digits that were misheard."""
    utterance = UtteranceWords([normalised(word.text) for word in words], find_vocabulary(language))
    for run in find_number_runs(utterance):
        if run.digits >= FEWEST_DIGITS_UNSPOTTED:
            yield by_rule(PersonalKind.NUMBER, run.first_word, run.last_word)


_NOWHERE: Final = SampleCount(0)
