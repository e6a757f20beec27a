"""Addressing: what was asked, without the wake word by which the assistant was addressed."""

from dataclasses import replace

from earnest.foundation.units import SampleCount
from earnest.speech.hearing.wake_word.verification import normalised
from earnest.speech.language.hypothesis import Hypothesis, RecognisedWord
from earnest.speech.language.wording import normalised_words


def without_wake_word(hypothesis: Hypothesis, claimed: str, heard_at: SampleCount) -> Hypothesis:
    """Return a hypothesis without the wake word at its beginning.

    Recognisers seldom know the word (`like so` for `alexa`), so what was over when the wake-word model was surest goes
    too: it is surest some 0.1 s after the word (0.06 s in the middle of 90 recordings).

    Args:
        hypothesis: what was recognised.
        claimed: the wake word as the device names it.
        heard_at: where the wake-word model was surest, in the sound that was recognised; samples.
    """
    said = tuple(normalised(claimed).split())
    return replace(
        hypothesis,
        words=_after(hypothesis.words, said, heard_at),
        general_words=_after(hypothesis.general_words, said, heard_at),
    )


def _after(
    words: tuple[RecognisedWord, ...], said: tuple[str, ...], heard_at: SampleCount
) -> tuple[RecognisedWord, ...]:
    if said and normalised_words(" ".join(word.text for word in words[: len(said)])) == said:
        return words[len(said) :]
    ended = next((place for place, word in enumerate(words) if word.end > heard_at), len(words))
    return words[ended:]
