"""Profiles: the disguises that there are, by name."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from earnest.speech.concealment.disguise.profile import DisguiseProfile
from earnest.speech.concealment.disguise.respeaking import RespokenVoice
from earnest.speech.concealment.disguise.warped import WarpedVoice
from earnest.speech.concealment.errors import DisguiseUnknown

PROFILES: Final[Mapping[str, Callable[[], DisguiseProfile]]] = MappingProxyType(
    {"warped": WarpedVoice, "respoken": RespokenVoice.bundled}
)
"""Name → what opens it; opening may read a model from the package. `EARNEST_DISGUISE` says which one is used."""
SPEAKS_WORDS: Final[frozenset[str]] = frozenset({"respoken"})
"""Profiles that use the recognised words; the others get on with the sound alone."""


def open_profile(name: str) -> DisguiseProfile:
    """Return a profile.

    Args:
        name: a key of `PROFILES`; `settings.DisguiseName` has the same names.

    Raises:
        DisguiseUnknown: there is none of this name.
    """
    if name not in PROFILES:
        raise DisguiseUnknown
    return PROFILES[name]()
