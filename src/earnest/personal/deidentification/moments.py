"""Moments: time of capture coarsened to what may cross the handover (PS3). Pure."""

from datetime import date, datetime

from earnest.handover.clip import DayPart


def day_part(captured_at: datetime) -> DayPart:
    """Return the part of the day (UTC): night from 0, morning from 6, afternoon from 12, evening from 18 o'clock."""
    return (DayPart.NIGHT, DayPart.MORNING, DayPart.AFTERNOON, DayPart.EVENING)[captured_at.hour // 6]


def period(captured_at: datetime) -> date:
    """Return the first day of the month (UTC) whose allowance the recording counts in."""
    return captured_at.date().replace(day=1)
