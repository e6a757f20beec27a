"""Wyoming information: what `describe` is answered with: which recogniser listens, in which languages, what in each."""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from earnest.personal.capture.errors import LANGUAGE_NAMES

with warnings.catch_warnings():
    # The package imports `audioop`, which Python 3.11 and 3.12 announce as deprecated; nothing of it is used here.
    warnings.simplefilter("ignore", DeprecationWarning)
    from wyoming.info import AsrModel, AsrProgram, Attribution, Info, TtsProgram, TtsVoice

_EARNEST: Final = Attribution(name="Earnest", url="")
_ESPEAK: Final = Attribution(name="espeak-ng", url="https://github.com/espeak-ng/espeak-ng")
_MAKERS: Final = {
    "whisper": Attribution(name="OpenAI", url="https://github.com/openai/whisper"),
    "pocketsphinx": Attribution(name="Carnegie Mellon University", url="https://github.com/cmusphinx/pocketsphinx"),
}
"""Who made the weights that hear any words; those of other recognisers are their owner's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceDescription:
    """What runs now."""

    engine: str
    """Name of the recogniser."""
    model: str
    """Identifier of the live model, or `stock`."""
    languages: tuple[str, ...]
    """What it recognises; ISO 639-1."""
    learned_languages: tuple[str, ...] = ()
    """Those in which it also knows what the live model learned from labels."""
    spoken_languages: tuple[str, ...] = ()
    """Those in which answers are spoken; empty where no program that speaks is installed."""


def information_of(described: ServiceDescription) -> Info:
    """Return the answer to `describe`: one program with one model, which has every language.

    Home Assistant offers the languages of all models together, other clients those of the first one.
    """
    own_version = _own_version()
    model = AsrModel(
        name=described.model,
        attribution=_MAKERS.get(described.engine, _EARNEST),
        installed=True,
        description=_abilities(described),
        version=own_version,
        languages=list(described.languages),
    )
    program = AsrProgram(
        name="earnest",
        attribution=_EARNEST,
        installed=True,
        description="Speech to text that gets better from what its people choose to share",
        version=own_version,
        models=[model],
        supports_transcript_streaming=True,
    )
    return Info(asr=[program], tts=_voices(described, own_version))


def _voices(described: ServiceDescription, own_version: str) -> list[TtsProgram]:
    """Return the service that speaks, with a voice for each language; none where nothing speaks."""
    if not described.spoken_languages:
        return []
    voices = [
        TtsVoice(
            name=language,
            attribution=_ESPEAK,
            installed=True,
            description=f"espeak-ng, {_names([language])}; marked as synthetic speech",
            version=own_version,
            languages=[language],
        )
        for language in described.spoken_languages
    ]
    program = TtsProgram(
        name="earnest",
        attribution=_EARNEST,
        installed=True,
        description="Text to speech, marked as synthetic",
        version=own_version,
        voices=voices,
    )
    return [program]


def _abilities(described: ServiceDescription) -> str:
    """Return what is recognised in each language, e.g. `whisper: any words in English, German; …`."""
    learned = [language for language in described.languages if language in described.learned_languages]
    told = f"{described.engine}: any words in {_names(described.languages)}"
    return f"{told}; what was learned from labels in {_names(learned)}" if learned else told


def _names(languages: Sequence[str]) -> str:
    return ", ".join(LANGUAGE_NAMES["en"].get(language, language) for language in languages)


def _own_version() -> str:
    try:
        return version("earnest")
    except PackageNotFoundError:
        return "source"
