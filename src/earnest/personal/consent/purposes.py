"""Purposes: what recordings may be used for, each with a switch of its own (CN1). Answering needs none."""

from enum import StrEnum
from typing import Final


class Purpose(StrEnum):
    """One use of recordings that needs a yes of its own. Identifying people by voice is never offered."""

    OWN_HISTORY = "own_history"
    """Keep recordings so that the person can hear, correct and delete them."""
    AUTOMATIC_LEARNING = "automatic_learning"
    """The person's own assistant learns from the person's corrections; no person listens."""
    HUMAN_REVIEW = "human_review"
    """A person may listen to a small, de-identified sample."""
    WAKE_WORD_LEARNING = "wake_word_learning"
    """What a reviewer says about the wake word improves it for all; coarse numbers about that moment cross for it."""


REVIEW_PURPOSES: Final = frozenset({Purpose.HUMAN_REVIEW, Purpose.WAKE_WORD_LEARNING})
"""Purposes that need a person who listens; where only the owner does, they change nothing."""


class Channel(StrEnum):
    """Where a decision was taken."""

    PORTAL = "portal"
    VOICE = "voice"
    PANEL_CONTRACT = "panel_contract"
