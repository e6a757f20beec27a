"""Round waits: how long an answered utterance waits for a round of the randomness beacon, if at all."""

import time
from datetime import datetime
from typing import Final

from earnest.handover.drawing import ROUND_GRACE, WaitingDraw
from earnest.personal.capture.utterances import Utterance

LONGEST_WAIT_SECONDS: Final = 60.0
"""What is not stored so long after its answer is forgotten, so that nothing turns up in a history long after its owner
looked at it or emptied it. Not measured: longer than the object store's own time-outs and retries."""
_STORING_SECONDS: Final = 10.0
"""Left of it for what waited for a round to be stored. Chosen."""
_ROUND_SECONDS: Final = 0.5
"""Between two looks for a round. Chosen: a small part of the seconds that it takes."""


def seconds_until_round(utterance: Utterance, waiting: WaitingDraw, *, now: datetime) -> float | None:
    """Return in how many seconds its round is looked for: when it should be out, then in short steps.

    None where it is due when the utterance could hardly be stored any more, as where the clock was set back: its sound
    waits for nothing, and the next utterance settles the candidate.
    """
    seconds = max((waiting.waits_until - ROUND_GRACE - now).total_seconds(), _ROUND_SECONDS)
    waited = time.monotonic() - utterance.answered
    return None if waited + seconds > LONGEST_WAIT_SECONDS - _STORING_SECONDS else seconds
