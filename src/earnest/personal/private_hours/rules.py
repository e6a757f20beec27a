"""Rules of private hours. Pure."""

from datetime import timedelta
from typing import Final

# Chosen as bounds, not measured.
LONGEST: Final = timedelta(hours=24)
"""Of one private hour; the table keeps to it too."""
MOST_SCHEDULES: Final = 20
"""Weekly private hours of one customer."""
