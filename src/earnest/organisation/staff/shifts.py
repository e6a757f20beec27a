"""Shifts: where a reviewer may hear clips, and what they declare of their surroundings (WP2, WP3, WP6)."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final
from zoneinfo import ZoneInfo

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.settings import WorkplaceName
from earnest.organisation.staff.browsers import find_shift_browser
from earnest.organisation.staff.errors import (
    AttestationMissing,
    BrowserMissing,
    HeadphonesMissing,
    PlaceChanged,
    PlaceRefused,
    PostureMissing,
)
from earnest.organisation.staff.records import Member, Site
from earnest.organisation.staff.tenants import find_own_site
from earnest.services.audit import Pseudonyms, ShiftAttested, append
from earnest.services.database import load_queries
from earnest.services.sign_in.tokens import text_hash

_QUERIES = load_queries("earnest.organisation.staff")
_ASKED_AGAIN_AFTER: Final = (60, 180)
"""Minutes after which it is asked again, drawn evenly, so that the moment cannot be prepared for."""
_COUNTRY: Final = re.compile("[A-Z]{2}")
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


class SoundOutput(StrEnum):
    """Where sound goes, as far as the browser tells (WP4)."""

    HEADPHONES = "headphones"
    SPEAKERS = "speakers"
    UNKNOWN = "unknown"
    """The browser names no device; then what the reviewer declares counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attestation:
    """What a reviewer declares."""

    headphones: bool
    closed_room: bool
    no_public_place: bool
    alone: bool
    output: SoundOutput = SoundOutput.UNKNOWN
    """Where the browser says that sound goes."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """From where a browser asks."""

    address: str
    country: str | None
    """ISO 3166-1 alpha-2, as a trusted proxy names it; empty where it names none, None where none is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingShift:
    """What a session of a reviewer stands on."""

    site: Site | None
    place: str
    """Network of the site; empty where no place is prescribed."""
    begun: bool
    """What it began with is kept, or nothing has to be."""
    ask_again_at: datetime | None
    """From when surroundings are to be declared again; None: they were not declared."""


def require_place(
    connection: Connection[TupleRow],
    member: Member,
    token: str,
    asked: Whereabouts,
    *,
    rules: ShiftRules,
    now: datetime,
) -> StandingShift:
    """Go on only where a reviewer may hear a clip here and now; return their site and what the session began with.

    Raises:
        PlaceRefused: not here, or not now.
        PlaceChanged: in another network or country than at the start; the caller ends the session.
    """
    site = find_own_site(connection, member.staff_id)
    nothing_kept = rules.workplace is WorkplaceName.ANYWHERE and asked.country is None
    if nothing_kept and not rules.asks_attestation(site):
        return StandingShift(site=site, place="", begun=True, ask_again_at=None)
    row = connection.execute(_QUERIES["find_shift"], {"token_hash": text_hash(token)}).fetchone()
    # A change comes before a refusal: who travels during a shift proves anew who they are, wherever they arrive.
    if row is not None and row[2] != (asked.country or ""):
        raise PlaceChanged
    place = place_of(site, asked.address, now, rules.workplace)
    if row is not None and row[0] != place:
        raise PlaceChanged
    if asked.country is not None and not _country_fits(asked.country, site):
        raise PlaceRefused
    return StandingShift(
        site=site, place=place, begun=row is not None or nothing_kept, ask_again_at=None if row is None else row[1]
    )


def require_shift(
    connection: Connection[TupleRow],
    member: Member,
    token: str,
    asked: Whereabouts,
    *,
    rules: ShiftRules,
    now: datetime,
) -> None:
    """Go on only where a reviewer may be given a clip here and now.

    Raises:
        PlaceRefused: not here, or not now.
        PlaceChanged: in another network or country than at the start; the caller ends the session.
        BrowserMissing: the site demands an enrolled browser, and none signed in this session.
        PostureMissing: the site demands that device management speaks for the machine, and it has not lately.
        AttestationMissing: the surroundings were not declared, or are asked again.
    """
    shift = require_place(connection, member, token, asked, rules=rules, now=now)
    site, again = shift.site, shift.ask_again_at
    if site is not None and (site.demands_browser or site.demands_posture):
        browser = find_shift_browser(connection, member, token)
        if browser is None:
            raise BrowserMissing
        if site.demands_posture and not browser.posture_counts(now):
            raise PostureMissing
    if rules.asks_attestation(site) and (again is None or now >= again):
        raise AttestationMissing
    if not shift.begun:
        names = {"token_hash": text_hash(token), "place": shift.place, "country": asked.country or ""}
        _ = connection.execute(_QUERIES["begin_shift"], names)


def attest(
    connection: Connection[TupleRow],
    member: Member,
    token: str,
    asked: Whereabouts,
    declared: Attestation,
    *,
    rules: ShiftRules,
    now: datetime,
    pseudonyms: Pseudonyms,
) -> bool:
    """Write down what a reviewer declares, whether it fits or not, and tell whether the shift begins.

    Raises:
        PlaceRefused, PlaceChanged: they may not work here, or not now.
        HeadphonesMissing: the site demands headphones, and the browser tells that sound goes to loudspeakers.
    """
    shift = require_place(connection, member, token, asked, rules=rules, now=now)
    if shift.site is not None and shift.site.demands_headphones and declared.output is SoundOutput.SPEAKERS:
        raise HeadphonesMissing
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
        names = {
            "token_hash": text_hash(token),
            "place": shift.place,
            "country": asked.country or "",
            "now": now,
            "ask_again_at": again,
        }
        _ = connection.execute(_QUERIES["attest_shift"], names)
    return declared.fits


def _country_fits(country: str, site: Site | None) -> bool:
    """Tell whether a shift may be worked in a country; a proxy that names none leaves it open, which is no answer."""
    return _COUNTRY.fullmatch(country) is not None and (site is None or site.country == country)


def _parse(address: str) -> IPv4Address | IPv6Address:
    try:
        found = ip_address(address)
    except ValueError:
        raise PlaceRefused from None
    if not isinstance(found, IPv6Address):
        return found
    # A link-local address may name the interface by which it was met (fe80::1%eth0), which is in no network's name.
    return found.ipv4_mapped or IPv6Address(int(found))
