"""Matrix of countries: who is called where, and what the organisation has to write before a country is active (DC5).

A file for each country ships what is certain (emergency numbers); everything else, the legal text before all, is the
organisation's own and stands in the database. The matrix is no legal advice.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Final, cast

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
def shipped_countries() -> Mapping[str, Mapping[str, str | None]]:
    """Return what comes with Earnest: country → entry → content; None where the organisation has to write it."""
    found: dict[str, Mapping[str, str | None]] = {}
    for file in files("earnest.organisation.oversight.countries").iterdir():
        if file.name.endswith(".json"):
            read = cast("dict[str, object]", json.loads(file.read_text("utf-8")))
            entries = cast("dict[str, str | None]", read["entries"])
            found[str(read["country"])] = {name: entries[name] for name in ENTRIES}
    return dict(sorted(found.items()))


def list_active_countries(connection: Connection[TupleRow]) -> frozenset[str]:
    """Return the countries that a privacy officer declared active, ISO 3166-1 alpha-2."""
    return frozenset(str(row[0]) for row in connection.execute(QUERIES["list_active_countries"]).fetchall())


def list_countries(connection: Connection[TupleRow]) -> tuple[CountryMatrix, ...]:
    """Return all countries as they stand."""
    written = {
        (str(row[0]), str(row[1])): str(row[2])
        for row in connection.execute(QUERIES["list_country_entries"]).fetchall()
    }
    active = list_active_countries(connection)
    return tuple(
        CountryMatrix(
            country=country,
            entries=tuple(_entry(country, name, entries[name], written) for name in ENTRIES),
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


def _entry(country: str, name: str, shipped: str | None, written: Mapping[tuple[str, str], str]) -> CountryEntry:
    own = written.get((country, name))
    return CountryEntry(name=name, content=own or shipped, shipped=own is None and shipped is not None)
