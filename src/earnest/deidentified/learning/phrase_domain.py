"""Phrase domain: a language model over whole known phrases, such as one-word commands."""

from collections.abc import Mapping, Sequence

from earnest.deidentified.learning.domain_building import LiteralSentence, Piece, build_domain_model
from earnest.speech.hearing.recognition.domain_model import DomainModel
from earnest.speech.language.lexicon import Lexicon

LONGEST_PHRASE_WORDS = 12
"""Longer phrases are left out: they are hardly ever said again in the same words. Chosen, not measured."""

SHORT_PHRASE_WORDS = 3
"""Phrases up to this length are decoded as one token. Chosen, not measured."""

Phrase = tuple[str, ...]
"""Normalised words of a phrase."""


def build_phrase_domain(
    *, name: str, phrases: Mapping[Phrase, float], lexicon: Lexicon
) -> tuple[DomainModel, tuple[tuple[str, ...], ...]]:
    """Build a domain of phrases.

    Args:
        name: name of the domain.
        phrases: each phrase with how often it was said; those without words or too long are left out.
        lexicon: pronunciations.

    Returns:
        The model and the token sequences that are whole phrases.
    """
    usable = {phrase: weight for phrase, weight in phrases.items() if 0 < len(phrase) <= LONGEST_PHRASE_WORDS}
    pieces = {phrase: _pieces(phrase) for phrase in sorted(usable)}
    sentences = [LiteralSentence(pieces=pieces[phrase], weight=usable[phrase]) for phrase in pieces]
    model = build_domain_model(name=name, sentences=sentences, slots=(), lexicon=lexicon)
    names = {token.words: token.name for token in model.tokens}
    known = [[names.get(piece.words) for piece in sentence.pieces] for sentence in sentences]
    return model, tuple(tuple(filter(None, tokens)) for tokens in known if None not in tokens)


def _pieces(phrase: Sequence[str]) -> tuple[Piece, ...]:
    """Short phrases are one token, so that nothing else can be made of their words; longer ones may hold pauses."""
    if len(phrase) <= SHORT_PHRASE_WORDS:
        return (Piece(words=tuple(phrase)),)
    return tuple(Piece(words=(word,)) for word in phrase)
