"""Encoder: that of the live recogniser, in this process."""

from functools import cache

from earnest.engines.engine_choice import RecogniserName, open_whisper
from earnest.foundation.settings import load_settings
from earnest.processes.recognisers import live_choice
from earnest.voices.disguise.profiles import SpeechEncoder


@cache
def live_encoder() -> SpeechEncoder | None:
    """Return what disguises hear phones with; None where the recogniser of the settings has no encoder."""
    choice = live_choice(load_settings())
    if choice.name is not RecogniserName.WHISPER:
        return None
    return SpeechEncoder(encoder=open_whisper(choice), model=choice.model)


def live_model() -> str:
    """Return the name of its weights; empty where it has none."""
    encoder = live_encoder()
    return "" if encoder is None else encoder.model
