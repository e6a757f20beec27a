"""Expected phrases: a domain from phrases that a household taught, without any recording to learn from."""

from collections.abc import Iterable

from earnest.speech.recognition.bundle import LearnedDomain
from earnest.speech.recognition.lexicon import Lexicon
from earnest.speech.recognition.logistic import Logistic
from earnest.speech.recognition.phrase_domain import build_phrase_domain
from earnest.speech.recognition.routing import Router
from earnest.speech.recognition.wording import normalised_words

EXPECTED_DOMAIN = "expected"

# Nothing is known yet about how these phrases sound, so that alone decides which is general: the sounds of both
# passes must agree for the most part (distance under about 0.45), and the words must fill the sound.
_STOCK = Router(
    membership=Logistic(bias=7.5, weights=(0.5, 0.0, 1.0, -2.0, -12.0, 0.0)),
    correctness=Logistic(bias=6.5, weights=(0.5, 0.0, 1.5, -2.0, -12.0, 0.0)),
)


def expected_phrases_domain(phrases: Iterable[str], lexicon: Lexicon) -> LearnedDomain | None:
    """Return a domain of these phrases; None where none of them can be spoken."""
    weights = {normalised_words(phrase): 1.0 for phrase in phrases}
    model, known = build_phrase_domain(name=EXPECTED_DOMAIN, phrases=weights, lexicon=lexicon)
    if not known:
        return None
    return LearnedDomain(model=model, router=_STOCK, known_only=True, known=known)
