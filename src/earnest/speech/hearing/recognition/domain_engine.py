"""Domain engine: an open pass, and a cheap pass of pocketsphinx for each learned domain beside it.

The open pass always hears: its words tell whether a domain's answer is taken, and they are what a reviewer and
learning get to see. Domains are English, as the acoustic model that comes with pocketsphinx is.
"""

from collections.abc import Callable, Sequence
from typing import Final, Protocol

from earnest.foundation.model_file.errors import ModelUnreadable
from earnest.foundation.units import Samples
from earnest.speech.hearing.recognition.adapters.pocketsphinx_passes import PassResult, open_domain_pass, sample_of
from earnest.speech.hearing.recognition.agreement import DECODER, are_of_different_kinds, say_the_same
from earnest.speech.hearing.recognition.domain_model import DomainModel, Token
from earnest.speech.hearing.recognition.errors import EngineFailed
from earnest.speech.hearing.recognition.evidence import (
    confidence_in_order,
    first_pronunciations,
    gather_evidence,
    spoken_phones,
    value_tokens,
)
from earnest.speech.hearing.recognition.learned_domains import DOMAIN_LANGUAGE, LearnedDomain, LearnedDomains
from earnest.speech.hearing.recognition.open_pass import OpenHearing, OpenPass
from earnest.speech.hearing.recognition.routing import (
    AGREED,
    MORE_COMPARED,
    is_another_sentence,
    is_taken,
    likely_phrase,
)
from earnest.speech.hearing.recognition.spoken_words import shared_by_letters
from earnest.speech.language.hypothesis import GENERAL_DOMAIN, Alternative, Hypothesis, RecognisedWord
from earnest.speech.language.lexicon import Lexicon, load_lexicon
from earnest.speech.language.wording import normalised_words
from earnest.speech.sound.span import Span

STOCK_MODEL: Final = "stock"

_RANK_STEP: Final = -1.0
"""The decoder's n-best scores are not log-likelihoods, so alternatives are ranked only."""


class DomainPass(Protocol):
    """Decodes whole utterances with a learned domain."""

    def run(self, samples: Samples) -> PassResult:
        """Decode one utterance, shape (n,); RuntimeError where the decoder refuses it."""
        ...


OpenDomain = Callable[[DomainModel], DomainPass]
"""Loads a domain; RuntimeError where its parts do not fit together."""


class DomainEngine:
    """Recognises with an open pass and learned domains. Not for use from several threads at once."""

    def __init__(
        self,
        open_pass: OpenPass,
        learned: LearnedDomains | None = None,
        open_domain: OpenDomain = open_domain_pass,
    ) -> None:
        """Load the learned domains.

        Args:
            open_pass: hears everything; closed with this engine.
            learned: domains of a released model; None for none.
            open_domain: loads a domain; another one may share what was decoded with other engines.

        Raises:
            ModelUnreadable: a domain's parts do not fit together.
        """
        self._open_pass = open_pass
        self.name = open_pass.name
        self._model = learned.identifier if learned is not None else STOCK_MODEL
        self._learned: tuple[_OpenDomain, ...] = ()
        if learned is not None and learned.domains:
            lexicon = load_lexicon()
            self._learned = tuple(
                _OpenDomain(domain, lexicon, open_pass.name, open_domain) for domain in learned.domains
            )

    def recognise(self, samples: Samples, languages: Sequence[str], phrases: Sequence[str] = ()) -> Hypothesis:
        """Recognise one utterance; see `Engine.recognise`.

        Raises:
            EngineFailed: the open pass or the decoder refused the sound.
        """
        heard = self._open_pass.hear(samples, languages, phrases)
        answers = self._answers(samples, heard) if heard.language == DOMAIN_LANGUAGE else []
        taken = [answer for answer in answers if is_taken(answer.membership, answer.correctness)]
        agreed = any(answer.agrees for answer in answers)
        best = max(taken, key=lambda answer: answer.membership, default=None)
        if best is None:
            return Hypothesis(
                words=heard.words,
                alternatives=heard.alternatives,
                engine=self.name,
                model=self._model,
                domain=GENERAL_DOMAIN,
                confidence=max(heard.confidence, AGREED) if agreed else heard.confidence,
                language=heard.language,
                preferred_to=heard.preferred_to,
                agreed=agreed and are_of_different_kinds(self.name, DECODER),
            )
        words = _domain_words(best.result, best.domain.tokens, len(samples))
        return Hypothesis(
            words=words,
            alternatives=ranked_alternatives(best.result.alternatives, best.domain.tokens),
            engine=self.name,
            model=self._model,
            domain=best.domain.name,
            confidence=confidence_in_order(best.correctness, best.result, best.domain.values),
            language=heard.language,
            preferred_to=heard.preferred_to,
            general_words=heard.words,
            general_alternatives=heard.alternatives,
            agreed=are_of_different_kinds(self.name, DECODER) and say_the_same(words, heard.words, heard.language),
        )

    def margins(self, samples: Samples, language: str, texts: Sequence[str]) -> tuple[float, ...]:
        """Return how much less likely each text is than what the open pass hears; see `OpenPass.margins`."""
        return self._open_pass.margins(samples, language, texts)

    def close(self) -> None:
        """Free the decoders and the open pass."""
        self._learned = ()
        self._open_pass.close()

    def _answers(self, samples: Samples, heard: OpenHearing) -> "list[_Answer]":
        try:
            return [domain.hear(samples, heard, self._open_pass) for domain in self._learned]
        except RuntimeError as error:
            raise EngineFailed from error


class _Answer:
    """What one domain heard, and the probabilities that it belongs there and is right.

    It agrees where an open pass of another kind heard the same known phrase.
    """

    __slots__ = ("agrees", "correctness", "domain", "membership", "result")

    def __init__(
        self,
        domain: "_OpenDomain",
        result: PassResult,
        membership: float,
        correctness: float,
        *,
        agrees: bool = False,
    ) -> None:
        self.agrees = agrees
        self.domain = domain
        self.result = result
        self.membership = membership
        self.correctness = correctness


class _OpenDomain:
    """A learned domain with its decoder."""

    def __init__(self, learned: LearnedDomain, lexicon: Lexicon, open_pass: str, open_domain: OpenDomain) -> None:
        try:
            self._pass = open_domain(learned.model)
        except (RuntimeError, UnicodeEncodeError) as error:
            raise ModelUnreadable from error
        self._learned = learned
        self._router = learned.router_over(open_pass)
        self._lexicon = lexicon
        self._known = frozenset(learned.known)
        self.name = learned.model.name
        self.tokens = {token.name: token for token in learned.model.tokens}
        self._phones = first_pronunciations(learned.model)
        self.values = value_tokens(learned.model)
        self._phrases = frozenset(self._words(tokens) for tokens in learned.known)

    def hear(self, samples: Samples, heard: OpenHearing, open_pass: OpenPass) -> _Answer:
        result = self._pass.run(samples)
        if not result.words or (self._learned.known_only and not self._may_be_known(result, heard)):
            return _Answer(self, result, 0.0, 0.0)
        likely = self._likely_phrase(samples, result, heard, open_pass) if self._learned.known_only else None
        if likely is not None:
            agrees = self._words(result.tokens) == normalised_words(" ".join(word.text for word in heard.words))
            return _Answer(self, result, likely, likely, agrees=agrees)
        evidence = gather_evidence(
            result,
            values=self.values,
            domain_phones=[phone for token in result.tokens for phone in self._phones[token]],
            general_phones=spoken_phones([word.text for word in heard.words], self._lexicon),
            samples=len(samples),
        )
        correctness = self._router.correctness.probability(evidence.measurements)
        return _Answer(self, result, self._router.belongs(evidence), correctness)

    def _likely_phrase(
        self, samples: Samples, result: PassResult, heard: OpenHearing, open_pass: OpenPass
    ) -> float | None:
        """Return how likely the open pass finds it that the phrase was said; None where it cannot tell.

        0 where it heard a known phrase itself, or nothing at all, or more words.
        """
        phrase = " ".join(self._words(result.tokens))
        if not open_pass.compares_texts:
            return None
        open_words = normalised_words(" ".join(word.text for word in heard.words))
        if not open_words or open_words in self._phrases or len(open_words) > len(phrase.split()) + MORE_COMPARED:
            return 0.0
        margins = open_pass.margins(samples, heard.language, (phrase,))
        return likely_phrase(margins[0]) if margins else 0.0

    def _may_be_known(self, result: PassResult, heard: OpenHearing) -> bool:
        """Tell whether a phrase of the labels was heard, and no whole sentence by the open vocabulary."""
        said = len(self._words(result.tokens))
        return result.tokens in self._known and not is_another_sentence(said, len(heard.words))

    def _words(self, tokens: Sequence[str]) -> tuple[str, ...]:
        return tuple(word for token in tokens for word in self.tokens[token].words)


def ranked_alternatives(sequences: Sequence[Sequence[str]], tokens: dict[str, Token]) -> tuple[Alternative, ...]:
    """Return an n-best list of the decoder in words, each once.

    Args:
        sequences: token names, likeliest first.
        tokens: of a domain; what is not among them is a word.
    """
    spoken = (
        tuple(word for name in sequence for word in (tokens[name].words if name in tokens else (name,)))
        for sequence in sequences
    )
    return tuple(Alternative(words=words, score=_RANK_STEP * rank) for rank, words in enumerate(dict.fromkeys(spoken)))


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
