"""Reading: languages in which customers read the portal."""

from enum import StrEnum


class PageLanguage(StrEnum):
    """Languages in which the page can be read; ISO 639-1."""

    ENGLISH = "en"
    GERMAN = "de"
    DUTCH = "nl"
