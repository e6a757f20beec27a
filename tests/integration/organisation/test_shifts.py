"""Where and how clips are heard: place, change of place, and declared surroundings, over HTTP (WP2, WP3, WP6)."""

from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from support.bench import Bench, code_of, open_bench
from support.databases import Databases

from earnest.organisation.staff.records import NewMember
from earnest.organisation.staff.tenants import ALL_TENANTS, NewSite, add_site, add_vendor
from earnest.services.database.roles import Role

ALL_YES = {"headphones": True, "closed_room": True, "no_public_place": True, "alone": True}
SITE = NewSite(
    vendor="North",
    name="Kiel",
    country="DE",
    area=None,
    networks=("192.0.2.0/25", "192.0.2.128/25", "2001:db8::/48"),
    opens=time(0),
    closes=time(0),
    time_zone="Europe/Berlin",
    is_home=False,
)


def _bench(databases: Databases, folder: Path, **variables: str) -> Bench:
    bench = open_bench(databases, folder, **variables)
    bench.handover.allow(9)
    _ = bench.handover.place()
    return bench


def _at_site(bench: Bench, site: NewSite = SITE) -> NewMember:
    """Add a reviewer who works at a site."""
    new = bench.add_member()
    with bench.handover.databases[Role.ADMINISTRATION].transaction() as connection:
        _ = add_vendor(connection, "North", bench.handover.clock)
        site_id = add_site(connection, site, ALL_TENANTS, bench.handover.clock)
    with bench.handover.databases.owner.transaction() as connection:
        _ = connection.execute(
            "update staff.members set site_id = sites.site_id, vendor_id = sites.vendor_id "
            "from staff.sites where sites.site_id = %(site)s",
            {"site": site_id},
        )
    return new


def _from(bench: Bench, signed_in: TestClient, address: str, **headers: str) -> TestClient:
    """Return the same browser at another address."""
    browser = TestClient(
        bench.application,
        base_url="http://localhost",
        headers={"X-Earnest": "1", **{name.replace("_", "-"): value for name, value in headers.items()}},
        client=(address, 50_000),
    )
    browser.cookies = signed_in.cookies
    return browser


def _asked(browser: TestClient) -> str:
    answer = browser.post("/api/leases")
    return "given" if answer.status_code == 200 else code_of(answer)


def test_a_household_is_asked_nothing(databases: Databases, data_folder: Path) -> None:
    bench = _bench(databases, data_folder)
    browser = bench.reviewer()
    assert browser.get("/api/surroundings").json()["attestation_missing"] is False
    assert _asked(browser) == "given"


def test_wp2_clips_are_given_in_the_networks_of_the_site_only(databases: Databases, data_folder: Path) -> None:
    bench = _bench(databases, data_folder, EARNEST_WORKPLACE="sites")
    browser = bench.sign_in(_at_site(bench))
    for address in ("198.51.100.7", "2001:db8:1::1", "", "testclient", "::ffff:198.51.100.7"):
        assert _asked(_from(bench, browser, address)) == "place_refused", address
    forged = _from(bench, browser, "198.51.100.7", x_forwarded_for="192.0.2.7")
    assert _asked(forged) == "place_refused", "a header counts only from a proxy that is known"
    assert _asked(_from(bench, browser, "::ffff:192.0.2.7")) == "given"


def test_wp2_a_member_without_a_site_is_given_nothing(databases: Databases, data_folder: Path) -> None:
    bench = _bench(databases, data_folder, EARNEST_WORKPLACE="sites")
    assert _asked(_from(bench, bench.reviewer(), "192.0.2.7")) == "place_refused"


def test_wp2_a_trusted_proxy_names_the_address(databases: Databases, data_folder: Path) -> None:
    bench = _bench(databases, data_folder, EARNEST_WORKPLACE="sites", EARNEST_TRUSTED_PROXIES="10.0.0.0/8")
    browser = bench.sign_in(_at_site(bench))
    for forwarded, expected in (
        ("198.51.100.7", "place_refused"),
        ("192.0.2.7, 198.51.100.7", "place_refused"),
        ("198.51.100.7, 192.0.2.7, 10.1.1.1", "given"),
    ):
        assert _asked(_from(bench, browser, "10.0.0.1", x_forwarded_for=forwarded)) == expected, forwarded


@pytest.mark.parametrize(
    ("opens", "closes", "expected"),
    [
        ("08:00", "18:00", "given"),
        ("15:00", "18:00", "place_refused"),
        ("08:00", "14:00", "place_refused"),
        ("22:00", "06:00", "place_refused"),
        ("22:00", "15:00", "given"),
    ],
)
def test_wp2_clips_are_given_within_the_hours_of_the_site(
    databases: Databases, data_folder: Path, opens: str, closes: str, expected: str
) -> None:
    """It is noon in UTC, two o'clock in Berlin, where it is summer."""
    bench = _bench(databases, data_folder, EARNEST_WORKPLACE="sites")
    site = replace(SITE, opens=time.fromisoformat(opens), closes=time.fromisoformat(closes))
    browser = bench.sign_in(_at_site(bench, site))
    assert _asked(_from(bench, browser, "192.0.2.7")) == expected


@pytest.mark.parametrize(("workplace", "expected"), [("sites", "place_refused"), ("sites-and-home", "given")])
def test_wp2_home_work_only_where_the_programme_allows_it(
    databases: Databases, data_folder: Path, workplace: str, expected: str
) -> None:
    bench = _bench(databases, data_folder, EARNEST_WORKPLACE=workplace)
    browser = bench.sign_in(_at_site(bench, replace(SITE, is_home=True, networks=())))
    assert _asked(_from(bench, browser, "203.0.113.7")) == expected


def test_wp6_another_network_during_a_shift_ends_the_session(databases: Databases, data_folder: Path) -> None:
    bench = _bench(databases, data_folder, EARNEST_WORKPLACE="sites")
    rosa = _at_site(bench)
    browser = bench.sign_in(rosa)
    here, there = _from(bench, browser, "192.0.2.7"), _from(bench, browser, "192.0.2.200")
    held = here.post("/api/leases").json()["lease_id"]
    assert _asked(_from(bench, browser, "192.0.2.8")) == "given"
    stopped = there.post(f"/api/leases/{held}/sound")
    assert (stopped.status_code, code_of(stopped)) == (401, "place_changed")
    assert here.get("/api/session").status_code == 401, "both factors are asked for again"
    bench.pass_time(31)
    again = bench.sign_in(rosa)
    assert _asked(_from(bench, again, "192.0.2.200")) == "given"


def test_wp3_a_shift_begins_with_a_declaration_and_it_is_asked_again(databases: Databases, data_folder: Path) -> None:
    bench = _bench(databases, data_folder, EARNEST_ATTESTATION="yes")
    browser = bench.reviewer()
    assert browser.get("/api/surroundings").json()["attestation_missing"] is True
    assert _asked(browser) == "attestation_missing"
    for missing in ALL_YES:
        answer = browser.post("/api/surroundings", json={**ALL_YES, missing: False})
        assert answer.json()["attestation_missing"] is True, missing
        assert _asked(browser) == "attestation_missing"
    assert browser.post("/api/surroundings", json=ALL_YES).json()["attestation_missing"] is False
    assert _asked(browser) == "given"
    for _ in range(7):
        bench.pass_time(29 * 60)
        assert browser.get("/api/session").status_code == 200
    assert _asked(browser) == "attestation_missing", "after 180 minutes at the latest"
    with bench.handover.databases.owner.transaction() as connection:
        rows = connection.execute("select convert_from(entry, 'utf8') from audit.leaves order by leaf_index").fetchall()
    declared = [str(row[0]) for row in rows if '"shift_attested"' in str(row[0])]
    assert len(declared) == 5, "every answer stands in the log"
    assert sum('"alone":false' in one for one in declared) == 1


def test_wp3_a_site_asks_for_surroundings_where_that_is_not_asked_of_all(
    databases: Databases, data_folder: Path
) -> None:
    bench = _bench(databases, data_folder)
    browser = bench.sign_in(_at_site(bench, replace(SITE, attested=True)))
    assert _asked(browser) == "attestation_missing"
    assert browser.post("/api/surroundings", json={**ALL_YES, "alone": False}).json()["attestation_missing"] is True
    assert _asked(browser) == "attestation_missing"
    assert browser.post("/api/surroundings", json=ALL_YES).json()["attestation_missing"] is False
    assert _asked(browser) == "given"
