"""Places of staff as far as routing has to know: which regions' speakers a member may hear, and their own area."""

from collections.abc import Collection, Mapping

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.identifiers import StaffId
from earnest.organisation.staff.tenants import find_own_site


def regions_heard_in(country: str | None, played_in: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """Return the regions whose clips may be played in a country (RG5).

    Args:
        country: of the reviewer's site; None: not known, then none may.
        played_in: region → countries; a region that is not named is played in its own country only.
    """
    if country is None:
        return ()
    named = tuple(region for region, countries in played_in.items() if country in countries)
    return named if country in played_in else (*named, country)


def find_place(connection: Connection[TupleRow], staff_id: StaffId) -> tuple[str | None, str | None]:
    """Return country and coarse area of the site where a member works; None each where not known."""
    site = find_own_site(connection, staff_id)
    return (None, None) if site is None else (site.country, site.area)
