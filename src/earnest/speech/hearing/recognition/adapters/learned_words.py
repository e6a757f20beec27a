"""Learned words: what a released model can tell to engines that take hints instead of language models."""

from earnest.speech.hearing.recognition.learned_domains import LearnedDomains


def likely_phrases(learned: LearnedDomains | None) -> tuple[str, ...]:
    """Return the slot values and phrases of all learned domains, each once, in the order of the model."""
    if learned is None:
        return ()
    tokens = [token for domain in learned.domains for token in domain.model.tokens]
    slot_values = [token.value for token in tokens if token.value is not None]
    phrases = [" ".join(token.words) for token in tokens if token.value is None and len(token.words) > 1]
    return tuple(dict.fromkeys([*slot_values, *phrases]))
