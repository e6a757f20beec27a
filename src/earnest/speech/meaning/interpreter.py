"""Interpreter: what a recognised utterance asks for, by what was learned and else by a few built-in patterns."""

import threading

from earnest.speech.language.hypothesis import Hypothesis
from earnest.speech.language.wording import normalised_words
from earnest.speech.meaning.built_in_requests import find_fallback_request
from earnest.speech.meaning.intent_model import NO_INTENT, IntentModel
from earnest.speech.meaning.interpretation import NOTHING_UNDERSTOOD, Interpretation, Slot
from earnest.speech.meaning.model import NO_UNDERSTANDING, UnderstandingModel
from earnest.speech.meaning.slot_tagging import SlotTagger

_TINY = 1e-12
"""Probability that is added so that 0 has a logarithm. Chosen."""


class Interpreter:
    """Turns hypotheses into meanings; may be used from many threads."""

    def __init__(self, model: UnderstandingModel = NO_UNDERSTANDING) -> None:
        """Take what was learned; without it only the built-in patterns are known.

        Raises:
            ValueError: the slot tagger cannot be read.
        """
        self._intents = model.intents
        self._tagger = SlotTagger(model.slot_tagger) if model.slot_tagger else None
        self._tagger_lock = threading.Lock()

    def interpret(self, hypothesis: Hypothesis) -> Interpretation:
        """Return intent and slots; nothing understood where the words ask for nothing known."""
        words = normalised_words(hypothesis.text)
        if not words:
            return NOTHING_UNDERSTOOD
        if self._intents is not None:
            learned = self._learned(hypothesis, words, self._intents)
            if learned.understood:
                return learned
        return find_fallback_request(words)

    def _learned(self, hypothesis: Hypothesis, words: tuple[str, ...], intents: IntentModel) -> Interpretation:
        """Take the slots that the language model carried; else mark them in the words."""
        if any(word.slot is not None for word in hypothesis.words):
            slots = tuple(Slot(name=name, value=value) for name, value in sorted(hypothesis.slots.items()))
            # The domain was taken and has slots, so something is asked for; only what is open.
            shares = intents.probabilities(words, [slot.name for slot in slots])
            asked = {name: share for name, share in shares.items() if name != NO_INTENT}
            intent = max(sorted(asked), key=lambda name: asked[name])
            return _meaning(intent, slots, hypothesis.confidence * asked[intent] / max(sum(asked.values()), _TINY))
        slots, slots_share = self._marked(words)
        judgement = intents.judge(words, ())
        if not intents.accepts(judgement):
            return NOTHING_UNDERSTOOD
        sure = intents.probability(judgement) * slots_share * hypothesis.confidence
        return _meaning(judgement.intent, slots, sure)

    def _marked(self, words: tuple[str, ...]) -> tuple[tuple[Slot, ...], float]:
        if self._tagger is None:
            return (), 1.0
        with self._tagger_lock:
            return self._tagger.find(words)


def _meaning(intent: str, slots: tuple[Slot, ...], confidence: float) -> Interpretation:
    if intent == NO_INTENT:
        return NOTHING_UNDERSTOOD
    return Interpretation(intent=intent, slots=slots, confidence=max(0.0, min(1.0, confidence)))
