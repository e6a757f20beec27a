"""What `describe` says of the recogniser and its languages."""

import pytest

from earnest.personal.capture.wyoming_information import ServiceDescription, information_of


@pytest.mark.parametrize(
    ("described", "maker", "abilities"),
    [
        (
            ServiceDescription(engine="whisper", model="stock", languages=("en", "de", "nl")),
            "OpenAI",
            "whisper: any words in English, German, Dutch",
        ),
        (
            ServiceDescription(engine="whisper", model="7", languages=("en", "de"), learned_languages=("en",)),
            "OpenAI",
            "whisper: any words in English, German; what was learned from labels in English",
        ),
        (
            ServiceDescription(engine="pocketsphinx", model="7", languages=("en",), learned_languages=("en",)),
            "Carnegie Mellon University",
            "pocketsphinx: any words in English; what was learned from labels in English",
        ),
        (
            ServiceDescription(engine="sherpa-onnx", model="stock", languages=("de",), learned_languages=("en",)),
            "Earnest",
            "sherpa-onnx: any words in German",
        ),
    ],
)
def test_says_what_each_language_is_good_for(described: ServiceDescription, maker: str, abilities: str) -> None:
    [program] = information_of(described).asr
    [model] = program.models
    assert (model.attribution.name, model.description, model.name) == (maker, abilities, described.model)
    assert (tuple(model.languages), model.installed, program.installed) == (described.languages, True, True)
    assert model.version
    assert program.version == model.version
    assert program.supports_transcript_streaming
