"""Sensitive: holds content so that it cannot be printed, logged, pickled or put into JSON by accident."""

from enum import StrEnum
from typing import Generic, NoReturn, TypeVar

Content = TypeVar("Content")


class RevealReason(StrEnum):
    """Why content may be taken out; a new reason is a new line and a review."""

    RECOGNITION = "recognition"
    """The live path turns sound into an answer for the person who spoke."""
    SEALING = "sealing"
    """Content is encrypted for the vault."""
    DEIDENTIFICATION = "deidentification"
    """Personal data is looked for and concealed."""
    OWN_HISTORY = "own_history"
    """The person who spoke looks at what is their own."""
    SAMPLING = "sampling"
    """The gate looks whether what is said just now names what an approved campaign asks for (RV11)."""
    ADAPTATION = "adaptation"
    """The person's own corrections teach the person's own assistant."""


class Sensitive(Generic[Content]):
    """Content that stays inside until a reason is given.

    The type stops mistakes (a log line, a repr in a traceback, a JSON response), not an attacker in the same process:
    what stops an attacker are database roles and keys.
    """

    __slots__ = ("__content",)

    def __init__(self, content: Content) -> None:
        """Hold content."""
        self.__content = content

    def reveal(self, _reason: RevealReason) -> Content:
        """Return the content; every call names its reason so that a search for `.reveal(` finds all uses."""
        return self.__content

    def __repr__(self) -> str:
        return "Sensitive(<withheld>)"

    __str__ = __repr__

    def __format__(self, format_spec: str) -> str:
        return repr(self)

    def __reduce__(self) -> NoReturn:
        """Refuse pickling and copying by way of pickle."""
        raise TypeError("Sensitive content is never serialised")

    def __eq__(self, other: object) -> bool:
        raise TypeError("Sensitive content is compared only after reveal()")

    __hash__ = None  # pyright: ignore[reportAssignmentType]
