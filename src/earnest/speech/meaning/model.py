"""Understanding model: what learning found out about meanings; travels in the model bundle."""

from dataclasses import dataclass

from earnest.speech.meaning.intent_model import IntentModel


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class UnderstandingModel:
    """Learned intents and slots."""

    intents: IntentModel | None
    """None where no label named an intent."""
    slot_tagger: bytes
    """A crfsuite model that marks slot values in words; empty where no label had slots that are spans."""


NO_UNDERSTANDING = UnderstandingModel(intents=None, slot_tagger=b"")
"""What is known before anything was learned."""
