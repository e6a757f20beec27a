"""Rules of accidents, decided without input or output: what a verdict teaches and what it ends."""

from collections.abc import Collection
from typing import Final

from earnest.handover.labels import WakeWordVerdict
from earnest.personal.consent.purposes import Purpose

_TEACHES: Final = {
    WakeWordVerdict.SAID: True,
    WakeWordVerdict.SIMILAR: False,
    WakeWordVerdict.NOT_SAID: False,
    WakeWordVerdict.NOT_ADDRESSED: False,
    WakeWordVerdict.DEVICE_SOUND: False,
}


def teaches(verdict: WakeWordVerdict) -> bool | None:
    """Return whether the utterance was meant for the device, as the wake detector learns it; None teaches nothing."""
    return _TEACHES.get(verdict)


def may_teach(purposes_at_capture: Collection[str], agreed: Collection[Purpose]) -> bool:
    """Return whether numbers of an utterance may outlive it: a yes to it at capture, and one now."""
    learning = Purpose.WAKE_WORD_LEARNING
    return learning.value in purposes_at_capture and learning in agreed


def ends(verdict: WakeWordVerdict) -> bool:
    """Return whether the recording itself is erased at once (RT5)."""
    return verdict is WakeWordVerdict.NOT_SAID
