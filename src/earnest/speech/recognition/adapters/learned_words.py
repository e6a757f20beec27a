"""Learned words: what a released model can tell to engines that take hints instead of language models."""

from earnest.speech.recognition.bundle import Bundle


def likely_phrases(bundle: Bundle | None) -> tuple[str, ...]:
    """Return the slot values and phrases of all learned domains, each once, in the order of the model."""
    if bundle is None:
        return ()
    tokens = [token for domain in bundle.domains for token in domain.model.tokens]
    slot_values = [token.value for token in tokens if token.value is not None]
    phrases = [" ".join(token.words) for token in tokens if token.value is None and len(token.words) > 1]
    return tuple(dict.fromkeys([*slot_values, *phrases]))
