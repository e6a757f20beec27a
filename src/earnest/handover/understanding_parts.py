"""Model parts: how understanding is written into a model file."""

from collections.abc import Mapping

from earnest.foundation.model_file.fields import (
    decode,
    decode_array,
    encode,
    encode_array,
    fields,
    items,
    logistic_of,
    number,
    texts,
    weights_of,
)
from earnest.speech.meaning.intent_model import MEASUREMENTS, Acceptance, IntentModel
from earnest.speech.meaning.model import UnderstandingModel


def encode_understanding(model: UnderstandingModel) -> dict[str, bytes]:
    """Return the parts of a model file that hold understanding."""
    parts = {"understanding/slots.crfsuite": model.slot_tagger}
    intents = model.intents
    if intents is not None:
        parts |= {
            "understanding/intents.json": encode([list(intents.intents), list(intents.features)]),
            "understanding/acceptance.json": encode(
                {
                    "familiarity": weights_of(intents.acceptance.familiarity),
                    "accepted_from": intents.acceptance.accepted_from,
                }
            ),
            "understanding/weights.npy": encode_array(intents.weights),
            "understanding/biases.npy": encode_array(intents.biases),
            "understanding/rarities.npy": encode_array(intents.rarities),
        }
    return parts


def decode_understanding(parts: Mapping[str, bytes]) -> UnderstandingModel:
    """Return understanding in the parts of a model file; KeyError, TypeError or ValueError where it is not that."""
    return UnderstandingModel(
        intents=_intents_of(parts) if "understanding/intents.json" in parts else None,
        slot_tagger=parts["understanding/slots.crfsuite"],
    )


def _intents_of(parts: Mapping[str, bytes]) -> IntentModel:
    intents, features = items(decode(parts["understanding/intents.json"]))
    acceptance = fields(decode(parts["understanding/acceptance.json"]))
    model = IntentModel(
        intents=texts(intents),
        features=texts(features),
        weights=decode_array(parts["understanding/weights.npy"]),
        biases=decode_array(parts["understanding/biases.npy"]),
        rarities=decode_array(parts["understanding/rarities.npy"]),
        acceptance=Acceptance(
            familiarity=logistic_of(acceptance["familiarity"], MEASUREMENTS),
            accepted_from=number(acceptance["accepted_from"]),
        ),
    )
    if model.weights.shape != (len(model.intents), len(model.features)) or model.biases.shape != (len(model.intents),):
        raise ValueError
    if model.rarities.shape != (len(model.features) + 1,):
        raise ValueError
    return model
