"""Records of accountability: documents as data, from which both the JSON and the page are written; periods."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from earnest.organisation.accountability.errors import PeriodUnfit

NOT_MEASURED = "not measured"
"""What stands where a figure would be that no benchmark gave."""
BY_THE_ORGANISATION = "to be written by the organisation"
"""What stands where only the organisation can say it."""

Cell = str | int | float | bool | None

Language = Literal["en", "de", "nl"]
"""Language (ISO 639-1) of a text that a person reads on a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a document: text, and rows of a table."""

    title: str
    text: str = ""
    rows: Sequence[Mapping[str, Cell]] = ()
    """Each with the same names, which head the columns."""
    verbatim: str = ""
    """A text that is shown exactly as it is, such as a wording of consent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document of the evidence pack."""

    name: str
    """Of its files, without ending."""
    title: str
    about: str
    """What it is and what it does not say."""
    sections: Sequence[Section]

    def as_data(self) -> Mapping[str, object]:
        """Return it as JSON holds it."""
        return {
            "name": self.name,
            "title": self.title,
            "about": self.about,
            "sections": [
                {
                    "title": one.title,
                    "text": one.text,
                    "rows": [dict(row) for row in one.rows],
                    "verbatim": one.verbatim,
                }
                for one in self.sections
            ],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days of which something is told, both counted; UTC."""

    first: date | None = None
    """None: from the beginning."""
    last: date | None = None
    """None: until now."""

    def __post_init__(self) -> None:
        """Refuse a period that ends before it begins.

        Raises:
            PeriodUnfit: it does.
        """
        if self.first is not None and self.last is not None and self.last < self.first:
            raise PeriodUnfit

    @property
    def since(self) -> datetime:
        """The first moment."""
        return datetime.combine(self.first or date(1970, 1, 1), time(), UTC)

    @property
    def until(self) -> datetime:
        """The first moment that does not count any more."""
        return datetime.combine(self.last or date(9998, 12, 30), time(), UTC) + timedelta(days=1)

    def holds_month(self, month: date) -> bool:
        """Tell whether a month, by its first day, overlaps the period; monthly counts have nothing finer."""
        after = (month.replace(day=28) + timedelta(days=4)).replace(day=1)
        return (self.first is None or after > self.first) and (self.last is None or month <= self.last)

    def text(self) -> str:
        """Return it in words."""
        return f"{self.first or 'the beginning'} to {self.last or 'now'} (UTC)"
