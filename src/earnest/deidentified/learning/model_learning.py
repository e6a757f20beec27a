"""Learning: makes a model bundle from labelled clips, and from nothing else.

Clips with a meaning but no transcript teach the `commands` domain by what they probably said; clips with a transcript
and a meaning teach it by what they said; transcripts alone teach the `phrases` domain. The same clips and seed give
the same bundle.
"""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from earnest.deidentified.learning.command_learning import learn_commands
from earnest.deidentified.learning.labelled_clip import LabelledClip, TaughtClip
from earnest.deidentified.learning.learning_tasks import DecoderPool
from earnest.deidentified.learning.listening import Listening
from earnest.deidentified.learning.phrase_learning import learn_phrases
from earnest.deidentified.learning.understanding_training import MarkedSentence, MarkedWord, train_understanding
from earnest.handover.bundle import Bundle
from earnest.speech.hearing.recognition.learned_domains import LearnedDomain
from earnest.speech.language.lexicon import Lexicon, load_lexicon
from earnest.speech.language.wording import normalised_words

Report = Callable[[int, int], None]
"""Takes how many steps are done, and of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningSettings:
    """How learning runs."""

    seed: int
    """The same seed and clips give the same bundle."""
    open_pass: str
    """Name of the open pass whose words the clips hold."""
    compares_texts: bool
    """Whether it can be asked how likely a phrase is; then nothing has to be learned about when one is taken."""
    processes: int = 2
    """Processes that listen to clips side by side; ≥ 1. Chosen for a household machine."""
    general_sentences: int | None = None
    """How many sentences of general speech show when no domain is meant; all of them when None."""


def learn(
    labelled: Sequence[LabelledClip], settings: LearningSettings, report: Report, *, lexicon: Lexicon | None = None
) -> Bundle:
    """Learn from labelled clips.

    Args:
        labelled: clips with a transcript, a meaning or both; clips with neither teach what asks for nothing. It may
            read a clip whenever it is asked for it: the words are kept, the sounds of a few clips at a time are.
        settings: seed and processes.
        report: told how far it is.
        lexicon: pronunciations; the bundled English ones when None.

    Returns:
        A bundle; without domains where there is nothing to learn them from.
    """
    taught_clips = (TaughtClip.of(labelled, number) for number in range(len(labelled)))
    clips = sorted(taught_clips, key=lambda clip: clip.clip_id)
    commands = [clip for clip in clips if clip.intent]
    phrases = [clip for clip in clips if not clip.intent and normalised_words(clip.transcript or "")]
    with Listening(
        decoders=DecoderPool(settings.processes),
        lexicon=lexicon or load_lexicon(),
        seed=settings.seed,
        open_pass=settings.open_pass,
        compares_texts=settings.compares_texts,
        general_sentences=settings.general_sentences,
        report=report,
        expected_clips=4 * len(clips),
    ) as listening:
        taught = learn_commands(commands, phrases, listening)
        phrase_domain = learn_phrases(phrases, commands, listening)
    domains: list[LearnedDomain] = [domain for domain in (taught.domain, phrase_domain) if domain is not None]
    sentences = itertools.chain(taught.sentences, map(_without_intent, phrases))
    return Bundle(domains=tuple(domains), understanding=train_understanding(sentences))


def _without_intent(clip: TaughtClip) -> MarkedSentence:
    words = normalised_words(clip.transcript or "")
    return MarkedSentence(words=tuple(MarkedWord(word=word) for word in words), intent=None, group=clip.clip_id)
