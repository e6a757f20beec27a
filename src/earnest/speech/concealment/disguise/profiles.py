"""Profiles: the disguises that there are, by name, and which one is used for whom."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final

from earnest.speech.concealment.disguise.profile import DisguiseProfile
from earnest.speech.concealment.disguise.respeaking import AVERAGED, BLENDED, RespokenVoice
from earnest.speech.concealment.disguise.warped import WarpedVoice
from earnest.speech.concealment.errors import DisguiseUnknown

PROFILES: Final[Mapping[str, Callable[[], DisguiseProfile]]] = MappingProxyType(
    {
        "warped": WarpedVoice,
        "averaged": partial(RespokenVoice.bundled, AVERAGED),
        "blended": partial(RespokenVoice.bundled, BLENDED),
        "respoken": RespokenVoice.bundled,
    }
)
"""Name → what opens it; opening may read a model from the package. `EARNEST_DISGUISE` says which one is used."""
SPEAKS_WORDS: Final[frozenset[str]] = frozenset({"blended", "respoken"})
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
        setting: a key of `PROFILES`, or `AUTOMATIC`.
        language: ISO 639-1.
    """
    return setting if setting != AUTOMATIC else BY_LANGUAGE.get(language, OTHERWISE)


class Disguises:
    """The profiles under one setting; each is opened when it is first needed and then kept."""

    def __init__(self, setting: str) -> None:
        """Take the setting.

        Args:
            setting: a key of `PROFILES`, or `AUTOMATIC`.

        Raises:
            DisguiseUnknown: it is neither.
        """
        if setting != AUTOMATIC and setting not in PROFILES:
            raise DisguiseUnknown
        self._setting = setting
        self._opened: dict[str, DisguiseProfile] = {}

    def of(self, language: str) -> DisguiseProfile:
        """Return what disguises clips in a language.

        Args:
            language: ISO 639-1.

        Raises:
            OSError, ValueError: a file of the profile is missing or damaged.
        """
        name = chosen_profile(self._setting, language)
        if name not in self._opened:
            self._opened[name] = open_profile(name)
        return self._opened[name]


def open_profile(name: str) -> DisguiseProfile:
    """Return a profile.

    Args:
        name: a key of `PROFILES`; `settings.DisguiseName` has these and `AUTOMATIC`.

    Raises:
        DisguiseUnknown: there is none of this name.
    """
    if name not in PROFILES:
        raise DisguiseUnknown
    return PROFILES[name]()
