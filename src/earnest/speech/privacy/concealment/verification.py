"""Verification: whether a concealed clip may be handed out, told by what a recogniser still hears in it.

Everything here can only say no: a second look that finds nothing does not show that nothing is there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from earnest.foundation.units import samples_in_milliseconds
from earnest.speech.language.hypothesis import RecognisedWord
from earnest.speech.meaning.interpretation import Slot
from earnest.speech.privacy.concealment.finding import find_personal_data
from earnest.speech.privacy.concealment.number_groups import read_group
from earnest.speech.privacy.concealment.spans import NAMING_KINDS, PersonalSpan, SpanSource
from earnest.speech.privacy.concealment.utterance import is_letter, normalised
from earnest.speech.privacy.spotting.confirmed_runs import VerifyingRun
from earnest.speech.privacy.spotting.sounding_names import HouseholdNames
from earnest.speech.privacy.vocabulary.languages import find_vocabulary
from earnest.speech.privacy.vocabulary.vocabulary import Vocabulary
from earnest.speech.sound.span import Span, covered_samples, join_spans, shared_samples

# Chosen, not measured one by one; the benchmark `personal_data_sound` measures what the verifier withholds with them.
GREATEST_SHARE: Final = 0.6
"""A clip of which more than this is beeped teaches nothing and is not handed out; share of its speech."""
EDGE: Final = samples_in_milliseconds(400)
"""A digit or letter this close to a beep is what the beep missed; samples."""
LONG_BEEP: Final = samples_in_milliseconds(1_400)
"""Beeps from here on may hide a run of digits or letters, padding included; those of a name are shorter; samples."""
GREATEST_OPEN: Final = samples_in_milliseconds(120)
"""A number that reaches out of its beeps by more than this is not covered; about half of the padding, because the two
spotters do not agree to the hundredth of a second; samples."""
CONCEALED_SHARE: Final = 0.5
"""A recognised word of which so much lies under a beep is the beep itself; share of its length."""
GAP_MARK: Final = RecognisedWord(
    text="", start=samples_in_milliseconds(0), end=samples_in_milliseconds(0), posterior=1.0
)
"""Stands for a beep among the words, so that what is left and right of it is not read as one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstHearing:
    """What the live recogniser heard, with which names are compared that only the verifier hears."""

    words: frozenset[str]
    """Every normalised word of any pass and any alternative."""
    names: frozenset[str]
    """Those of them that are read as part of a name or place where they stand, in at least one pass or alternative."""


def still_exposed(
    words: Sequence[RecognisedWord],
    language: str,
    concealed: Sequence[Span],
    *,
    intent: str | None = None,
    slots: Sequence[Slot] = (),
    first: FirstHearing | None = None,
) -> bool:
    """Tell whether something personal is still heard outside of the beeps.

    Digits and letters next to a long beep count: they are what a beep that is slightly misplaced has left over.

    Args:
        words: what a recogniser hears in the concealed sound, as independent of the first one as there is.
        language: ISO 639-1.
        concealed: what was beeped, padding included (`beep.beeped_spans`).
        intent: what the assistant understood where it was sure, so that what was public before is public here.
        slots: what it understood in it.
        first: what the first recogniser heard. A recogniser with many errors hears names that were not said, so a name
            or place counts only with a word that was heard before. One that only the tagger reads counts only with a
            word that was read as a name before: the tagger goes by the words around, and those are what such a
            recogniser mishears. None lets all count.

    Raises:
        LanguageNotCovered: there are no rules for the language.
    """
    outside = _with_gaps(words, join_spans(concealed))
    found = find_personal_data(outside, language, intent=intent, slots=slots)
    if any(_counts(span, outside, first) for span in found):
        return True
    vocabulary = find_vocabulary(language)
    long = [span for span in join_spans(concealed) if span.length >= LONG_BEEP]
    return any(_is_remnant(word.text, vocabulary) and _is_near(word, long) for word in outside)


def _counts(span: PersonalSpan, words: Sequence[RecognisedWord], first: FirstHearing | None) -> bool:
    """Tell whether something personal that was heard is believed."""
    if first is None or span.kind not in NAMING_KINDS:
        return True
    confirming = first.names if span.source is SpanSource.TAGGER else first.words
    return any(normalised(word.text) in confirming for word in words[span.first_word : span.last_word + 1])


def names_still_heard(
    words: Sequence[RecognisedWord], language: str, names: HouseholdNames, concealed: Sequence[Span]
) -> bool:
    """Tell whether a name of the household is still heard outside of the beeps.

    Raises:
        LanguageNotCovered: there are no rules for the language.
    """
    outside = _with_gaps(words, join_spans(concealed))
    written = find_personal_data(outside, language, household_names=names.listed)
    return bool(names.find(outside)) or any(span.source is SpanSource.HOUSEHOLD for span in written)


def uncovered_run(runs: Sequence[VerifyingRun], concealed: Sequence[Span]) -> bool:
    """Tell whether a number or something spelled out lies outside of the beeps, wholly or with one end.

    Args:
        runs: what a spotter with other settings than the first one heard in the original sound, confirmed.
        concealed: what was beeped, padding included. Since padding is 250 ms, a beep in the right place covers a run
            even where the two spotters do not agree to the hundredth of a second.
    """
    beeps = join_spans(concealed)
    for run in runs:
        covered = shared_samples(run.span, beeps)
        open_samples = run.span.length - covered
        if covered and open_samples > GREATEST_OPEN:
            return True
        if not covered and run.counts_alone:
            return True
    return False


def too_much_concealed(concealed: Sequence[Span], speech: Sequence[Span], *, length: int) -> bool:
    """Tell whether more than 60 % of the speech is beeped; of the whole clip where no speech is named."""
    if not concealed:
        return False
    if not speech:
        return covered_samples(concealed) > GREATEST_SHARE * length
    beeps, spoken = join_spans(concealed), join_spans(speech)
    shared = sum(shared_samples(part, beeps) for part in spoken)
    return shared > GREATEST_SHARE * covered_samples(spoken)


def _with_gaps(words: Sequence[RecognisedWord], concealed: Sequence[Span]) -> tuple[RecognisedWord, ...]:
    """Return the words outside of the beeps, with a mark where one or several inside were left out."""
    outside: list[RecognisedWord] = []
    for word in words:
        if not _is_concealed(word, concealed):
            outside.append(word)
        elif not outside or outside[-1] is not GAP_MARK:
            outside.append(GAP_MARK)
    return tuple(outside)


def _is_concealed(word: RecognisedWord, concealed: Sequence[Span]) -> bool:
    """Tell whether most of a word lies under a beep; a word without a place in the sound does not."""
    under = shared_samples(word, concealed)
    return under > 0 and under >= CONCEALED_SHARE * (word.end - word.start)


def _is_remnant(word: str, vocabulary: Vocabulary) -> bool:
    text = normalised(word)
    letter = is_letter(text) and text not in vocabulary.spelling.article_letters
    return letter or (text != "" and read_group((text,), 0, vocabulary.numbers) is not None)


def _is_near(word: RecognisedWord, concealed: Sequence[Span]) -> bool:
    return any(span.start - EDGE < word.end and word.start < span.end + EDGE for span in concealed)
