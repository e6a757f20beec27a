"""Profiles: the disguises that there are, by name, and which one is used for whom."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Final

from earnest.speech.privacy.disguise.profile import DisguiseProfile
from earnest.voices.disguise.errors import DisguiseUnknown
from earnest.voices.disguise.respeaking import AVERAGED, BLENDED, RespokenVoice
from earnest.voices.disguise.warped import WarpedVoice
from earnest.voices.disguise.whisper_encoder import Encoder, has_network
from earnest.weights.errors import ModelMissing

PROFILES: Final[Mapping[str, Callable[[], DisguiseProfile]]] = MappingProxyType(
    {
        "warped": WarpedVoice,
        "averaged": partial(RespokenVoice.bundled, AVERAGED),
        "blended": partial(RespokenVoice.bundled, BLENDED),
        "respoken": RespokenVoice.bundled,
    }
)
"""Name → what opens it; opening may read a model from the package. `EARNEST_DISGUISE` says which one is used."""
ENCODED_PROFILE: Final = "encoded"
"""The profile that hears with the encoder of the live recogniser; see `SpeechEncoder`."""
SPEAKS_WORDS: Final[frozenset[str]] = frozenset({"blended", "respoken"})
"""Profiles that use the recognised words; the others get on with the sound alone."""


AUTOMATIC: Final = "automatic"
"""Setting under which the language decides."""
BY_LANGUAGE: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({"en": (ENCODED_PROFILE, "blended")})
"""ISO 639-1 → profiles under `AUTOMATIC`: the one in which most of what was said is heard, then the one that takes its
place where the live recogniser has no encoder that is known."""
OTHERWISE: Final = "warped"
"""Profile under `AUTOMATIC` for all other languages, whose sounds nothing here knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechEncoder:
    """The encoder of a recogniser."""

    encoder: Encoder
    model: str
    """Name of its weights."""


def chosen_profile(setting: str, language: str, model: str = "") -> str:
    """Return the name of the profile that disguises clips in a language.

    Args:
        setting: a key of `PROFILES`, `ENCODED_PROFILE` or `AUTOMATIC`.
        language: ISO 639-1.
        model: name of the live recogniser's weights; empty where it has none.
    """
    if setting != AUTOMATIC:
        return setting
    best, *others = BY_LANGUAGE.get(language, (OTHERWISE,))
    return best if not others or has_network(model) else others[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class DisguisesInUse:
    """Which profiles disguise clips here, by name; opens none."""

    setting: str
    """A key of `PROFILES`, `ENCODED_PROFILE` or `AUTOMATIC`."""
    model: str = ""
    """Name of the live recogniser's weights; empty where it has no encoder."""
    heard: tuple[str, ...] = ("en",)
    """Languages that the live recogniser hears; ISO 639-1."""

    def of(self, language: str) -> str:
        """Return the name of the profile for clips in a language; see `chosen_profile`."""
        return chosen_profile(self.setting, language, self.model)

    def beside(self, language: str) -> frozenset[str]:
        """Return the names of the profiles for clips in the other languages that are heard."""
        return frozenset(self.of(other) for other in self.heard if other != language)


class Disguises:
    """The profiles under one setting; each is opened when it is first needed and then kept."""

    def __init__(self, setting: str, encoder: SpeechEncoder | None = None) -> None:
        """Take the setting.

        Args:
            setting: a key of `PROFILES`, `ENCODED_PROFILE` or `AUTOMATIC`.
            encoder: of the live recogniser; None where it has none.

        Raises:
            DisguiseUnknown: it is none of them.
        """
        if setting not in {AUTOMATIC, ENCODED_PROFILE, *PROFILES}:
            raise DisguiseUnknown
        self._setting = setting
        self._encoder = encoder
        self._opened: dict[str, DisguiseProfile] = {}

    def of(self, language: str) -> DisguiseProfile:
        """Return what disguises clips in a language.

        Args:
            language: ISO 639-1.

        Raises:
            OSError, ValueError: a file of the profile is missing or damaged.
            ModelMissing, EngineFailed: see `open_profile`.
        """
        name = chosen_profile(self._setting, language, "" if self._encoder is None else self._encoder.model)
        if name not in self._opened:
            self._opened[name] = open_profile(name, self._encoder)
        return self._opened[name]


def open_profile(name: str, encoder: SpeechEncoder | None = None) -> DisguiseProfile:
    """Return a profile.

    Args:
        name: a key of `PROFILES` or `ENCODED_PROFILE`; `settings.DisguiseName` has these and `AUTOMATIC`.
        encoder: for `ENCODED_PROFILE`.

    Raises:
        DisguiseUnknown: there is none of this name.
        ModelMissing: there is no encoder, no network for it, or its weights are not on this machine.
        EngineFailed: the encoder failed.
    """
    if name == ENCODED_PROFILE:
        if encoder is None:
            raise ModelMissing
        return RespokenVoice.with_encoder(encoder.encoder, encoder.model)
    if name not in PROFILES:
        raise DisguiseUnknown
    return PROFILES[name]()
