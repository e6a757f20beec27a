"""pocketsphinx: the engine that always works; an open-vocabulary pass, and a cheap pass for each learned domain.

The open vocabulary is always decoded: its words tell whether a domain's answer is taken, and they are what a
reviewer and learning get to see.
"""

from collections.abc import Sequence

from pocketsphinx import Decoder

from earnest.foundation.model_file.errors import ModelUnreadable
from earnest.foundation.units import Samples
from earnest.speech.hearing.recognition.adapters.pocketsphinx_passes import (
    DecoderPass,
    PassResult,
    open_domain_pass,
    open_general_decoder,
    recognised_words,
    sample_of,
)
from earnest.speech.hearing.recognition.domain_model import Token
from earnest.speech.hearing.recognition.errors import EngineFailed
from earnest.speech.hearing.recognition.evidence import (
    confidence_in_order,
    first_pronunciations,
    gather_evidence,
    value_tokens,
)
from earnest.speech.hearing.recognition.learned_domains import LearnedDomain, LearnedDomains
from earnest.speech.hearing.recognition.routing import is_another_sentence, is_taken
from earnest.speech.hearing.recognition.spoken_words import shared_by_letters
from earnest.speech.language.hypothesis import Alternative, Hypothesis, RecognisedWord
from earnest.speech.sound.span import Span

NAME = "pocketsphinx"
STOCK_MODEL = "stock"
GENERAL_DOMAIN = "general"

_RANK_STEP = -1.0  # The decoder's n-best scores are not log-likelihoods, so alternatives are ranked only.


class PocketsphinxEngine:
    """Recognises English with the bundled acoustic model. Not for use from several threads at once."""

    name = NAME

    def __init__(self, *, learned: LearnedDomains | None = None) -> None:
        """Load the bundled model and the learned domains.

        Raises:
            ModelUnreadable: a domain's parts do not fit together.
        """
        self._decoder: Decoder | None = open_general_decoder()
        self._general = DecoderPass(self._decoder)
        self._model = learned.identifier if learned is not None else STOCK_MODEL
        self._learned = tuple(map(_OpenDomain, learned.domains)) if learned is not None else ()

    def recognise(self, samples: Samples) -> Hypothesis:
        """Recognise one utterance.

        Args:
            samples: trimmed mono audio, shape (n,), n ≥ 0.

        Raises:
            EngineFailed: the decoder refused the sound, or the engine was closed.
        """
        decoder = self._decoder
        if decoder is None:
            raise EngineFailed
        try:
            general = self._general.run(samples)
            heard = [domain.hear(samples, general, decoder) for domain in self._learned]
        except RuntimeError as error:
            raise EngineFailed from error
        words = recognised_words(general, len(samples))
        taken = [answer for answer in heard if is_taken(answer.membership, answer.correctness)]
        best = max(taken, key=lambda answer: answer.membership, default=None)
        if best is None:
            return Hypothesis(
                words=words,
                alternatives=_alternatives(general.alternatives, {}),
                engine=NAME,
                model=self._model,
                domain=GENERAL_DOMAIN,
                confidence=general.mean_posterior,
            )
        return Hypothesis(
            words=_domain_words(best.result, best.domain.tokens, len(samples)),
            alternatives=_alternatives(best.result.alternatives, best.domain.tokens),
            engine=NAME,
            model=self._model,
            domain=best.domain.name,
            confidence=confidence_in_order(best.correctness, best.result, best.domain.values),
            general_words=words,
            general_alternatives=_alternatives(general.alternatives, {}),
        )

    def close(self) -> None:
        """Free the decoders."""
        self._decoder = None
        self._learned = ()


class _Answer:
    """What one domain heard, and the probabilities that it belongs there and is right."""

    __slots__ = ("correctness", "domain", "membership", "result")

    def __init__(self, domain: "_OpenDomain", result: PassResult, membership: float, correctness: float) -> None:
        self.domain = domain
        self.result = result
        self.membership = membership
        self.correctness = correctness


class _OpenDomain:
    """A learned domain with its decoder."""

    def __init__(self, learned: LearnedDomain) -> None:
        try:
            self._pass = open_domain_pass(learned.model)
        except (RuntimeError, UnicodeEncodeError) as error:
            raise ModelUnreadable from error
        self._learned = learned
        self._known = frozenset(learned.known)
        self.name = learned.model.name
        self.tokens = {token.name: token for token in learned.model.tokens}
        self._phones = first_pronunciations(learned.model)
        self.values = value_tokens(learned.model)

    def hear(self, samples: Samples, general: PassResult, decoder: Decoder) -> _Answer:
        result = self._pass.run(samples)
        if not result.words or (self._learned.known_only and not self._may_be_known(result, general)):
            return _Answer(self, result, 0.0, 0.0)
        evidence = gather_evidence(
            result,
            values=self.values,
            domain_phones=[phone for token in result.tokens for phone in self._phones[token]],
            general_phones=_phones(general.tokens, decoder),
            samples=len(samples),
        )
        router = self._learned.router
        return _Answer(
            self,
            result,
            router.belongs(evidence),
            router.correctness.probability(evidence.measurements),
        )

    def _may_be_known(self, result: PassResult, general: PassResult) -> bool:
        """Tell whether a phrase of the labels was heard, and no whole sentence by the open vocabulary."""
        said = sum(len(self.tokens[token].words) for token in result.tokens)
        return result.tokens in self._known and not is_another_sentence(said, len(general.words))


def _phones(words: Sequence[str], decoder: Decoder) -> tuple[str, ...]:
    """Return the phones of words that the bundled dictionary has; the others have none."""
    return tuple(phone for word in words for phone in (decoder.lookup_word(word) or "").split())


def _domain_words(result: PassResult, tokens: dict[str, Token], samples: int) -> tuple[RecognisedWord, ...]:
    """Return the words; those of a phrase that was decoded as one share its time by their letters."""
    words: list[RecognisedWord] = []
    for heard in result.words:
        token = tokens[heard.token]
        start, end = sample_of(heard.first_frame, samples), sample_of(heard.last_frame + 1, samples)
        for word, place in zip(token.words, shared_by_letters(token.words, Span(start=start, end=end)), strict=True):
            words.append(
                RecognisedWord(
                    text=word,
                    start=place.start,
                    end=place.end,
                    posterior=heard.posterior,
                    slot=token.slot,
                    value=token.value,
                )
            )
    return tuple(words)


def _alternatives(sequences: Sequence[Sequence[str]], tokens: dict[str, Token]) -> tuple[Alternative, ...]:
    spoken = (
        tuple(word for name in sequence for word in (tokens[name].words if name in tokens else (name,)))
        for sequence in sequences
    )
    return tuple(Alternative(words=words, score=_RANK_STEP * rank) for rank, words in enumerate(dict.fromkeys(spoken)))
