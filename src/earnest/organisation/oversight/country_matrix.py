"""Matrix of countries: who is called where, and what the organisation has to write before a country is active (DC5).

A file for each country ships what is certain (emergency numbers) in the languages of the pages; everything else, the
legal text before all, is the organisation's own and stands in the database in the one language it was written in. The
matrix is no legal advice.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Final, Literal, cast

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.identifiers import StaffId
from earnest.organisation.oversight.errors import CountryIncomplete, CountryUnknown
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.organisation.oversight")

ENTRIES: Final = (
    "imminent_danger",
    "child_protection",
    "missing_child",
    "duty_to_report",
    "right_to_report",
    "telling_the_customer",
)
"""What is asked of every country, in the order in which it is shown."""


MatrixLanguage = Literal["en", "de", "nl"]
"""Languages (ISO 639-1) in which shipped entries are there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryEntry:
    """One entry of a country."""

    name: str
    content: str | None
    """None: to be filled by the organisation."""
    shipped: bool
    """Whether it came with Earnest; else the organisation wrote it, or nothing stands there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryMatrix:
    """One country."""

    country: str
    """ISO 3166-1 alpha-2."""
    entries: tuple[CountryEntry, ...]
    active: bool
    """Whether the organisation declared it active."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of entries that are to be filled by the organisation."""
        return tuple(entry.name for entry in self.entries if entry.content is None)


@cache
def shipped_countries() -> Mapping[str, Mapping[str, Mapping[MatrixLanguage, str] | None]]:
    """Return what comes with Earnest: country → entry → language → content; None where the organisation writes it."""
    found: dict[str, Mapping[str, Mapping[MatrixLanguage, str] | None]] = {}
    for file in files("earnest.organisation.oversight.countries").iterdir():
        if file.name.endswith(".json"):
            read = cast("dict[str, object]", json.loads(file.read_text("utf-8")))
            entries = cast("dict[str, dict[MatrixLanguage, str] | None]", read["entries"])
            found[str(read["country"])] = {name: entries[name] for name in ENTRIES}
    return dict(sorted(found.items()))


def list_active_countries(connection: Connection[TupleRow]) -> frozenset[str]:
    """Return the countries that a privacy officer declared active, ISO 3166-1 alpha-2."""
    return frozenset(str(row[0]) for row in connection.execute(QUERIES["list_active_countries"]).fetchall())


def list_countries(connection: Connection[TupleRow], language: MatrixLanguage = "en") -> tuple[CountryMatrix, ...]:
    """Return all countries as they stand.

    Args:
        connection: of the administration's role.
        language: of shipped entries; what the organisation wrote is returned as it wrote it.
    """
    written = {
        (str(row[0]), str(row[1])): str(row[2])
        for row in connection.execute(QUERIES["list_country_entries"]).fetchall()
    }
    active = list_active_countries(connection)
    return tuple(
        CountryMatrix(
            country=country,
            entries=tuple(_entry(country, name, _in_language(entries[name], language), written) for name in ENTRIES),
            active=country in active,
        )
        for country, entries in shipped_countries().items()
    )


def write_entry(
    connection: Connection[TupleRow], country: str, entry: str, content: str, *, member: StaffId, now: datetime
) -> None:
    """Write an entry in the organisation's own words.

    Raises:
        CountryUnknown: there is no such country or entry.
    """
    if country not in shipped_countries() or entry not in ENTRIES:
        raise CountryUnknown
    names = {"country": country, "entry": entry, "content": content, "member": member, "now": now}
    _ = connection.execute(QUERIES["write_country_entry"], names)


def activate(connection: Connection[TupleRow], country: str, *, member: StaffId, now: datetime) -> None:
    """Declare a country active.

    Raises:
        CountryUnknown: there is no such country.
        CountryIncomplete: an entry is still to be filled by the organisation.
    """
    found = next((one for one in list_countries(connection) if one.country == country), None)
    if found is None:
        raise CountryUnknown
    if found.missing:
        raise CountryIncomplete
    _ = connection.execute(QUERIES["activate_country"], {"country": country, "member": member, "now": now})


def _in_language(content: Mapping[MatrixLanguage, str] | None, language: MatrixLanguage) -> str | None:
    return None if content is None else content[language]


def _entry(country: str, name: str, shipped: str | None, written: Mapping[tuple[str, str], str]) -> CountryEntry:
    own = written.get((country, name))
    return CountryEntry(name=name, content=own or shipped, shipped=own is None and shipped is not None)
