"""Profiles: the disguises that there are, by name, and which one is used for whom."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Final

from earnest.speech.privacy.disguise.profile import DisguiseProfile
from earnest.voices.disguise.errors import DisguiseUnknown
from earnest.voices.disguise.respeaking import AVERAGED, BLENDED, RespokenVoice
from earnest.voices.disguise.warped import WarpedVoice

PROFILES: Final[Mapping[str, Callable[[], DisguiseProfile]]] = MappingProxyType(
    {
        "warped": WarpedVoice,
        "averaged": partial(RespokenVoice.bundled, AVERAGED),
        "blended": partial(RespokenVoice.bundled, BLENDED),
        "respoken": RespokenVoice.bundled,
    }
)
"""Name → what opens it; opening may read a model from the package. `EARNEST_DISGUISE` says which one is used."""
WITH_WEIGHTS: Final[Mapping[str, Callable[[Path | None], DisguiseProfile]]] = MappingProxyType(
    {"encoded": RespokenVoice.with_encoder}
)
"""Name → what opens it with a folder of weights that do not ship with Earnest (`EARNEST_DISGUISE_MODELS`)."""
SPEAKS_WORDS: Final[frozenset[str]] = frozenset({"blended", "respoken", "encoded"})
"""Profiles that use the recognised words; the others get on with the sound alone."""


AUTOMATIC: Final = "automatic"
"""Setting under which the language decides."""
BY_LANGUAGE: Final[Mapping[str, str]] = MappingProxyType({"en": "blended"})
"""ISO 639-1 → profile under `AUTOMATIC`: the one that keeps most of the words of those that are called strong."""
OTHERWISE: Final = "warped"
"""Profile under `AUTOMATIC` for all other languages, whose sounds nothing here knows."""


def chosen_profile(setting: str, language: str) -> str:
    """Return the name of the profile that disguises clips in a language.

    Args:
        setting: a key of `PROFILES` or `WITH_WEIGHTS`, or `AUTOMATIC`.
        language: ISO 639-1.
    """
    return setting if setting != AUTOMATIC else BY_LANGUAGE.get(language, OTHERWISE)


class Disguises:
    """The profiles under one setting; each is opened when it is first needed and then kept."""

    def __init__(self, setting: str, models: Path | None = None) -> None:
        """Take the setting.

        Args:
            setting: a key of `PROFILES` or `WITH_WEIGHTS`, or `AUTOMATIC`.
            models: folder for those `WITH_WEIGHTS`.

        Raises:
            DisguiseUnknown: it is none of them.
        """
        if setting not in {AUTOMATIC, *PROFILES, *WITH_WEIGHTS}:
            raise DisguiseUnknown
        self._setting = setting
        self._models = models
        self._opened: dict[str, DisguiseProfile] = {}

    def of(self, language: str) -> DisguiseProfile:
        """Return what disguises clips in a language.

        Args:
            language: ISO 639-1.

        Raises:
            OSError, ValueError: a file of the profile is missing or damaged.
            ModelMissing: its weights are not on this machine.
        """
        name = chosen_profile(self._setting, language)
        if name not in self._opened:
            self._opened[name] = open_profile(name, self._models)
        return self._opened[name]


def open_profile(name: str, models: Path | None = None) -> DisguiseProfile:
    """Return a profile.

    Args:
        name: a key of `PROFILES` or `WITH_WEIGHTS`; `settings.DisguiseName` has these and `AUTOMATIC`.
        models: folder for those `WITH_WEIGHTS`.

    Raises:
        DisguiseUnknown: there is none of this name.
        ModelMissing: its weights are not on this machine.
    """
    if name in WITH_WEIGHTS:
        return WITH_WEIGHTS[name](models)
    if name not in PROFILES:
        raise DisguiseUnknown
    return PROFILES[name]()
