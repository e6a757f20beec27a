"""Who hears whom: country (RG5), area (PS6), one clip of a household a day (PS7); properties of every lease."""

import random
from dataclasses import replace
from datetime import time
from pathlib import Path
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as some
from support.bench import Bench, open_bench
from support.databases import Databases

from earnest.organisation.staff.errors import SiteUnfit
from earnest.organisation.staff.places import regions_heard_in
from earnest.organisation.staff.tenants import ALL_TENANTS, NewSite, add_site, add_vendor
from earnest.services.database.roles import Role

SITE = NewSite(
    vendor="North",
    name="Kiel",
    country="DE",
    area=None,
    networks=(),
    opens=time(0),
    closes=time(0),
    time_zone="UTC",
    is_home=False,
)
COUNTRIES = some.sampled_from(["DE", "NL", "AT", "GB"])


def _site_of(bench: Bench, name: str, site: NewSite) -> None:
    with bench.handover.databases[Role.ADMINISTRATION].transaction() as connection:
        _ = add_vendor(connection, site.vendor, bench.handover.clock)
        site_id = add_site(connection, site, ALL_TENANTS, bench.handover.clock)
    with bench.handover.databases.owner.transaction() as connection:
        _ = connection.execute(
            "update staff.members set site_id = sites.site_id, vendor_id = sites.vendor_id "
            "from staff.sites where sites.site_id = %s and members.name = %s",
            [site_id, name],
        )


def _place(bench: Bench, *, area: str | None = None, household: UUID | None = None, region: str = "DE") -> UUID:
    clip_id = bench.handover.place(region=region)
    with bench.handover.databases.owner.transaction() as connection:
        _ = connection.execute(
            "update handover.clips set area = %s, household = %s where clip_id = %s", [area, household, clip_id]
        )
    return clip_id


def _give_all(browser: TestClient) -> None:
    """Take every clip that a reviewer can get, one after the other, giving each back."""
    while (answer := browser.post("/api/leases")).status_code == 200:
        assert browser.post(f"/api/leases/{answer.json()['lease_id']}/return").status_code == 204
    assert answer.status_code == 204, answer.text


def _leased(bench: Bench) -> list[UUID]:
    with bench.handover.databases.owner.transaction() as connection:
        return [row[0] for row in connection.execute("select clip_id from deidentified.leases").fetchall()]


def test_ps7_a_reviewer_is_given_one_clip_of_a_household_a_day(databases: Databases, data_folder: Path) -> None:
    bench = open_bench(databases, data_folder, EARNEST_ONE_CLIP_PER_HOUSEHOLD="yes")
    bench.handover.allow(99)
    chance = random.Random(20260707)  # noqa: S311 - which household a clip is of
    for _ in range(12):
        _ = _place(bench, household=UUID(int=1 + chance.randrange(4)))
    _ = _place(bench)
    with bench.handover.databases.owner.transaction() as connection:
        rows = connection.execute("select clip_id, household from handover.clips").fetchall()
    household = {row[0]: row[1] for row in rows}
    _give_all(bench.reviewer())
    leased = _leased(bench)
    heard = [household[clip_id] for clip_id in leased if household[clip_id] is not None]
    assert len(heard) == len(set(heard)), "two clips of one household"
    assert set(heard) == {one for one in household.values() if one is not None}, "one of each"
    assert None in [household[clip_id] for clip_id in leased]


def test_ps7_the_next_day_another_clip_of_the_household_comes(databases: Databases, data_folder: Path) -> None:
    bench = open_bench(databases, data_folder, EARNEST_ONE_CLIP_PER_HOUSEHOLD="yes")
    bench.handover.allow(99)
    for _ in range(2):
        _ = _place(bench, household=UUID(int=1))
    rosa = bench.add_member()
    browser = bench.sign_in(rosa)
    lease = browser.post("/api/leases").json()["lease_id"]
    assert browser.post("/api/leases").json()["lease_id"] == lease, "what is held is given again"
    assert browser.get("/api/progress").json()["waiting"] == 0
    assert browser.post(f"/api/leases/{lease}/return").status_code == 204
    assert browser.post("/api/leases").status_code == 204
    bench.pass_time(24 * 3600 + 1)
    assert bench.sign_in(rosa).post("/api/leases").status_code == 200


@pytest.mark.parametrize("area", ["DE-10", "DE-24"])
def test_ps6_a_reviewer_hears_no_one_from_the_area_of_their_site(
    databases: Databases, data_folder: Path, area: str
) -> None:
    bench = open_bench(databases, data_folder)
    bench.handover.allow(99)
    placed = {_place(bench, area=one): one for one in ("DE-10", "DE-24", "DE-80", None) for _ in range(2)}
    rosa = bench.add_member("Rosa")
    _site_of(bench, "Rosa", replace(SITE, area=area))
    _give_all(bench.sign_in(rosa))
    assert {placed[clip_id] for clip_id in _leased(bench)} == {"DE-10", "DE-24", "DE-80"} - {area}, (
        "nor speakers of whom no area is known"
    )


@pytest.mark.parametrize("area", ["DE-1", "DE-10", "DE-101"])
def test_ps6_a_finer_or_coarser_name_of_an_area_is_the_same_area(
    databases: Databases, data_folder: Path, area: str
) -> None:
    bench = open_bench(databases, data_folder)
    bench.handover.allow(99)
    placed = {_place(bench, area=one): one for one in ("DE-10", "DE-24")}
    rosa = bench.add_member("Rosa")
    _site_of(bench, "Rosa", replace(SITE, area=area))
    _give_all(bench.sign_in(rosa))
    assert {placed[clip_id] for clip_id in _leased(bench)} == {"DE-24"}


@pytest.mark.parametrize("area", ["de-10", "DE 10", "DE-10 ", "Kiel", "", "D" * 21])
def test_ps6_a_site_has_its_area_as_customers_have_theirs(databases: Databases, data_folder: Path, area: str) -> None:
    """An area in another form would be no area of any customer, and keep nothing from the reviewers there."""
    bench = open_bench(databases, data_folder)
    with bench.handover.databases[Role.ADMINISTRATION].transaction() as connection:
        _ = add_vendor(connection, SITE.vendor, bench.handover.clock)
        with pytest.raises(SiteUnfit):
            _ = add_site(connection, replace(SITE, area=area), ALL_TENANTS, bench.handover.clock)


def test_rg5_clips_are_played_in_allowed_countries_only(databases: Databases, data_folder: Path) -> None:
    bench = open_bench(databases, data_folder, EARNEST_PLAYED_IN="DE:DE+AT,GB:GB")
    for region in ("DE", "GB", "NL"):
        bench.handover.allow(99, region=region)
    placed = {_place(bench, region=region): region for region in ("DE", "GB", "NL")}
    heard: dict[str, set[str]] = {}
    for country in ("AT", "NL", "GB"):
        new = bench.add_member(country)
        _site_of(bench, country, replace(SITE, vendor=country, country=country))
        _give_all(bench.sign_in(new))
        with bench.handover.databases.owner.transaction() as connection:
            rows = connection.execute(
                "select clip_id from deidentified.leases where staff_id = %s", [new.member.staff_id]
            ).fetchall()
        heard[country] = {placed[row[0]] for row in rows}
    assert heard == {"AT": {"DE"}, "NL": {"NL"}, "GB": {"GB"}}
    lost = bench.reviewer("Lost")
    assert lost.post("/api/leases").status_code == 204, "without a site no country is known"


@given(
    country=some.none() | COUNTRIES,
    played_in=some.dictionaries(COUNTRIES, some.frozensets(COUNTRIES, min_size=1), max_size=4),
    region=COUNTRIES,
)
def test_rg5_a_region_is_heard_exactly_where_it_is_allowed(
    country: str | None, played_in: dict[str, frozenset[str]], region: str
) -> None:
    allowed = country is not None and country in played_in.get(region, frozenset({region}))
    assert (region in regions_heard_in(country, played_in)) == allowed


def test_s17_a_reviewer_is_given_clips_in_their_languages_only(databases: Databases, data_folder: Path) -> None:
    bench = open_bench(databases, data_folder)
    bench.handover.allow(99)
    placed = {_place(bench): language for language in ("de", "en", "nl")}
    with bench.handover.databases.owner.transaction() as connection:
        for clip_id, language in placed.items():
            _ = connection.execute("update handover.clips set language = %s where clip_id = %s", [language, clip_id])
    rosa = bench.add_member("Rosa")
    with bench.handover.databases.owner.transaction() as connection:
        _ = connection.execute("update staff.members set languages = '{de,nl}' where name = 'Rosa'")
    browser = bench.sign_in(rosa)
    assert browser.get("/api/progress").json()["waiting"] == 2
    _give_all(browser)
    assert {placed[clip_id] for clip_id in _leased(bench)} == {"de", "nl"}
