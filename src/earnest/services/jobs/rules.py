"""When a job that raised is tried again."""

from earnest.foundation.errors import Unavailable

# Attempts and waits were chosen, not measured.
MOST_ATTEMPTS = 8
"""Attempts of a job whose failure is not an outage, ≥ 1; after the last it stays in the table as failed."""

# Chosen, not measured.
_FIRST_WAIT_SECONDS = 1.0
"""Before the second attempt; doubled after each."""
_LONGEST_WAIT_SECONDS = 300.0
"""Between two attempts of a job that itself fails."""
_LONGEST_OUTAGE_WAIT_SECONDS = 15.0
"""A withdrawal or deletion is carried out this soon after what was away is back."""
_FREE_DEATHS = 3
"""Attempts that may end with their worker before they count. A worker is also killed by a restart of the machine or of
Earnest, which says nothing about the job."""


def wait_before_retry(error: BaseException, attempts: int) -> float | None:
    """Return how long to wait before the next attempt, or None where there is none.

    The wait doubles from 1 s up to 5 minutes. An outage (`Unavailable`) is tried for ever, at least every 15 s: it
    says nothing about the job. A withdrawal or a deletion must not be lost because a disk was full.

    Args:
        error: what the job raised.
        attempts: attempts that ended before this one, ≥ 0.

    Returns:
        Seconds > 0, or None.
    """
    wait = _FIRST_WAIT_SECONDS * 2.0 ** min(attempts, 30)
    if isinstance(error, Unavailable):
        return min(wait, _LONGEST_OUTAGE_WAIT_SECONDS)
    if attempts + 1 >= MOST_ATTEMPTS:
        return None
    return min(wait, _LONGEST_WAIT_SECONDS)


def wait_after_death(attempts: int) -> float:
    """Return how long a job waits whose worker died while doing it.

    Nothing for the first three attempts (the worker was stopped or killed), then longer, for the job itself may be
    what kills its workers. It is never given up.

    Args:
        attempts: attempts that ended before this one, ≥ 0.

    Returns:
        Seconds, ≥ 0.
    """
    if attempts < _FREE_DEATHS:
        return 0.0
    return min(2.0 ** min(attempts, 30), _LONGEST_WAIT_SECONDS)
