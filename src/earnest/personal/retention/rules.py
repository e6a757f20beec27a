"""Retention rules: end dates, and what may stay after a decision. Pure."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from earnest.personal.consent.purposes import Purpose

LONGEST_RETENTION_DAYS: Final = 180
"""Ceiling of every retention, and the latest cut of the link between a clip and a person (PS5); days."""


def end_date(captured_at: datetime, retention_days: int, chosen_days: int | None = None) -> datetime:
    """Return the latest moment of deletion of something captured at a moment (RT1).

    Args:
        captured_at: aware UTC.
        retention_days: setting; outside 1 to 180 it is moved to the nearer end.
        chosen_days: what the person chose, which only ever makes it earlier (RT2); None: nothing.
    """
    days = min(retention_days, retention_days if chosen_days is None else chosen_days)
    return captured_at + timedelta(days=min(max(days, 1), LONGEST_RETENTION_DAYS))


def may_stay(purposes: Collection[str], *, selected: bool, agreed: Collection[Purpose]) -> bool:
    """Return whether a recording still serves a purpose that the person has not said no to.

    Automatic learning alone keeps no recording: it learns from corrections, which need the history.

    Args:
        purposes: purposes with a yes at capture.
        selected: chosen for human review.
        agreed: purposes whose latest decision is a yes.
    """
    history = Purpose.OWN_HISTORY.value in purposes and Purpose.OWN_HISTORY in agreed
    review = selected and Purpose.HUMAN_REVIEW.value in purposes and Purpose.HUMAN_REVIEW in agreed
    return history or review
