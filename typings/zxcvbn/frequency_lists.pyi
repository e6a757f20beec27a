from typing import Final

FREQUENCY_LISTS: Final[dict[str, list[str]]]
"""Name of a list → its words, most frequent first, lower case."""
