"""Shifts: where a reviewer may hear clips, and what they declare of their surroundings (WP2, WP3, WP6)."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final
from zoneinfo import ZoneInfo

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.settings import WorkplaceName
from earnest.organisation.staff.errors import AttestationMissing, PlaceChanged, PlaceRefused
from earnest.organisation.staff.records import Member, Site
from earnest.organisation.staff.tenants import find_own_site
from earnest.services.audit import Pseudonyms, ShiftAttested, append
from earnest.services.database import load_queries
from earnest.services.sign_in.tokens import text_hash

_QUERIES = load_queries("earnest.organisation.staff")
_ASKED_AGAIN_AFTER: Final = (60, 180)
"""Minutes after which it is asked again, drawn evenly, so that the moment cannot be prepared for."""
_KEPT_BITS: Final = {4: 24, 6: 48}
"""IP version → bits of an address that stay on one connection at home."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftRules:
    """What is asked of reviewers before a clip is given."""

    workplace: WorkplaceName
    attestation: bool
    """Headphones, closed room, no public place and being alone are declared at the start and again at random."""

    def asks_attestation(self, site: Site | None) -> bool:
        """Whether surroundings are declared at a site: where that is asked of all, or by the site."""
        return self.attestation or (site is not None and site.attested)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attestation:
    """What a reviewer declares."""

    headphones: bool
    closed_room: bool
    no_public_place: bool
    alone: bool

    @property
    def fits(self) -> bool:
        """Whether a shift can begin."""
        return self.headphones and self.closed_room and self.no_public_place and self.alone


def place_of(site: Site | None, address: str, now: datetime, workplace: WorkplaceName) -> str:
    """Return the network in which a reviewer works; empty where no place is prescribed.

    Args:
        site: where they work; None where they have no site.
        address: of the browser.
        now: aware.
        workplace: what is allowed.

    Raises:
        PlaceRefused: they may not work here, or not now; so too where anything needed for the answer is unknown.
    """
    if workplace is WorkplaceName.ANYWHERE:
        return ""
    if site is None or not is_open(site, now):
        raise PlaceRefused
    if site.is_home:
        if workplace is not WorkplaceName.SITES_AND_HOME:
            raise PlaceRefused
        found = _parse(address)
        return str(ip_network(f"{found}/{_KEPT_BITS[found.version]}", strict=False))
    network = next((network for network in site.networks if _parse(address) in ip_network(network)), None)
    if network is None:
        raise PlaceRefused
    return network


def is_open(site: Site, now: datetime) -> bool:
    """Tell whether a site is within its hours; hours that end before they begin go over midnight."""
    local = now.astimezone(ZoneInfo(site.time_zone)).time()
    if site.opens == site.closes:
        return True
    if site.opens < site.closes:
        return site.opens <= local < site.closes
    return local >= site.opens or local < site.closes


def require_shift(
    connection: Connection[TupleRow], member: Member, token: str, address: str, *, rules: ShiftRules, now: datetime
) -> None:
    """Go on only where a reviewer may be given a clip here and now.

    Raises:
        PlaceRefused: not here, or not now.
        PlaceChanged: in another network than at the start; the caller ends the session.
        AttestationMissing: the surroundings were not declared, or are asked again.
    """
    site = find_own_site(connection, member.staff_id)
    attestation = rules.asks_attestation(site)
    if rules.workplace is WorkplaceName.ANYWHERE and not attestation:
        return
    place = place_of(site, address, now, rules.workplace)
    row = connection.execute(_QUERIES["find_shift"], {"token_hash": text_hash(token)}).fetchone()
    if row is not None and row[0] != place:
        raise PlaceChanged
    if attestation and (row is None or row[1] is None or now >= row[1]):
        raise AttestationMissing
    if row is None:
        _ = connection.execute(_QUERIES["begin_shift"], {"token_hash": text_hash(token), "place": place})


def attest(
    connection: Connection[TupleRow],
    member: Member,
    token: str,
    address: str,
    declared: Attestation,
    *,
    rules: ShiftRules,
    now: datetime,
    pseudonyms: Pseudonyms,
) -> bool:
    """Write down what a reviewer declares, whether it fits or not, and tell whether the shift begins.

    Raises:
        PlaceRefused: they may not work here, or not now.
    """
    place = place_of(find_own_site(connection, member.staff_id), address, now, rules.workplace)
    event = ShiftAttested(
        at=now,
        member=pseudonyms.of(member.staff_id),
        headphones=declared.headphones,
        closed_room=declared.closed_room,
        no_public_place=declared.no_public_place,
        alone=declared.alone,
    )
    _ = append(connection, event)
    if declared.fits:
        shortest, longest = _ASKED_AGAIN_AFTER
        again = now + timedelta(minutes=shortest + secrets.randbelow(longest - shortest + 1))
        names = {"token_hash": text_hash(token), "place": place, "now": now, "ask_again_at": again}
        _ = connection.execute(_QUERIES["attest_shift"], names)
    return declared.fits


def _parse(address: str) -> IPv4Address | IPv6Address:
    try:
        found = ip_address(address)
    except ValueError:
        raise PlaceRefused from None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found
