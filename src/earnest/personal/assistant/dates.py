"""Dates: how a day is said."""

from datetime import date

from earnest.personal.assistant.texts import MONTHS, text_language


def spoken_date(day: date, language: str) -> str:
    """Return a day as it is said: `4 March 2026`, `4. März 2026`.

    Args:
        day: which.
        language: ISO 639-1; one without texts uses the English ones.
    """
    spoken = text_language(language)
    point = "." if spoken == "de" else ""
    return f"{day.day}{point} {MONTHS[spoken][day.month - 1]} {day.year}"
