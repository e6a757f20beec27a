"""General speech: sentences of everyday talk, said by artificial voices, that show when no domain is meant.

Labels come from where an assistant failed, so they hold much of what it is asked and little of what it only overhears.
Without examples of the latter a domain takes whatever is said near it for one of its own.
"""

import hashlib
from functools import cache, partial

import numpy

from earnest.deidentified.learning.chatter import chatter
from earnest.deidentified.learning.labelled_clip import TaughtClip
from earnest.deidentified.learning.listening import Listening
from earnest.deidentified.learning.routing_training import RoutingExample
from earnest.foundation.units import SAMPLING_RATE_HERTZ, SampleCount, Samples
from earnest.speech.hearing.recognition.domain_model import DomainModel
from earnest.voices.synthesis.acoustics import AcousticMeans
from earnest.voices.synthesis.pronunciation import bundled_pronunciations
from earnest.voices.synthesis.voices import SyntheticVoice, draw_clear_voice

_SEED = 24
"""Seed of voices and melodies, chosen at will: the same sentences sound the same in every training."""

_SILENT_SAMPLES = SAMPLING_RATE_HERTZ // 5
"""Of the silence that a voice leaves before and after, as clips are trimmed too."""


@cache
def general_speech() -> tuple[TaughtClip, ...]:
    """Return spoken sentences that ask an assistant for nothing.

    Their own words stand for what the open vocabulary hears in them: it heard 27 of 37 without any error, and most
    words of the others. Sentences with words that the bundled dictionary does not have are left out, so those in
    other languages are.
    """
    pronunciations = bundled_pronunciations()
    speaker = SyntheticVoice(AcousticMeans.bundled(), pronunciations)
    clips: list[TaughtClip] = []
    for text in chatter():
        words = text.split()
        if any(word not in pronunciations for word in words):
            continue
        generator = numpy.random.default_rng([_SEED, *hashlib.sha256(text.encode()).digest()[:8]])
        spoken = speaker.say(words, draw_clear_voice(text, generator), generator)
        samples = spoken[_SILENT_SAMPLES : len(spoken) - _SILENT_SAMPLES]
        clips.append(
            TaughtClip(
                clip_id=f"general {text}",
                hypothesis_words=tuple(words),
                transcript=None,
                intent=None,
                slots=(),
                sample_count=SampleCount(len(samples)),
                open_samples=partial(_same, samples),
            )
        )
    return tuple(clips)


def general_examples(
    model: DomainModel, listening: Listening, *, known: frozenset[tuple[str, ...]] | None = None
) -> list[RoutingExample]:
    """Return what a domain makes of general speech, where it hears any words in it.

    Sentences that are said in the domain itself are left out.

    Args:
        model: the domain.
        listening: decodes, and says how many sentences are wanted.
        known: token sequences, where the domain takes no others; None where it takes any. Only for the latter may
            the distance in sound limit what is taken: the open vocabulary hears many single words as something else.
    """
    own = {token.words for token in model.tokens}
    clips = [clip for clip in general_speech()[: listening.general_sentences] if clip.hypothesis_words not in own]
    heard = listening.decode_more(model, clips)
    return [
        RoutingExample(
            evidence=listening.evidence(model, heard[clip.clip_id], clip, clip.hypothesis_words),
            member=False,
            correct=False,
            made_up=known is not None,
            general=known is None,
        )
        for clip in clips
        if clip.clip_id in heard
        and heard[clip.clip_id].words
        and (known is None or heard[clip.clip_id].tokens in known)
    ]


def _same(samples: Samples) -> Samples:
    return samples
