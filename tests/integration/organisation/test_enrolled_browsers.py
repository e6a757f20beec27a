"""Enrolled browsers, the posture of their machines, headphones and countries, over HTTP (WP1, WP4, WP6)."""

import base64
import json
from datetime import time, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from fastapi.testclient import TestClient
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, OKPKey
from support.bench import Bench, code_of, open_bench
from support.databases import Databases

from earnest.organisation.staff.browsers import approve_browser, list_browsers, remove_browser
from earnest.organisation.staff.errors import BrowserUnknown
from earnest.organisation.staff.records import NewMember
from earnest.organisation.staff.tenants import ALL_TENANTS, NewSite, TenantScope, add_site, add_vendor, load_vendor
from earnest.services.audit import Pseudonyms
from earnest.services.database.roles import Role

IN_ORDER = {"disk_encryption": True, "screen_lock": True, "system_up_to_date": True, "screen_recorder": False}


class Browser:
    """What a browser of a reviewer does with its key."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.key: EllipticCurvePrivateKey = generate_private_key(SECP256R1())

    @property
    def public(self) -> ECKey:
        return ECKey.import_key(self.key.public_key())

    @property
    def thumbprint(self) -> str:
        return self.public.thumbprint()

    def signed(self, prefix: bytes = b"earnest browser\n") -> dict[str, str]:
        answer = self.client.post("/api/surroundings/challenge")
        assert answer.status_code == 200, answer.text
        challenge = answer.json()["challenge"]
        r, s = decode_dss_signature(self.key.sign(prefix + base64.urlsafe_b64decode(challenge + "="), ECDSA(SHA256())))
        raw = r.to_bytes(32) + s.to_bytes(32)
        return {"challenge": challenge, "signature": base64.urlsafe_b64encode(raw).rstrip(b"=").decode()}

    def enrol(self, **changes: str) -> str:
        body = {"name": "front room", "public_key": json.dumps(self.public.as_dict(private=False)), **self.signed()}
        answer = self.client.post("/api/surroundings/enrolment", json={**body, **changes})
        return "asked" if answer.status_code == 204 else code_of(answer)

    def use(self, **changes: str) -> str:
        answer = self.client.post(
            "/api/surroundings/browser", json={"thumbprint": self.thumbprint, **self.signed(), **changes}
        )
        return "used" if answer.status_code == 204 else code_of(answer)

    def ask(self) -> str:
        answer = self.client.post("/api/leases")
        return "given" if answer.status_code == 200 else code_of(answer)


class Management:
    """Device management of the organisation."""

    def __init__(self, folder: Path) -> None:
        self.key = OKPKey.generate_key("Ed25519", private=True)
        self.path = folder / "posture.pem"
        _ = self.path.write_bytes(self.key.as_pem(private=False))

    def statement(
        self, bench: Bench, browser: Browser, *, hours: float = 0, lacking: str = "", **changes: object
    ) -> str:
        stated = bench.handover.clock.now() - timedelta(hours=hours)
        claims: dict[str, object] = {"sub": browser.thumbprint, "iat": int(stated.timestamp()), **IN_ORDER, **changes}
        _ = claims.pop(lacking, None)
        return jwt.encode({"alg": "Ed25519"}, claims, self.key, algorithms=["Ed25519"])


def _state(bench: Bench, statement: str) -> str:
    answer = bench.browser().post("/api/postures", json={"statement": statement})
    return "taken" if answer.status_code == 204 else code_of(answer)


def _bench(databases: Databases, folder: Path, **variables: str) -> Bench:
    bench = open_bench(databases, folder, **variables)
    bench.handover.allow(9)
    _ = bench.handover.place()
    return bench


def _member(bench: Bench, name: str = "Rosa", vendor: str = "North", **demands: bool) -> NewMember:
    new = bench.add_member(name)
    site = NewSite(
        vendor=vendor,
        name=f"site of {name}",
        country="DE",
        area=None,
        networks=("0.0.0.0/0",),
        opens=time(0),
        closes=time(0),
        time_zone="Europe/Berlin",
        is_home=False,
        **demands,
    )
    with bench.handover.databases[Role.ADMINISTRATION].transaction() as connection:
        _ = add_vendor(connection, vendor, bench.handover.clock)
        site_id = add_site(connection, site, ALL_TENANTS, bench.handover.clock)
    with bench.handover.databases.owner.transaction() as connection:
        _ = connection.execute(
            "update staff.members set site_id = sites.site_id, vendor_id = sites.vendor_id "
            "from staff.sites where sites.site_id = %s and members.staff_id = %s",
            (site_id, new.member.staff_id),
        )
    return new


def _approve(bench: Bench, thumbprint: str, scope: TenantScope = ALL_TENANTS) -> None:
    with bench.handover.databases[Role.ADMINISTRATION].transaction() as connection:
        approve_browser(
            connection,
            thumbprint,
            scope,
            now=bench.handover.clock.now(),
            pseudonyms=Pseudonyms.load(bench.settings.pseudonym_key_file),
        )


def test_wp1_a_clip_is_given_in_an_approved_browser_that_signed_and_in_no_other(
    databases: Databases, data_folder: Path
) -> None:
    bench = _bench(databases, data_folder)
    browser = Browser(bench.sign_in(_member(bench, demands_browser=True)))
    assert browser.client.get("/api/surroundings").json()["browser_missing"] is True
    assert browser.ask() == "browser_missing"
    assert browser.use() == "browser_missing", "it is not known"
    assert browser.enrol() == "asked"
    assert browser.use() == "browser_missing", "it is not approved"
    _approve(bench, browser.thumbprint)
    assert browser.ask() == "browser_missing", "it did not sign in this session"
    stranger = Browser(browser.client)
    assert stranger.use(thumbprint=browser.thumbprint) == "browser_refused", "another key"
    assert browser.use(challenge="A" * 43) == "browser_refused"
    assert browser.use(**browser.signed(b"")) == "browser_refused", "a signature for something else"
    spent = browser.signed()
    assert browser.use(**spent) == "used"
    assert browser.use(**spent) == "browser_refused", "a challenge counts once"
    assert browser.ask() == "given"
    with databases[Role.ADMINISTRATION].transaction() as connection:
        remove_browser(
            connection,
            browser.thumbprint,
            ALL_TENANTS,
            now=bench.handover.clock.now(),
            pseudonyms=Pseudonyms.load(bench.settings.pseudonym_key_file),
        )
    assert browser.ask() == "browser_missing", "a removed browser counts no more, in the same session"


def test_wp1_what_waits_for_approval_is_listed_first_and_within_the_vendor_alone(
    databases: Databases, data_folder: Path
) -> None:
    bench = _bench(databases, data_folder)
    rosa = Browser(bench.sign_in(_member(bench, demands_browser=True)))
    assert rosa.enrol() == "asked"
    _approve(bench, rosa.thumbprint)
    bench.pass_time(31)
    otto = Browser(bench.sign_in(_member(bench, "Otto", "South", demands_browser=True)))
    assert otto.enrol() == "asked"
    bench.pass_time(31)
    eva = Browser(bench.sign_in(_member(bench, "Eva", "East", demands_browser=True)))
    assert eva.enrol() == "asked"
    with databases[Role.ADMINISTRATION].transaction() as connection:
        everywhere = list_browsers(connection, ALL_TENANTS)
        south = list_browsers(connection, TenantScope(vendor_id=load_vendor(connection, "South", ALL_TENANTS)))
    assert [(one.requested_by, one.approved_at is None) for one in everywhere][-1] == ("Rosa", False)
    assert {one.requested_by for one in everywhere[:2]} == {"Otto", "Eva"}
    assert [one.thumbprint for one in south] == [otto.thumbprint]


def test_wp1_a_browser_is_of_one_site_and_approved_within_the_vendor(databases: Databases, data_folder: Path) -> None:
    bench = _bench(databases, data_folder)
    rosa = Browser(bench.sign_in(_member(bench, demands_browser=True)))
    assert rosa.enrol() == "asked"
    with databases[Role.ADMINISTRATION].transaction() as connection:
        south = TenantScope(vendor_id=add_vendor(connection, "South", bench.handover.clock))
        assert list_browsers(connection, south) == ()
        assert [one.requested_by for one in list_browsers(connection, ALL_TENANTS)] == ["Rosa"]
    with pytest.raises(BrowserUnknown):
        _approve(bench, rosa.thumbprint, south)
    _approve(bench, rosa.thumbprint)
    bench.pass_time(31)
    otto = Browser(bench.sign_in(_member(bench, "Otto", "East", demands_browser=True)))
    otto.key = rosa.key
    assert otto.use() == "browser_missing", "the key was carried to another site"


@pytest.mark.parametrize(
    "changes",
    [
        {"public_key": "{}"},
        {"public_key": "[]"},
        {"public_key": "not json"},
        {"public_key": json.dumps(ECKey.generate_key("P-384").as_dict(private=False))},
        {"signature": "AAAA"},
        {"signature": "é"},
        {"challenge": ""},
    ],
)
def test_wp1_a_key_that_does_not_sign_is_not_enrolled(
    databases: Databases, data_folder: Path, changes: dict[str, str]
) -> None:
    bench = _bench(databases, data_folder)
    browser = Browser(bench.sign_in(_member(bench, demands_browser=True)))
    assert browser.enrol(**changes) == "browser_refused"
    assert Browser(bench.reviewer("Ida")).enrol() == "browser_refused", "a member without a site"


def test_wp1_posture_counts_eight_hours_and_only_signed_by_device_management(
    databases: Databases, data_folder: Path, tmp_path: Path
) -> None:
    management = Management(tmp_path)
    bench = _bench(databases, data_folder, EARNEST_POSTURE_KEY=str(management.path))
    rosa = _member(bench, demands_posture=True)
    browser = Browser(bench.sign_in(rosa))
    assert _state(bench, management.statement(bench, browser)) == "posture_refused", "an unknown browser"
    assert browser.enrol() == "asked"
    _approve(bench, browser.thumbprint)
    assert browser.use() == "used"
    assert browser.client.get("/api/surroundings").json()["posture_missing"] is True
    assert browser.ask() == "posture_missing"
    good = management.statement(bench, browser)
    head, body, signature = good.split(".")
    claims = {"sub": browser.thumbprint, "iat": int(bench.handover.clock.now().timestamp()), **IN_ORDER}
    foreign = OKPKey.generate_key("Ed25519", private=True)
    for forged in (
        "",
        f"{head}.{body}.",
        f"eyJhbGciOiJub25lIn0.{body}.",
        f"{head}.{body}.{signature[:-4]}AAAA",
        jwt.encode({"alg": "Ed25519"}, claims, foreign, algorithms=["Ed25519"]),
        jwt.encode({"alg": "HS256"}, claims, OctKey.import_key("k" * 32), algorithms=["HS256"]),
        management.statement(bench, browser, hours=8),
        management.statement(bench, browser, hours=-1),
        management.statement(bench, browser, lacking="iat"),
        management.statement(bench, browser, sub="A" * 43),
        management.statement(bench, browser, disk_encryption=False),
        management.statement(bench, browser, screen_lock=False),
        management.statement(bench, browser, system_up_to_date=False),
        management.statement(bench, browser, screen_recorder=True),
        *(management.statement(bench, browser, lacking=name) for name in IN_ORDER),
        management.statement(bench, browser, disk_encryption="yes"),
    ):
        assert _state(bench, forged) == "posture_refused", forged
        assert browser.ask() == "posture_missing", forged
    assert _state(bench, good) == "posture_refused", "what was stated since says that it is not in order"
    bench.pass_time(1)
    good = management.statement(bench, browser)
    for _twice in range(2):
        assert _state(bench, good) == "taken"
    assert browser.ask() == "given"
    bench.pass_time(1)
    assert _state(bench, management.statement(bench, browser, screen_recorder=True)) == "posture_refused"
    assert browser.ask() == "posture_missing", "a machine that is not in order any more loses what it had"
    assert _state(bench, good) == "posture_refused", "an earlier statement does not come back"
    assert browser.ask() == "posture_missing"
    bench.pass_time(1)
    assert _state(bench, management.statement(bench, browser)) == "taken"
    for _quarter in range(32):
        bench.pass_time(15 * 60 - 1)
        assert browser.client.get("/api/session").status_code == 200
    assert browser.ask() == "given"
    bench.pass_time(33)
    assert browser.ask() == "posture_missing", "eight hours are over"


def test_wp1_no_way_to_words_or_sound_leads_past_the_browser_that_a_site_demands(
    databases: Databases, data_folder: Path
) -> None:
    """WP2: a clip to adjudicate, and two seconds of a clip that a colleague asks about, are clips as well."""
    bench = _bench(databases, data_folder)
    rosa = _member(bench, demands_browser=True)
    with bench.handover.databases.owner.transaction() as connection:
        _ = connection.execute(
            "update staff.members set role = 'adjudicator' where staff_id = %s", [rosa.member.staff_id]
        )
    browser = Browser(bench.sign_in(rosa))
    asked = ("/api/leases", "/api/adjudications", f"/api/questions/{uuid4()}/sound")
    assert [code_of(browser.client.post(path)) for path in asked] == ["browser_missing"] * 3
    assert browser.enrol() == "asked"
    _approve(bench, browser.thumbprint)
    assert browser.use() == "used"
    assert browser.client.post(asked[1]).status_code == 204, "nothing waits"
    assert code_of(browser.client.post(asked[2])) == "question_missing"


def test_wp1_without_a_key_of_device_management_no_statement_counts(databases: Databases, data_folder: Path) -> None:
    management = Management(data_folder.parent)
    bench = _bench(databases, data_folder)
    browser = Browser(bench.sign_in(_member(bench, demands_posture=True)))
    assert browser.enrol() == "asked"
    _approve(bench, browser.thumbprint)
    assert _state(bench, management.statement(bench, browser)) == "posture_refused"
    assert browser.use() == "used"
    assert browser.ask() == "posture_missing"


@pytest.mark.parametrize(
    ("demanded", "output", "expected"),
    [
        (True, "speakers", "headphones_missing"),
        (True, "headphones", "given"),
        (True, "unknown", "given"),
        (False, "speakers", "given"),
    ],
)
def test_wp4_loudspeakers_begin_no_shift_where_the_site_demands_headphones(
    databases: Databases, data_folder: Path, *, demanded: bool, output: str, expected: str
) -> None:
    bench = _bench(databases, data_folder, EARNEST_ATTESTATION="yes")
    browser = Browser(bench.sign_in(_member(bench, demands_headphones=demanded)))
    body = {"headphones": True, "closed_room": True, "no_public_place": True, "alone": True, "output": output}
    answer = browser.client.post("/api/surroundings", json=body)
    assert (code_of(answer) if answer.status_code == 403 else "given") == expected
    assert browser.ask() == ("given" if expected == "given" else "attestation_missing")


def _from(bench: Bench, signed_in: TestClient, address: str, **headers: str) -> TestClient:
    browser = TestClient(
        bench.application,
        base_url="http://localhost",
        headers={"X-Earnest": "1", "X-Forwarded-For": "192.0.2.7", **headers},
        client=(address, 50_000),
    )
    browser.cookies = signed_in.cookies
    return browser


def test_wp6_another_country_within_one_network_stops_playback_and_asks_for_both_factors(
    databases: Databases, data_folder: Path
) -> None:
    bench = _bench(
        databases,
        data_folder,
        EARNEST_WORKPLACE="sites",
        EARNEST_TRUSTED_PROXIES="10.0.0.0/8",
        EARNEST_COUNTRY_HEADER="CF-IPCountry",
    )
    signed_in = bench.sign_in(_member(bench))
    here = _from(bench, signed_in, "10.0.0.1", **{"CF-IPCountry": "DE"})
    for elsewhere in (
        _from(bench, signed_in, "10.0.0.1", **{"CF-IPCountry": "FR"}),
        _from(bench, signed_in, "10.0.0.1", **{"CF-IPCountry": "XX1"}),
        _from(bench, signed_in, "10.0.0.1"),
        _from(bench, signed_in, "192.0.2.7", **{"CF-IPCountry": "DE"}),
    ):
        assert code_of(elsewhere.post("/api/leases")) == "place_refused"
    held = here.post("/api/leases").json()["lease_id"]
    given = here.post(f"/api/leases/{held}/sound")
    assert here.get(given.json()["address"]).status_code == 200
    assert here.post(f"/api/leases/{held}/played", json={"milliseconds": 0}).status_code == 204
    there = _from(bench, signed_in, "10.0.0.1", **{"CF-IPCountry": "FR"})
    stopped = there.post(f"/api/leases/{held}/played", json={"milliseconds": 0})
    assert (stopped.status_code, code_of(stopped)) == (401, "place_changed"), "the page's next report stops the sound"
    assert here.get("/api/session").status_code == 401, "both factors are asked for again"


@pytest.mark.parametrize("moment", [10**300, 10**400, -(10**400), 1e300, float("nan"), float("inf")])
def test_wp1_a_statement_of_a_moment_that_no_clock_shows_is_refused(
    databases: Databases, tmp_path: Path, moment: float
) -> None:
    management = Management(tmp_path)
    bench = _bench(databases, tmp_path / "data", EARNEST_POSTURE_KEY=str(management.path))
    browser = Browser(bench.sign_in(_member(bench)))
    assert browser.enrol() == "asked"
    assert _state(bench, management.statement(bench, browser, iat=moment)) == "posture_refused"


def test_wp1_at_most_ten_browsers_of_a_member_wait_for_the_administration(databases: Databases, tmp_path: Path) -> None:
    bench = _bench(databases, tmp_path / "data")
    client = bench.sign_in(_member(bench))
    assert [Browser(client).enrol() for _ in range(11)] == ["asked"] * 10 + ["browser_refused"]
    other = Browser(bench.sign_in(_member(bench, "Emil", "South")))
    assert other.enrol() == "asked", "another member is not kept out"
