"""Phrase learning: the domain of transcripts that people say again and again, such as one-word commands."""

from collections import Counter
from collections.abc import Mapping, Sequence

from earnest.deidentified.learning.general_speech import general_examples
from earnest.deidentified.learning.labelled_clip import TaughtClip
from earnest.deidentified.learning.listening import FOLDS, Listening, other_clip
from earnest.deidentified.learning.phrase_domain import SHORT_PHRASE_WORDS, Phrase, build_phrase_domain
from earnest.deidentified.learning.routing_training import RoutingExample, train_router
from earnest.speech.hearing.recognition.adapters.pocketsphinx_passes import PassResult
from earnest.speech.hearing.recognition.domain_model import DomainModel
from earnest.speech.hearing.recognition.learned_domains import LearnedDomain
from earnest.speech.hearing.recognition.routing import STOCK_ROUTER, Router
from earnest.speech.language.wording import normalised_words

DOMAIN = "phrases"


def learn_phrases(
    clips: Sequence[TaughtClip], others: Sequence[TaughtClip], listening: Listening
) -> LearnedDomain | None:
    """Learn the domain of phrases.

    Args:
        clips: with a transcript and no intent.
        others: clips of other domains, which show when no phrase is meant.
        listening: decodes.

    Returns:
        The domain, or None where no phrase can be spoken.
    """
    counts = _phrases(clips)
    model, known = build_phrase_domain(name=DOMAIN, phrases=counts, lexicon=listening.lexicon)
    if not known:
        return None
    if listening.compares_texts:  # The open pass then decides on each utterance by itself.
        return _domain(model, STOCK_ROUTER, known, listening)
    repeated = [clip for clip in clips if counts.get(_phrase(clip), 0) > 1]
    heard = listening.decode(model, repeated)
    examples = [
        RoutingExample(
            evidence=listening.evidence(model, heard[clip.clip_id], clip, clip.hypothesis_words),
            member=True,
            correct=_said(model, heard[clip.clip_id]) == _phrase(clip),
        )
        for clip in repeated
        if clip.clip_id in heard and heard[clip.clip_id].tokens in known
    ]
    sentences = [clip for clip in clips if _phrase(clip) not in counts]
    examples += _unknown_phrases(repeated, counts, listening)
    examples += _elsewhere(model, frozenset(known), repeated, [*others, *sentences], listening)
    examples += general_examples(model, listening, known=frozenset(known))
    return _domain(model, train_router(examples), known, listening)


def _domain(
    model: DomainModel, router: Router, known: tuple[tuple[str, ...], ...], listening: Listening
) -> LearnedDomain:
    return LearnedDomain(model=model, router=router, known_only=True, open_pass=listening.open_pass, known=known)


def _phrases(clips: Sequence[TaughtClip]) -> dict[Phrase, float]:
    """Return how often each phrase was said; long ones that were said once are sentences, not phrases."""
    counts = Counter(map(_phrase, clips))
    return {phrase: float(count) for phrase, count in counts.items() if count > 1 or len(phrase) <= SHORT_PHRASE_WORDS}


def _phrase(clip: TaughtClip) -> Phrase:
    return normalised_words(clip.transcript or "")


def _said(model: DomainModel, result: PassResult) -> Phrase:
    words = {token.name: token.words for token in model.tokens}
    return tuple(word for token in result.tokens for word in words[token])


def _unknown_phrases(
    repeated: Sequence[TaughtClip], counts: Mapping[Phrase, float], listening: Listening
) -> list[RoutingExample]:
    """Return clips whose phrase the model was not told: what it sounds like when something else is said."""
    examples: list[RoutingExample] = []
    for fold in range(FOLDS):
        asked = [clip for clip in repeated if listening.fold(" ".join(_phrase(clip))) == fold]
        told = {phrase: count for phrase, count in counts.items() if listening.fold(" ".join(phrase)) != fold}
        model, known = build_phrase_domain(name=DOMAIN, phrases=told, lexicon=listening.lexicon)
        if not asked or not known:
            continue
        heard = listening.decode(model, asked)
        examples += [
            RoutingExample(
                evidence=listening.evidence(model, heard[clip.clip_id], clip, clip.hypothesis_words),
                member=False,
                correct=False,
                made_up=True,
            )
            for clip in asked
            if clip.clip_id in heard and heard[clip.clip_id].tokens in known
        ]
    return examples


def _elsewhere(
    model: DomainModel,
    known: frozenset[tuple[str, ...]],
    repeated: Sequence[TaughtClip],
    others: Sequence[TaughtClip],
    listening: Listening,
) -> list[RoutingExample]:
    """Return clips in which something else is said (commands, sentences), and the phrases played backwards."""
    heard = listening.decode(model, others)
    found = [(clip, heard[clip.clip_id], clip.hypothesis_words, False) for clip in others if clip.clip_id in heard]
    backwards = listening.decode_backwards(model, repeated)
    found += [
        (clip, backwards[clip.clip_id], other_clip(repeated, position).hypothesis_words, True)
        for position, clip in enumerate(repeated)
        if clip.clip_id in backwards
    ]
    return [
        RoutingExample(
            evidence=listening.evidence(model, result, clip, words), member=False, correct=False, made_up=made_up
        )
        for clip, result, words, made_up in found
        if result.tokens in known
    ]
