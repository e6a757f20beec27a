"""Profiles: the disguises that there are, by name."""

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
