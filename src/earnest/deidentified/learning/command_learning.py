"""Command learning: the domain of clips that ask for something, most of them without a transcript."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from earnest.deidentified.learning.domain_building import LiteralSentence, Piece, SlotValues, build_domain_model
from earnest.deidentified.learning.general_speech import general_examples
from earnest.deidentified.learning.labelled_clip import TaughtClip
from earnest.deidentified.learning.listening import FOLDS, Listening, other_clip
from earnest.deidentified.learning.literal_transcripts import (
    clip_grammar,
    clip_values,
    find_fillers,
    says_all,
    sentence_with_values,
)
from earnest.deidentified.learning.routing_training import RoutingExample, train_router
from earnest.deidentified.learning.understanding_training import MarkedSentence, MarkedWord
from earnest.speech.hearing.recognition.adapters.pocketsphinx_passes import PassResult
from earnest.speech.hearing.recognition.domain_model import DomainModel
from earnest.speech.hearing.recognition.learned_domains import LearnedDomain
from earnest.speech.language.wording import normalised_words

DOMAIN = "commands"

_FEWEST_FOR_FOLDS = 9
"""With fewer clips a part holds fewer than three, which is too few to learn from. Chosen, not measured."""

Sentences = Mapping[str, LiteralSentence]
"""Literal transcripts by clip identifier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commands:
    """What was learned from commands."""

    domain: LearnedDomain | None
    """None where no clip gave a literal transcript."""
    sentences: tuple[MarkedSentence, ...]
    """What was said, and what was recognised, for understanding."""


def learn_commands(clips: Sequence[TaughtClip], others: Sequence[TaughtClip], listening: Listening) -> Commands:
    """Learn the domain of commands.

    Args:
        clips: with an intent.
        others: clips that ask for nothing of these, which show when the domain is not meant.
        listening: decodes.
    """
    sentences = _literal_sentences(clips, listening)
    if not sentences:
        return Commands(domain=None, sentences=tuple(_recognised(clip, clip.hypothesis_words) for clip in clips))
    heard = _decode_apart(clips, sentences, listening)
    better = sentences | _agreeing(clips, heard)
    model = _model(clips, better, listening)
    examples = _examples(clips, heard, listening) + _counterexamples(model, clips, others, listening)
    examples += general_examples(model, listening)
    domain = LearnedDomain(model=model, router=train_router(examples), known_only=False, open_pass=listening.open_pass)
    marked = [_marked(clip, better[clip.clip_id]) for clip in clips if clip.clip_id in better]
    marked += [_recognised(clip, clip.hypothesis_words) for clip in clips]
    marked += [_heard_sentence(clip, *heard[clip.clip_id]) for clip in clips if clip.clip_id in heard]
    return Commands(domain=domain, sentences=tuple(marked))


def _literal_sentences(clips: Sequence[TaughtClip], listening: Listening) -> dict[str, LiteralSentence]:
    """Return what was said: as typed, else as the decoder finds it with a grammar of the clip's own values."""
    typed = {clip.clip_id: sentence for clip in clips if (sentence := sentence_with_values(clip)) is not None}
    untyped = [clip for clip in clips if clip.clip_id not in typed]
    fillers = find_fillers(untyped)
    pieces = {Piece(words=(word,)) for word in fillers} | {piece for clip in untyped for piece in clip_values(clip)}
    ordered = sorted(pieces, key=lambda piece: (piece.words, piece.slot or ""))
    spoken = {piece: listening.lexicon.pronounce_phrase(piece.words) for piece in ordered}
    pronunciations = {piece: variants for piece, variants in spoken.items() if variants}
    speakable = frozenset(piece.words for piece in pronunciations)
    grammars = {clip.clip_id: clip_grammar(clip, fillers, speakable) for clip in untyped}
    aligned = listening.align(pronunciations, grammars, untyped)
    found = {
        clip.clip_id: LiteralSentence(pieces=aligned[clip.clip_id])
        for clip in untyped
        if aligned.get(clip.clip_id) and says_all(aligned[clip.clip_id], clip)
    }
    return typed | found


def _model(clips: Sequence[TaughtClip], sentences: Sentences, listening: Listening) -> DomainModel:
    names = sorted({slot.name for clip in clips for slot in clip.slots})
    return build_domain_model(
        name=DOMAIN,
        sentences=[sentences[clip.clip_id] for clip in clips if clip.clip_id in sentences],
        slots=[
            SlotValues(
                slot=name, labelled=tuple(slot.value for clip in clips for slot in clip.slots if slot.name == name)
            )
            for name in names
        ],
        lexicon=listening.lexicon,
    )


def _decode_apart(
    clips: Sequence[TaughtClip], sentences: Sentences, listening: Listening
) -> dict[str, tuple[DomainModel, PassResult]]:
    """Return what is heard in each clip by a model that did not learn from it; with few clips, by one that did."""
    folds = FOLDS if len(clips) >= _FEWEST_FOR_FOLDS else 1
    heard: dict[str, tuple[DomainModel, PassResult]] = {}
    for fold in range(folds):
        asked = [clip for clip in clips if folds == 1 or listening.fold(clip.clip_id) == fold]
        learned = [clip for clip in clips if folds == 1 or listening.fold(clip.clip_id) != fold]
        if asked and any(clip.clip_id in sentences for clip in learned):
            model = _model(learned, sentences, listening)
            for clip_id, result in listening.decode(model, asked).items():
                heard[clip_id] = (model, result)
    return heard


def _pieces(model: DomainModel, result: PassResult) -> tuple[Piece, ...]:
    tokens = {token.name: token for token in model.tokens}
    return tuple(Piece(words=tokens[name].words, slot=tokens[name].slot) for name in result.tokens)


def _agreeing(
    clips: Sequence[TaughtClip], heard: Mapping[str, tuple[DomainModel, PassResult]]
) -> dict[str, LiteralSentence]:
    """Return what was heard freely where it says exactly what the label says: better than what was forced."""
    return {
        clip.clip_id: LiteralSentence(pieces=_pieces(*heard[clip.clip_id]))
        for clip in clips
        if clip.transcript is None and clip.clip_id in heard and _correct(clip, *heard[clip.clip_id])
    }


def _correct(clip: TaughtClip, model: DomainModel, result: PassResult) -> bool:
    return bool(result.words) and says_all(_pieces(model, result), clip)


def _examples(
    clips: Sequence[TaughtClip], heard: Mapping[str, tuple[DomainModel, PassResult]], listening: Listening
) -> list[RoutingExample]:
    return [
        RoutingExample(
            evidence=listening.evidence(*heard[clip.clip_id], clip, clip.hypothesis_words),
            member=True,
            correct=_correct(clip, *heard[clip.clip_id]),
        )
        for clip in clips
        if clip.clip_id in heard and heard[clip.clip_id][1].words
    ]


def _counterexamples(
    model: DomainModel, clips: Sequence[TaughtClip], others: Sequence[TaughtClip], listening: Listening
) -> list[RoutingExample]:
    """Return clips that are not of the domain: those of other tasks, and the domain's own played backwards."""
    found: list[RoutingExample] = []
    for clip_id, result in listening.decode(model, others).items():
        clip = next(other for other in others if other.clip_id == clip_id)
        evidence = listening.evidence(model, result, clip, clip.hypothesis_words)
        found.append(RoutingExample(evidence=evidence, member=False, correct=False))
    backwards = listening.decode_backwards(model, clips)
    for position, clip in enumerate(clips):
        if clip.clip_id in backwards:
            heard = other_clip(clips, position).hypothesis_words
            evidence = listening.evidence(model, backwards[clip.clip_id], clip, heard)
            found.append(RoutingExample(evidence=evidence, member=False, correct=False, made_up=True))
    return [example for example in found if example.evidence.silent_share < 1]


def _marked(clip: TaughtClip, sentence: LiteralSentence) -> MarkedSentence:
    words = [
        MarkedWord(word=word, slot=piece.slot, begins=place == 0)
        for piece in sentence.pieces
        for place, word in enumerate(piece.words)
    ]
    return MarkedSentence(words=tuple(words), intent=clip.intent, slots=_slot_names(clip), group=_group(clip))


def _heard_sentence(clip: TaughtClip, model: DomainModel, result: PassResult) -> MarkedSentence:
    pieces = _pieces(model, result)
    slots = tuple(sorted({piece.slot for piece in pieces if piece.slot is not None}))
    words = tuple(MarkedWord(word=word) for piece in pieces for word in piece.words)
    return MarkedSentence(words=words, intent=clip.intent, recognised=True, slots=slots, group=_group(clip))


def _recognised(clip: TaughtClip, texts: Sequence[str]) -> MarkedSentence:
    words = tuple(MarkedWord(word=word) for text in texts for word in normalised_words(text))
    return MarkedSentence(words=words, intent=clip.intent, recognised=True, group=_group(clip))


def _slot_names(clip: TaughtClip) -> tuple[str, ...]:
    return tuple(sorted({slot.name for slot in clip.slots}))


def _group(clip: TaughtClip) -> str:
    """Return what is the same for all sentences of a label, and for all labels with the same words."""
    return " ".join(normalised_words(clip.transcript or "")) or clip.clip_id
