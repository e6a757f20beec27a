"""Expected phrases: a domain from phrases that a household taught, without any recording to learn from."""

from collections.abc import Iterable

from earnest.speech.recognition.bundle import LearnedDomain
from earnest.speech.recognition.lexicon import Lexicon
from earnest.speech.recognition.phrase_domain import build_phrase_domain
from earnest.speech.recognition.routing import STOCK_ROUTER
from earnest.speech.recognition.wording import normalised_words

EXPECTED_DOMAIN = "expected"


def expected_phrases_domain(phrases: Iterable[str], lexicon: Lexicon) -> LearnedDomain | None:
    """Return a domain of these phrases; None where none of them can be spoken."""
    weights = {normalised_words(phrase): 1.0 for phrase in phrases}
    model, known = build_phrase_domain(name=EXPECTED_DOMAIN, phrases=weights, lexicon=lexicon)
    if not known:
        return None
    return LearnedDomain(model=model, router=STOCK_ROUTER, known_only=True, known=known)
